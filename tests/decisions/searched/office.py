"""A corpus in which somebody decides and somebody searches, and what both of them see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from indexer.cli.workplace import open_book
from indexer.decisions.choosing import Wish, wished
from indexer.decisions.deciding import Signature, withdrawn
from indexer.decisions.file import DecisionFile
from indexer.decisions.models import Decision, DecisionKind
from indexer.decisions.overlay import DecisionOverlay
from indexer.decisions.searched import SearchedDecisions
from indexer.decisions.workplace import BookWorkplace, Desk
from indexer.duties.ledger import LedgerRow
from indexer.duties.models import Basis, Role
from indexer.engine.opening import open_engine
from indexer.engine.protocol import Filter, SearchEngine, SearchRequest
from indexer.models import Record
from indexer.register import load_register
from tests.conftest import ROOT

SEED = ROOT / "corpus" / "liaoning-2019-quality-improvement.md"
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


def counts(engine: SearchEngine, *filters: Filter, query: str = "") -> dict[str, dict[str, int]]:
    facets = engine.search(SearchRequest(query, filters)).facets
    return {
        facet.field: {value.value: value.count for value in facet.values}
        for facet in facets
        if facet.field in ("department", "role", "basis")
    }


def decide_much(office: Office) -> None:
    suggested = [row for row in office.ledger() if row.basis is Basis.SUGGESTED]
    for number, row in enumerate(suggested[::9]):
        office.decide((DecisionKind.CONFIRM, DecisionKind.REJECT)[number % 2], row.clause, row.key)
    office.decide(DecisionKind.CONFIRM, "公布流程", TRADE)
    office.decide(DecisionKind.REJECT, "公布流程", FINANCE)
    office.decide(DecisionKind.ADD, "在学校发放", "省文化和旅游厅", Role.LEAD)
    office.decide(DecisionKind.CHANGE, "在学校发放", SCHOOLS, Role.COOPERATING)
