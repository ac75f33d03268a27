"""Facets and filters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer.engine.protocol import FIELD_NAMES, Filter, SearchEngine, SearchRequest
from tests.engine_contract.asking import ask, facet, found
from tests.engine_contract.corpora import INSPECTION, LAMP_ITEM, STALL_ITEM


def test_facets_count_all_hits_and_form_a_tree(engine: SearchEngine) -> None:
    result = ask(engine, "")
    assert facet(result, "document") == {"stalls": 7, "lamps": 3}
    assert facet(result, "kind") == {"sentence": 8, "annotation": 1, "cell": 1}
    assert facet(result, "section") == {
        "stalls:1": 1,
        "stalls:2": 5,
        "stalls:2.1": 3,
        "stalls:2.2": 2,
        "lamps:1": 1,
        "lamps:8": 2,
    }
    sections = next(f for f in result.facets if f.field == "section").values
    assert [(v.value, v.level) for v in sections if v.value.startswith("stalls")] == [
        ("stalls:1", 1),
        ("stalls:2", 1),
        ("stalls:2.1", 2),
        ("stalls:2.2", 2),
    ]


def test_a_facet_is_counted_without_its_own_filter(engine: SearchEngine) -> None:
    result = ask(engine, "", Filter("document", "lamps"))
    assert result.total == 3
    assert facet(result, "document") == {"stalls": 7, "lamps": 3}
    assert facet(result, "kind") == {"sentence": 3}
    assert [v.value for f in result.facets if f.field == "document" for v in f.values if v.selected] == ["lamps"]


def test_a_search_without_facets_finds_the_same(engine: SearchEngine) -> None:
    request = SearchRequest("灯具", (Filter("document", "lamps"),))
    without = engine.search(replace(request, facets=False))
    assert without.facets == ()
    assert without.total and without.hits == engine.search(request).hits


def test_filters_on_one_field_widen_and_on_several_narrow(engine: SearchEngine) -> None:
    section = Filter("section", "stalls:2.1"), Filter("section", "lamps:8")
    assert found(engine, "", section[0]) == STALL_ITEM
    assert found(engine, "", *section) == STALL_ITEM | LAMP_ITEM
    assert found(engine, "", *section, Filter("kind", "annotation")) == {"（责任单位：市市场监管局、市商务局）"}
    assert found(engine, "", Filter("section", "stalls:2")) == STALL_ITEM | INSPECTION
    assert found(engine, "灯具", Filter("document", "stalls")) == set()


@pytest.mark.parametrize(
    "chosen",
    [
        *(Filter("document", "nothing"), Filter("section", "stalls:9"), Filter("section", "x"), Filter("kind", "poem")),
        *(Filter("region", "火星"), Filter("level", "部长"), Filter("year", "1492"), Filter("genre", "诗")),
    ],
)
def test_a_filter_that_nothing_has_finds_nothing(engine: SearchEngine, chosen: Filter) -> None:
    assert ask(engine, "", chosen).total == 0


def test_every_field_has_a_facet_in_the_promised_order(shelf: SearchEngine) -> None:
    assert [(facet.field, facet.label) for facet in ask(shelf, "").facets] == list(FIELD_NAMES.items())


def test_a_facet_counts_what_its_choice_finds_though_the_chosen_document_lacks_a_word(engine: SearchEngine) -> None:
    """飞行检查 is in one document only; 检查 of it must not stand in for it as soon as the other one is chosen."""
    result = ask(engine, "飞行检查 灯具")
    assert result.relaxed
    for document, count in facet(result, "document").items():
        assert ask(engine, "飞行检查 灯具", Filter("document", document)).total == count
