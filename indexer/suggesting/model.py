"""The model: scores of functions for a task, probabilities, and silence where there is too little to go on.

The weights are kept in their dual form, as a weight of each precedent for each function, so that one look at the
precedents gives both the linear score and the precedents to show. A score is the sum of that linear score over
character pairs, a linear score over the remit terms found and over what statutes say of the words, and the votes of
the nearest precedents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from indexer.register import Register
from indexer.suggesting.features import Features, features
from indexer.suggesting.precedents import Likeness, Precedents, Vector, Weighing
from indexer.suggesting.remit_terms import RemitTerms, Spoken
from indexer.suggesting.statutes import Statutes

VOTERS = 12
FEWEST_PAIRS = 4
"""A text with fewer character pairs known from precedents says too little by itself: 天气很好 has a remit term in it
and is no task."""
CLEAR = 0.5
"""So probable must be what a remit term alone speaks for. Probabilities are calibrated on whole tasks; of texts that
hardly share a word with any, only what is more likely right than wrong is said."""
_AT_ONCE = 64
"""So many texts are scored in one go; the likeness of more would take much memory."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What is wanted of the functions for a task: at most ``most``, after the first only those that are as probable as
    ``least``, with at most ``precedents`` precedents for each."""

    most: int
    least: float = 0.0
    precedents: int = 2


IN_FULL = Listing(5)


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
    """How much remit terms and statutes count beyond what is learned of them, and the votes of the nearest
    precedents."""

    remits: float
    votes: float
    statutes: float = 0.0


@dataclass(frozen=True, slots=True)
class Weights:
    """What training gives: ``dual`` precedents × functions, ``remits`` and ``statutes`` functions × functions, ``bias``
    functions."""

    dual: Vector
    remits: Vector
    statutes: Vector
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

    def rows_of(self, *documents: str) -> list[int]:
        """The rows of the tasks of these documents."""
        return [row for document in documents for row in self._rows.get(document, ())]

    @property
    def documents(self) -> Iterable[str]:
        """The documents that the precedents come from."""
        return self._rows.keys()


@dataclass(frozen=True, slots=True)
class _Asked:
    """Texts with what the model makes of them: for each pool texts × precedents, and ``scores`` texts × functions."""

    cosines: tuple[Vector, ...]
    spoken: Sequence[Spoken]
    scores: Vector
    probabilities: Vector


class Model:
    """``propose`` answers for one text, ``propose_all`` for many at once. Thread-safe.

    ``spoken`` are the remit weights of its own precedents, for training on; ``digest`` names the model."""

    def __init__(
        self,
        functions: Sequence[str],
        precedents: Precedents,
        weighing: Weighing,
        weights: Weights,
        spoken: Vector,
        statutes: Statutes,
        digest: str = "",
    ) -> None:
        self.functions = tuple(functions)
        self.precedents = precedents
        self.weighing = weighing
        self.weights = weights
        self.spoken = spoken
        self.statutes = statutes
        self.digest = digest

    @cached_property
    def pool(self) -> Pool:
        return Pool(self.precedents, self.weighing, self.functions)

    def remit_terms(self, register: Register) -> RemitTerms:
        """The remit terms of a register, weighed as the model wants them."""
        return RemitTerms(register, self.functions, self.weighing)

    def propose(
        self,
        text: str,
        terms: RemitTerms,
        *,
        document: str = "",
        beside: Pool | None = None,
        listing: Listing = IN_FULL,
    ) -> tuple[Proposal, ...]:
        """The functions for one task, as ``propose_all`` gives them."""
        return self.propose_all([text], terms, document=document, beside=beside, listing=listing)[0]

    def propose_all(
        self,
        texts: Sequence[str],
        terms: RemitTerms,
        *,
        document: str = "",
        beside: Pool | None = None,
        listing: Listing = IN_FULL,
    ) -> list[tuple[Proposal, ...]]:
        """For each of the tasks its functions, the likeliest first; none when there is too little to go on.

        The model alone decides which, so that index and pages agree; ``beside`` are further precedents to show, and
        where they hold a document it is shown from them. Precedents of ``document`` are left out.
        """
        found: list[tuple[Proposal, ...]] = []
        for first in range(0, len(texts), _AT_ONCE):
            found += self._propose(texts[first : first + _AT_ONCE], terms, document, beside, listing)
        return found

    def _propose(
        self, texts: Sequence[str], terms: RemitTerms, document: str, beside: Pool | None, listing: Listing
    ) -> list[tuple[Proposal, ...]]:
        found = [features(text) for text in texts]
        spoken = [terms.spoken(text) for text in texts]
        asked = self._asked(found, spoken, document, beside)
        pools = (self.pool,) if beside is None else (self.pool, beside)
        order = np.argsort(-asked.scores, axis=1, kind="stable")[:, : listing.most]
        answers: list[tuple[Proposal, ...]] = []
        for row, places in enumerate(order.tolist()):
            probabilities = asked.probabilities[row]
            silent = probabilities[places[0]] < self.weights.calibration.threshold
            clear = bool(spoken[row].terms) and probabilities[places[0]] >= CLEAR
            if silent or not (clear or self._says_enough(found[row])):
                answers.append(())
                continue
            listed = [place for place in places if place == places[0] or probabilities[place] >= listing.least]
            near = [cosines[row] for cosines in asked.cosines]
            answers.append(
                tuple(
                    Proposal(
                        self.functions[place],
                        float(probabilities[place]),
                        tuple(spoken[row].terms.get(place, ())),
                        _nearest(pools, near, place, listing.precedents),
                    )
                    for place in listed
                )
            )
        return answers

    def _says_enough(self, found: Features) -> bool:
        starts, at = self.precedents.starts, found.buckets.astype(np.int64)
        return int((starts[at + 1] > starts[at]).sum()) >= FEWEST_PAIRS

    def _asked(self, found: Sequence[Features], spoken: Sequence[Spoken], document: str, beside: Pool | None) -> _Asked:
        weights, pool = self.weights, self.pool
        cosines = pool.likeness.to_all(found)
        said = np.stack([entry.weights for entry in spoken])
        lawful = self.statutes.spoken(found, self.functions)
        linear = cosines @ weights.dual + weights.bias + said @ weights.remits + lawful @ weights.statutes
        cosines[:, pool.rows_of(document)] = 0
        mixture = weights.mixture
        scores = mixed(mixture, linear, said, votes(cosines, pool.labels), lawful)
        shown = [cosines]
        if beside is not None:
            cosines[:, pool.rows_of(*beside.documents)] = 0
            theirs = beside.likeness.to_all(found)
            theirs[:, beside.rows_of(document)] = 0
            shown.append(theirs)
        return _Asked(tuple(shown), spoken, scores, weights.calibration.probabilities(scores))


def mixed(mixture: Mixture, linear: Vector, remits: Vector, voted: Vector, statutes: Vector) -> Vector:
    """The scores: the linear score, and what speaks for each function besides; all texts × functions."""
    found: Vector = linear + mixture.remits * remits + mixture.votes * voted + mixture.statutes * statutes
    return found.astype(np.float32, copy=False)


def votes(cosines: Vector, labels: Vector) -> Vector:
    """What the nearest precedents of each text say: shares of their labels, weighted by the cube of the likeness.
    ``cosines`` texts × precedents, ``labels`` precedents × functions; texts × functions."""
    voters = np.argpartition(-cosines, VOTERS - 1, axis=1)[:, :VOTERS] if cosines.shape[1] > VOTERS else None
    nearest = cosines if voters is None else np.take_along_axis(cosines, voters, axis=1)
    weights = nearest**3
    total = weights.sum(axis=1, keepdims=True)
    shares = np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)
    said: Vector = shares @ labels if voters is None else np.einsum("tv,tvf->tf", shares, labels[voters])
    return said


def leads(scores: Vector) -> Vector:
    """How far each score lies above (for the first) or below the best of the others; the last axis are functions."""
    ordered = np.sort(scores, axis=-1)
    best, second = ordered[..., -1:], ordered[..., -2:-1]
    return np.where(scores == best, best - second, scores - best).astype(np.float32)


def _nearest(
    pools: Sequence[Pool], cosines: Sequence[Vector], place: int, most: int
) -> tuple[tuple[int, int, float], ...]:
    """The nearest precedents that name a function, of different documents."""
    if not most:
        return ()
    found: list[tuple[int, int, float]] = []
    for number, (pool, likeness) in enumerate(zip(pools, cosines, strict=True)):
        naming = pool.naming[place]
        own = likeness[naming]
        nearest = np.argsort(-own, kind="stable")[: most * 4]
        found += [(number, int(naming[at]), float(own[at])) for at in nearest if own[at] > 0]
    found.sort(key=lambda entry: (-entry[2], entry[0], entry[1]))
    shown: dict[str, tuple[int, int, float]] = {}
    for entry in found:
        shown.setdefault(pools[entry[0]].precedents.tasks[entry[1]].document, entry)
    return tuple(shown.values())[:most]
