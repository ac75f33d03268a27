"""Short ways to ask an engine."""

from __future__ import annotations

from indexer.engine.protocol import Filter, Hit, SearchEngine, SearchRequest, SearchResult, Sort
from tests.record_maker import texts


def ask(engine: SearchEngine, query: str, *filters: Filter, sort: Sort = Sort.DOCUMENT) -> SearchResult:
    return engine.search(SearchRequest(query, filters, sort, limit=1000))


def found(engine: SearchEngine, query: str, *filters: Filter) -> set[str]:
    return set(texts(ask(engine, query, *filters).hits))


def facet(result: SearchResult, field: str) -> dict[str, int]:
    return {value.value: value.count for facet in result.facets if facet.field == field for value in facet.values}


def labelled(result: SearchResult, field: str) -> list[tuple[str, str, int]]:
    return [(v.value, v.label, v.count) for facet in result.facets if facet.field == field for v in facet.values]


def marked(hit: Hit) -> list[str]:
    return [hit.clause.text[start:end] for start, end in hit.marks]
