"""The state of the search page, to and from its address: ``/search?q=…&document=…&department=…&sort=…&page=…``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import urlencode

from flask import url_for
from werkzeug.datastructures import MultiDict

from indexer.engine.protocol import FIELD_NAMES, Filter, SearchRequest, Sort
from indexer.engine.query.parser import MAX_CHARACTERS
from webapp.paging import PER_PAGE

SORT_NAMES = {Sort.RELEVANCE: "相关度", Sort.DOCUMENT: "文件", Sort.DATE: "日期"}
LAST_PAGE = 100_000
LONGEST_WORDS = 300
"""Characters of words that a list is narrowed by."""
_LONGEST_VALUE = 300
_MOST_FILTERS = 50


class ChosenFilters(NamedTuple):
    """The filters of an address, and in sentences for the page what of them was not taken."""

    filters: tuple[Filter, ...]
    cut: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchForm:
    """What the address asks for. ``page`` counts from 1; ``synonyms`` false (``syn=0``): words as typed only. ``cut``
    says what of the address was not taken, a sentence an entry; a page must show it."""

    query: str = ""
    filters: tuple[Filter, ...] = ()
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    synonyms: bool = True
    cut: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.query and not self.filters

    @property
    def orders(self) -> dict[Sort, str]:
        """The orders to choose from, with their names: without a query no clause is nearer than another."""
        return {sort: name for sort, name in SORT_NAMES.items() if self.query or sort is not Sort.RELEVANCE}

    @property
    def order(self) -> Sort:
        """The order in which the hits stand."""
        return self.sort if self.sort in self.orders else Sort.DOCUMENT

    def request(self) -> SearchRequest:
        """The search to run."""
        return SearchRequest(
            self.query, self.filters, self.sort, (self.page - 1) * PER_PAGE, PER_PAGE, synonyms=self.synonyms
        )

    def toggled(self, field: str, value: str) -> SearchForm:
        """With the filter added, or removed if it is there; back on the first page."""
        chosen = Filter(field, value)
        kept = tuple(other for other in self.filters if other != chosen)
        return replace(self, filters=kept if chosen in self.filters else (*kept, chosen), page=1)

    def unfiltered(self) -> SearchForm:
        return replace(self, filters=(), page=1)

    def asking(self, query: str) -> SearchForm:
        """The same filters and order with another query."""
        return replace(self, query=query, page=1)

    def sorted_by(self, sort: Sort) -> SearchForm:
        return replace(self, sort=sort, page=1)

    def widened(self, on: bool) -> SearchForm:
        """With everyday words also searched for as official ones, or not."""
        return replace(self, synonyms=on, page=1)

    def at(self, page: int) -> SearchForm:
        return replace(self, page=page)

    @property
    def url(self) -> str:
        """The address of this state, filters last; parts with their usual value are left out."""
        arguments = [("q", self.query)]
        if self.sort is not Sort.RELEVANCE:
            arguments.append(("sort", self.sort.value))
        if not self.synonyms:
            arguments.append(("syn", "0"))
        if self.page != 1:
            arguments.append(("page", str(self.page)))
        arguments += ((chosen.field, chosen.value) for chosen in self.filters)
        return f"{url_for('search.results')}?{urlencode(arguments, safe=':')}"


def parse(arguments: MultiDict[str, str]) -> SearchForm:
    """The form's state in the arguments of an address. What makes no sense (an unknown order, a page that is no
    number) falls back to the usual value, as a person would expect of a link cut short in a message. Where something
    is cut off, the pages are others than the address counts: the first one is shown, which says so."""
    query, cut_of_query = shortened(arguments.get("q", ""), "检索词", MAX_CHARACTERS)
    filters, cut_of_filters = chosen_filters(FIELD_NAMES, arguments)
    cut = (*cut_of_query, *cut_of_filters)
    sort = next((sort for sort in Sort if sort.value == arguments.get("sort")), Sort.RELEVANCE)
    return SearchForm(
        query=query,
        filters=filters,
        sort=sort,
        page=1 if cut else page_number(arguments),
        synonyms=arguments.get("syn") != "0",
        cut=cut,
    )


def shortened(text: str, name: str, longest: int) -> tuple[str, tuple[str, ...]]:
    """The text, at most so many characters of it, for every link repeats it; and what was cut off, in sentences."""
    text = text.strip()
    if len(text) <= longest:
        return text, ()
    return text[:longest], (f"{name}过长（{len(text)} 个字），只用了前 {longest} 个字。请缩短后重试。",)


def chosen_filters(fields: Iterable[str], arguments: MultiDict[str, str]) -> ChosenFilters:
    """The filters of an address on ``fields``, each once. Every link of the page repeats them, so what is longer or
    more than any page of ours asks for is cut off, and said."""
    given = dict.fromkeys(Filter(field, value) for field in fields for value in arguments.getlist(field) if value)
    found = tuple(dict.fromkeys(Filter(each.field, each.value[:_LONGEST_VALUE]) for each in given))
    kept, rest = found[:_MOST_FILTERS], found[_MOST_FILTERS:]
    return ChosenFilters(kept, tuple(_said(rest, sum(len(each.value) > _LONGEST_VALUE for each in given))))


def _said(left_out: Sequence[Filter], too_long: int) -> Iterator[str]:
    """What was cut off of the filters, in sentences."""
    if left_out:
        counts = Counter(FIELD_NAMES[each.field] for each in left_out)
        numbers = "、".join(f"{name} {count} 个" for name, count in counts.items())
        yield (
            f"条件过多，只按前 {_MOST_FILTERS} 个筛选，其余 {len(left_out)} 个没有计入（{numbers}）。"
            "请减少条件，或分几次检索。"
        )
    if too_long:
        yield f"有 {too_long} 个条件的值过长，只取了前 {_LONGEST_VALUE} 个字，可能因此没有结果。请检查网址。"


def page_number(arguments: MultiDict[str, str]) -> int:
    """The page that an address asks for, the first where it makes no sense."""
    page = arguments.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) <= 6 else 1
    return min(max(number, 1), LAST_PAGE)
