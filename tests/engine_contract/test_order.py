"""The order of hits, and how a score is explained."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.engine.protocol import SearchEngine, SearchRequest, Sort
from tests.engine_contract.asking import ask
from tests.engine_contract.corpora import EVERYDAY, lamps, stalls
from tests.engine_contract.engines import Make
from tests.record_maker import record_of, texts


def test_an_empty_query_lists_everything_in_document_order(engine: SearchEngine) -> None:
    result = ask(engine, "", sort=Sort.RELEVANCE)
    assert result.total == 10
    by_title = [c.id for r in sorted([stalls(), lamps()], key=lambda r: r.document.title) for c in r.clauses]
    assert [hit.clause.id for hit in result.hits] == by_title


def test_sorting_by_document_and_by_date(engine: SearchEngine) -> None:
    assert [h.document.id for h in ask(engine, "", sort=Sort.DATE).hits] == ["lamps"] * 3 + ["stalls"] * 7
    titles = [h.document.title for h in ask(engine, "", sort=Sort.DOCUMENT).hits]
    assert titles == sorted(titles)


def test_the_better_answer_comes_first(engine: SearchEngine) -> None:
    result = ask(engine, "灯具", sort=Sort.RELEVANCE)
    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)
    assert texts(result.hits) == ["更换老旧灯具，质量须经检查。", "灯具企业须有合格证。"]


@pytest.mark.parametrize("query", ["灯具", "清洗设备有没有补助 认证", "检查 OR 灯具", "（一）灯具 -照明", "便民 安全"])
def test_an_explanation_adds_up_to_the_score_of_the_hit(engine: SearchEngine, query: str) -> None:
    for hit in ask(engine, query, sort=Sort.RELEVANCE).hits:
        explained = engine.explain(SearchRequest(query), hit.clause.id)
        assert explained is not None and explained.found and explained.clause == hit.clause
        assert explained.score == pytest.approx(hit.score, rel=1e-5)
        given = explained.document_contribution.score if explained.document_contribution else 0
        own = sum(each.score for each in explained.contributions)
        assert own + given == pytest.approx(hit.score, rel=1e-5, abs=1e-6)
        for each in explained.contributions:
            assert each.score == pytest.approx(each.share * each.weight * each.rarity * each.saturation)


def test_what_is_no_hit_can_be_explained_and_what_is_not_there_cannot(engine: SearchEngine) -> None:
    other = next(c for c in stalls().clauses if "明厨" in c.text)
    explained = engine.explain(SearchRequest("灯具"), other.id)
    assert explained is not None and not explained.found and explained.score == 0 and not explained.contributions
    assert engine.explain(SearchRequest("灯具"), "lamps:9:zzzzzz") is None


def test_what_was_typed_ranks_before_what_only_stands_for_it(make: Make, tmp_path: Path) -> None:
    engine = make([record_of("a", "管好灯具。", "管好路灯。", "管好照明。")], tmp_path, EVERYDAY)
    assert texts(engine.search(SearchRequest("路灯")).hits)[0] == "管好路灯。"
    engine.close()
