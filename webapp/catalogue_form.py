"""The state of the list of documents, to and from its address: ``/documents?q=…&region=…&level=…&page=…``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import url_for
from werkzeug.datastructures import MultiDict

from indexer.document_classes import FIELDS
from indexer.engine.protocol import Filter
from webapp.search_form import LONGEST_WORDS, chosen_filters, page_number, shortened


@dataclass(frozen=True, slots=True)
class CatalogueForm:
    """What the address asks for. ``page`` counts from 1. ``cut`` says what of the address was not taken, a sentence an
    entry; a page must show it."""

    words: str = ""
    filters: tuple[Filter, ...] = ()
    page: int = 1
    cut: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.words and not self.filters

    def toggled(self, field: str, value: str) -> CatalogueForm:
        """With the filter added, or removed if it is there; back on the first page."""
        chosen = Filter(field, value)
        kept = tuple(other for other in self.filters if other != chosen)
        return replace(self, filters=kept if chosen in self.filters else (*kept, chosen), page=1)

    def unfiltered(self) -> CatalogueForm:
        return replace(self, filters=(), page=1)

    def at(self, page: int) -> CatalogueForm:
        return replace(self, page=page)

    @property
    def url(self) -> str:
        """The address of this state, filters last; parts with their usual value are left out."""
        arguments = [("q", self.words)] if self.words else []
        arguments += [("page", str(self.page))] if self.page != 1 else []
        arguments += [(chosen.field, chosen.value) for chosen in self.filters]
        address = url_for("documents.listing")
        return f"{address}?{urlencode(arguments)}" if arguments else address


def parse(arguments: MultiDict[str, str]) -> CatalogueForm:
    """The state in the arguments of an address; what makes no sense falls back to the usual value."""
    words, cut_of_words = shortened(arguments.get("q", ""), "标题或文号", LONGEST_WORDS)
    filters, cut_of_filters = chosen_filters(FIELDS, arguments)
    cut = (*cut_of_words, *cut_of_filters)
    return CatalogueForm(words, filters, 1 if cut else page_number(arguments), cut)
