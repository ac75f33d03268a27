"""The list of documents by what they are sorted by: region, level, year, genre, and words of their title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.document_classes import FIELDS, UNKNOWN, Classes, classes, label, ordered
from indexer.engine.protocol import FIELD_NAMES, Facet, FacetValue, Filter
from indexer.folding import fold, squeeze
from indexer.models import Document
from indexer.register import Register


@dataclass(frozen=True, slots=True)
class Entry:
    """A document with its classes."""

    document: Document
    classes: Classes

    @property
    def implied_region(self) -> str:
        """The name of the region by which the document is filtered though it does not state it; empty where it does,
        and where none is known."""
        innermost = self.classes["region"][-1]
        return "" if self.document.region or innermost == UNKNOWN else label("region", innermost)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """``entries`` are the documents that pass, in the order given; ``facets`` count documents, each without its own
    filter."""

    entries: tuple[Entry, ...]
    facets: tuple[Facet, ...]


def catalogue(
    documents: Sequence[Document], register: Register, words: str, filters: Sequence[Filter] = ()
) -> Catalogue:
    """The documents whose title or number holds all ``words`` and that pass ``filters``, of which those on one field
    widen and those on several narrow, as in a search."""
    entries = [Entry(document, classes(document, register.place_of(document))) for document in documents]
    named = [entry for entry in entries if _named(entry.document, words)]
    wanted: dict[str, set[str]] = {}
    for chosen in filters:
        wanted.setdefault(chosen.field, set()).add(chosen.value)
    return Catalogue(
        tuple(entry for entry in named if _passes(entry, wanted)),
        tuple(_facet(field, named, wanted) for field in FIELDS),
    )


def _named(document: Document, words: str) -> bool:
    searched = squeeze(fold(f"{document.title}\n{document.document_number}")).text
    return all(squeeze(fold(word)).text in searched for word in words.split())


def _passes(entry: Entry, wanted: Mapping[str, set[str]], leaving_out: str = "") -> bool:
    return all(field == leaving_out or values & set(entry.classes[field]) for field, values in wanted.items())


def _facet(field: str, entries: Sequence[Entry], wanted: Mapping[str, set[str]]) -> Facet:
    counts = Counter(value for entry in entries if _passes(entry, wanted, field) for value in entry.classes[field])
    selected = wanted.get(field, set())
    values = tuple(
        FacetValue(value, label(field, value), counts[value], value in selected, depth)
        for value, depth in ordered(field, counts)
    )
    return Facet(field, FIELD_NAMES[field], values)
