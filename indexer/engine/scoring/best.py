"""Which of the rows found are shown, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.document import Document
from indexer.engine.part import Part
from indexer.engine.protocol import SearchRequest, Sort
from indexer.engine.scoring.ordering import first
from indexer.engine.scoring.ranking import Scores
from indexer.engine.stored.columns import Rows

Scorer = Callable[[Sequence[Rows]], Sequence[Scores]]
"""The scores of some rows of each part."""

_ROW_BITS = 32


class Order:
    """The documents of all parts of an index in their orders."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts

    @cached_property
    def documents(self) -> list[tuple[int, int, Document]]:
        """Number of the part, position and facts of the living documents, by title."""
        living = [
            (at, number, part.batch.documents[number].document)
            for at, part in enumerate(self._parts)
            for number in part.numbers.values()
        ]
        return sorted(living, key=lambda entry: (entry[2].title, entry[2].id))

    @cached_property
    def by_title(self) -> list[NDArray[np.int64]]:
        """For each part the place of each of its documents by title."""
        return self._ranks(self.documents)

    @cached_property
    def by_date(self) -> list[NDArray[np.int64]]:
        """The same for the newest first; documents without a date last."""
        return self._ranks(sorted(self.documents, key=lambda entry: _date(entry[2]), reverse=True))

    def best(self, request: SearchRequest, rows: Sequence[Rows], score: Scorer) -> list[tuple[int, int, float]]:
        """Number of the part, row and score of the hits from ``offset`` on, at most ``limit``."""
        begin, end = max(request.offset, 0), max(request.offset, 0) + max(request.limit, 0)
        total = sum(map(len, rows))
        if begin >= min(end, total):
            return []
        if request.sort is Sort.RELEVANCE:
            scores = np.concatenate(list(score(rows)))
            best = first(end, scores, lambda positions: self._keys(self.by_title, rows, positions))[begin:]
            part, row = _located(rows, best)
            return list(zip(part.tolist(), row.tolist(), scores[best].tolist(), strict=True))
        ranks = self.by_date if request.sort is Sort.DATE else self.by_title
        keys = self._keys(ranks, rows, np.arange(total))
        part, row = _located(rows, first(end, -keys, keys.take)[begin:])
        return list(zip(part.tolist(), row.tolist(), _scores(part, row, score, len(rows)), strict=True))

    def _keys(
        self, ranks: Sequence[NDArray[np.int64]], rows: Sequence[Rows], positions: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """The place of rows in the order of documents and, inside one, of its text."""
        parts, found = _located(rows, positions)
        keys = np.empty(len(positions), dtype=np.int64)
        for at, part in enumerate(self._parts):
            own = parts == at
            keys[own] = ranks[at][part.batch.row_document[found[own]]] << _ROW_BITS | found[own]
        return keys

    def _ranks(self, order: Sequence[tuple[int, int, Document]]) -> list[NDArray[np.int64]]:
        ranks = [np.zeros(len(part.batch.documents), dtype=np.int64) for part in self._parts]
        for rank, (at, number, _) in enumerate(order):
            ranks[at][number] = rank
        return ranks


def _located(rows: Sequence[Rows], positions: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Part and row at positions among the rows of all parts, one part after the other."""
    if len(rows) == 1:
        return np.zeros(len(positions), dtype=np.int64), rows[0].take(positions).astype(np.int64)
    ends = np.cumsum([len(own) for own in rows])
    return ends.searchsorted(positions, side="right"), np.concatenate(rows).take(positions).astype(np.int64)


def _scores(parts: NDArray[np.int64], rows: NDArray[np.int64], score: Scorer, number: int) -> list[float]:
    scores = np.empty(len(rows), dtype=np.float32)
    own = [parts == at for at in range(number)]
    for mine, scored in zip(own, score([rows[mine].astype(np.int32) for mine in own]), strict=True):
        scores[mine] = scored
    return scores.tolist()


def _date(document: Document) -> str:
    return document.publish_date or document.written_date
