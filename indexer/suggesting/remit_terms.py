"""Remit terms (职责词) of the register in a text: which functions its words speak for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.register import Register
from indexer.suggesting.features import pairs_of
from indexer.suggesting.precedents import Vector, Weighing

LOCAL_GOVERNMENT = "local-government"
"""Never suggested: every task falls to it in the end."""

_BEGINNING = 2
"""By so many characters terms are looked up, unless one is shorter."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the terms of a text say: a weight for each function, and by the place of a function its terms, the
    weightiest first."""

    weights: Vector
    terms: Mapping[int, Sequence[str]]


class RemitTerms:
    """The terms of a register for ``functions``. A term counts more the rarer its characters, and less the more
    functions share it; of terms inside one another the longest counts."""

    def __init__(self, register: Register, functions: Sequence[str], weighing: Weighing) -> None:
        self._functions = tuple(functions)
        owners: dict[str, list[int]] = {}
        places = {function: position for position, function in enumerate(functions)}
        for remit in register.remits:
            if remit.owner in places:
                for term in remit.terms:
                    if places[remit.owner] not in owners.setdefault(term, []):
                        owners[term].append(places[remit.owner])
        self._owners = owners
        self._weighing = weighing
        self._weights: dict[str, float] = {}
        self._size = min([_BEGINNING, *map(len, owners)])
        self._beginning: dict[str, list[str]] = {}
        for term in sorted(owners, key=len, reverse=True):
            self._beginning.setdefault(term[: self._size], []).append(term)

    def spoken(self, text: str) -> Spoken:
        """What the terms of ``text`` say; the weights have length 1 together, or are all 0."""
        weights = np.zeros(len(self._functions), dtype=np.float32)
        terms: dict[int, list[str]] = {}
        for term in sorted(set(self._found(text)), key=lambda term: (-self._weight(term), term)):
            for place in self._owners[term]:
                weights[place] += self._weight(term)
                terms.setdefault(place, []).append(term)
        return Spoken(_of_length_one(weights), terms)

    def _weight(self, term: str) -> float:
        """Worked out when a text has the term: of all terms a command meets few."""
        if term not in self._weights:
            self._weights[term] = _rarity(term, self._weighing) / len(self._owners[term])
        return self._weights[term]

    def _found(self, text: str) -> Iterator[str]:
        """The terms of a text from left to right, the longest at each place, none inside or across another."""
        size, beginning, end = self._size, self._beginning, 0
        for place in [at for at in range(len(text)) if text[at : at + size] in beginning]:
            if place < end:
                continue
            for term in beginning[text[place : place + size]]:
                if text.startswith(term, place):
                    yield term
                    end = place + len(term)
                    break


def _rarity(term: str, weighing: Weighing) -> float:
    buckets = pairs_of(term)
    return float(weighing.idf[buckets].mean()) if len(buckets) else float(weighing.idf.max())


def _of_length_one(weights: Vector) -> Vector:
    if not weights.any():
        return weights
    centred = weights - weights.mean()
    found: Vector = (centred / np.sqrt(centred @ centred)).astype(np.float32)
    return found
