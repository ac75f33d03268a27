"""Postings as columns: for each term the rows that hold it, and for ranking how often and how long each row is.

A posting keeps frequency and length together in one number of 16 bits, the *code*. A formula such as BM25 depends on
nothing else, so it is worked out once for all 4,096 codes, and a query only looks results up. Neither the code nor
anything else here depends on other batches: what does (rarity, average length) enters with the query.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engine.stored.columns import Rows, load, save, spans

Codes = NDArray[np.uint16]

Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Terms by number and where each occurs, one entry for each occurrence."""

Span = tuple[int, int]
"""Where the postings of a term begin and end."""

_LENGTH_BITS = 8
_LENGTHS = 1 << _LENGTH_BITS
MOST = 15
"""A term that occurs more often in one row says no more about it."""
CODES = (MOST + 1) << _LENGTH_BITS

_EXACT = 64
_STEP = 1.03


def _levels() -> NDArray[np.float64]:
    """The lengths that are told apart: all up to 64, then steps of 3 %, up to 18,000."""
    return np.concatenate([np.arange(_EXACT), np.round(_EXACT * _STEP ** np.arange(_LENGTHS - _EXACT))])


LEVELS = _levels()


def write_postings(
    folder: Path, name: str, terms: NDArray[np.int64], rows: NDArray[np.int64], most_terms: int, length: int
) -> None:
    """Write one posting for each pair of a term (below ``most_terms``) and a row (below ``length``) that occurs,
    counted. The columns: ``starts`` by term, ``rows`` and ``codes`` by posting, ``lengths`` (occurrences) by row."""
    pairs, counts = np.unique(terms * max(length, 1) + rows, return_counts=True)
    lengths = np.bincount(rows, minlength=length).astype(np.int32)
    held, posted = np.divmod(pairs, max(length, 1))
    save(folder, f"{name}_starts", np.searchsorted(held, np.arange(most_terms + 1)).astype(np.int64))
    save(folder, f"{name}_rows", posted.astype(np.int32))
    save(folder, f"{name}_codes", encode(counts, lengths[posted]))
    save(folder, f"{name}_lengths", lengths)


def passed_down(own: Pairs, parents: Rows) -> Pairs:
    """The terms of each section and of all sections above it; ``parents`` gives the section above each,
    ``len(parents)`` standing for none."""
    terms, at = own
    found_terms, found_at = [terms], [at]
    # From each section the terms go up in its place: the heading of its parent, then of that one's parent.
    ancestor = np.append(parents, len(parents)).astype(np.int64)
    reached = ancestor[:-1]
    starts = np.searchsorted(at, np.arange(len(parents) + 2))
    while (inside := np.flatnonzero(reached < len(parents))).size:
        lengths = (starts[1:] - starts[:-1])[reached[inside]]
        first = np.repeat(starts[reached[inside]], lengths)
        within = np.arange(len(first)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        found_terms.append(terms[first + within])
        found_at.append(np.repeat(inside, lengths))
        reached = ancestor[reached]
    return np.concatenate(found_terms), np.concatenate(found_at)


def encode(counts: NDArray[Any], lengths: NDArray[Any]) -> Codes:
    """The codes of frequencies and lengths, the latter rounded down to one of ``LEVELS``."""
    level = np.minimum(np.searchsorted(LEVELS, lengths, side="right") - 1, _LENGTHS - 1)
    code: Codes = (np.minimum(counts, MOST) << _LENGTH_BITS | level).astype(np.uint16)
    return code


def frequency(code: int) -> int:
    """How often the term occurs in the row, at most ``MOST``."""
    return code >> _LENGTH_BITS


def length_of(code: int) -> float:
    """The length of the row, as far as it is told apart."""
    return float(LEVELS[code & (_LENGTHS - 1)])


def saturation(k1: float, b: float, average: float) -> NDArray[np.float32]:
    """For each code what frequency and length make of it in BM25: f (k1 + 1) / (f + k1 (1 - b + b l / average))."""
    frequencies = np.arange(MOST + 1, dtype=np.float64)[:, None]
    norm = np.maximum(k1 * (1 - b + b * LEVELS / average), 1e-9)
    return (frequencies * (k1 + 1) / (frequencies + norm)).ravel().astype(np.float32)


class Postings:
    """The postings of one kind of term in a batch, those of one term after the other: ``rows`` that hold the term,
    ascending, and the ``codes``. ``lengths`` is the number of occurrences in each row."""

    def __init__(self, starts: NDArray[np.int64], rows: Rows, codes: Codes, lengths: NDArray[np.int32]) -> None:
        self._starts, self.rows, self.codes, self.lengths = starts, rows, codes, lengths

    @classmethod
    def load(cls, folder: Path, name: str) -> Postings:
        """What ``write_postings`` wrote."""
        return cls(*(load(folder, f"{name}_{column}") for column in ("starts", "rows", "codes", "lengths")))

    def span(self, term: int) -> Span:
        """Where the postings of ``term`` begin and end; nowhere for -1."""
        return (int(self._starts[term]), int(self._starts[term + 1])) if term >= 0 else (0, 0)

    def of(self, term: int) -> tuple[Rows, Codes]:
        """Rows that hold ``term``, ascending, and the code of each posting. Nothing for -1."""
        part = slice(*self.span(term))
        return self.rows[part], self.codes[part]

    def rows_of_any(self, terms: Rows) -> Rows:
        """Rows that hold any of ``terms``, in no order and some of them several times."""
        found: Rows = self.rows[spans(self._starts[terms], self._starts[terms + 1])]
        return found
