"""Adding up what the terms of a query give to the rows that are to be scored.

Two ways, of which the cheaper is taken: look up each row in the postings of each term, or add up whole postings and
take the rows from the sums.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.engine.columns import Rows
from indexer.engine.postings import Postings, Span

Scores = NDArray[np.float32]

_LOOK_UP = 150
_LOOK_UP_ROW = 8
_SUM = 2_000
"""What the two ways cost, in the time of adding one posting: to look up anything in the postings of a term, each row
that is looked up, and to sum at all."""
_LONG = 2_048
"""Postings from this length on are added up one by one; to join them first would only fill memory."""


def added(
    postings: Postings, spans: Sequence[Span], weights: Scores, table: NDArray[np.float32], rows: Rows, length: int
) -> Scores:
    """For each of ``rows`` the sum over the terms that it holds of weight × ``table`` at the code of the posting.

    ``spans`` are those of the terms in ``postings``, ``weights`` how much each counts; all rows are below ``length``.
    """
    if _is_looked_up(spans, rows, length):
        found, held = _looked_up(postings, spans, rows)
        values: Scores = table.take(found) * weights[:, None]
        values *= held
        sums: Scores = values.sum(axis=0)
        return sums
    return _sums(postings, spans, weights, table, length).take(rows)


def added_but_own(
    postings: tuple[Postings, Postings],
    spans: tuple[Sequence[Span], Sequence[Span]],
    weights: Scores,
    table: NDArray[np.float32],
    rows: Rows,
    sections: Rows,
) -> Scores:
    """The same for postings of sections, each row taking what its section has, but nothing for a term that it holds
    itself. ``postings`` and ``spans`` are those of the sections and of the rows themselves; ``sections`` gives the
    section of each row."""
    (above, own), (spans_above, spans_own) = postings, spans
    if _is_looked_up(spans_above, rows, len(sections)):
        found, held = _looked_up(above, spans_above, sections.take(rows))
        held &= ~_looked_up(own, spans_own, rows)[1]
        values: Scores = table.take(found) * weights[:, None]
        values *= held
        sums: Scores = values.sum(axis=0)
        return sums
    taken_back = np.zeros(len(sections), dtype=np.float32)
    of_term = np.zeros(len(above.lengths) + 1, dtype=np.float32)
    for (begin, end), (first, last), weight in zip(spans_above, spans_own, weights.tolist(), strict=True):
        at = above.rows[begin:end]
        of_term[at] = table.take(above.codes[begin:end]) * np.float32(weight)
        holding = own.rows[first:last]
        taken_back[holding] += of_term.take(sections.take(holding))
        of_term[at] = 0
    given = _sums(above, spans_above, weights, table, len(of_term)).take(sections.take(rows))
    return given - taken_back.take(rows)


def _is_looked_up(spans: Sequence[Span], rows: Rows, length: int) -> bool:
    summing = _SUM + length // 16 + sum(end - begin for begin, end in spans)
    return len(spans) * (_LOOK_UP + _LOOK_UP_ROW * len(rows)) < summing


def _looked_up(postings: Postings, spans: Sequence[Span], rows: Rows) -> tuple[NDArray[np.uint16], NDArray[np.bool_]]:
    """For each term and row the code of the posting, and whether there is one; any code where there is none."""
    places = np.empty((len(spans), len(rows)), dtype=np.int64)
    for number, (begin, end) in enumerate(spans):
        places[number] = postings.rows[begin:end].searchsorted(rows)
    begins, ends = np.array(spans, dtype=np.int64).T[:, :, None]
    places += begins
    inside = places < ends
    places[~inside] = 0
    return postings.codes.take(places, mode="clip"), inside & (postings.rows.take(places, mode="clip") == rows)


def _sums(
    postings: Postings, spans: Sequence[Span], weights: Scores, table: NDArray[np.float32], length: int
) -> Scores:
    """For each row below ``length`` the sum over all terms."""
    sums = np.zeros(length, dtype=np.float32)
    short = [place for place, (begin, end) in enumerate(spans) if end - begin < _LONG]
    if short:
        slices = [slice(*spans[place]) for place in short]
        given = table.take(np.concatenate([postings.codes[own] for own in slices]))
        given *= np.repeat(weights[short], [own.stop - own.start for own in slices])
        rows = np.concatenate([postings.rows[own] for own in slices])
        sums += np.bincount(rows, weights=given, minlength=length)
    for (begin, end), weight in zip(spans, weights, strict=True):
        if end - begin >= _LONG:
            np.add.at(sums, postings.rows[begin:end], (table * weight).take(postings.codes[begin:end], mode="clip"))
    return sums
