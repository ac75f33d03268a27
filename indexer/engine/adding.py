"""Adding up what the terms of a query give to the rows that are to be scored.

Two ways, of which the cheaper is taken: look up each row in the postings of each term, or add up whole postings and
take the rows from the sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.engine.columns import Rows
from indexer.engine.postings import Codes

Scores = NDArray[np.float32]

_LOOK_UP = 500
_LOOK_UP_ROW = 8
_SUM = 2_000
"""What the two ways cost, in the time of adding one posting: to look up anything in the postings of a term, each row
that is looked up, and to sum at all."""
_LONG = 16_384
"""Postings from this length on are added up one by one; to join them first would only fill memory."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """The postings of a ``term`` in a batch and how much it counts."""

    rows: Rows
    codes: Codes
    weight: np.float32
    term: str


def added(asked: Sequence[Weighted], table: NDArray[np.float32], rows: Rows, length: int) -> Scores:
    """For each of ``rows`` the sum over all terms that it holds of weight × ``table`` at the code of the posting; all
    rows are below ``length``."""
    if _is_looked_up(asked, rows, length):
        sums = np.zeros(len(rows), dtype=np.float32)
        for term in asked:
            places, holds = _places(term.rows, rows)
            sums += term.weight * table.take(term.codes.take(places)) * holds
        return sums
    return _sums(asked, table, length).take(rows)


def added_but_own(
    asked: Sequence[Weighted], holding: Sequence[Rows], table: NDArray[np.float32], rows: Rows, sections: Rows
) -> Scores:
    """The same for terms with postings of sections, each row taking what its section has, but nothing for a term that
    it holds itself: ``holding`` gives for each term the rows that do, ``sections`` the section of each row."""
    own = sections.take(rows)
    sums = np.zeros(len(rows), dtype=np.float32)
    for term, itself in zip(asked, holding, strict=True):
        places, holds = _places(term.rows, own)
        if holds.any():
            holds &= ~_places(itself, rows)[1]
            sums += term.weight * table.take(term.codes.take(places)) * holds
    return sums


def _is_looked_up(asked: Sequence[Weighted], rows: Rows, length: int) -> bool:
    summing = _SUM + length // 16 + sum(len(term.rows) for term in asked)
    return len(asked) * (_LOOK_UP + _LOOK_UP_ROW * len(rows)) < summing


def _places(postings: Rows, rows: Rows) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Where each row stands in ascending ``postings``, and whether it does at all. At any place where it does not."""
    if not len(postings):
        return np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows), dtype=np.bool_)
    places = postings.searchsorted(rows)
    np.minimum(places, len(postings) - 1, out=places)
    return places, postings.take(places) == rows


def _sums(asked: Sequence[Weighted], table: NDArray[np.float32], length: int) -> Scores:
    """For each row up to ``length`` the sum over all terms."""
    short = [term for term in asked if len(term.rows) < _LONG]
    sums = np.zeros(length, dtype=np.float32)
    if short:
        weights = np.repeat([term.weight for term in short], [len(term.rows) for term in short])
        weights *= table.take(np.concatenate([term.codes for term in short]))
        rows = np.concatenate([term.rows for term in short])
        sums += np.bincount(rows, weights=weights, minlength=length)
    for term in asked:
        if len(term.rows) >= _LONG:
            np.add.at(sums, term.rows, (term.weight * table).take(term.codes, mode="clip"))
    return sums
