"""Searching with decisions: the same after every rebuild, and no more documents are read than need be."""

from __future__ import annotations

import shutil

from indexer.build import build
from indexer.decisions.models import DecisionKind
from indexer.engine.protocol import Filter
from tests.decisions.makers import decision
from tests.decisions.searched.office import BUREAU, LIMIT, PILOT, SEED, TRADE, Office, counts, decide_much


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
