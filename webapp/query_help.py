"""What the result page offers beside the hits: departments that the query names, and what it may have meant.

Everything here is an offer with the number of clauses behind it; nothing is applied by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from indexer.duties.models import Basis
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
    """``more_departments``: further departments of the same names that have hits but are not offered. ``suggested``:
    departments with the clauses for which the program suggests them, because the text names nobody."""

    departments: tuple[Offer, ...] = ()
    corrections: tuple[Offer, ...] = ()
    more_departments: int = 0
    suggested: tuple[Offer, ...] = ()


def query_help(
    form: SearchForm, result: SearchResult, searching: SearchEngine, register: Callable[[], Register]
) -> QueryHelp:
    """The offers for a search and what it found; only its first page has any. ``register`` is asked for only where the
    query may name a department."""
    if form.page != 1 or not form.query:
        return QueryHelp()
    names = _names(form, searching, register)
    found = [_of_name(name, form, searching) for name in names]
    suggested: list[Offer] = []
    if not any(chosen.field == "basis" for chosen in form.filters):
        with_suggestions = replace(form, filters=(*form.filters, Filter("basis", Basis.SUGGESTED)))
        suggested = [offer for name in names for offer in _of_name(name, with_suggestions, searching)[:MOST_OF_A_NAME]]
    return QueryHelp(
        departments=tuple(offer for offers in found for offer in offers[:MOST_OF_A_NAME]),
        corrections=_corrections(form, result, searching),
        more_departments=sum(len(offers[MOST_OF_A_NAME:]) for offers in found),
        suggested=tuple(suggested),
    )


def _names(form: SearchForm, searching: SearchEngine, register: Callable[[], Register]) -> list[NamedDepartment]:
    """The departments that the query names and that are not chosen yet."""
    if not may_name_departments(form.query):
        return []
    known = searching.department_names()
    named = named_departments(form.query, register(), known)[:_MOST_NAMES] if known else ()
    return [name for name in named if not any(Filter("department", key) in form.filters for key in name.labels)]


def _of_name(name: NamedDepartment, form: SearchForm, searching: SearchEngine) -> list[Offer]:
    """The departments that bear a name and have hits, as filters, those with most first; the name is taken out of the
    text, for the clauses they answer for need not repeat it. One search counts them all: the facet always lists chosen
    departments, and counts without the choice."""
    chosen = tuple(Filter("department", key) for key in name.labels)
    rest = replace(form, query=name.rest, filters=(*form.filters, *chosen)).request()
    try:
        result = searching.search(replace(rest, limit=0))
    except QuerySyntaxError:  # nothing to search for once the name is gone
        return []
    if result.relaxed:
        return []
    values = [value for facet in result.facets if facet.field == "department" for value in facet.values]
    offers = [
        Offer(v.label, replace(form, query=name.rest, filters=(*form.filters, Filter("department", v.value))), v.count)
        for v in sorted(values, key=lambda value: value.value)
        if v.count and v.value in name.labels
    ]
    return sorted(offers, key=lambda offer: -offer.total)


def _corrections(form: SearchForm, result: SearchResult, searching: SearchEngine) -> tuple[Offer, ...]:
    return tuple(
        Offer(correction.query, form.asking(correction.query), correction.total)
        for correction in searching.correct(form.request(), found=result)
    )
