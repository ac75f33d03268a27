"""The classes of documents (region, level, year, genre) as columns: for filters, and to count them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from indexer.document_classes import FIELDS, Classes
from indexer.engine.stored.columns import Mask, spans

_REMEMBERED = 256
"""Filters of which the documents are kept: there are few regions, levels and years."""


class ClassColumns:
    """The classes of the documents of a batch. ``names`` are the different ones, as (field, value); ``numbers`` holds
    those of one document after the other, by their place in ``names``, each document from one of ``starts`` to the
    next."""

    def __init__(self, documents: Sequence[Classes]) -> None:
        places: dict[tuple[str, str], int] = {}
        numbers: list[int] = []
        starts = [0]
        for document in documents:
            for field in FIELDS:
                numbers += [places.setdefault((field, value), len(places)) for value in document[field]]
            starts.append(len(numbers))
        self.names = list(places)
        self.numbers = np.array(numbers, dtype=np.int64)
        self.starts = np.array(starts, dtype=np.int64)
        self.having = lru_cache(maxsize=_REMEMBERED)(self._having)
        """True for the documents that have one of the values of a field."""

    def _having(self, field: str, wanted: frozenset[str]) -> Mask:
        named = np.array([of == field and value in wanted for of, value in self.names], dtype=np.bool_)
        found = np.zeros(len(self.starts) - 1, dtype=np.bool_)
        if named.any():
            places = np.flatnonzero(named[self.numbers])
            found[np.searchsorted(self.starts, places, side="right") - 1] = True
        return found


class ClassTable:
    """The classes of all documents of an index, those of one batch after the other."""

    def __init__(self, batches: Sequence[ClassColumns]) -> None:
        places: dict[tuple[str, str], int] = {}
        numbers, starts, first = [np.empty(0, dtype=np.int64)], [np.zeros(1, dtype=np.int64)], 0
        for columns in batches:
            own = [places.setdefault(name, len(places)) for name in columns.names]
            numbers.append(np.array(own, dtype=np.int64)[columns.numbers])
            starts.append(columns.starts[1:] + first)
            first += len(columns.numbers)
        self._places = places
        self._names = list(places)
        self._numbers = np.concatenate(numbers)
        self._starts = np.concatenate(starts)

    def totals(self, hits: NDArray[np.int64]) -> dict[str, dict[str, int]]:
        """For each field the hits by value, of the values that have some, from the hits of each document."""
        with_hits = np.flatnonzero(hits)
        begins, ends = self._starts[with_hits], self._starts[with_hits + 1]
        numbers = self._numbers[spans(begins, ends)]
        sums = np.bincount(numbers, weights=np.repeat(hits[with_hits], ends - begins), minlength=len(self._names))
        found: dict[str, dict[str, int]] = {field: {} for field in FIELDS}
        for place in np.flatnonzero(sums).tolist():
            field, value = self._names[place]
            found[field][value] = int(sums[place])
        return found

    def known(self, field: str, values: Collection[str]) -> set[str]:
        """Those of the values that a document has."""
        return {value for value in values if (field, value) in self._places}
