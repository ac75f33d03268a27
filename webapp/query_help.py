"""What the result page offers beside the hits: departments that the query names, and what it may have meant.

Everything here is an offer with the number of clauses behind it; nothing is applied by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from indexer.engine.protocol import Filter, SearchEngine, SearchRequest, SearchResult
from indexer.errors import QuerySyntaxError
from indexer.named_departments import may_name_departments, named_departments
from webapp.duty_book import duty_book
from webapp.search_form import SearchForm

FEW = 3
"""A search that finds no more than this may have a slip in it."""
_MOST_DEPARTMENTS = 2


@dataclass(frozen=True, slots=True)
class Offer:
    """Another search, what the reader sees of it, and the number of clauses it finds."""

    label: str
    form: SearchForm
    total: int


@dataclass(frozen=True, slots=True)
class QueryHelp:
    departments: tuple[Offer, ...] = ()
    corrections: tuple[Offer, ...] = ()


def query_help(form: SearchForm, result: SearchResult, searching: SearchEngine) -> QueryHelp:
    """The offers for a search and what it found; only its first page has any."""
    if form.page != 1 or not form.query:
        return QueryHelp()
    return QueryHelp(_departments(form, searching), _corrections(form, result, searching))


def _departments(form: SearchForm, searching: SearchEngine) -> tuple[Offer, ...]:
    """Departments named in the query as filters, the name then taken out of the text: the clauses they answer for need
    not repeat it."""
    if not may_name_departments(form.query):
        return ()
    known = searching.department_names()
    if not known:
        return ()
    offers: list[Offer] = []
    for department in named_departments(form.query, duty_book(searching).book.register, known)[:_MOST_DEPARTMENTS]:
        chosen = Filter("department", department.key)
        if chosen in form.filters:
            continue
        narrowed = replace(form, query=department.rest, filters=(*form.filters, chosen))
        total = _total(narrowed.request(), searching)
        if total:
            offers.append(Offer(department.label, narrowed, total))
    return tuple(offers)


def _corrections(form: SearchForm, result: SearchResult, searching: SearchEngine) -> tuple[Offer, ...]:
    if result.total > FEW and not result.relaxed:
        return ()
    return tuple(
        Offer(correction.query, form.asking(correction.query), correction.total)
        for correction in searching.correct(form.request())
    )


def _total(request: SearchRequest, searching: SearchEngine) -> int:
    """How many clauses hold the whole query; 0 for one that holds nothing to search for once the name is gone."""
    try:
        result = searching.search(replace(request, limit=0))
    except QuerySyntaxError:
        return 0
    return 0 if result.relaxed else result.total
