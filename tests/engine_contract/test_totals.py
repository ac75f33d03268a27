"""Totals and pages: exact, whatever is shown."""

from __future__ import annotations

from pathlib import Path

from indexer.engine.protocol import SearchEngine, SearchRequest, Sort
from tests.engine_contract.asking import ask, facet, found
from tests.engine_contract.corpora import lamps, stalls
from tests.engine_contract.engines import Make
from tests.record_maker import RecordMaker, record_of


def test_pages_of_a_result_follow_each_other_without_gap(engine: SearchEngine) -> None:
    whole = [hit.clause.id for hit in ask(engine, "", sort=Sort.RELEVANCE).hits]
    pages = [engine.search(SearchRequest("", offset=offset, limit=3)) for offset in range(0, 12, 3)]
    assert [hit.clause.id for page in pages for hit in page.hits] == whole
    assert {page.total for page in pages} == {10}
    assert engine.search(SearchRequest("", offset=50)).hits == ()
    assert engine.search(SearchRequest("", limit=0)).hits == ()


def test_an_empty_corpus_answers_everything_with_nothing(make: Make, tmp_path: Path) -> None:
    engine = make([], tmp_path)
    assert ask(engine, "").total == ask(engine, "食品").total == ask(engine, "“食品” -药品 iso* 第八条").total == 0
    assert engine.documents() == () and engine.record("x") is None
    engine.close()


def test_documents_without_clauses_or_sections_do_no_harm(make: Make, tmp_path: Path) -> None:
    empty = RecordMaker("empty", "只有标题").make()
    bare = RecordMaker("bare", "只有层次")
    bare.heading("一、", "食品")
    engine = make([empty, bare.make(), record_of("one", "食品安全。")], tmp_path)
    assert ask(engine, "食品").total == 1
    assert {document.id for document in engine.documents()} == {"empty", "bare", "one"}
    assert facet(ask(engine, ""), "document") == {"one": 1}
    engine.close()


def test_adding_unrelated_documents_does_not_change_what_is_found(make: Make, tmp_path: Path) -> None:
    alone = make([stalls()], tmp_path / "1")
    together = make([lamps(), stalls(), record_of("x", "与此无关。")], tmp_path / "2")
    for query in ("食品", "“双随机、一公开”", "明厨*"):
        assert found(alone, query) == found(together, query)
    alone.close()
    together.close()
