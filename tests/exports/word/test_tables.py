"""The tables of the Word document hold every row, department and character, and lead to the clauses."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.duties.ledger import LedgerRow
from indexer.duties.models import Basis, Role
from indexer.exports import export
from indexer.exports.characters import legible
from tests.exports.ledgers import LAMPS, LEDGER, OPTIONS, PLAN, SHOPS, SITE, any_row, duty
from tests.exports.word.opened import BY_DEPARTMENT, cells, opened, rows_of, texts


def test_a_document_lists_its_tasks_with_a_column_for_each_role() -> None:
    document = opened(LEDGER)
    lamps, streets = document.tables
    assert rows_of(lamps) == [
        ["序号", "条目和出处", "任务内容", "牵头单位", "责任单位", "配合单位", "时限", "依据"],
        ["二、重点任务"],
        [
            "1",
            "（一）更新灯具\n第二部分第（一）条第1句",
            LAMPS,
            "省住建厅",
            "省财政厅",
            "各市人民政府（上文规定）",
            "2025年底前",
            "原文明示\n上文规定",
        ],
        [
            "2",
            "（一）更新灯具\n第二部分第（一）条第1句",
            PLAN,
            "【建议】省自然资源厅",
            "省住房和城乡建设厅（人工确认）",
            "",
            "",
            "【建议】程序建议\n人工确认",
        ],
        [
            "第2项说明：【建议】省自然资源厅（牵头）：分值0.83；职责用语：专项规划；类似任务：《某规划》第（三）项\n"
            "省住房和城乡建设厅（负责）：张三；2024-05-01 09:30:00；已电话核实；此前依据：程序建议"
        ],
    ]
    assert rows_of(streets)[1:] == [
        ["1", "第二部分第（一）条第1句", SHOPS, "省财政厅", "原文明示"],
        ["第1项说明：提及：省商务厅"],
    ]
    assert "注：省住建厅，即省住房和城乡建设厅。" in texts(document)


def test_a_department_lists_its_duties_under_their_documents() -> None:
    document = opened(LEDGER, BY_DEPARTMENT)
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert headings == [
        "一、省住房和城乡建设厅",
        "二、省财政厅",
        "三、各市人民政府",
        "四、省自然资源厅",
        "五、省商务厅",
    ]
    assert rows_of(document.tables[1]) == [
        ["序号", "条目和出处", "任务内容", "角色", "时限", "依据"],
        ["《关于整治路灯的实施方案》（某政发〔2020〕7号）"],
        ["1", "二、重点任务 › （一）更新灯具\n第二部分第（一）条第1句", LAMPS, "负责", "2025年底前", "原文明示"],
        ["《街区更新行动方案》"],
        ["2", "第二部分第（一）条第1句", SHOPS, "牵头", "", "原文明示"],
    ]
    assert rows_of(document.tables[3])[-1] == [
        "第1项说明：分值0.83；职责用语：专项规划；类似任务：《某规划》第（三）项"
    ]


def test_a_task_outside_the_parts_is_not_put_under_one() -> None:
    rows = (duty(LAMPS, "甲局"), duty(PLAN, "乙局", clause="2", path=()), duty(SHOPS, "丙局", clause="3"))
    assert [row[0] for row in rows_of(opened(rows).tables[0])] == [
        "序号",
        "二、重点任务",
        "1",
        "（以下不在上列部分之内）",
        "2",
        "二、重点任务",
        "3",
    ]


def test_a_column_that_nobody_fills_is_left_out() -> None:
    header = rows_of(opened([duty(LAMPS, "甲局")]).tables[0])[0]
    assert header == ["序号", "条目和出处", "任务内容", "牵头单位", "依据"]


def test_every_task_leads_to_its_clause() -> None:
    for options in (OPTIONS, BY_DEPARTMENT):
        document = opened(LEDGER, options)
        found = {
            link.address
            for table in document.tables
            for cell in table._cells
            for paragraph in cell.paragraphs
            for link in paragraph.hyperlinks
        }
        assert found == {f"{SITE}{row.link}" for row in LEDGER}


def test_without_a_site_there_are_no_links() -> None:
    document = opened(LEDGER, replace(OPTIONS, base_url=""))
    assert not [rel for rel in document.part.rels.values() if rel.is_external]
    assert "第二部分第（一）条第1句" in rows_of(document.tables[0])[2][1]


def test_title_scope_and_date_stand_at_the_head() -> None:
    document = opened(LEDGER, replace(OPTIONS, title="责任清单"))
    assert texts(document)[:3] == ["责任清单", "路灯方案；全部部门", "（2024年5月6日）"]
    assert texts(document)[3].startswith("共列任务3项、职责7条")
    assert "不是文件的规定" in texts(document)[4]
    assert "未加注的，为原文明示" in texts(document)[4]
    assert document.core_properties.title == "责任清单"
    assert document.core_properties.created.replace(tzinfo=None) == datetime(2024, 5, 6)
    assert document.core_properties.author == ""


def test_no_rows_give_a_document_that_says_so() -> None:
    document = opened([])
    assert not document.tables
    assert texts(document)[-1] == "没有符合条件的职责。"


def test_line_breaks_tabs_and_signs_of_markup_are_kept() -> None:
    text = "第一行\r\n第二行\t<b>&amp;</b>  两个空格 "
    table = opened([duty(text, "甲局")], BY_DEPARTMENT).tables[0]
    assert cells(table.rows[2])[2].text == text.replace("\r\n", "\n")


def test_the_same_rows_give_the_same_bytes() -> None:
    assert export(LEDGER, "docx", OPTIONS) == export(LEDGER, "docx", OPTIONS)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(any_row(), min_size=1, max_size=3))
def test_any_text_comes_back_from_the_document(rows: list[LedgerRow]) -> None:
    document = opened(rows, replace(BY_DEPARTMENT, base_url=""))
    read = [row for table in document.tables for row in rows_of(table)[1:] if len(row) > 1]
    assert sorted(row[2] for row in read) == sorted(_office(row.task) for row in rows)
    everything = "\n".join([*texts(document), *("\n".join(row) for table in document.tables for row in rows_of(table))])
    for row in rows:
        for words in (row.deadline, row.who, row.why, *row.reasons, *row.path, row.department):
            assert _office(words) in everything


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(any_row(), min_size=1, max_size=3))
def test_every_department_of_every_task_stands_in_the_document(rows: list[LedgerRow]) -> None:
    document = opened(rows, replace(OPTIONS, base_url=""))
    everything = "\n".join("\n".join(row) for table in document.tables for row in rows_of(table))
    for row in rows:
        for words in (row.task, row.name or row.department, row.deadline, row.who, *row.reasons):
            assert _office(words) in everything


def _office(text: str) -> str:
    return re.sub("\r\n|\r", "\n", legible(text))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MENTIONED])
@pytest.mark.parametrize(
    ("basis", "written"),
    [
        (Basis.STATED, "甲局"),
        (Basis.INHERITED, "甲局（上文规定）"),
        (Basis.SUGGESTED, "【建议】甲局"),
        (Basis.CONFIRMED, "甲局（人工确认）"),
    ],
)
def test_each_basis_is_written_unlike_the_others(role: Role, basis: Basis, written: str) -> None:
    assert rows_of(opened([duty(LAMPS, "甲局", role, basis)]).tables[0])[2][3] == written
