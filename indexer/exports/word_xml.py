"""WordprocessingML as text: paragraphs, runs, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from indexer.exports.characters import line_feeds

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"'
"""The declarations that the outermost element of a part needs."""

_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_BREAK = re.compile("([\n\t])")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a cell. ``link`` is the identifier of a relationship, empty for text that leads nowhere."""

    text: str
    italic: bool = False
    link: str = ""


def paragraph(style: str, lines: Iterable[Line], *, keep_next: bool = False) -> str:
    """One paragraph that holds ``lines`` as runs; ``keep_next`` keeps it on a page with what follows."""
    properties = f'<w:pStyle w:val="{style}"/>{"<w:keepNext/>" if keep_next else ""}'
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(map(_run, lines))}</w:p>"


def _run(line: Line) -> str:
    properties = "<w:i/>" if line.italic else ""
    if line.link:
        properties = '<w:rStyle w:val="Hyperlink"/>' + properties
    run = f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{_text(line.text)}</w:r>"
    return f'<w:hyperlink r:id="{line.link}" w:history="1">{run}</w:hyperlink>' if line.link else run


def _text(text: str) -> str:
    return "".join(
        _BREAKS.get(part) or f'<w:t xml:space="preserve">{escape(part)}</w:t>'
        for part in _BREAK.split(line_feeds(text))
        if part
    )


def twips(millimetres: float) -> int:
    """Twentieths of a point."""
    return round(millimetres / 25.4 * 1440)


def table(widths: Sequence[float], rows: Iterable[str]) -> Iterator[str]:
    """A ruled table of these column widths in millimetres, in stretches."""
    columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    )
    yield from rows
    yield "</w:tbl>"


def row(widths: Sequence[float], cells: Sequence[str], *, header: bool = False, together: bool = False) -> str:
    """A row of cells that each hold paragraphs; a ``header`` is repeated on every page, a row kept ``together`` is
    not broken between pages."""
    properties = ("<w:cantSplit/>" if together or header else "") + ("<w:tblHeader/>" if header else "")
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inner}</w:tr>"


def band(widths: Sequence[float], cell: str, *, together: bool = True) -> str:
    """A row of one cell across the whole table, broken between pages unless kept ``together``."""
    properties = "<w:trPr><w:cantSplit/></w:trPr>" if together else ""
    return (
        f'<w:tr>{properties}<w:tc><w:tcPr><w:tcW w:w="{sum(map(twips, widths))}" w:type="dxa"/>'
        f'<w:gridSpan w:val="{len(widths)}"/></w:tcPr>{cell}</w:tc></w:tr>'
    )
