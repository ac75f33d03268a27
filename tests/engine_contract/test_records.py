"""Documents, clauses and outlines come back as they went in."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.engine.protocol import Filter, SearchEngine
from tests.engine_contract.asking import ask, found
from tests.engine_contract.corpora import lamps, stalls
from tests.engine_contract.engines import Make
from tests.record_maker import record_of


def test_records_clauses_and_outlines_come_back_as_they_went_in(engine: SearchEngine) -> None:
    assert [document.id for document in engine.documents()] == ["lamps", "stalls"]
    for record in (stalls(), lamps()):
        assert engine.record(record.document.id) == record
        assert engine.sections(record.document.id) == record.sections
        for clause in record.clauses:
            assert engine.clause(clause.id) == (clause, record)


def test_every_document_knows_how_many_clauses_it_has_however_many_there_are(make: Make, tmp_path: Path) -> None:
    records = [record_of(f"d{number}", *["食品安全。"] * (number % 3)) for number in range(250)]
    engine = make(records, tmp_path)
    assert engine.clause_counts() == {record.document.id: len(record.clauses) for record in records}
    engine.close()


@pytest.mark.parametrize("missing", ["", "nothing", "stalls:2.1:zzzzzz", "stalls", ":", "\ud800"])
def test_what_is_not_there_is_none(engine: SearchEngine, missing: str) -> None:
    assert engine.clause(missing) is None
    assert missing == "stalls" or engine.record(missing) is None
    assert missing == "stalls" or engine.sections(missing) == ()


def test_a_hit_tells_where_its_headings_are(engine: SearchEngine) -> None:
    """By references that a filter and an address take: all below the section is found by it, the hit too."""
    for hit in ask(engine, "").hits:
        assert len(hit.path_references) == len(hit.path_marks) == len(hit.clause.path)
        for reference in hit.path_references:
            assert hit.clause.text in found(engine, "", Filter("section", f"{hit.document.id}:{reference}"))
