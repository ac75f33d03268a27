"""The ledger: names resolved to departments, suggestions only where the text names nobody, counts that add up."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from indexer.duties.book import DutyBook, LedgerQuery
from indexer.duties.models import Basis, Role
from indexer.duties.rows import OpenTasks, Suggested
from indexer.models import Record
from indexer.register import Register, load_register
from tests.outlining.documents import analysed

TEXT = """辽宁省人民政府关于推进试点的意见
一、任务
1.扩大进口。设立窗口。（省商务厅牵头，省市场监管局配合，6月底前完成）
2.加强抽查。公布结果。
3.做好保障。由省财政厅负责资金。
各级党委和政府要根据本意见精神抓好落实。
"""


def suggest(tasks: OpenTasks) -> Sequence[Sequence[Suggested]]:
    return [[Suggested("market-regulation", 0.8, ("职责词：抽查",))] if "抽查" in text else [] for text in tasks.texts]


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


@pytest.fixture
def book(register: Register) -> DutyBook:
    record = analysed(TEXT)
    records: dict[str, Record] = {"doc": record}
    return DutyBook([record.document], records.get, register, suggest)


def test_a_name_is_shown_as_written_and_resolved(book: DutyBook) -> None:
    lead = book.rows(LedgerQuery(roles=frozenset({Role.LEAD})))
    assert [(row.name, row.department, row.key, row.basis, row.deadline) for row in lead] == [
        ("省商务厅", "辽宁省商务厅", "辽宁/商务", Basis.STATED, "6月底前完成")
    ]


def test_suggestions_stand_only_where_the_text_names_nobody(book: DutyBook) -> None:
    suggested = book.rows(LedgerQuery(bases=frozenset({Basis.SUGGESTED})))
    assert [(row.department, row.name, row.score, row.reasons, row.path[-1]) for row in suggested] == [
        ("辽宁省市场监督管理局", "", 0.8, ("职责词：抽查",), "2.加强抽查")
    ]


def test_a_second_name_in_brackets_is_no_second_department(register: Register) -> None:
    record = analysed(
        "辽宁省人民政府关于推进试点的意见\n1.甲事。办好。（省市场监管局、省市场监管局（省知识产权局）负责）"
    )
    rows = DutyBook([record.document], {"doc": record}.get, register, suggest).rows()
    assert [row.key for row in rows] == ["辽宁/市场监管"]


def test_every_row_leads_to_its_task(book: DutyBook) -> None:
    for row in book.rows():
        assert row.task in TEXT
        assert row.link == f"/clauses/{row.clause}"
        assert row.citation.startswith("《辽宁省人民政府关于推进试点的意见》")


def test_the_list_of_departments_counts_by_basis_and_role(book: DutyBook) -> None:
    counts = {entry.key: entry for entry in book.departments()}
    market = counts["辽宁/市场监管"]
    assert (dict(market.bases), dict(market.roles)) == (
        {Basis.STATED: 1, Basis.SUGGESTED: 1},
        {Role.COOPERATING: 1, Role.RESPONSIBLE: 1},
    )
    assert sum(entry.total for entry in counts.values()) == len(book.rows())


def housing(tasks: OpenTasks) -> Sequence[Sequence[Suggested]]:
    return [[Suggested("housing", 0.8)]] * len(tasks.texts)


def test_a_suggestion_for_a_document_of_an_unknown_place_is_not_counted_for_a_ministry(register: Register) -> None:
    def keys(text: str) -> dict[str, str]:
        record = analysed(text)
        book = DutyBook([record.document], {"doc": record}.get, register, housing)
        return {entry.key: entry.name for entry in book.departments()}

    assert keys("关于试点的规定\n1.甲事。建好工程。") == {"某地/住房城乡建设": "住房城乡建设部门"}
    assert keys("国务院关于试点的意见\n1.甲事。建好工程。") == {"国家/住房城乡建设": "住房和城乡建设部"}


def test_a_department_is_called_as_the_text_calls_it_not_as_suggestions_do(register: Register) -> None:
    text = "沈阳市人民政府关于试点的意见\n1.甲事。办好。（市住建局负责）\n2.乙事。办好。\n3.丙事。办好。"
    record = analysed(text)
    (entry,) = DutyBook([record.document], {"doc": record}.get, register, housing).departments()
    assert (entry.total, entry.firm) == (3, 1)
    assert entry.name == "沈阳市住建局"


def test_a_name_that_the_register_lacks_is_told_from_bodies_known_by_rule(register: Register) -> None:
    record = analysed("辽宁省关于试点的意见\n1.甲事。办好。（省商务厅、沈阳市商务局、各有关部门、呱呱叫负责）")
    book = DutyBook([record.document], {"doc": record}.get, register, suggest)
    assert [row.name for row in book.rows() if row.unlisted] == ["呱呱叫"]
    assert [(entry.name, entry.unlisted) for entry in book.departments()][-1] == ("呱呱叫", True)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (LedgerQuery(department="辽宁/商务"), 1),
        (LedgerQuery(document="doc"), 5),
        (LedgerQuery(document="none"), 0),
        (LedgerQuery(with_deadline=True), 2),
        (LedgerQuery(text="窗口"), 2),
        (LedgerQuery(text="没有这样的话"), 0),
    ],
)
def test_a_ledger_is_filtered(book: DutyBook, query: LedgerQuery, expected: int) -> None:
    assert len(book.rows(query)) == expected


def test_tasks_for_which_the_text_names_nobody_are_listed(book: DutyBook) -> None:
    (task,) = book.without_department("doc")
    assert task.split(":")[1] == "1.2"
