"""Decisions survive every rebuild of a real index, and follow what becomes of the documents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.analysis import analyse
from indexer.build import build
from indexer.decisions.choosing import Wish, wished
from indexer.decisions.deciding import Signature
from indexer.decisions.errors import DecisionError
from indexer.decisions.file import DecisionFile
from indexer.decisions.models import Decision, DecisionKind, Decisions
from indexer.decisions.resolve import Hold, resolve
from indexer.decisions.texts import RecordLibrary, task_places
from indexer.decisions.workplace import BookWorkplace, DepartmentName, Desk
from indexer.duties.book import DutyBook
from indexer.duties.models import Standing
from indexer.duties.rows import OpenTasks, Suggested
from indexer.engine.opening import open_engine
from indexer.register import load_register
from tests.decisions.makers import PLAN, FakeWorkplace, decision, document, place, row

LIMIT = 1024 * 1024


NOTICE = PLAN.replace("关于", "辽宁省人民政府关于", 1)


def suggest_culture(tasks: OpenTasks) -> list[list[Suggested]]:
    return [[Suggested("culture-tourism", 0.8, ("展演",))] if "艺人" in text else [] for text in tasks.texts]


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
        engine = open_engine(self.index, corpus=self.corpus)
        book = DutyBook(engine.documents(), engine.record, load_register(self.corpus), suggest_culture)
        workplace = BookWorkplace(book, engine.close)
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
    made.write(NOTICE)
    wish = Wish(DecisionKind.CONFIRM, place("组织民间艺人").task.id, "省文旅厅")
    with made.desk() as desk:

        def make(decisions: Decisions) -> list[Decision]:
            return [wished(wish, Signature("张三", "", datetime.now(UTC)), desk, decisions)]

        made.file.decide(make)
    return made


@pytest.mark.parametrize("name", ["省文旅厅", "文化和旅游厅", "辽宁省文化和旅游厅", "辽宁/文化和旅游"])
def test_a_department_is_found_by_any_name_the_register_knows(office: Office, name: str) -> None:
    with office.desk() as desk:
        at = desk.task(place("利用广播", document(NOTICE)).task.id)
        assert desk.department(name, at).label == "辽宁省文化和旅游厅"


def test_a_name_that_means_nothing_is_refused(office: Office) -> None:
    with office.desk() as desk, pytest.raises(DecisionError, match="部门名录中没有“呱呱叫”"):
        desk.department("呱呱叫", desk.task(place("利用广播", document(NOTICE)).task.id))


def test_a_body_that_only_the_text_names_can_be_decided_on() -> None:
    at = place("利用广播")
    shown = replace(row(at), key="辽宁/呱呱叫专班", department="呱呱叫专班", name="呱呱叫专班")
    desk = Desk(FakeWorkplace(document()))
    assert desk.department("呱呱叫专班", at, [shown]) == DepartmentName("辽宁/呱呱叫专班", "呱呱叫专班")


def test_a_rebuild_from_nothing_changes_no_decision(office: Office) -> None:
    for path in sorted(office.index.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    office.write(NOTICE)
    assert office.holds() == [Hold.CURRENT]
    with office.desk() as desk:
        rows, _ = desk.ledger("market-2023", office.file.load())
    assert [found.department for found in rows if found.standing is Standing.CONFIRMED] == ["辽宁省文化和旅游厅"]


def test_an_edit_of_the_text_puts_the_decision_up_for_review(office: Office) -> None:
    office.write(NOTICE.replace("每月不少于两场", "每周不少于一场"))
    assert office.holds() == [Hold.CHANGED]
    office.write(NOTICE)
    assert office.holds() == [Hold.CURRENT]


def test_a_renamed_file_puts_its_decisions_up_for_review_at_the_new_name(office: Office) -> None:
    (office.corpus / "market-2023.txt").unlink()
    office.write(NOTICE, "夜市.txt")
    assert office.holds() == [Hold.MOVED]


def test_the_ledger_of_one_document_needs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    other = document(identifier="other")
    desk = Desk(FakeWorkplace(document(), other))
    asked: list[str] = []
    places = desk.places
    monkeypatch.setattr(desk, "places", lambda name: asked.append(name) or places(name))
    decisions = Decisions((decision("d1", at=place("逐摊查验")), decision("d2", at=place("逐摊查验", other))))
    rows, _ = desk.ledger("market-2023", decisions)
    assert {found.document for found in rows} == {"market-2023"}
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
