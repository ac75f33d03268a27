"""Decisions over a whole corpus: seen as soon as they are made; only the documents concerned are looked at again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from indexer.decisions.file import DecisionFile
from indexer.decisions.models import DecisionKind
from indexer.decisions.overlay import DecisionOverlay
from indexer.decisions.resolve import Hold
from indexer.duties.book import DutyBook, LedgerQuery
from indexer.duties.models import Basis, Standing
from indexer.duties.rows import Suggested
from indexer.models import Record
from indexer.register import load_register
from tests.decisions.makers import PLAN, decision, document, place


class Office:
    """A folder with decisions, and the duty book over it."""

    def __init__(self, corpus: Path, *records: Record) -> None:
        self.file = DecisionFile(corpus)
        self.records: Mapping[str, Record] = {record.document.id: record for record in records}
        self.read: list[str] = []
        self.overlay = DecisionOverlay(self.file, self.records, self.record)
        self.book = DutyBook(
            [record.document for record in records],
            self.record,
            load_register(),
            lambda tasks: [(Suggested("culture-tourism", 0.7),)] * len(tasks.texts),
            self.overlay.now,
        )

    def record(self, document: str) -> Record | None:
        self.read.append(document)
        return self.records.get(document)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path, document(), document(identifier="other"))


def test_a_decision_shows_at_the_next_look_without_restart(office: Office) -> None:
    at = place("逐摊查验")
    row = next(row for row in office.book.document_rows("market-2023") if row.clause == at.task.id)
    office.file.append(decision("d1", department=row.key, at=at))
    (now,) = (row for row in office.book.document_rows("market-2023") if row.clause == at.task.id)
    assert (now.standing, now.basis, now.ground, now.decision) == (
        Standing.CONFIRMED,
        Basis.CONFIRMED,
        Basis.SUGGESTED,
        "d1",
    )


def test_only_the_documents_concerned_are_read_again(office: Office) -> None:
    office.book.departments()
    office.read.clear()
    office.file.append(decision("d1", DecisionKind.ADD, at=place("逐摊查验")))
    office.book.departments()
    assert office.read == ["market-2023"]
    office.read.clear()
    office.file.append(decision("d2", DecisionKind.ADD, at=place("逐摊查验", document(identifier="other"))))
    office.book.departments()
    assert office.read == ["other"]


def test_departments_are_counted_with_what_persons_decided(office: Office) -> None:
    key = "辽宁/药品监管"
    assert not [entry for entry in office.book.departments() if entry.key == key]
    office.file.append(decision("d1", DecisionKind.ADD, key, at=place("逐摊查验")))
    (entry,) = (entry for entry in office.book.departments() if entry.key == key)
    assert entry.bases == {Basis.CONFIRMED: 1}


def test_a_rejected_suggestion_is_listed_on_demand_only(office: Office) -> None:
    at = place("逐摊查验")
    row = next(row for row in office.book.document_rows("market-2023") if row.clause == at.task.id)
    office.file.append(decision("d1", DecisionKind.REJECT, row.key, at=at))
    usual = office.book.rows(LedgerQuery(row.key, "market-2023"))
    assert at.task.id not in {row.clause for row in usual}
    everything = office.book.rows(LedgerQuery(row.key, "market-2023", hidden=True))
    assert [row.standing for row in everything if row.clause == at.task.id] == [Standing.REJECTED]


def test_the_text_and_program_view_stays_free_of_decisions(office: Office) -> None:
    before = office.book.text_rows("market-2023")
    office.file.append(decision("d1", DecisionKind.ADD, at=place("逐摊查验")))
    assert office.book.document_rows("market-2023") != before
    assert office.book.text_rows("market-2023") == before


def test_a_decision_whose_text_changed_is_up_for_review(tmp_path: Path) -> None:
    office = Office(tmp_path, document(PLAN.replace("当天公布", "次日公布")))
    assert office.overlay.now().review() == ()
    office.file.append(decision("d1", at=place("逐摊查验")))
    assert [(found.decision.id, found.hold) for found in office.overlay.now().review()] == [("d1", Hold.CHANGED)]


@pytest.mark.parametrize(("text", "hold"), [(PLAN, Hold.MOVED), ("一、别的\n做别的事。\n", Hold.LOST)])
def test_a_decision_about_a_document_that_is_gone_is_up_for_review(tmp_path: Path, text: str, hold: Hold) -> None:
    office = Office(tmp_path, document(text, "new-name"))
    office.file.append(decision("d1", at=place("逐摊查验")))
    (found,) = office.overlay.now().review()
    assert found.hold is hold
    assert [offer.record.document.id for offer in found.places] == (["new-name"] if hold is Hold.MOVED else [])


def test_a_decision_carried_over_to_another_document_counts_there_alone(tmp_path: Path) -> None:
    office = Office(tmp_path, document(), document(identifier="other"))
    office.file.append(decision("d1", DecisionKind.ADD, at=place("逐摊查验")))
    office.book.departments()
    there = place("逐摊查验", document(identifier="other"))
    office.file.append(decision("d2", DecisionKind.ADD, at=there, replaces=("d1",), minute=1))
    decided = {row.document for row in office.book.rows() if row.standing is Standing.CONFIRMED}
    assert decided == {"other"}


def test_the_library_of_decisions_needs_no_command_line() -> None:
    code = "import indexer.decisions.overlay, indexer.decisions.choosing, sys; sys.exit('indexer.cli' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
