"""What the result page offers beside the hits: departments that the query names, and what it may have meant.

Everything here is an offer with the number of clauses behind it; nothing is applied by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from indexer.engine.protocol import Filter, SearchEngine, SearchResult
from indexer.errors import QuerySyntaxError
from indexer.named_departments import NamedDepartment, may_name_departments, named_departments
from indexer.register import Register
from webapp.search_form import SearchForm

_MOST_NAMES = 2
"""Names of departments in one query for which filters are offered."""
MOST_OF_A_NAME = 3
"""Departments offered for one name, those with most clauses."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Another search, what the reader sees of it, and the number of clauses it finds."""

    label: str
    form: SearchForm
    total: int


@dataclass(frozen=True, slots=True)
class QueryHelp:
    """``more_departments``: further departments of the same names that have hits but are not offered."""

    departments: tuple[Offer, ...] = ()
    corrections: tuple[Offer, ...] = ()
    more_departments: int = 0


def query_help(
    form: SearchForm, result: SearchResult, searching: SearchEngine, register: Callable[[], Register]
) -> QueryHelp:
    """The offers for a search and what it found; only its first page has any. ``register`` is asked for only where the
    query may name a department."""
    if form.page != 1 or not form.query:
        return QueryHelp()
    departments, more = _departments(form, searching, register)
    return QueryHelp(departments, _corrections(form, result, searching), more)


def _departments(
    form: SearchForm, searching: SearchEngine, register: Callable[[], Register]
) -> tuple[tuple[Offer, ...], int]:
    """Departments named in the query as filters, the name then taken out of the text: the clauses they answer for need
    not repeat it; and how many more have hits."""
    if not may_name_departments(form.query):
        return (), 0
    known = searching.department_names()
    if not known:
        return (), 0
    offers: list[Offer] = []
    more = 0
    for name in named_departments(form.query, register(), known)[:_MOST_NAMES]:
        if not any(Filter("department", key) in form.filters for key in name.labels):
            found = _of_name(name, form, searching)
            offers += found[:MOST_OF_A_NAME]
            more += len(found[MOST_OF_A_NAME:])
    return tuple(offers), more


def _of_name(name: NamedDepartment, form: SearchForm, searching: SearchEngine) -> list[Offer]:
    """The departments that bear a name and have hits, those with most first. One search counts them all: the facet
    always lists chosen departments, and counts without the choice."""
    chosen = tuple(Filter("department", key) for key in name.labels)
    rest = replace(form, query=name.rest, filters=(*form.filters, *chosen)).request()
    try:
        result = searching.search(replace(rest, limit=0))
    except QuerySyntaxError:  # nothing to search for once the name is gone
        return []
    if result.relaxed:
        return []
    counts = {v.value: v.count for facet in result.facets if facet.field == "department" for v in facet.values}
    offers = [
        Offer(label, replace(form, query=name.rest, filters=(*form.filters, Filter("department", key))), counts[key])
        for key, label in name.labels.items()
        if counts.get(key)
    ]
    return sorted(offers, key=lambda offer: -offer.total)


def _corrections(form: SearchForm, result: SearchResult, searching: SearchEngine) -> tuple[Offer, ...]:
    return tuple(
        Offer(correction.query, form.asking(correction.query), correction.total)
        for correction in searching.correct(form.request(), found=result)
    )
