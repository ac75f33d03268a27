"""The workbook holds every document and department with all their duties, and leads to the clauses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer.duties.models import Role
from indexer.exports import export, workbook
from tests.exports.ledgers import LAMPS, LEDGER, OPTIONS, SHOPS, SITE, duty
from tests.exports.workbook.opened import BY_DEPARTMENT, opened, table, whole_text

HEADER = [
    "序号", "文件", "发文字号", "部分/条目", "任务内容", "部门", "原文称谓", "角色", "依据", "时限",
    "建议分值/理由", "决定人/时间/理由", "出处", "链接",
]  # fmt: skip


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


def test_roles_of_all_kinds_are_named() -> None:
    sheet = opened([duty(LAMPS, "甲局", role) for role in Role]).worksheets[1]
    assert [row[7] for row in table(sheet)] == ["牵头", "负责", "配合", "提及"]
