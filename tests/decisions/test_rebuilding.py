"""Decisions survive every rebuild of a real index, and follow what becomes of the documents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.analysis import analyse
from indexer.build import build
from indexer.decisions.apply import Standing
from indexer.decisions.choosing import Wish, wished
from indexer.decisions.deciding import Signature
from indexer.decisions.file import DecisionFile
from indexer.decisions.models import Decision, DecisionKind, Decisions
from indexer.decisions.resolve import Hold, resolve
from indexer.decisions.texts import RecordLibrary, task_places
from indexer.decisions.workplace import Desk, EngineWorkplace
from indexer.engine.opening import open_engine
from tests.decisions.makers import PLAN, FakeWorkplace, decision, document, place

LIMIT = 1024 * 1024


class Office:
    """A corpus folder with its index, looked at through the real engine."""

    def __init__(self, folder: Path) -> None:
        self.corpus, self.index = folder / "corpus", folder / "index"
        self.corpus.mkdir()
        self.file = DecisionFile(self.corpus)

    def write(self, text: str, name: str = "market-2023.txt") -> None:
        (self.corpus / name).write_text(text, encoding="utf-8")
        build(self.corpus, self.index, max_bytes=LIMIT)

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        fake = FakeWorkplace()
        workplace = EngineWorkplace(open_engine(self.index, corpus=self.corpus), fake.rows, fake.department)
        try:
            yield Desk(workplace)
        finally:
            workplace.close()

    def holds(self) -> list[Hold]:
        with self.desk() as desk:
            return [hanging.hold for hanging in resolve(self.file.load(), desk).hangings.values()]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path)
    made.write(PLAN)
    wish = Wish(DecisionKind.CONFIRM, place("组织民间艺人").task.id, "省文旅厅")
    with made.desk() as desk:

        def make(decisions: Decisions) -> list[Decision]:
            return [wished(wish, Signature("张三", "", datetime.now(UTC)), desk, decisions)]

        made.file.decide(make)
    return made


def test_a_rebuild_from_nothing_changes_no_decision(office: Office) -> None:
    for path in sorted(office.index.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    office.write(PLAN)
    assert office.holds() == [Hold.CURRENT]
    with office.desk() as desk:
        rows, _ = desk.ledger("market-2023", office.file.load())
    assert [row.row.department for row in rows if row.standing is Standing.CONFIRMED] == ["省文旅厅"]


def test_an_edit_of_the_text_puts_the_decision_up_for_review(office: Office) -> None:
    office.write(PLAN.replace("每月不少于两场", "每周不少于一场"))
    assert office.holds() == [Hold.CHANGED]
    office.write(PLAN)
    assert office.holds() == [Hold.CURRENT]


def test_a_renamed_file_puts_its_decisions_up_for_review_at_the_new_name(office: Office) -> None:
    (office.corpus / "market-2023.txt").unlink()
    office.write(PLAN, "夜市.txt")
    assert office.holds() == [Hold.MOVED]


def test_the_ledger_of_one_document_needs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    other = document(identifier="other")
    desk = Desk(FakeWorkplace(document(), other))
    asked: list[str] = []
    places = desk.places
    monkeypatch.setattr(desk, "places", lambda name: asked.append(name) or places(name))
    decisions = Decisions((decision("d1", at=place("逐摊查验")), decision("d2", at=place("逐摊查验", other))))
    rows, _ = desk.ledger("market-2023", decisions)
    assert {row.row.document for row in rows} == {"market-2023"}
    assert set(asked) == {"market-2023"}


def test_in_real_documents_every_task_can_be_decided_on_and_found_again(shared: Path) -> None:
    paths = sorted((shared / "policy" / "docs").glob("*.txt"))[::20]
    records = [analyse(path, path.stem, max_bytes=LIMIT) for path in paths]
    again = [analyse(path, path.stem, max_bytes=LIMIT) for path in paths]
    places = [found for record in records for found in task_places(record)]
    made = Decisions(tuple(decision(f"d{n}", at=found) for n, found in enumerate(places)))
    assert len(made.all) > 300
    assert {hanging.hold for hanging in resolve(made, RecordLibrary(again)).hangings.values()} == {Hold.CURRENT}


def test_the_document_of_the_tests_is_read_as_one_expects() -> None:
    assert [len(found.task.clauses) for found in task_places(document())] == [1, 2, 1, 1, 1]
