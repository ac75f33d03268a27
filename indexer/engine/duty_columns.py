"""Who answers for each clause, as columns: duties by row, and the departments they name.

A duty of a row is one department in one role on one basis. A clause has the duties of its task, stated and inherited,
and so has the annotation that states them; mentions are none. Names are resolved to departments by the register
for the place of the document; where a name joins several bodies each has the duty, as in the ledger
(``indexer.duties.rows``). Where the text names nobody, a task has the duties that the program suggests, as on its page.
The basis ``confirmed`` has its code but no duties here: decisions change without the index.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np

from indexer.duties.models import Basis, Role
from indexer.engine.columns import Mask, Rows, load, spans

ROLES = (Role.LEAD, Role.RESPONSIBLE, Role.COOPERATING)
BASES = tuple(Basis)


class DutyColumns:
    """The duties of a batch. ``row``, ``department``, ``role`` and ``basis`` have an entry for each duty, ordered by
    row, then department; ``keys`` and ``labels`` one for each department. Thread-safe."""

    def __init__(self, folder: Path) -> None:
        starts: Rows = load(folder, "duty_starts")
        codes = load(folder, "duties")
        self.department: Rows = codes[0]
        self.role: Rows = codes[1]
        self.basis: Rows = codes[2]
        self.by_text: Mask = self.basis != BASES.index(Basis.SUGGESTED)
        """True for the duties that the text states or passes on."""
        self.row: Rows = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))
        table = json.loads((folder / "departments.json").read_bytes().decode("utf-8", "surrogatepass"))
        self.keys: tuple[str, ...] = tuple(key for key, _ in table)
        self.labels: tuple[dict[str, int], ...] = tuple(labels for _, labels in table)
        self.numbers = {key: number for number, key in enumerate(self.keys)}
        """The number of each department by its key."""
        self._starts = starts

    def __len__(self) -> int:
        return len(self.row)

    def having(self, field: str, values: Collection[str]) -> Mask:
        """True for the duties with one of these departments (keys), roles or bases; ``field`` says which they are."""
        match field:
            case "department":
                return _any_of(self.department, [self.numbers[key] for key in values if key in self.numbers])
            case "role":
                return _any_of(self.role, [code for code, role in enumerate(ROLES) if role.value in values])
            case _:
                return _any_of(self.basis, [code for code, basis in enumerate(BASES) if basis.value in values])

    def rows(self, duties: Mask) -> Mask:
        """True for the rows that have one of these duties."""
        found = np.zeros(len(self._starts) - 1, dtype=np.bool_)
        found[self.row[duties]] = True
        return found

    def of(self, rows: Rows) -> Rows:
        """The duties of these rows, by number."""
        if not len(self):
            return np.empty(0, dtype=np.int32)
        return spans(self._starts[rows], self._starts[rows + 1]).astype(np.int32)


def _any_of(column: Rows, codes: Sequence[int]) -> Mask:
    found = np.zeros(len(column), dtype=np.bool_)
    for code in codes:
        found |= column == code
    return found
