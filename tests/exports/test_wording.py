"""Words that all exports share."""

from __future__ import annotations

import pytest

from indexer.duties.ledger import BASIS_NAMES
from indexer.duties.models import Basis, Role
from indexer.exports import wording
from indexer.numerals import to_int
from tests.exports.ledgers import LEDGER, duty


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (105, "一百〇五"),
        (110, "一百一十"),
        (1001, "一千〇一"),
        (2020, "二千〇二十"),
        (10000, "10000"),
    ],
)
def test_headings_are_numbered_in_chinese(number: int, written: str) -> None:
    assert wording.chinese_number(number) == written


def test_chinese_numbers_read_back_as_the_same_number() -> None:
    assert all(to_int(wording.chinese_number(number)) == number for number in range(1, 10_000))


def test_counts_name_only_the_bases_that_occur() -> None:
    assert wording.counts(LEDGER) == "共列任务3项、职责7条，其中原文明示4条、上文规定1条、程序建议1条、人工确认1条。"
    assert wording.counts(LEDGER[:2]) == "共列任务1项、职责2条，其中原文明示2条。"
    assert wording.counts(()) == "没有符合条件的职责。"


def test_the_legend_explains_the_words_that_occur() -> None:
    assert [word for word, _ in wording.legend(LEDGER)] == ["原文明示", "上文规定", "程序建议", "人工确认", "提及"]
    assert [word for word, _ in wording.legend(LEDGER[:2])] == ["原文明示"]


def test_the_legend_says_that_a_suggestion_is_not_the_text() -> None:
    meanings = dict(wording.legend(LEDGER))
    assert "不是文件的规定" in meanings["程序建议"]


@pytest.mark.parametrize("basis", Basis)
def test_only_suggestions_carry_the_mark(basis: Basis) -> None:
    row = duty("任务", "甲局", basis=basis)
    marked = basis is Basis.SUGGESTED
    assert wording.department(row) == ("【建议】甲局" if marked else "甲局")
    assert wording.basis(row) == ("【建议】" if marked else "") + BASIS_NAMES[basis]


def test_a_name_is_repeated_only_where_it_differs() -> None:
    assert wording.own_name(duty("任务", "省住房和城乡建设厅", name="省住建厅")) == "省住建厅"
    assert wording.own_name(duty("任务", "甲局", name="甲局")) == ""
    assert wording.name_in_text(duty("任务", "省住房和城乡建设厅", name="省住建厅")) == "省住建厅"
    assert wording.name_in_text(duty("任务", "呱呱叫", unlisted=True)) == "呱呱叫（名称未收录，待核）"
    assert wording.department(duty("任务", "", name="甲局")) == "甲局"
    assert wording.own_name(duty("任务", "", name="甲局")) == ""


def test_a_place_is_the_citation_without_its_document() -> None:
    assert wording.place(LEDGER[0]) == "第二部分第（一）条第1句"
    nested = duty(
        "任务", "甲局", document_title="印发《方案》的通知", citation="《印发〈方案〉的通知》（某政发〔2020〕7号）第1句"
    )
    assert wording.place(nested) == "第1句"
    assert wording.place(duty("任务", "甲局", citation="另一种引法")) == "另一种引法"


def test_scores_have_two_places_and_zero_is_a_score() -> None:
    assert wording.suggestion(LEDGER[3]) == "0.83；职责用语：专项规划；类似任务：《某规划》第（三）项"
    assert wording.score(duty("任务", "甲局", Role.LEAD, Basis.SUGGESTED, score=0.0)) == "0.00"
    assert wording.suggestion(LEDGER[0]) == ""
