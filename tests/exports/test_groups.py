"""What stands together."""

from __future__ import annotations

from indexer.exports import Grouping
from indexer.exports.groups import groups, tasks
from tests.exports.ledgers import LAMPS, LEDGER, duty


def test_documents_and_their_rows_keep_the_order_in_which_they_come() -> None:
    found = groups(reversed(LEDGER), Grouping.DOCUMENT)
    assert [group.heading for group in found] == [
        "《街区更新行动方案》",
        "《关于整治路灯的实施方案》（某政发〔2020〕7号）",
    ]
    assert [row.department for row in found[0].rows] == ["省商务厅", "省财政厅"]


def test_departments_are_told_apart_by_key_not_by_name() -> None:
    rows = (
        duty("一", "市财政局", key="甲市财政局"),
        duty("二", "市财政局", key="乙市财政局"),
        duty("三", "市财政局", key="甲市财政局"),
    )
    assert [[row.task for row in group.rows] for group in groups(rows, Grouping.DEPARTMENT)] == [["一", "三"], ["二"]]


def test_departments_without_a_key_are_grouped_by_name() -> None:
    rows = (duty("一", "甲局", key=""), duty("二", "乙局", key=""))
    assert [group.name for group in groups(rows, Grouping.DEPARTMENT)] == ["甲局", "乙局"]


def test_two_documents_of_one_title_stay_apart() -> None:
    rows = (duty("一", "甲局"), duty("二", "甲局", document="other"))
    assert len(groups(rows, Grouping.DOCUMENT)) == 2


def test_the_duties_of_a_task_form_one_row() -> None:
    assert [len(rows) for rows in tasks(LEDGER)] == [3, 2, 2]


def test_a_task_with_two_deadlines_stays_two_rows() -> None:
    assert len(tasks((duty(LAMPS, "甲局", deadline="6月底前"), duty(LAMPS, "乙局", deadline="年底前")))) == 2
