"""What the rest of its document says for a clause: that other clauses of it answer the query well.

A long question has words in common with clauses of many documents by chance; a document that is about it has several
that come close (evidence of passages: Callan 1994, Bendersky and Kurland 2008). All clauses found in a document gain
the same, so their order stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engine.scoring.profile import CONTEXT
from indexer.engine.scoring.ranking import Scores
from indexer.engine.stored.batch import Batch
from indexer.engine.stored.columns import Rows

if TYPE_CHECKING:
    from indexer.engine.answers import DocumentContribution

_FEW = 64
"""Rows. For more of them numpy is quicker than Python."""


class InContext(NamedTuple):
    """Scores with what documents give: ``score`` scores rows of each part by themselves, ``found`` are all rows of the
    result, ascending, ``documents`` has for each part the document of every row."""

    score: Callable[[Sequence[Rows]], Sequence[Scores]]
    found: Sequence[Rows]
    documents: Sequence[Rows]

    def scores(self, rows: Sequence[Rows]) -> list[Scores]:
        """The scores of some of the rows found."""
        wide = self.found if rows is self.found else self._of_same_documents(rows)
        scores = [
            with_context(own, of.take(at)) for own, of, at in zip(self.score(wide), self.documents, wide, strict=True)
        ]
        if wide is self.found:
            return scores
        return [own[at.searchsorted(some)] for own, at, some in zip(scores, wide, rows, strict=True)]

    def given(self, part: int, row: int, batch: Batch) -> DocumentContribution:
        """What its document gives to a row found; ``batch`` is that of the part."""
        from indexer.engine.answers import DocumentContribution

        own = [np.array([row] if at == part else [], dtype=np.int32) for at in range(len(self.found))]
        wide = self._of_same_documents(own)
        scores = self.score(wide)[part]
        best = np.argsort(-scores, kind="stable")[: CONTEXT.clauses]
        number = int(batch.row_document[row])
        document = batch.documents[number].document.id
        clauses = (batch.records.clause(number, document, each).id for each in wide[part][best].tolist())
        mean = float(scores[best].mean(dtype=np.float64))
        giving = tuple(zip(clauses, scores[best].tolist(), strict=True))
        return DocumentContribution(CONTEXT.label, CONTEXT.weight, giving, CONTEXT.weight * mean)

    def _of_same_documents(self, rows: Sequence[Rows]) -> list[Rows]:
        return [
            found[np.isin(of.take(found), of.take(some))]
            for of, found, some in zip(self.documents, self.found, rows, strict=True)
        ]


def with_context(scores: Scores, documents: Rows) -> Scores:
    """The scores of rows with what the best rows of their documents give. ``documents`` has the document of each row,
    those of one document together."""
    if len(scores) <= _FEW:
        return np.array(_of_few(scores.tolist(), documents.tolist()), dtype=np.float32)
    first = np.flatnonzero(np.append(True, documents[1:] != documents[:-1]))
    rows = np.diff(np.append(first, len(documents)))
    left = scores.copy()
    sums = np.zeros(len(first), dtype=np.float64)
    for place in range(CONTEXT.clauses):
        best = np.maximum.reduceat(left, first)
        sums += np.where(rows > place, best, 0)
        if place + 1 < CONTEXT.clauses:
            left[_one_each(left == np.repeat(best, rows), documents)] = -1
    given = CONTEXT.weight * sums / np.minimum(rows, CONTEXT.clauses)
    return (scores + np.repeat(given, rows)).astype(np.float32)


def _of_few(scores: Sequence[float], documents: Sequence[int]) -> list[float]:
    """The same one by one: for few rows most of the time would go into calling numpy."""
    of_document: dict[int, list[float]] = {}
    for score, document in zip(scores, documents, strict=True):
        of_document.setdefault(document, []).append(score)
    given = {}
    for document, own in of_document.items():
        best = sorted(own, reverse=True)[: CONTEXT.clauses]
        given[document] = CONTEXT.weight * sum(best) / len(best)
    return [score + given[document] for score, document in zip(scores, documents, strict=True)]


def _one_each(marked: NDArray[np.bool_], documents: Rows) -> NDArray[np.int64]:
    """The first of the marked rows of each document."""
    at = np.flatnonzero(marked)
    of = documents.take(at)
    one_each: NDArray[np.int64] = at[np.append(True, of[1:] != of[:-1])]
    return one_each
