"""Completions and corrections: an engine may offer none, but what it offers leads somewhere."""

from __future__ import annotations

import pytest

from indexer.engine.protocol import Filter, SearchEngine, SearchRequest
from tests.engine_contract.asking import ask


@pytest.mark.parametrize("typed", ["食", "明厨", "检", "灯具", "关于", "iso", "shipin", "ming", "食品 设"])
@pytest.mark.parametrize("limit", [0, 1, 3])
def test_what_is_completed_finds_something(engine: SearchEngine, typed: str, limit: int) -> None:
    offered = engine.complete(typed, limit)
    assert len(offered) <= limit
    assert len({completion.text for completion in offered}) == len(offered)
    for completion in offered:
        assert completion.kind in ("word", "section", "document", "department")
        assert " " in typed or ask(engine, completion.text).total


@pytest.mark.parametrize("typed", ["明亮厨灶", "食品滩点", "灯具更焕", "mingchu", "监管", "“明亮厨灶”", "食品"])
@pytest.mark.parametrize("chosen", [(), (Filter("document", "stalls"),), (Filter("document", "lamps"),)])
def test_a_correction_finds_as_many_as_it_says_and_more_than_was_found(
    engine: SearchEngine, typed: str, chosen: tuple[Filter, ...]
) -> None:
    request = SearchRequest(typed, chosen)
    found = engine.search(request)
    offered = engine.correct(request, found=found)
    assert offered == engine.correct(request)
    for correction in offered:
        assert correction.query != typed
        assert correction.total == ask(engine, correction.query, *chosen).total > (0 if found.relaxed else found.total)
