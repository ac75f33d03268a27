"""The workbook, opened again with openpyxl: every row, link and character there, ready for paper."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from indexer.duties.ledger import LedgerRow
from indexer.duties.models import Basis, Role
from indexer.exports import Grouping, export, workbook
from indexer.exports.characters import CONTINUATION, CONTINUED, legible
from indexer.exports.options import ExportOptions
from tests.exports.ledgers import LAMPS, LEDGER, OPTIONS, SHOPS, SITE, any_row, duty

HEADER = [
    "序号", "文件", "发文字号", "部分/条目", "任务内容", "部门", "原文称谓", "角色", "依据", "时限",
    "建议分值/理由", "决定人/时间/理由", "出处", "链接",
]  # fmt: skip
BY_DEPARTMENT = replace(OPTIONS, grouping=Grouping.DEPARTMENT)


def opened(rows: Iterable[LedgerRow], options: ExportOptions = OPTIONS) -> Workbook:
    with warnings.catch_warnings(action="error"):
        return openpyxl.load_workbook(io.BytesIO(export(rows, "xlsx", options)))


def table(sheet: Worksheet) -> list[list[str]]:
    """The rows under the header, as a person reads them."""
    return [[_shown(value) for value in row] for row in sheet.iter_rows(min_row=4, values_only=True)]


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def whole_text(book: Workbook) -> str:
    return "\n".join(_shown(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row)


def test_every_document_has_its_sheet_with_all_its_duties() -> None:
    book = opened(LEDGER)
    assert book.sheetnames == ["说明", "关于整治路灯的实施方案", "街区更新行动方案"]
    lamps = table(book["关于整治路灯的实施方案"])
    assert [row[:10] for row in lamps] == [
        [
            str(number),
            "关于整治路灯的实施方案",
            "某政发〔2020〕7号",
            "二、重点任务 › （一）更新灯具",
            row.task,
            department,
            name,
            role,
            basis,
            row.deadline,
        ]
        for number, (row, department, name, role, basis) in enumerate(
            zip(
                LEDGER[:5],
                ["省住房和城乡建设厅", "省财政厅", "各市人民政府", "【建议】省自然资源厅", "省住房和城乡建设厅"],
                ["省住建厅", "", "", "", ""],
                ["牵头", "负责", "配合", "牵头", "负责"],
                ["原文明示", "原文明示", "上文规定", "【建议】程序建议", "人工确认"],
                strict=True,
            ),
            1,
        )
    ]
    assert [row[10] for row in lamps] == ["", "", "", "0.83；职责用语：专项规划；类似任务：《某规划》第（三）项", ""]
    assert [row[11] for row in lamps] == ["", "", "", "", "张三；2024-05-01 09:30:00；已电话核实；此前依据：程序建议"]
    assert lamps[0][12] == "《关于整治路灯的实施方案》（某政发〔2020〕7号）第二部分第（一）条第1句"
    assert [row[4:8] for row in table(book["街区更新行动方案"])] == [
        [SHOPS, "省财政厅", "", "牵头"],
        [SHOPS, "省商务厅", "", "提及"],
    ]


def test_every_department_has_its_sheet() -> None:
    book = opened(LEDGER, BY_DEPARTMENT)
    assert book.sheetnames == ["说明", "省住房和城乡建设厅", "省财政厅", "各市人民政府", "省自然资源厅", "省商务厅"]
    assert [row[4] for row in table(book["省财政厅"])] == [LAMPS, SHOPS]
    assert book["省财政厅"]["A2"].value == "省财政厅"


def test_the_table_has_a_title_and_its_columns() -> None:
    sheet = opened(LEDGER, replace(OPTIONS, title="责任清单")).worksheets[1]
    assert sheet["A1"].value == "责任清单"
    assert sheet["A2"].value == "《关于整治路灯的实施方案》（某政发〔2020〕7号）"
    assert [cell.value for cell in sheet[3]] == HEADER


def test_every_row_leads_to_its_clause() -> None:
    sheet = opened(LEDGER).worksheets[1]
    cells = [sheet.cell(row, len(HEADER)) for row in range(4, sheet.max_row + 1)]
    assert [cell.hyperlink.target for cell in cells] == [f"{SITE}{row.link}" for row in LEDGER[:5]]
    assert {cell.value for cell in cells} == {"查看"}


@pytest.mark.parametrize(
    ("base_url", "link"), [("", "/clause/a"), (SITE, "/" + "x" * 3000)], ids=["no site", "longer than Excel follows"]
)
def test_an_address_that_cannot_be_followed_is_written_out(base_url: str, link: str) -> None:
    sheet = opened([duty(LAMPS, "甲局", link=link)], replace(OPTIONS, base_url=base_url)).worksheets[1]
    cell = sheet.cell(4, len(HEADER))
    assert cell.hyperlink is None
    assert cell.value == base_url + link


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


def test_the_first_sheet_says_what_is_in_the_others() -> None:
    book = opened(LEDGER)
    sheet = book["说明"]
    said = {label.value: text.value for label, text in sheet.iter_rows(max_col=2) if isinstance(text.value, str)}
    assert said["范围"] == "路灯方案；全部部门"
    assert said["生成日期"] == "2024年5月6日"
    assert said["数量"].startswith("共列任务3项、职责7条")
    assert "不是文件的规定" in said["程序建议"]
    links = {cell.value: cell.hyperlink.location for row in sheet for cell in row if cell.hyperlink}
    assert links == {name: f"'{name}'!A1" for name in book.sheetnames[1:]}


def test_the_first_sheet_counts_by_basis_and_role() -> None:
    sheet = opened(LEDGER)["说明"]
    start = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == "依据")
    assert [[cell.value for cell in row] for row in sheet.iter_rows(start, start + 5)] == [
        ["依据", "牵头", "负责", "配合", "提及", "合计"],
        ["原文明示", 2, 1, 0, 1, 4],
        ["上文规定", 0, 0, 1, 0, 1],
        ["程序建议", 1, 0, 0, 0, 1],
        ["人工确认", 0, 1, 0, 0, 1],
        ["合计", 3, 2, 1, 1, 7],
    ]


def test_no_rows_give_a_workbook_that_says_so() -> None:
    book = opened([])
    assert book.sheetnames == ["说明"]
    assert "没有符合条件的职责。" in whole_text(book)


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@某", ' \t=HYPERLINK("http://x")', "＝1", "{=1}", "=", "=\x00"])
def test_a_cell_that_looks_like_a_formula_is_text_and_stays_text_when_edited(text: str) -> None:
    content = export([duty(text, text)], "xlsx", replace(OPTIONS, title=text))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())
    cell = openpyxl.load_workbook(io.BytesIO(content)).worksheets[1]["E4"]
    assert cell.data_type == "s"
    assert cell.value == legible(text)
    assert bool(cell.quotePrefix) is not text.startswith("{")


def test_figures_in_text_stay_text() -> None:
    sheet = opened([duty("2024", "001", deadline="6-1")]).worksheets[1]
    assert [sheet.cell(4, column).value for column in (5, 6, 10)] == ["2024", "001", "6-1"]


def test_characters_that_a_workbook_cannot_carry_are_shown_as_marks() -> None:
    assert opened([duty("甲\x00乙\x1f丙\ud800丁\uffff", "甲局")]).worksheets[1]["E4"].value == "甲�乙�丙�丁�"


def test_text_that_looks_like_an_escape_is_shown_as_it_is() -> None:
    # Excel reads _x0041_ as A (ISO/IEC 29500, ST_Xstring); openpyxl leaves such escapes as they are.
    with zipfile.ZipFile(io.BytesIO(export([duty("型号_x0041_与_x005F_", "甲局")], "xlsx", OPTIONS))) as archive:
        strings = archive.read("xl/sharedStrings.xml").decode()
    [held] = re.findall("<t>(型号[^<]+)</t>", strings)
    assert re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), held) == "型号_x0041_与_x005F_"


def test_a_cell_too_long_for_excel_goes_on_in_the_next_row() -> None:
    text = "任务" * 40_000
    rows = table(opened([duty(text, "甲局"), duty(LAMPS, "乙局")]).worksheets[1])
    assert [row[0] for row in rows] == ["1", "1", "1", "2"]
    assert [row[5] for row in rows] == ["甲局", "甲局", "甲局", "乙局"]
    parts = [row[4] for row in rows[:3]]
    assert all(len(part) <= 32_767 for part in parts)
    assert parts[0].endswith(CONTINUED)
    assert parts[2].startswith(CONTINUATION)
    assert "".join(part.removeprefix(CONTINUATION).removesuffix(CONTINUED) for part in parts) == text


def test_rows_taller_than_excel_can_show_are_reported() -> None:
    book = opened([duty("很长的任务。" * 500, "甲局"), duty(LAMPS, "乙局")])
    assert "有1行的文字超出" in whole_text(book)
    assert book.worksheets[1].row_dimensions[4].height == pytest.approx(409, abs=1)
    assert "超出" not in whole_text(opened(LEDGER))


def test_a_group_with_more_links_than_excel_opens_goes_on_in_another_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROWS_A_SHEET", 2)
    book = opened([duty(f"任务{number}", "甲局") for number in range(5)])
    name = "关于整治路灯的实施方案"
    assert book.sheetnames == ["说明", name, f"{name}（2）", f"{name}（3）"]
    assert [row[0] + row[4] for sheet in book.worksheets[1:] for row in table(sheet)] == [
        f"{number + 1}任务{number}" for number in range(5)
    ]


def test_titles_that_are_no_sheet_names_lose_nothing() -> None:
    title = "关于印发《甲/乙：?*[丙]》的通知" + "长" * 60
    book = opened([duty(LAMPS, "甲局", document_title=title), duty(LAMPS, "甲局", document="2", document_title=title)])
    assert book.sheetnames[2].endswith("…（2）")
    assert table(book.worksheets[1])[0][1] == title
    assert title.translate(str.maketrans("《》", "〈〉")) in book["说明"].cell(book["说明"].max_row, 3).value


def test_the_same_rows_give_the_same_bytes() -> None:
    assert export(LEDGER, "xlsx", OPTIONS) == export(LEDGER, "xlsx", OPTIONS)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(any_row(), min_size=1, max_size=3), st.sampled_from(Grouping))
def test_any_text_comes_back_from_the_workbook(rows: list[LedgerRow], grouping: Grouping) -> None:
    book = opened(rows, replace(OPTIONS, grouping=grouping, base_url=""))
    read = [[row[4], row[9], row[12], row[13]] for sheet in book.worksheets[1:] for row in table(sheet)]
    expected = [[_office(text) for text in (row.task, row.deadline, row.citation, row.link)] for row in rows]
    assert sorted(read) == sorted(expected)


def _office(text: str) -> str:
    return re.sub("\r\n|\r", "\n", legible(text))


def test_roles_of_all_kinds_are_named() -> None:
    sheet = opened([duty(LAMPS, "甲局", role) for role in Role]).worksheets[1]
    assert [row[7] for row in table(sheet)] == ["牵头", "负责", "配合", "提及"]
