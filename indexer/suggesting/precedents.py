"""Precedents (先例): annotated tasks as facts: where they stand, whom they name in which role, hashed features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.duties.models import Role
from indexer.suggesting.features import BUCKETS, Features

ROLE_WEIGHT = {Role.LEAD: 1.0, Role.RESPONSIBLE: 0.8, Role.COOPERATING: 0.4}
"""How much a role says about whose task it is."""

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Precedent:
    """One annotated task. ``citation`` is title and number of its document, ``place`` its place in it (第（三）项) or
    empty; ``named`` the bodies with role, as written, and their function; ``excerpt`` the beginning of its text and
    ``clause`` its identifier, both only where the document is in the user's own corpus."""

    document: str
    citation: str
    place: str
    named: tuple[tuple[str, Role, str], ...]
    excerpt: str = ""
    clause: str = ""


class Precedents:
    """Precedents with an inverted file over their features. ``postings``: rows and counts in the order of buckets."""

    def __init__(
        self, tasks: Sequence[Precedent], starts: NDArray[np.int32], rows: NDArray[np.uint32], counts: NDArray[np.uint8]
    ) -> None:
        self.tasks = tuple(tasks)
        self.starts = starts
        self.rows = rows
        self.counts = counts

    @classmethod
    def of(cls, tasks: Sequence[Precedent], found: Sequence[Features]) -> Precedents:
        """The inverted file of tasks with these features."""
        buckets = np.concatenate([entry.buckets for entry in found]) if found else np.zeros(0, np.uint16)
        counts = np.concatenate([entry.counts for entry in found]) if found else np.zeros(0, np.uint8)
        return cls.inverted(tasks, np.array([len(entry.buckets) for entry in found], dtype=np.int64), buckets, counts)

    @classmethod
    def inverted(
        cls,
        tasks: Sequence[Precedent],
        sizes: NDArray[np.integer[Any]],
        buckets: NDArray[np.uint16],
        counts: NDArray[np.uint8],
    ) -> Precedents:
        """The inverted file of tasks whose features stand one after the other, ``sizes`` of them for each."""
        rows = np.repeat(np.arange(len(sizes), dtype=np.uint32), sizes)
        order = np.argsort(buckets, kind="stable")
        starts = np.searchsorted(buckets[order], np.arange(BUCKETS + 1)).astype(np.int32)
        return cls(tasks, starts, rows[order], counts[order])

    def __len__(self) -> int:
        return len(self.tasks)

    def features_of(self) -> list[Features]:
        """The features of each task again, for training on them."""
        buckets = np.repeat(np.arange(BUCKETS, dtype=np.int32), np.diff(self.starts)).astype(np.uint16)
        order = np.argsort(self.rows, kind="stable")
        ends = np.cumsum(np.bincount(self.rows, minlength=len(self)))[:-1]
        return [
            Features(found, counts)
            for found, counts in zip(np.split(buckets[order], ends), np.split(self.counts[order], ends), strict=True)
        ]

    def labels(self, functions: Sequence[str]) -> Vector:
        """For each task the weight of each function among those it names, 0 for the others: tasks × functions."""
        places = {function: position for position, function in enumerate(functions)}
        found = np.zeros((len(self), len(functions)), dtype=np.float32)
        for row, task in enumerate(self.tasks):
            for _, role, function in task.named:
                if function in places:
                    at = places[function]
                    found[row, at] = max(found[row, at], ROLE_WEIGHT[role])
        return found

    @cached_property
    def documents(self) -> NDArray[np.int32]:
        """A number for the document of each task."""
        numbers: dict[str, int] = {}
        return np.array([numbers.setdefault(task.document, len(numbers)) for task in self.tasks], dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Weighing:
    """How much each bucket counts (``idf``), learned from the training tasks."""

    idf: Vector

    @classmethod
    def over(cls, precedents: Precedents) -> Weighing:
        occurrences = np.diff(precedents.starts)
        return cls((np.log((len(precedents) + 1) / (occurrences + 1)) + 1).astype(np.float32))

    def values(self, found: Features) -> Vector:
        """The weights of a text's features, of length 1 together."""
        values = (1 + np.log(found.counts.astype(np.float32))) * self.idf[found.buckets]
        length = float(np.sqrt(values @ values))
        return values / length if length else values


class Likeness:
    """How like a text is to each precedent: the cosine of their weighted features."""

    def __init__(self, precedents: Precedents, weighing: Weighing) -> None:
        self.precedents = precedents
        self.weighing = weighing
        values = 1 + np.log(np.maximum(precedents.counts, 1).astype(np.float32))
        values *= np.repeat(weighing.idf, np.diff(precedents.starts))
        lengths = np.sqrt(np.bincount(precedents.rows, values * values, minlength=len(precedents)))
        lengths[lengths == 0] = 1
        self._values = (values / lengths[precedents.rows]).astype(np.float32)

    def to(self, found: Features) -> Vector:
        """One cosine for each precedent."""
        likeness: Vector = self.to_all([found])[0]
        return likeness

    def to_all(self, found: Sequence[Features]) -> Vector:
        """One cosine for each text and precedent: texts × precedents."""
        starts, width = self.precedents.starts, len(self.precedents)
        buckets = np.concatenate([entry.buckets for entry in found]).astype(np.int64)
        texts = np.repeat(np.arange(len(found)), [len(entry.buckets) for entry in found])
        first, sizes = starts[buckets], starts[buckets + 1] - starts[buckets]
        at = np.repeat(first - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes) + np.arange(int(sizes.sum()))
        weights = np.concatenate([self.weighing.values(entry) for entry in found])
        products = self._values[at] * np.repeat(weights, sizes)
        cells = np.repeat(texts * width, sizes) + self.precedents.rows[at]
        summed = np.bincount(cells, products, minlength=len(found) * width)
        return summed.reshape(len(found), width).astype(np.float32)
