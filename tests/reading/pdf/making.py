"""PDF files for the tests, set in memory with reportlab: lines broken as Chinese type is, page numbers, heads, tables.

The font is Adobe's STSong-Light by name, which needs no file on the machine.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PIL import Image
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

FONT = "STSong-Light"
MILLIMETRE = 72 / 25.4
_NOT_FIRST = "，。、；：！？）〕】》”’"
_NOT_LAST = "（〔【《“‘"

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


@dataclass
class Sheet:
    """How a document is set. The defaults are GB/T 9704—2012: 28 characters of 16 points a line, 22 lines a page."""

    size: float = 16
    columns: int = 28
    lines: int = 22
    leading: float = 29
    indent: int = 2
    gap: float = 0
    number: str = "— {} —"
    head: Callable[[int], str] = field(default=lambda _: "")
    left: float = 28 * MILLIMETRE
    top: float = 37 * MILLIMETRE
    justify: bool = False


def typeset(paragraphs: Sequence[str], sheet: Sheet | None = None, **canvas: Any) -> bytes:
    """A PDF of these paragraphs. One that begins with ^ is a centred title of a line, with > is set at the right,
    with | begins at the margin; each without that sign."""
    sheet = sheet or Sheet()
    buffer = io.BytesIO()
    page = Canvas(buffer, pagesize=A4, invariant=True, **canvas)
    setter = _Setter(page, sheet)
    for paragraph in paragraphs:
        setter.paragraph(paragraph)
    setter.end_page()
    page.save()
    return buffer.getvalue()


class _Setter:
    def __init__(self, canvas: Canvas, sheet: Sheet) -> None:
        self._canvas, self._sheet = canvas, sheet
        self._page, self._line, self._extra = 1, 0, 0.0

    def paragraph(self, text: str) -> None:
        sheet = self._sheet
        width = sheet.columns * sheet.size
        if text[0] in "^>":
            own = len(text[1:]) * sheet.size
            self._set(text[1:], (width - own) / (2 if text[0] == "^" else 1), last=True)
            return
        indent = 0 if text[0] == "|" else sheet.indent
        lines = broken(text.lstrip("|"), sheet.columns, indent)
        for index, line in enumerate(lines):
            self._set(line, 0 if index else indent * sheet.size, last=index == len(lines) - 1)
        self._extra += sheet.gap

    def _set(self, text: str, offset: float, *, last: bool) -> None:
        sheet = self._sheet
        if self._line == sheet.lines:
            self.end_page()
            self._canvas.showPage()
            self._page, self._line, self._extra = self._page + 1, 0, 0.0
        y = A4[1] - sheet.top - self._line * sheet.leading - self._extra - sheet.size
        self._canvas.setFont(FONT, sheet.size)
        spare = sheet.columns * sheet.size - offset - _width(text, sheet.size)
        spread = max(spare, 0) / max(len(text) - 1, 1) if sheet.justify and not last else 0
        self._canvas.drawString(sheet.left + offset, y, text, charSpace=spread)
        self._line += 1

    def end_page(self) -> None:
        sheet, canvas = self._sheet, self._canvas
        canvas.setFont(FONT, 14)
        if sheet.number:
            canvas.drawCentredString(A4[0] / 2, 25 * MILLIMETRE, sheet.number.format(self._page))
        if head := sheet.head(self._page):
            canvas.setFont(FONT, 10)
            canvas.drawCentredString(A4[0] / 2, A4[1] - 20 * MILLIMETRE, head)


def _width(text: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, FONT, size))


def broken(text: str, columns: int, indent: int) -> list[str]:
    """Text in lines of so many full characters; no closing mark begins a line, no opening mark ends one, and a word
    of Latin letters or digits is not divided."""
    lines, line, room = [], "", float(columns - indent)
    for unit in _units(text):
        need = _width(unit, 1)
        if need > room and line:
            lines.append(line)
            line, room = "", float(columns)
        line += unit
        room -= need
    return [*lines, line]


def _units(text: str) -> list[str]:
    units: list[str] = []
    for char in text:
        word = (
            bool(units) and char.isascii() and char.isalnum() and units[-1][-1:].isascii() and units[-1][-1:].isalnum()
        )
        if units and (word or char in _NOT_FIRST or units[-1][-1] in _NOT_LAST):
            units[-1] += char
        else:
            units.append(char)
    return units


def drawn(*pages: Callable[[Canvas], None], **canvas: Any) -> bytes:
    """A PDF whose pages are drawn by these functions; the font is set, the origin bottom left."""
    buffer = io.BytesIO()
    page = Canvas(buffer, pagesize=A4, invariant=True, **canvas)
    for draw in pages:
        page.setFont(FONT, 16)
        draw(page)
        page.showPage()
    page.save()
    return buffer.getvalue()


def picture(canvas: Canvas) -> None:
    """A page that is a picture of a page, as a scanner makes it."""
    canvas.drawImage(ImageReader(Image.new("L", (200, 280), 230)), 0, 0, *A4)


def table(
    canvas: Canvas, cells: Sequence[Sequence[str]], top: float, *, widths: Sequence[float], spans: Any = ()
) -> None:
    """A ruled table at the left margin; a cell's lines are parted by line ends. ``top`` in points from the top."""
    styles = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("FONT", (0, 0), (-1, -1), FONT, 12),
        ("LEADING", (0, 0), (-1, -1), 16),
        *(("SPAN", first, last) for first, last in spans),
    ]
    grid = Table(cells, colWidths=widths, style=styles)
    _, height = grid.wrapOn(canvas, 500, 800)
    grid.drawOn(canvas, 28 * MILLIMETRE, A4[1] - top - height)
