"""A table of the Word document: columns laid out over the type area, bands, rows, remarks below rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.duties.models import Basis
from indexer.exports import word_xml
from indexer.exports.columns import NUMBER_LABEL
from indexer.exports.groups import Group
from indexer.exports.paper import AREA_WIDTH, SIZE_5
from indexer.exports.word_columns import Column, Layout, Rows
from indexer.exports.word_xml import Line, paragraph

OUTSIDE = "（以下不在上列部分之内）"
"""The band over rows that belong under none, where others do."""

_NUMBER = Column(NUMBER_LABEL, lambda _: [], 10, centred=True)
_CHARACTER = SIZE_5 / 72 * 25.4
_CELL_MARGINS = 2.5
"""Millimetres."""

_ENOUGH = 90
"""Millimetres that a column of running text needs to be read with ease."""

_TOGETHER_LINES = 12
"""Rows of up to so many lines are not broken between pages; a page has room for 28."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row of the table: the band it belongs under, its cells in the layout's order, what is said below it."""

    band: str
    cells: tuple[list[Line], ...]
    remarks: tuple[Line, ...]


def table(group: Group, layout: Layout) -> Iterator[str]:
    """The table of a group as WordprocessingML, in stretches."""
    entries = [_entry(members, layout) for members in layout.rows(group.rows)]
    kept = [
        at
        for at, column in enumerate(layout.columns)
        if not column.optional or any(entry.cells[at] for entry in entries)
    ]
    columns = [_NUMBER, *(layout.columns[at] for at in kept)]
    widths = _widths(columns)
    yield from word_xml.table(widths, _rows(columns, widths, kept, entries))


def _entry(members: Rows, layout: Layout) -> _Entry:
    return _Entry(
        layout.band(members[0]),
        tuple(column.lines(members) for column in layout.columns),
        tuple(Line(text, row.basis is Basis.SUGGESTED) for row in members if (text := layout.remark(row))),
    )


def _rows(
    columns: Sequence[Column], widths: Sequence[float], kept: Sequence[int], entries: Sequence[_Entry]
) -> Iterator[str]:
    """Header, bands where they change, rows, remarks."""
    yield word_xml.row(widths, [paragraph("TableHead", [Line(column.label)]) for column in columns], header=True)
    before = ""
    for number, entry in enumerate(entries, 1):
        if entry.band != before:
            yield word_xml.band(widths, paragraph("TableBand", [Line(entry.band or OUTSIDE)]))
        before = entry.band
        cells = [[Line(str(number))], *(entry.cells[at] for at in kept)]
        yield _row(columns, widths, cells, keep_next=bool(entry.remarks))
        if entry.remarks:
            yield _remarks(widths, number, entry.remarks)


def _row(columns: Sequence[Column], widths: Sequence[float], cells: Sequence[list[Line]], *, keep_next: bool) -> str:
    written = [
        "".join(
            paragraph("TableCentred" if column.centred else "TableText", [line], keep_next=keep_next)
            for line in cell or [Line("")]
        )
        for column, cell in zip(columns, cells, strict=True)
    ]
    height = max(_height(cell, width) for cell, width in zip(cells, widths, strict=True))
    return word_xml.row(widths, written, together=height <= _TOGETHER_LINES)


def _remarks(widths: Sequence[float], number: int, remarks: Sequence[Line]) -> str:
    """A row across the table for what is to be said of the row above; it may go on on the next page."""
    first = paragraph("TableText", [Line(f"第{number}项说明："), remarks[0]])
    rest = "".join(paragraph("TableText", [line]) for line in remarks[1:])
    return word_xml.band(widths, first + rest, together=False)


def _height(cell: Sequence[Line], width: float) -> int:
    """Lines that a cell takes, at least; Latin letters are counted as wide as Chinese."""
    room = int((width - _CELL_MARGINS) / _CHARACTER)
    return sum(-(-len(part) // room) or 1 for line in cell for part in line.text.split("\n"))


def _widths(columns: Sequence[Column]) -> list[float]:
    rest = AREA_WIDTH - sum(column.width for column in columns)
    growing = sum(column.grows for column in columns)
    more = max(0, rest - _ENOUGH) / growing if growing else 0
    return [column.width + more * column.grows if column.width else rest - more * growing for column in columns]
