"""Searching with decisions: filters and counts say of a duty what the ledger says, at once and after every rebuild."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.build import build
from indexer.cli import main
from indexer.cli.workplace import open_book
from indexer.decisions.choosing import Wish, wished
from indexer.decisions.deciding import Signature, withdrawn
from indexer.decisions.file import DecisionFile
from indexer.decisions.models import Decision, DecisionKind
from indexer.decisions.overlay import DecisionOverlay
from indexer.decisions.searched import SearchedDecisions
from indexer.decisions.workplace import BookWorkplace, Desk
from indexer.duties.book import LedgerQuery
from indexer.duties.ledger import LedgerRow
from indexer.duties.models import Basis, Role
from indexer.engine.opening import open_engine
from indexer.engine.protocol import Filter, SearchEngine, SearchRequest
from indexer.models import Record
from indexer.register import load_register
from tests.decisions.makers import decision

SEED = Path(__file__).parent.parent.parent / "corpus" / "liaoning-2019-quality-improvement.md"
PILOT = """辽宁省人民政府关于推进试点的意见

一、任务
1.扩大进口。设立窗口。公布流程。（省商务厅牵头，省财政厅配合）
2.加强抽查。每季度抽查一次食品摊贩，公布食品抽检结果。
二、宣传（省教育厅负责）
1.编写手册。在学校发放手册。
"""
BUREAU, TRADE, FINANCE, SCHOOLS = "辽宁/市场监管", "辽宁/商务", "辽宁/财政", "辽宁/教育"
LIMIT = 10_000_000


class Office:
    """A corpus with its index, a person who decides, and somebody who searches all the while."""

    def __init__(self, corpus: Path, index: Path) -> None:
        self.corpus, self.index = corpus, index
        self.file = DecisionFile(corpus)
        self.engine = open_engine(index, corpus=corpus)
        self.read: list[str] = []
        documents = [document.id for document in self.engine.documents()]
        overlay = DecisionOverlay(self.file, documents, self.record)
        self.searched = SearchedDecisions(self.engine, overlay, load_register(corpus))

    def record(self, document: str) -> Record | None:
        self.read.append(document)
        return self.engine.record(document)

    def decide(
        self, kind: DecisionKind, words: str, department: str, role: Role | None = None, **more: str
    ) -> Decision:
        """Record what a person wants of the duty of a department in the task with these words, or this identifier."""
        named = self.engine.clause(words)
        clause = named[0].id if named else self.engine.search(SearchRequest(f"“{words}”")).hits[0].clause.id
        signature = Signature("张三", "会议议定", datetime.now(UTC))
        wish = Wish(kind, clause, department, role, **more)  # type: ignore[arg-type]  # only ``other`` and ``deadline``
        with closing(BookWorkplace(*open_book(self.corpus, self.index, "rjieba"))) as place:
            (made,) = self.file.decide(lambda decisions: [wished(wish, signature, Desk(place), decisions)])
        return made

    def withdraw(self, made: Decision) -> None:
        signature = Signature("张三", "有误", datetime.now(UTC))
        self.file.decide(lambda decisions: [withdrawn(made.id, signature, decisions)])

    def found(self, query: str = "", document: str = "pilot", **filters: str) -> set[str]:
        """The beginnings of the clauses that a search finds in a document."""
        chosen = (Filter("document", document), *(Filter(field, value) for field, value in filters.items()))
        hits = self.searched.engine().search(SearchRequest(query, chosen, limit=1000)).hits
        return {hit.clause.text[:6] for hit in hits}

    def ledger(self) -> list[LedgerRow]:
        book, close = open_book(self.corpus, self.index, "rjieba")
        with closing_with(close):
            return [row for row in book.rows() if row.shown]


@contextmanager
def closing_with(close: object) -> Iterator[None]:
    try:
        yield
    finally:
        close()  # type: ignore[operator]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("searched")
    (folder / "corpus").mkdir()
    shutil.copy(SEED, folder / "corpus")
    (folder / "corpus" / "pilot.txt").write_text(PILOT, encoding="utf-8")
    build(folder / "corpus", folder / "index", max_bytes=LIMIT)
    return folder


@pytest.fixture
def office(built: Path, tmp_path: Path) -> Iterator[Office]:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    office = Office(tmp_path / "corpus", tmp_path / "index")
    yield office
    office.engine.close()


def counts(engine: SearchEngine, *filters: Filter, query: str = "") -> dict[str, dict[str, int]]:
    facets = engine.search(SearchRequest(query, filters)).facets
    return {
        facet.field: {value.value: value.count for value in facet.values}
        for facet in facets
        if facet.field in ("department", "role", "basis")
    }


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


def test_the_shell_finds_what_somebody_objects_to(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.decide(DecisionKind.REJECT, "公布流程", TRADE)
    folders = ["--corpus", str(office.corpus), "--index", str(office.index)]
    capsys.readouterr()
    assert main(["search", "窗口", "--standing", "objected", *folders]) == 0
    assert "设立窗口。" in capsys.readouterr().out
    assert main(["search", "手册", "--standing", "objected", *folders]) == 0
    assert "没有找到条款" in capsys.readouterr().out


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


def decide_much(office: Office) -> None:
    suggested = [row for row in office.ledger() if row.basis is Basis.SUGGESTED]
    for number, row in enumerate(suggested[::9]):
        office.decide((DecisionKind.CONFIRM, DecisionKind.REJECT)[number % 2], row.clause, row.key)
    office.decide(DecisionKind.CONFIRM, "公布流程", TRADE)
    office.decide(DecisionKind.REJECT, "公布流程", FINANCE)
    office.decide(DecisionKind.ADD, "在学校发放", "省文化和旅游厅", Role.LEAD)
    office.decide(DecisionKind.CHANGE, "在学校发放", SCHOOLS, Role.COOPERATING)


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


def test_a_rebuild_from_nothing_gives_the_same_answer(office: Office) -> None:
    decide_much(office)
    before = [counts(office.searched.engine(), *filters) for filters in ((), (Filter("basis", "suggested"),))]
    (office.corpus / "new.txt").write_text("某市关于灯会的通知\n一、任务\n1.备足货源。\n", encoding="utf-8")
    build(office.corpus, office.index, max_bytes=LIMIT)
    (office.corpus / "new.txt").unlink()
    shutil.rmtree(office.index)
    build(office.corpus, office.index, max_bytes=LIMIT)
    again = Office(office.corpus, office.index)
    assert [counts(again.searched.engine(), *f) for f in ((), (Filter("basis", "suggested"),))] == before
    again.engine.close()


def test_a_decision_whose_text_has_changed_counts_no_more(office: Office) -> None:
    office.decide(DecisionKind.CONFIRM, "每季度抽查一次", BUREAU)
    (office.corpus / "pilot.txt").write_text(PILOT.replace("每季度抽查一次", "每月抽查一次"), encoding="utf-8")
    build(office.corpus, office.index, max_bytes=LIMIT)
    again = Office(office.corpus, office.index)
    assert again.found(basis="confirmed") == set()
    assert again.searched.engine() is again.engine
    again.engine.close()


def test_only_documents_about_which_something_new_was_decided_are_looked_at(office: Office) -> None:
    office.decide(DecisionKind.CONFIRM, "公布流程", TRADE)
    office.searched.engine()
    assert set(office.read) == {"pilot"}
    office.read.clear()
    office.searched.engine()
    assert office.read == []
    office.decide(DecisionKind.CONFIRM, "食品摊贩", BUREAU)
    office.searched.engine()
    assert set(office.read) == {SEED.stem}
    office.read.clear()
    office.file.append(decision("gone", document="gone"))
    office.searched.engine()
    assert office.read == []


def test_without_decisions_the_engine_is_used_as_it_is(office: Office) -> None:
    assert office.searched.engine() is office.engine
    assert office.read == []


def searched_from_the_shell(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> tuple[dict[str, dict[str, int]], str]:
    capsys.readouterr()
    folders = ["--corpus", str(office.corpus), "--index", str(office.index)]
    assert main(["search", "每季度抽查", "--document", "pilot", "--json", *folders]) == 0
    printed, noted = capsys.readouterr()
    facets = json.loads(printed)["facets"]
    return {field: {value["value"]: value["count"] for value in values} for field, values in facets.items()}, noted


def test_a_search_from_the_shell_counts_what_was_decided(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    facets, noted = searched_from_the_shell(office, capsys)
    assert "confirmed" not in facets["basis"] and noted == ""
    office.decide(DecisionKind.CONFIRM, "每季度抽查一次", BUREAU)
    facets, _ = searched_from_the_shell(office, capsys)
    assert facets["basis"]["confirmed"] == facets["department"][BUREAU] == facets["role"]["responsible"] == 1


def test_a_search_from_the_shell_says_when_decisions_cannot_be_read(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.file.path.mkdir()
    facets, noted = searched_from_the_shell(office, capsys)
    assert "suggested" in facets["basis"]
    assert "人工决定没有读到" in noted
