"""The facets over duties: department (部门), role (角色), basis (依据) and standing (处理情况, 有异议 alone). A clause
counts once for each value."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.duties.ledger import BASIS_NAMES, ROLE_NAMES, STANDING_NAMES
from indexer.duties.models import Basis
from indexer.engine.protocol import FIELD_NAMES, STANDINGS, Facet, FacetValue
from indexer.engine.stored.columns import Rows
from indexer.engine.stored.duty_columns import BASES, ROLES, Departments, DutyColumns

MOST_DEPARTMENTS = 50
"""Departments listed, those with most hits first; chosen ones besides."""

_CODES = {
    "role": [(role.value, ROLE_NAMES[role]) for role in ROLES],
    "basis": [(basis.value, BASIS_NAMES[basis]) for basis in BASES],
    "standing": [(standing.value, STANDING_NAMES[standing]) for standing in STANDINGS],
}


def duty_facet(
    field: str, duties: Sequence[tuple[DutyColumns, Rows]], selected: set[str], departments: Departments
) -> Facet:
    """The facet over some of the duties of each batch, given by number, ascending."""
    if field == "department":
        return _department_facet(duties, selected, departments)
    totals = np.zeros(len(_CODES[field]), dtype=np.int64)
    for columns, chosen in duties:
        rows, codes = columns.row[chosen], columns.codes(field)[chosen]
        totals += [_different(rows[codes == code]) for code in range(len(totals))]
    counted = zip(_CODES[field], totals.tolist(), strict=True)
    values = [FacetValue(value, name, total, value in selected) for (value, name), total in counted]
    values.sort(key=lambda value: value.value == Basis.SUGGESTED)  # after what texts say and persons confirmed
    return Facet(field, FIELD_NAMES[field], tuple(value for value in values if value.count or value.selected))


def _different(rows: Rows) -> int:
    """How many different rows there are, given in ascending order."""
    return int(np.count_nonzero(rows[1:] != rows[:-1])) + bool(len(rows))


def _department_facet(
    duties: Sequence[tuple[DutyColumns, Rows]], selected: set[str], departments: Departments
) -> Facet:
    """Most hits first, then by key."""
    totals = np.zeros(len(departments.keys), dtype=np.int64)
    for (columns, chosen), numbers in zip(duties, departments.numbers, strict=True):
        totals[numbers] += np.bincount(_once_a_row(columns, chosen), minlength=len(numbers))
    with_hits = np.argsort(-totals, kind="stable")[: np.count_nonzero(totals)].tolist()
    always = {departments.places[key] for key in selected if key in departments.places}
    listed = with_hits[:MOST_DEPARTMENTS]
    listed += sorted(always.difference(listed), key=lambda place: (-totals[place], place))
    values = tuple(
        FacetValue(departments.keys[place], departments.shown[place], int(totals[place]), place in always)
        for place in listed
    )
    left_out = len(set(with_hits).difference(listed))
    return Facet("department", FIELD_NAMES["department"], values, left_out)


def _once_a_row(columns: DutyColumns, chosen: Rows) -> Rows:
    """The departments of the chosen duties, each once for a row in which it has several."""
    row, department = columns.row[chosen], columns.department[chosen]
    first = np.ones(len(row), dtype=np.bool_)
    first[1:] = (row[1:] != row[:-1]) | (department[1:] != department[:-1])
    return department[first]
