"""Searching with decisions: filters and counts say of a duty at once what the ledger says of it."""

from __future__ import annotations

from indexer.cli.workplace import open_book
from indexer.decisions.models import DecisionKind
from indexer.duties.book import LedgerQuery
from indexer.duties.models import Basis, Role
from indexer.engine.protocol import Filter, SearchRequest
from tests.decisions.searched.office import BUREAU, FINANCE, SCHOOLS, TRADE, Office, closing_with, counts, decide_much


def test_a_confirmed_suggestion_counts_at_once_as_a_duty_does_and_no_more_as_suggested(office: Office) -> None:
    assert office.found(department=BUREAU) == set()
    assert "每季度抽查一" in office.found(department=BUREAU, basis="suggested")
    office.decide(DecisionKind.CONFIRM, "每季度抽查一次", BUREAU)
    task = {"加强抽查。", "每季度抽查一"}
    assert office.found(department=BUREAU) & {"每季度抽查一"}
    assert office.found(department=BUREAU, basis="confirmed") <= task
    assert office.found(department=BUREAU, role="responsible", basis="confirmed") & {"每季度抽查一"}
    assert office.found(department=BUREAU, basis="suggested") == set()
    shown = counts(office.searched.engine(), Filter("document", "pilot"))
    assert shown["basis"]["confirmed"] == len(office.found(basis="confirmed"))
    assert shown["department"][BUREAU] == len(office.found(department=BUREAU)) > 0


def test_a_rejected_suggestion_is_counted_no_more(office: Office) -> None:
    before = counts(office.searched.engine(), Filter("basis", "suggested"))["department"][BUREAU]
    there = len(office.found(department=BUREAU, basis="suggested"))
    office.decide(DecisionKind.REJECT, "每季度抽查一次", BUREAU)
    assert office.found(department=BUREAU, basis="suggested") == set()
    assert counts(office.searched.engine(), Filter("basis", "suggested"))["department"][BUREAU] == before - there


def test_what_the_text_states_stays_stated_though_somebody_objects(office: Office) -> None:
    before = counts(office.engine)
    made = office.decide(DecisionKind.REJECT, "公布流程", TRADE)
    assert counts(office.searched.engine()) == before
    assert office.found(department=TRADE, basis="stated", role="lead") >= {"设立窗口。", "公布流程。"}
    task = office.found(department=TRADE, standing="objected")
    assert task == office.found(department=TRADE, basis="stated")
    assert office.found(department=FINANCE, standing="objected") == set()
    office.decide(DecisionKind.CHANGE, "在学校发放", SCHOOLS, Role.COOPERATING)
    objected = office.found(standing="objected")
    assert objected == task | office.found(department=SCHOOLS, basis="inherited")
    shown = office.searched.engine().search(SearchRequest("", (Filter("document", "pilot"),))).facets
    assert [(v.label, v.count) for f in shown if f.field == "standing" for v in f.values] == [("有异议", len(objected))]
    office.withdraw(made)
    assert office.found(department=TRADE, standing="objected") == set()


def test_the_filter_for_objections_finds_what_the_ledger_lists_as_objected(office: Office) -> None:
    decide_much(office)
    book, close = open_book(office.corpus, office.index, "rjieba")
    with closing_with(close):
        listed = {row.clause for row in book.rows(LedgerQuery(objected=True))}
    engine = office.searched.engine()
    hits = engine.search(SearchRequest("", (Filter("standing", "objected"),), limit=1000)).hits
    starts = {row.clause for row in office.ledger()}
    assert {hit.clause.id for hit in hits} & starts == listed != set()


def test_what_the_text_states_and_a_person_confirms_is_confirmed_with_its_annotation(office: Office) -> None:
    stated = office.found(department=TRADE, basis="stated")
    assert {"设立窗口。", "（省商务厅牵"} <= stated
    office.decide(DecisionKind.CONFIRM, "公布流程", TRADE)
    assert office.found(department=TRADE, basis="confirmed", role="lead") == stated
    assert office.found(department=TRADE, basis="stated") == set()
    assert office.found(department=FINANCE, basis="stated") == stated
    office.decide(DecisionKind.CONFIRM, "在学校发放", SCHOOLS)
    assert office.found(department=SCHOOLS, basis="inherited") == set()
    assert "在学校发放手" in office.found(department=SCHOOLS, basis="confirmed")


def test_added_and_changed_duties_are_found_under_what_they_are_now(office: Office) -> None:
    office.decide(DecisionKind.ADD, "在学校发放", "省文化和旅游厅", Role.COOPERATING)
    assert "在学校发放手" in office.found(department="辽宁/文化和旅游", role="cooperating", basis="confirmed")
    office.decide(DecisionKind.CHANGE, "公布流程", FINANCE, Role.RESPONSIBLE)
    assert "公布流程。" in office.found(department=FINANCE, role="responsible", basis="confirmed")
    assert "公布流程。" in office.found(department=FINANCE, role="cooperating", basis="stated")  # it still says so
    office.decide(DecisionKind.CHANGE, "每季度抽查一次", BUREAU, other="省农业农村厅")
    assert "每季度抽查一" in office.found(department="辽宁/农业农村", basis="confirmed")
    assert office.found(department=BUREAU, basis="suggested") == set()


def test_after_a_withdrawal_everything_is_as_built(office: Office) -> None:
    made = [
        office.decide(DecisionKind.CONFIRM, words, key)
        for words, key in (("公布流程", TRADE), ("每季度抽查一次", BUREAU))
    ]
    assert counts(office.searched.engine()) != counts(office.engine)
    for one in made:
        office.withdraw(one)
    assert counts(office.searched.engine()) == counts(office.engine)
    assert office.searched.engine() is office.engine


def test_every_filter_finds_the_tasks_of_the_ledger(office: Office) -> None:
    decide_much(office)
    rows = [row for row in office.ledger() if row.role is not Role.MENTIONED]
    assert {row.basis for row in rows} == set(Basis)
    engine = office.searched.engine()
    for key, role, basis in {(row.key, row.role, row.basis) for row in rows}:
        chosen = (Filter("department", key), Filter("role", role), Filter("basis", basis))
        found = {hit.clause.id for hit in engine.search(SearchRequest("", chosen, limit=1000)).hits}
        tasks = {row.clause for row in rows if (row.key, row.role, row.basis) == (key, role, basis)}
        starts = {row.clause for row in rows}
        assert found & starts == tasks, (key, role, basis)
