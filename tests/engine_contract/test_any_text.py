"""No text that anybody types breaks anything."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.engine.answers import Similar
from indexer.engine.protocol import SearchEngine, SearchRequest
from indexer.errors import QuerySyntaxError
from tests.engine_contract.asking import ask


@pytest.mark.parametrize("missing", ["", "nothing", "stalls:1:zzzzzz", "stalls", "\ud800"])
def test_nothing_is_similar_to_what_is_not_there(engine: SearchEngine, missing: str) -> None:
    assert engine.similar(missing) == Similar()


def test_a_slip_is_an_error_with_a_hint_and_no_hits_is_a_result(engine: SearchEngine) -> None:
    with pytest.raises(QuerySyntaxError):
        ask(engine, "AND")
    assert ask(engine, "从未出现过").total == 0


@pytest.mark.parametrize(
    "query",
    ["食品" * 5000, "\x00\ud800", "words:食品", "食品~2^3", "[食品 TO 药品]", "食?品", '"', "\\", "{}", "a" * 10_000],
)
def test_no_text_breaks_a_search(engine: SearchEngine, query: str) -> None:
    try:
        result = ask(engine, query)
    except QuerySyntaxError:
        return
    assert result.total == len(result.hits)
    assert result.seconds < 2


def test_text_inside_quotation_marks_is_not_completed(engine: SearchEngine) -> None:
    assert engine.complete("“明厨") == engine.complete('食品 "明厨') == ()


@given(st.text(st.sampled_from('食品明厨 a-"“*（|\ud800\u200bＡ'), max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_typed_breaks_completions_or_corrections(engine: SearchEngine, typed: str) -> None:
    for completion in engine.complete(typed, limit=3):
        assert completion.text != typed
    with suppress(QuerySyntaxError):
        assert len(engine.correct(SearchRequest(typed))) <= 3


@pytest.mark.parametrize(
    "typed", ["明厨亮灶", "“明亮厨灶”", "飞船", "hello world", "iso22000", "", "食品 AND 检查", "abc"]
)
def test_what_is_right_or_unknown_or_quoted_is_not_corrected(engine: SearchEngine, typed: str) -> None:
    assert engine.correct(SearchRequest(typed)) == ()
