"""Duties laid over those of an index: what persons decided since it was built counts as if it had been built so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from indexer.duties.roles import Basis, Role, Standing
from indexer.engine.part import Part
from indexer.engine.protocol import STANDINGS
from indexer.engine.stored.columns import Rows
from indexer.engine.stored.duty_columns import BASES, NO_STANDING, ROLES, DutyColumns

if TYPE_CHECKING:
    from indexer.engine.answers import ClauseDuties

_Keys = NDArray[np.int64]


def with_changed_duties(parts: Sequence[Part], changed: Sequence[ClauseDuties]) -> list[Part]:
    """The parts of an index, those that hold one of the clauses with its duties changed."""
    by_part: list[dict[tuple[int, str], ClauseDuties]] = [{} for _ in parts]
    for change in changed:
        document = change.clause.partition(":")[0]
        for part, own in zip(parts, by_part, strict=True):
            number = part.numbers.get(document)
            if number is not None and (row := part.batch.records.find(number, change.clause)) is not None:
                own[row, change.department] = change
    return [
        part.with_duties(_laid_over(part.duties, own)) if own else part
        for part, own in zip(parts, by_part, strict=True)
    ]


def _laid_over(columns: DutyColumns, changes: Mapping[tuple[int, str], ClauseDuties]) -> DutyColumns:
    """The columns with all duties of these rows and departments replaced."""
    table = dict(zip(columns.keys, columns.labels, strict=True))
    for (_, key), change in changes.items():
        if change.duties:
            table.setdefault(key, {change.label: 1})
    numbers = {key: number for number, key in enumerate(table)}
    replaced = [(row, numbers[key]) for row, key in changes if key in numbers]
    added = [
        (row, numbers[key], ROLES.index(role), BASES.index(basis), _standing(change, role, basis))
        for (row, key), change in changes.items()
        for role, basis in change.duties
        if role in ROLES
    ]
    old = np.stack([columns.row, columns.department, columns.role, columns.basis, columns.standing])
    kept = old[:, ~np.isin(_keys(old[:2], len(numbers)), _keys(_lines(replaced, 2), len(numbers)))]
    new = _lines(sorted(added), 5)
    places = np.searchsorted(_keys(kept[:4], len(numbers)), _keys(new[:4], len(numbers)))
    merged = np.insert(kept, places, new, axis=1)
    counts = np.bincount(merged[0], minlength=columns.rows_in_all)
    starts: Rows = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    codes = np.ascontiguousarray(merged[1:4])
    return DutyColumns(starts, codes, list(table.items()), merged[4])


def _standing(change: ClauseDuties, role: Role, basis: Basis) -> int:
    return STANDINGS.index(Standing.OBJECTED) if (role, basis) in change.objected else NO_STANDING


def _lines(entries: Sequence[tuple[int, ...]], lines: int) -> Rows:
    return np.array(entries, dtype=np.int32).reshape(-1, lines).T


def _keys(lines: Rows, departments: int) -> _Keys:
    """Row, department and, where given, role and basis as one number each, in the same order."""
    keys: _Keys = lines[0].astype(np.int64)
    for line, size in zip(lines[1:], (departments, len(ROLES), len(BASES)), strict=False):
        keys = keys * size + line
    return keys
