"""The first sheet of the workbook (说明): what was asked for, when, counts, meaning of the words, the other sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from indexer.duties.ledger import BASIS_NAMES, ROLE_NAMES, LedgerRow
from indexer.duties.models import Basis, Role
from indexer.exports import wording
from indexer.exports.characters import shortened
from indexer.exports.options import ExportOptions, Grouping
from indexer.exports.workbook_layout import TALLEST_ROW, row_height
from indexer.exports.workbook_styles import Styles

SUMMARY_NAME = "说明"

_GROUPING_NAMES = {Grouping.DOCUMENT: "按文件，一个文件一张表", Grouping.DEPARTMENT: "按部门，一个部门一张表"}
_WIDTHS = (14, 14, 14, 14, 14, 14)
_LAST = len(_WIDTHS) - 1
_LINE = 16
"""Height of a line in points."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that follows: its name, what it is about, its rows, and how many of them are too tall for Excel."""

    name: str
    heading: str
    rows: int
    tall: int


def write_summary(
    sheet: Worksheet, rows: Sequence[LedgerRow], sheets: Sequence[Sheet], styles: Styles, options: ExportOptions
) -> None:
    """Fill the sheet and set it up for portrait A4."""
    for position, width in enumerate(_WIDTHS):
        sheet.set_column(position, position, width)
    sheet.merge_range(0, 0, 0, _LAST, options.title, styles.title)
    sheet.set_row(0, 40)
    at = _statements(sheet, rows, sheets, styles, options)
    if rows:
        at = _counts(sheet, at + 1, rows, styles)
        _contents(sheet, at + 1, sheets, styles)
    sheet.set_paper(9)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C第 &P 页，共 &N 页")


def _statements(
    sheet: Worksheet, rows: Sequence[LedgerRow], sheets: Sequence[Sheet], styles: Styles, options: ExportOptions
) -> int:
    """Lines of label and text; the next free row."""
    lines = [
        ("范围", options.scope or "全部"),
        ("生成日期", wording.chinese_date(options.generated)),
        ("编排", _GROUPING_NAMES[options.grouping]),
        ("数量", wording.counts(rows)),
        *wording.legend(rows),
    ]
    tall = sum(each.tall for each in sheets)
    if tall:
        lines.append(("提示", f"有{tall}行的文字超出一行表格所能显示的最大高度，单元格内文字完整，打印前请加宽列。"))
    for at, (label, text) in enumerate(lines, 1):
        sheet.write_string(at, 0, label, styles.label)
        sheet.merge_range(at, 1, at, _LAST, text, styles.plain)
        sheet.set_row(at, min(row_height([text], [sum(_WIDTHS[1:])], _LINE), TALLEST_ROW))
    return len(lines) + 1


def _counts(sheet: Worksheet, at: int, rows: Sequence[LedgerRow], styles: Styles) -> int:
    """The table basis × role with totals; the next free row."""
    found = Counter((row.basis, row.role) for row in rows)
    for position, label in enumerate(["依据", *(ROLE_NAMES[role] for role in Role), "合计"]):
        sheet.write_string(at, position, label, styles.header)
    lines = [(BASIS_NAMES[basis], [found[basis, role] for role in Role]) for basis in Basis]
    lines.append(("合计", [sum(column) for column in zip(*(numbers for _, numbers in lines), strict=True)]))
    for label, numbers in lines:
        at += 1
        sheet.write_string(at, 0, label, styles.cell(label))
        for position, number in enumerate([*numbers, sum(numbers)], 1):
            sheet.write_number(at, position, number, styles.cell("", centred=True))
    return at + 1


def _contents(sheet: Worksheet, at: int, sheets: Sequence[Sheet], styles: Styles) -> None:
    """The list of sheets, each a link."""
    sheet.merge_range(at, 0, at, 1, "工作表", styles.header)
    sheet.merge_range(at, 2, at, _LAST - 1, "内容", styles.header)
    sheet.write_string(at, _LAST, "职责（条）", styles.header)
    for each in sheets:
        at += 1
        heading, name = shortened(each.heading), each.name.replace("'", "''")
        sheet.merge_range(at, 0, at, 1, each.name, styles.link)
        sheet.write_url(at, 0, f"internal:'{name}'!A1", styles.link, each.name)
        sheet.merge_range(at, 2, at, _LAST - 1, heading, styles.cell(heading))
        sheet.write_number(at, _LAST, each.rows, styles.cell("", centred=True))
        height = row_height([each.name, heading], [sum(_WIDTHS[:2]), sum(_WIDTHS[2:_LAST])], _LINE)
        sheet.set_row(at, min(height, TALLEST_ROW))
