"""The facets over documents: the documents themselves, and their classes: region (地区), level (层级), year (年份) and
genre (文种).

A clause has the classes of its document, so hits are counted by document first and the documents then added up by
class; the cost is that of the documents, however many clauses there are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.document_classes import label, ordered
from indexer.engine.part import Part
from indexer.engine.protocol import FIELD_NAMES, Facet, FacetValue
from indexer.engine.scoring.ordering import first
from indexer.engine.stored.class_columns import ClassTable
from indexer.engine.stored.columns import Rows

MOST_DOCUMENTS = 100
"""Documents listed, those with most hits first; chosen ones besides."""

Hits = NDArray[np.int64]
"""For each document of all parts, one part after the other, the number of its hits."""


class DocumentTable:
    """All documents of the parts of an index, numbered through. ``ranks`` gives for those of each part their place by
    title."""

    def __init__(self, parts: Sequence[Part], ranks: Sequence[NDArray[np.int64]]) -> None:
        self._parts = parts
        self._ranks = np.concatenate([*ranks, np.empty(0, dtype=np.int64)])
        self._starts = np.cumsum([0, *(len(part.batch.documents) for part in parts)]).tolist()
        documents = [stored.document for part in parts for stored in part.batch.documents]
        self.ids = [document.id for document in documents]
        self._titles = [document.title for document in documents]
        self.classes = ClassTable([part.batch.classes for part in parts])

    def hits(self, rows: Sequence[Rows]) -> Hits:
        """How many of the rows of each part are in each document."""
        counts = [
            np.bincount(part.batch.row_document[found], minlength=len(part.batch.documents))
            for part, found in zip(self._parts, rows, strict=True)
        ]
        return np.concatenate([*counts, np.empty(0, dtype=np.int64)])

    def most(self, hits: Hits, always: Collection[str] = ()) -> tuple[list[tuple[int, int]], int]:
        """The documents with most hits, ``MOST_DOCUMENTS`` of them, and those ``always`` listed, each with its hits;
        and how many documents with hits are left out."""
        with_hits = np.flatnonzero(hits)
        best = first(MOST_DOCUMENTS, hits[with_hits], self._ranks[with_hits].take)
        listed = with_hits[best].tolist()
        left_out = len(with_hits) - len(listed)
        if always:
            chosen = [place for place in self._places(always) if place not in listed]
            left_out -= sum(bool(hits[place]) for place in chosen)
            listed += sorted(chosen, key=lambda place: (-hits[place], self._ranks[place]))
        return list(zip(listed, hits[listed].tolist(), strict=True)), left_out

    def place(self, document: int) -> tuple[int, int]:
        """The number of the part that a document is in, and its position there."""
        part = bisect_right(self._starts, document) - 1
        return part, document - self._starts[part]

    def facet(self, most: tuple[list[tuple[int, int]], int], selected: set[str]) -> Facet:
        """The facet over documents, of those that ``most`` gives."""
        found, left_out = most
        ids, titles = self.ids, self._titles
        values = [FacetValue(ids[place], titles[place], total, ids[place] in selected) for place, total in found]
        return Facet("document", FIELD_NAMES["document"], tuple(values), left_out)

    def _places(self, documents: Collection[str]) -> Iterator[int]:
        for start, part in zip(self._starts, self._parts, strict=False):
            yield from (start + part.numbers[document] for document in documents if document in part.numbers)


def class_facet(field: str, counts: dict[str, int], selected: set[str]) -> Facet:
    """The facet over the hits by value, in the order of the field."""
    values = tuple(
        FacetValue(value, label(field, value), counts[value], value in selected, depth)
        for value, depth in ordered(field, counts)
    )
    return Facet(field, FIELD_NAMES[field], values)
