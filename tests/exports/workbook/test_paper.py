"""The workbook is ready for paper: headers, widths, heights, fonts, and suggestions that look like nothing else."""

from __future__ import annotations

import pytest

from indexer.duties.models import Basis
from tests.exports.ledgers import LAMPS, LEDGER, duty
from tests.exports.workbook.opened import opened, whole_text
from tests.exports.workbook.test_sheets import HEADER


def test_header_stays_in_view_and_on_every_page_and_can_be_filtered() -> None:
    sheet = opened(LEDGER).worksheets[1]
    assert sheet.freeze_panes == "A4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.auto_filter.ref == "A3:N8"


def test_the_sheet_prints_on_landscape_a4_one_page_wide_with_page_numbers() -> None:
    for sheet in opened(LEDGER).worksheets[1:]:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        # One page wide is what the format takes for granted; 0 means as many pages high as it takes.
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"
        assert sheet.print_area.endswith(f"$M${sheet.max_row}")


def test_text_is_wrapped_in_columns_of_sensible_width() -> None:
    sheet = opened(LEDGER).worksheets[1]
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows(min_row=3) for cell in row)
    widths = {
        label: sheet.column_dimensions[cell.column_letter].width for label, cell in zip(HEADER, sheet[3], strict=True)
    }
    assert 30 <= widths["任务内容"] <= 46
    assert max(width for label, width in widths.items() if label != "任务内容") < widths["任务内容"]


def test_a_row_is_as_tall_as_its_text_needs() -> None:
    sheet = opened([duty("短。", "甲局"), duty("长任务。" * 60, "甲局")]).worksheets[1]
    assert sheet.row_dimensions[5].height > 2 * sheet.row_dimensions[4].height
    assert sheet.row_dimensions[5].height <= 409


def test_suggestions_are_told_apart_by_shape_and_by_word() -> None:
    sheet = opened(LEDGER).worksheets[1]
    for number, row in enumerate(LEDGER[:5], 4):
        suggested = row.basis is Basis.SUGGESTED
        assert not sheet.cell(number, 5).font.italic, "the task stands in the document, whoever proposes the department"
        assert sheet.cell(number, 6).font.italic is suggested
        assert str(sheet.cell(number, 6).value).startswith("【建议】") is suggested
        assert ("程序建议" in str(sheet.cell(number, 9).value)) is suggested


def test_fonts_are_named() -> None:
    sheet = opened(LEDGER).worksheets[1]
    assert sheet["A1"].font.name == "方正小标宋简体"
    assert sheet["A3"].font.name == "黑体"
    assert sheet["E4"].font.name == "仿宋_GB2312"


def test_rows_taller_than_excel_can_show_are_reported() -> None:
    book = opened([duty("很长的任务。" * 500, "甲局"), duty(LAMPS, "乙局")])
    assert "有1行的文字超出" in whole_text(book)
    assert book.worksheets[1].row_dimensions[4].height == pytest.approx(409, abs=1)
    assert "超出" not in whole_text(opened(LEDGER))
