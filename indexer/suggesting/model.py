"""The model: scores of functions for a task, probabilities, and silence where there is too little to go on.

The weights are kept in their dual form, as a weight of each precedent for each function, so that one look at the
precedents gives both the linear score and the precedents to show. A score is the sum of that linear score over
character pairs, a linear score over the remit terms found, and the votes of the nearest precedents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from indexer.register import Register
from indexer.suggesting.features import Features, features
from indexer.suggesting.precedents import Likeness, Precedents, Vector, Weighing
from indexer.suggesting.remit_terms import RemitTerms, Spoken

VOTERS = 12
FEWEST_PAIRS = 4
"""A text with fewer character pairs known from precedents, and no remit term, says too little."""
MOST_LISTED = 5


@dataclass(frozen=True, slots=True)
class Calibration:
    """Probability that a function is one the document would name, from its score and its lead over the best of the
    others: logistic. Below ``threshold`` for the first function the model stays silent."""

    intercept: float
    slope: float
    lead: float
    threshold: float

    def probabilities(self, scores: Vector) -> Vector:
        """One for each score; a higher score never gets a lower probability."""
        return (1 / (1 + np.exp(-(self.intercept + self.slope * scores + self.lead * leads(scores))))).astype(
            np.float32
        )


@dataclass(frozen=True, slots=True)
class Mixture:
    """How much the remit terms count beyond what is learned of them, and the votes of the nearest precedents."""

    remits: float
    votes: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What training gives: ``dual`` precedents × functions, ``remits`` functions × functions, ``bias`` functions."""

    dual: Vector
    remits: Vector
    bias: Vector
    mixture: Mixture
    calibration: Calibration


@dataclass(frozen=True, slots=True)
class Proposal:
    """A function with its probability and what speaks for it: remit terms, and precedents as (pool, row, cosine),
    the nearest first; pool 0 are the model's own precedents, pool 1 those given beside them."""

    function: str
    probability: float
    terms: tuple[str, ...]
    precedents: tuple[tuple[int, int, float], ...]


class Pool:
    """Precedents to be asked for likeness, with their labels."""

    def __init__(self, precedents: Precedents, weighing: Weighing, functions: Sequence[str]) -> None:
        self.precedents = precedents
        self.likeness = Likeness(precedents, weighing)
        self.labels = precedents.labels(functions)
        self.naming = tuple(np.flatnonzero(column > 0) for column in self.labels.T)
        """For each function the rows that name it."""
        self._rows: dict[str, list[int]] = {}
        for row, task in enumerate(precedents.tasks):
            self._rows.setdefault(task.document, []).append(row)

    def rows_of(self, document: str) -> list[int]:
        """The rows of the tasks of one document."""
        return self._rows.get(document, [])

    @property
    def documents(self) -> frozenset[str]:
        return frozenset(self._rows)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A text with what the model makes of it."""

    cosines: tuple[Vector, ...]
    spoken: Spoken
    scores: Vector


class Model:
    """``propose`` answers for one text. Thread-safe. ``spoken`` are the remit weights of its own precedents, for
    training on; ``digest`` names the model."""

    def __init__(
        self,
        functions: Sequence[str],
        precedents: Precedents,
        weighing: Weighing,
        weights: Weights,
        spoken: Vector,
        digest: str = "",
    ) -> None:
        self.functions = tuple(functions)
        self.precedents = precedents
        self.weighing = weighing
        self.weights = weights
        self.spoken = spoken
        self.digest = digest

    @cached_property
    def pool(self) -> Pool:
        return Pool(self.precedents, self.weighing, self.functions)

    def remit_terms(self, register: Register) -> RemitTerms:
        """The remit terms of a register, weighed as the model wants them."""
        return RemitTerms(register, self.functions, self.weighing)

    def propose(
        self, text: str, terms: RemitTerms, *, document: str = "", beside: Pool | None = None, most: int = MOST_LISTED
    ) -> tuple[Proposal, ...]:
        """At most ``most`` functions for a task, the likeliest first; none when there is too little to go on.

        The model alone decides which, so that index and pages agree; ``beside`` are further precedents to show, and
        where they hold a document it is shown from them. Precedents of ``document`` are left out.
        """
        found = features(text)
        spoken = terms.spoken(text)
        starts, at = self.precedents.starts, found.buckets.astype(np.int64)
        known = int((starts[at + 1] > starts[at]).sum())
        if known < FEWEST_PAIRS and not any(spoken.terms):
            return ()
        asked = self._asked(found, spoken, document, beside)
        probabilities = self.weights.calibration.probabilities(asked.scores)
        order = np.argsort(-asked.scores, kind="stable")[:most]
        if probabilities[order[0]] < self.weights.calibration.threshold:
            return ()
        pools = (self.pool,) if beside is None else (self.pool, beside)
        return tuple(
            Proposal(
                self.functions[place],
                float(probabilities[place]),
                spoken.terms[place],
                _nearest(pools, asked.cosines, place),
            )
            for place in order
        )

    def _asked(self, found: Features, spoken: Spoken, document: str, beside: Pool | None) -> _Asked:
        cosines = self.pool.likeness.to(found)
        linear = cosines @ self.weights.dual + self.weights.bias + spoken.weights @ self.weights.remits
        shown = cosines.copy()
        shown[self.pool.rows_of(document)] = 0
        mixture = self.weights.mixture
        said = votes([shown], [self.pool.labels])
        scores = (linear + mixture.remits * spoken.weights + mixture.votes * said).astype(np.float32)
        if beside is None:
            return _Asked((shown,), spoken, scores)
        for other in beside.documents:
            shown[self.pool.rows_of(other)] = 0
        theirs = beside.likeness.to(found)
        theirs[beside.rows_of(document)] = 0
        return _Asked((shown, theirs), spoken, scores)


def votes(cosines: Sequence[Vector], labels: Sequence[Vector]) -> Vector:
    """What the nearest precedents of all pools say: shares of their labels, weighted by the cube of the likeness."""
    likeness, named = [], []
    for own, theirs in zip(cosines, labels, strict=True):
        nearest = np.argpartition(-own, VOTERS - 1)[:VOTERS] if len(own) > VOTERS else np.arange(len(own))
        likeness.append(own[nearest])
        named.append(theirs[nearest])
    found, said = np.concatenate(likeness), np.concatenate(named)
    voters = np.argsort(-found, kind="stable")[:VOTERS]
    weights = found[voters] ** 3
    total = float(weights.sum())
    return (weights @ said[voters] / total if total else np.zeros(said.shape[1])).astype(np.float32)


def leads(scores: Vector) -> Vector:
    """How far each score lies above (for the first) or below the best of the others; the last axis are functions."""
    ordered = np.sort(scores, axis=-1)
    best, second = ordered[..., -1:], ordered[..., -2:-1]
    return np.where(scores == best, best - second, scores - best).astype(np.float32)


SHOWN_PRECEDENTS = 2


def _nearest(pools: Sequence[Pool], cosines: Sequence[Vector], place: int) -> tuple[tuple[int, int, float], ...]:
    """The nearest precedents that name a function, of different documents."""
    found: list[tuple[int, int, float]] = []
    for number, (pool, likeness) in enumerate(zip(pools, cosines, strict=True)):
        naming = pool.naming[place]
        nearest = naming[np.argsort(-likeness[naming], kind="stable")][: SHOWN_PRECEDENTS * 4]
        found += [(number, int(row), float(likeness[row])) for row in nearest if likeness[row] > 0]
    found.sort(key=lambda entry: (-entry[2], entry[0], entry[1]))
    shown: dict[str, tuple[int, int, float]] = {}
    for entry in found:
        shown.setdefault(pools[entry[0]].precedents.tasks[entry[1]].document, entry)
    return tuple(shown.values())[:SHOWN_PRECEDENTS]
