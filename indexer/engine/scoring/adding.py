"""Adding up what the terms of a query give to the rows that are to be scored.

Two ways, of which the cheaper is taken: look up each row in the postings of each term, or add up whole postings and
take the rows from the sums. What a posting gives is a number of 32 bits; sums have 64, in which they are exact, so that
the same text has the same score however it was added up, and in whatever batch it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engine.stored.columns import Rows
from indexer.engine.stored.postings import Codes, Postings, Span

Sums = NDArray[np.float64]
Given = NDArray[np.float32]

_LOOK_UP = 150
_LOOK_UP_ROW = 8
_SUM = 2_000
"""What the two ways cost, in the time of adding one posting: to look up anything in the postings of a term, each row
that is looked up, and to sum at all."""
_TAKE_BACK = 3
"""What it costs to take back what a row holds itself, for each posting of the rows, in the same time."""
_LONG = 2_048
"""Postings from this length on are added up one by one; to join them first would only fill memory."""


class Asked(NamedTuple):
    """What a view is asked for: the ``spans`` of terms in its ``postings``, how much each counts, and what a code is
    worth."""

    postings: Postings
    spans: Sequence[Span]
    weights: Given
    worth: Given


def added(views: Sequence[Asked], rows: Rows, length: int) -> Sums:
    """For each of ``rows`` the sum over the terms that it holds, in all views, of weight × worth of the code of the
    posting; all rows are below ``length``."""
    if _is_looked_up(views, rows, length):
        values, held = _looked_up(views, rows)
        values *= held
        sums: Sums = values.sum(axis=0, dtype=np.float64)
        return sums
    return _sums(views, length).take(rows)


def added_but_own(above: Asked, own: Postings, own_spans: Sequence[Span], rows: Rows, sections: Rows) -> Sums:
    """The same for a view with postings of sections, each row taking what its section has, but nothing for a term that
    it holds itself: ``own_spans`` are those of the same terms in ``own``, the postings of the rows themselves.
    ``sections`` gives the section of each row."""
    giving = np.zeros(len(above.postings.lengths) + 1, dtype=np.bool_)
    for begin, end in above.spans:
        giving[above.postings.rows[begin:end]] = True
    sums = np.zeros(len(rows), dtype=np.float64)
    taking = np.flatnonzero(giving.take(sections.take(rows)))
    if len(taking):
        some = rows.take(taking)
        taken_back = _TAKE_BACK * sum(end - begin for begin, end in own_spans)
        is_looked_up = _is_looked_up([above], some, len(sections), taken_back)
        add = _but_own_looked_up if is_looked_up else _but_own_summed
        sums[taking] = add(above, own, own_spans, some, sections)
    return sums


def _but_own_looked_up(above: Asked, own: Postings, own_spans: Sequence[Span], rows: Rows, sections: Rows) -> Sums:
    values, held = _looked_up([above], sections.take(rows))
    for number, (begin, end) in enumerate(own_spans):
        itself = own.rows[begin:end]
        if len(itself):
            held[number] &= itself.take(itself.searchsorted(rows), mode="clip") != rows
    values *= held
    sums: Sums = values.sum(axis=0, dtype=np.float64)
    return sums


def _but_own_summed(above: Asked, own: Postings, own_spans: Sequence[Span], rows: Rows, sections: Rows) -> Sums:
    taken_back = np.zeros(len(sections), dtype=np.float64)
    of_term = np.zeros(len(above.postings.lengths) + 1, dtype=np.float32)
    for (begin, end), (first, last), weight in zip(above.spans, own_spans, above.weights, strict=True):
        at = above.postings.rows[begin:end]
        of_term[at] = above.worth.take(above.postings.codes[begin:end]) * weight
        holding = own.rows[first:last]
        taken_back[holding] += of_term.take(sections.take(holding))
        of_term[at] = 0
    return _sums([above], len(of_term)).take(sections.take(rows)) - taken_back.take(rows)


def _is_looked_up(views: Sequence[Asked], rows: Rows, length: int, besides: int = 0) -> bool:
    """Whether to look up costs less than to sum, which adds up so many postings ``besides``."""
    terms = sum(len(view.spans) for view in views)
    postings = sum(end - begin for view in views for begin, end in view.spans)
    return terms * (_LOOK_UP + _LOOK_UP_ROW * len(rows)) < _SUM + length // 16 + postings + besides


def _looked_up(views: Sequence[Asked], rows: Rows) -> tuple[Given, NDArray[np.bool_]]:
    """For each term of all views and each row what the term gives to it if it is there, and whether it is."""
    spans = np.array([span for view in views for span in view.spans], dtype=np.int64)
    places = np.empty((len(spans), len(rows)), dtype=np.int64)
    term = 0
    for view in views:
        for begin, end in view.spans:
            places[term] = view.postings.rows[begin:end].searchsorted(rows)
            term += 1
    begins, ends = spans.T[:, :, None]
    places += begins
    held = places < ends
    places *= held  # Behind the last posting there may be none.
    values = np.empty(places.shape, dtype=np.float32)
    first = 0
    for view in views:
        own = slice(first, first + len(view.spans))
        first = own.stop
        held[own] &= view.postings.rows.take(places[own]) == rows
        values[own] = view.worth.take(view.postings.codes.take(places[own]))
        values[own] *= view.weights[:, None]
    return values, held


def _sums(views: Sequence[Asked], length: int) -> Sums:
    """For each row below ``length`` the sum over all terms."""
    sums = np.zeros(length, dtype=np.float64)
    rows: list[Rows] = []
    given: list[Given] = []
    for view in views:
        codes: list[Codes] = []
        weights: list[np.float32] = []
        for (begin, end), weight in zip(view.spans, view.weights, strict=True):
            if end - begin >= _LONG:
                worth = (view.worth * weight).astype(np.float64).take(view.postings.codes[begin:end], mode="clip")
                np.add.at(sums, view.postings.rows[begin:end], worth)
            else:
                rows.append(view.postings.rows[begin:end])
                codes.append(view.postings.codes[begin:end])
                weights.append(weight)
        if codes:
            given.append(view.worth.take(np.concatenate(codes)) * np.repeat(weights, list(map(len, codes))))
    if rows:
        np.add.at(sums, np.concatenate(rows), np.concatenate(given).astype(np.float64))
    return sums
