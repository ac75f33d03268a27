"""The facets over classes of documents: region (地区), level (层级), year (年份) and genre (文种).

A clause has the classes of its document, so hits are counted by document first and the documents then added up by
class; the cost is that of the documents, however many clauses there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.document_classes import FIELDS, Classes, label, ordered
from indexer.engine.columns import Mask, Rows
from indexer.engine.protocol import FIELD_NAMES, Facet, FacetValue


class ClassColumns:
    """The classes of the documents of a batch, by position of the document."""

    def __init__(self, documents: Sequence[Classes]) -> None:
        self._documents = len(documents)
        self._values: dict[str, list[str]] = {}
        self._pairs: dict[str, tuple[Rows, Rows]] = {}
        for field in FIELDS:
            numbers: dict[str, int] = {}
            pairs = [
                (position, numbers.setdefault(value, len(numbers)))
                for position, found in enumerate(documents)
                for value in found[field]
            ]
            columns = np.array(pairs, dtype=np.int32).reshape(-1, 2)
            self._values[field] = list(numbers)
            self._pairs[field] = (np.ascontiguousarray(columns[:, 0]), np.ascontiguousarray(columns[:, 1]))

    def having(self, field: str, wanted: Collection[str]) -> Mask:
        """True for the documents that have one of the ``wanted`` values."""
        document, value = self._pairs[field]
        codes = [code for code, name in enumerate(self._values[field]) if name in wanted]
        found = np.zeros(self._documents, dtype=np.bool_)
        found[document[np.isin(value, codes)]] = True
        return found

    def totals(self, field: str, hits: NDArray[np.int64], always: Collection[str]) -> dict[str, int]:
        """Hits by value, from those of each document; of values without hits only those ``always`` listed."""
        document, value = self._pairs[field]
        names = self._values[field]
        sums = np.bincount(value, weights=hits[document], minlength=len(names)).astype(np.int64).tolist()
        return {name: total for name, total in zip(names, sums, strict=True) if total or name in always}


def document_facet(field: str, batches: Sequence[tuple[ClassColumns, NDArray[np.int64]]], selected: set[str]) -> Facet:
    """The facet over the hits of each document of each batch, in the order of the field."""
    counts: Counter[str] = Counter()
    for columns, hits in batches:
        counts.update(columns.totals(field, hits, selected))
    values = tuple(
        FacetValue(value, label(field, value), counts[value], value in selected, depth)
        for value, depth in ordered(field, counts)
    )
    return Facet(field, FIELD_NAMES[field], values)
