"""What the page without hits offers instead: simpler searches, and the same one without filters, each with its number
of clauses. Only what finds something is offered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexer.engine.protocol import SearchEngine, SearchRequest
from indexer.engine.query.special_numbers import find_numbers
from indexer.engine.query.tree import DocumentNumber
from indexer.engine.query.wording import shown_number
from indexer.errors import QuerySyntaxError
from indexer.folding import folded_text
from webapp.search_form import SearchForm

_MOST = 5
_QUOTES = '"“”„‟＂「」『』'
_EXCLUDED = re.compile(
    rf"(?:(?<=\s)|^)(?:[-−－]|NOT\s+)(?:[(（][^)）]*[)）]?|[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]?|\S+)"
)
_OPERATORS = {"AND", "OR", "NOT"}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A simpler search and the number of clauses it finds."""

    query: str
    form: SearchForm
    total: int


def suggestions(form: SearchForm, searching: SearchEngine) -> tuple[Suggestion, ...]:
    """Searches for less under the same filters: without quotation marks, for all documents that an agency numbered in
    the year, then with one word each."""
    found: list[Suggestion] = []
    for query in dict.fromkeys(_simpler(form.query)):
        if query in ("", form.query) or len(found) == _MOST:
            continue
        try:
            request = SearchRequest(query, form.filters, limit=1, synonyms=form.synonyms, facets=False)
            result = searching.search(request)
        except QuerySyntaxError:
            continue  # a fragment of a query need not be one
        if result.total and not result.relaxed:
            found.append(Suggestion(query, form.asking(query), result.total))
    return tuple(found)


def without_filters(form: SearchForm, searching: SearchEngine) -> int:
    """How many clauses the query finds when no filter narrows it; 0 without a query or filters."""
    if not form.query or not form.filters:
        return 0
    return searching.search(SearchRequest(form.query, limit=0, synonyms=form.synonyms, facets=False)).total


def _simpler(query: str) -> Iterator[str]:
    """The query without quotation marks, 国发〔2018〕 for 国发〔2018〕3号, then each of its words. What is excluded is
    no word to look for."""
    yield _without(query, _QUOTES)
    for _, _, number in find_numbers(folded_text(query)):
        if isinstance(number, DocumentNumber) and number.agency:
            yield shown_number(replace(number, number=None))
    words = [
        word for word in _without(_EXCLUDED.sub(" ", query), _QUOTES + "()（）|").split() if word not in _OPERATORS
    ]
    if len(words) > 1 or words != query.split():
        yield from words


def _without(query: str, marks: str) -> str:
    return " ".join(query.translate(dict.fromkeys(map(ord, marks), " ")).split())
