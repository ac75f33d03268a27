"""Tables of tasks: each row is a task of its own, with who and by when from the columns that say so."""

from __future__ import annotations

import pytest

from indexer.duties.models import Basis
from indexer.duties.stated import stated_duties
from indexer.duties.tasks import task_text
from tests.outlining.documents import analysed

Row = tuple[str, str, str, str, str]


def rows(text: str) -> list[Row]:
    """Task, lead, responsible, cooperating, deadline of each row."""
    record = analysed("任务分工表\n一、重点任务\n" + text)
    found = []
    for duty in stated_duties(record):
        a = duty.assignment
        place = duty.annotation.covers or (duty.annotation.start, duty.annotation.end)
        task = next(t for t in record.duties.tasks if place[0] <= record.clauses[t.clauses[0]].start < place[1])
        names = (" ".join(names) for names in (a.lead, a.responsible, a.cooperating))
        found.append((task_text(record, task).removeprefix("重点任务。"), *names, a.deadline))
    return found  # type: ignore[return-value]


WANTED = [
    ("优化服务 减少环节。", "市甲局", "", "市乙局 市丙局", "2023年6月底前"),
    ("完善制度 公布清单。", "市丁局", "", "各区政府", "持续推进"),
]


def test_rows_on_one_line_with_tabs() -> None:
    assert (
        rows(
            "序号\t任务\t措施\t牵头单位\t配合单位\t完成时限\n"
            "1\t优化服务\t减少环节。\t市甲局\t市乙局、市丙局\t2023年6月底前\n"
            "2\t完善制度\t公布清单。\t市丁局\t各区政府\t持续推进"
        )
        == WANTED
    )


def test_every_cell_on_a_line_of_its_own() -> None:
    assert (
        rows(
            "序号\n任务\n措施\n牵头单位\n配合单位\n完成时限\n"
            "1\n优化服务\n减少环节。\n市甲局\n市乙局、市丙局\n2023年6月底前\n"
            "2\n完善制度\n公布清单。\n市丁局\n各区政府\n持续推进"
        )
        == WANTED
    )


def test_rows_between_bars() -> None:
    found = rows(
        "| 序号 | 任务 | 责任单位 | 完成时限 |\n|---|:--|---|---|\n"
        "| 1 | 优化服务 | 市甲局、市乙局 | 年内 |\n| 2 | 完善制度 | — | |"
    )
    assert [row[1:] for row in found] == [("", "市甲局 市乙局", "", "年内")]


def test_the_upper_of_two_header_rows_says_what_the_lower_leaves_empty() -> None:
    assert rows("序号\t任务\t责任分工\t\t时限\n\t\t牵头部门\t责任部门\n1\t优化服务\t市甲局\t市乙局\t6月底前") == [
        ("优化服务", "市甲局", "市乙局", "", "6月底前")
    ]


def test_a_merged_cell_reaches_down_and_its_rows_say_so() -> None:
    text = "任务分工表\n一、重点任务\n序号\t任务\t措施\t责任单位\n1\t优化服务\t减少环节\t市甲局\n\t\t延伸服务"
    record = analysed(text)
    (first, second) = record.duties.duties
    assert (first.basis, second.basis) == (Basis.STATED, Basis.INHERITED)
    assert second.name == "市甲局"
    assert record.text[second.start : second.end] == "1\t优化服务\t减少环节\t市甲局"
    assert task_text(record, record.duties.tasks[second.task]).endswith("延伸服务")


def test_a_row_that_leaves_only_one_of_its_department_cells_empty_inherits_nothing() -> None:
    found = rows("序号\t任务\t牵头单位\t配合单位\n1\t甲事\t市甲局\t市乙局\n2\t乙事\t市丙局\t\n3\t丙事\t市丁局\t—")
    assert [row[1:4] for row in found] == [("市甲局", "", "市乙局"), ("市丙局", "", ""), ("市丁局", "", "")]


def test_header_number_and_department_cells_are_no_task() -> None:
    record = analysed("任务分工表\n一、重点任务\n序号\t任务\t责任单位\t时限\n1\t优化服务\t市甲局\t年内")
    assert [task_text(record, task) for task in record.duties.tasks] == ["重点任务。优化服务"]


@pytest.mark.parametrize(
    "text",
    [
        "序号\t指标\t目标值\n1\t覆盖率\t90%",
        "时间\t地点\n上午\t市会议中心",
        "| 指标 | 单位 |\n|---|---|\n| 里程 | 公里 |",
    ],
)
def test_other_tables_state_no_duties(text: str) -> None:
    assert rows(text) == []
