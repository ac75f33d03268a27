"""Who answers for each clause, as columns: duties by row, and the departments they name.

A duty of a row is one department in one role on one basis. A clause has the duties of its task, stated and inherited,
and so has the annotation that states them; mentions are none. Names are resolved to departments by the register
for the place of the document; where a name joins several bodies each has the duty, as in the ledger
(``indexer.duties.rows``). Where the text names nobody, a task has the duties that the program suggests, as on its page.
No duty of the index is ``confirmed``: what persons decide changes without it, and is laid over the columns
(``indexer.engine.changed_duties``).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np

from indexer.duties.roles import Basis, Role
from indexer.engine.department_labels import told_apart
from indexer.engine.protocol import STANDINGS
from indexer.engine.stored.columns import Mask, Rows, load, spans

ROLES = (Role.LEAD, Role.RESPONSIBLE, Role.COOPERATING)
BASES = tuple(Basis)
NO_STANDING = -1
"""In the place of one of ``STANDINGS``."""
FIELDS = ("department", "role", "basis", "standing")
"""The fields of a duty that can be filtered by."""


class DutyColumns:
    """The duties of a batch. ``row``, ``department``, ``role`` and ``basis`` have an entry for each duty, ordered by
    row, department, role and basis; ``keys`` and ``labels`` one for each department. Thread-safe.

    ``starts``: where the duties of each row begin, and at last where they end; ``codes``: three lines, department, role
    and basis of each duty; ``departments``: key of each, and how often it has each label; ``standing``: what persons
    made of each duty (``STANDINGS``), nothing where it is left out."""

    def __init__(
        self,
        starts: Rows,
        codes: Rows,
        departments: Sequence[tuple[str, dict[str, int]]],
        standing: Rows | None = None,
    ) -> None:
        self.department: Rows = codes[0]
        self.role: Rows = codes[1]
        self.basis: Rows = codes[2]
        self.by_text: Mask = self.basis != BASES.index(Basis.SUGGESTED)
        """True for the duties that the text states or passes on, or that a person confirmed."""
        self.has_standings = standing is not None
        self.standing: Rows = np.full(len(self.basis), NO_STANDING, dtype=np.int32) if standing is None else standing
        self.row: Rows = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))
        self.keys: tuple[str, ...] = tuple(key for key, _ in departments)
        self.labels: tuple[dict[str, int], ...] = tuple(labels for _, labels in departments)
        self.numbers = {key: number for number, key in enumerate(self.keys)}
        """The number of each department by its key."""
        self._starts = starts

    @classmethod
    def load(cls, folder: Path) -> DutyColumns:
        """The columns that a folder holds (``indexer.engine.stored.duty_writing``)."""
        departments = json.loads((folder / "departments.json").read_bytes().decode("utf-8", "surrogatepass"))
        return cls(load(folder, "duty_starts"), load(folder, "duties"), departments)

    def __len__(self) -> int:
        return len(self.row)

    @property
    def rows_in_all(self) -> int:
        """The number of rows, those without duties included."""
        return len(self._starts) - 1

    def having(self, field: str, values: Collection[str]) -> Mask:
        """True for the duties with one of these departments (keys), roles, bases or standings; ``field`` says which
        they are."""
        known = {"role": ROLES, "basis": BASES, "standing": STANDINGS}.get(field)
        if known is None:
            return _any_of(self.department, [self.numbers[key] for key in values if key in self.numbers])
        return _any_of(self.codes(field), [code for code, value in enumerate(known) if value.value in values])

    def codes(self, field: str) -> Rows:
        """The role, basis or standing of each duty, as its place in ``ROLES``, ``BASES`` or ``STANDINGS``."""
        return {"role": self.role, "basis": self.basis, "standing": self.standing}[field]

    def rows(self, duties: Mask) -> Mask:
        """True for the rows that have one of these duties."""
        found = np.zeros(self.rows_in_all, dtype=np.bool_)
        found[self.row[duties]] = True
        return found

    def of(self, rows: Rows) -> Rows:
        """The duties of these rows, by number."""
        if not len(self):
            return np.empty(0, dtype=np.int32)
        return spans(self._starts[rows], self._starts[rows + 1]).astype(np.int32)


class Departments:
    """The departments of all batches of a generation as one list, by key. ``numbers`` gives for each batch the place
    in it of each of the batch's own departments; ``shown`` are the ``labels`` told apart."""

    def __init__(self, batches: Sequence[DutyColumns]) -> None:
        labels: dict[str, Counter[str]] = {}
        for columns in batches:
            for key, counted in zip(columns.keys, columns.labels, strict=True):
                labels.setdefault(key, Counter()).update(counted)
        self.keys = sorted(labels)
        self.labels = [_most_frequent(labels[key]) for key in self.keys]
        self.shown = list(told_apart(dict(zip(self.keys, self.labels, strict=True))).values())
        self.places = {key: place for place, key in enumerate(self.keys)}
        self.numbers = [np.array([self.places[key] for key in columns.keys], dtype=np.int32) for columns in batches]


def _most_frequent(labels: Counter[str]) -> str:
    """Of equally frequent ones the first in the order of characters."""
    return min(labels, key=lambda label: (-labels[label], label))


def _any_of(column: Rows, codes: Sequence[int]) -> Mask:
    found = np.zeros(len(column), dtype=np.bool_)
    for code in codes:
        found |= column == code
    return found
