"""任务分工表 as an Excel workbook: a sheet that explains, then one sheet for each document or department.

Every cell is written as text (no number, formula or address is guessed from it), so nothing in it is calculated;
cells that begin like a formula also carry the mark that keeps them text when somebody edits them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from indexer.duties.ledger import LedgerRow
from indexer.duties.models import Basis
from indexer.exports.characters import is_web_address, line_feeds, pieces, shortened
from indexer.exports.columns import NUMBER_LABEL, READING_COLUMNS
from indexer.exports.groups import Group, groups
from indexer.exports.options import ExportOptions
from indexer.exports.sheet_names import sheet_names
from indexer.exports.workbook_layout import NUMBER_WIDTH, TALLEST_ROW, column_width, row_height
from indexer.exports.workbook_styles import Styles
from indexer.exports.workbook_summary import SUMMARY_NAME, Sheet, write_summary

CENTRED = {"document_number", "role", "basis", "deadline", "link"}
PROPOSED = {"department", "role", "basis", "suggestion"}
"""What of a suggestion is the program's own, in italics; all else stands in the document or is a person's word."""

ROWS_A_SHEET = 60_000
"""Rows after which a group goes on in another sheet: Excel opens at most 65,530 links of one sheet."""

_URL_LIMIT = 2_000
"""Characters of an address that Excel follows (2,079), with room for its own escapes."""

_LINK_TEXT = "查看"
_HEADER_ROW = 2


@dataclass(frozen=True, slots=True)
class _Part:
    """The rows of a group that go on one sheet; ``first`` is the number of the first."""

    group: Group
    rows: Sequence[LedgerRow]
    first: int


def write(rows: Sequence[LedgerRow], options: ExportOptions) -> bytes:
    """The workbook. Without rows it consists of the explaining sheet, which says so."""
    target = io.BytesIO()
    workbook = Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    day = datetime.combine(options.generated, time())
    workbook.set_properties({"title": options.title, "subject": options.scope, "created": day})
    styles = Styles(workbook)
    summary = workbook.add_worksheet(SUMMARY_NAME)
    parts = [part for group in groups(rows, options.grouping) for part in _parts(group)]
    names = sheet_names((part.group.name for part in parts), taken=(SUMMARY_NAME,))
    sheets = []
    for part, name in zip(parts, names, strict=True):
        tall = _write_part(workbook.add_worksheet(name), part, styles, options)
        sheets.append(Sheet(name, part.group.heading, len(part.rows), tall))
    write_summary(summary, rows, sheets, styles, options)
    workbook.close()
    return target.getvalue()


def _parts(group: Group) -> Iterator[_Part]:
    for start in range(0, len(group.rows), ROWS_A_SHEET):
        yield _Part(group, group.rows[start : start + ROWS_A_SHEET], start + 1)


def _write_part(sheet: Worksheet, part: _Part, styles: Styles, options: ExportOptions) -> int:
    """Fill a sheet; how many of its rows are taller than Excel can show."""
    texts = [[line_feeds(column.text(row)) for column in READING_COLUMNS] for row in part.rows]
    widths = [
        column_width(column.name, cells)
        for column, cells in zip(READING_COLUMNS, zip(*texts, strict=True), strict=True)
    ]
    for position, width in enumerate([NUMBER_WIDTH, *widths]):
        sheet.set_column(position, position, width)
    _write_head(sheet, part.group.heading, sum(widths), styles, options)
    at, tall = _HEADER_ROW, 0
    for number, (row, cells) in enumerate(zip(part.rows, texts, strict=True), part.first):
        for line in _continued(cells):
            at += 1
            _write_row(sheet, at, number, row, line, styles)
            height = row_height(line[:-1], widths[:-1])
            sheet.set_row(at, min(height, TALLEST_ROW))
            tall += height > TALLEST_ROW
    _set_paper(sheet, at, options)
    return tall


def _write_head(sheet: Worksheet, heading: str, width: int, styles: Styles, options: ExportOptions) -> None:
    """Title, what the sheet is about, and the header of the table."""
    last_column = len(READING_COLUMNS)
    lines = ((options.title, styles.title, width // 2, 32), (shortened(heading), styles.heading, width, 20))
    for at, (text, style, room, line) in enumerate(lines):
        sheet.merge_range(at, 0, at, last_column, text, style)
        sheet.set_row(at, min(row_height([text], [room], line), TALLEST_ROW))
    for position, label in enumerate([NUMBER_LABEL, *(column.label for column in READING_COLUMNS)]):
        sheet.write_string(_HEADER_ROW, position, label, styles.header)
    sheet.set_row(_HEADER_ROW, 50)


def _continued(cells: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The cells of one row; where one is too long for Excel, of as many rows as it takes, short cells repeated so
    that a filter keeps the rows together."""
    split = [tuple(pieces(cell)) for cell in cells]
    for at in range(max(map(len, split))):
        yield tuple(stretches[min(at, len(stretches) - 1)] for stretches in split)


def _write_row(sheet: Worksheet, at: int, number: int, row: LedgerRow, cells: Sequence[str], styles: Styles) -> None:
    sheet.write_number(at, 0, number, styles.cell("", centred=True))
    for position, (column, text) in enumerate(zip(READING_COLUMNS, cells, strict=True), 1):
        if column.name == "link" and _followable(text):
            sheet.write_url(at, position, text, styles.link, _LINK_TEXT)
        else:
            italic = row.basis is Basis.SUGGESTED and column.name in PROPOSED
            style = styles.cell(text, italic=italic, centred=column.name in CENTRED)
            sheet.write_string(at, position, text, style)


def _followable(link: str) -> bool:
    return is_web_address(link) and len(link) <= _URL_LIMIT


def _set_paper(sheet: Worksheet, last_row: int, options: ExportOptions) -> None:
    """Landscape A4, as wide as one page, header repeated. The margins are narrower than those of a 公文: fourteen
    columns inside its type area would come out in letters too small to read. Links, no use on paper, stay off."""
    last_column = len(READING_COLUMNS)
    sheet.freeze_panes(_HEADER_ROW + 1, 0)
    sheet.autofilter(_HEADER_ROW, 0, last_row, last_column)
    sheet.repeat_rows(_HEADER_ROW)
    sheet.print_area(0, 0, last_row, last_column - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.center_horizontally()
    sheet.set_footer(f"&L&A&C第 &P 页，共 &N 页&R{options.generated.isoformat()}", {"margin": 0.35})
