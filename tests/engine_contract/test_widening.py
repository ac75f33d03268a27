"""Everyday words and the official words for them."""

from __future__ import annotations

from indexer.engine.protocol import SearchEngine, SearchRequest
from tests.engine_contract.asking import ask, found


def test_a_clause_with_the_official_word_counts_as_holding_the_everyday_word(widened: SearchEngine) -> None:
    official = found(widened, "食品摊点")
    assert official and found(widened, "小吃摊") == official
    assert found(widened, "路灯") == found(widened, "灯具 OR 照明")
    assert found(widened, "小吃摊 监管") == found(widened, "食品摊点 监管")


def test_totals_and_facets_count_widened_hits_like_others(widened: SearchEngine) -> None:
    result, official = ask(widened, "小吃摊"), ask(widened, "食品摊点")
    assert result.total == official.total
    assert result.facets == official.facets
    assert not result.relaxed


def test_widening_is_told_and_can_be_switched_off(widened: SearchEngine) -> None:
    on = widened.search(SearchRequest("小吃摊"))
    off = widened.search(SearchRequest("小吃摊", synonyms=False))
    assert [(synonym.typed, synonym.official) for synonym in on.synonyms] == [("小吃摊", ("食品摊点",))]
    assert any("食品摊点" in said for said in on.understood)
    assert on.total and not off.total
    assert off.synonyms == on.synonyms
    assert not any("食品摊点" in said for said in off.understood)


def test_quoted_and_excluded_words_are_never_widened(widened: SearchEngine) -> None:
    assert found(widened, "“小吃摊”") == set()
    assert found(widened, "监管 -小吃摊") == found(widened, "监管")
    assert found(widened, "食品摊点 -(小吃摊 OR 路灯)") == found(widened, "食品摊点")
