"""The duties of one document: its tasks against the departments that have them, and the tasks nobody is named for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from indexer.duties.ledger import ROLE_NAMES, LedgerRow
from indexer.duties.models import Basis, Role
from indexer.duties.tasks import asks_something
from indexer.models import Clause, Record

MARKS = {Role.LEAD: "牵", Role.RESPONSIBLE: "负", Role.COOPERATING: "配"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign in a cell: 牵, 负 or 配, in brackets where the program suggests it, and what it means in words."""

    row: LedgerRow

    @property
    def sign(self) -> str:
        sign = MARKS[self.row.role]
        return f"（{sign}）" if self.row.basis is Basis.SUGGESTED else sign

    @property
    def role(self) -> str:
        return ROLE_NAMES[self.row.role]


@dataclass(frozen=True, slots=True)
class Line:
    """A task (``task`` is any row about it) and its marks by department key."""

    task: LedgerRow
    marks: Mapping[str, tuple[Mark, ...]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """``departments`` are (key, name), those that the text names before those only suggested, else as they first
    come."""

    departments: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]


def matrix(rows: Sequence[LedgerRow]) -> Matrix:
    """The rows of one document as a matrix; mentions, and suggestions that a person set aside, are left out."""
    rows = [row for row in rows if row.role in MARKS and row.shown]
    names: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: row.basis is Basis.SUGGESTED):
        names.setdefault(row.key, row.department)
    lines = [_line(tuple(family)) for _, family in groupby(rows, key=lambda row: row.clause)]
    return Matrix(tuple(names.items()), tuple(lines))


def _line(rows: Sequence[LedgerRow]) -> Line:
    marks: dict[str, tuple[Mark, ...]] = {}
    for row in rows:
        marks[row.key] = (*marks.get(row.key, ()), Mark(row))
    return Line(rows[0], marks)


@dataclass(frozen=True, slots=True)
class Unassigned:
    """``clauses`` are the first sentences of the tasks for which the text names nobody, each with the whole task;
    ``aims`` the number of further ones that set aims or terms and ask nothing of anybody."""

    clauses: tuple[tuple[Clause, str], ...]
    aims: int


def unassigned(record: Record, ids: Sequence[str]) -> Unassigned:
    """What to list of the tasks ``ids``, for which the text of ``record`` names nobody."""
    tasks = [task for task in record.duties.tasks if task.id in set(ids)]
    asking = [task for task in tasks if asks_something(record, task)]
    found: list[tuple[Clause, str]] = []
    for task in asking:
        first, last = record.clauses[task.clauses[0]], record.clauses[task.clauses[-1]]
        found.append((first, record.text[first.start : last.end]))
    return Unassigned(tuple(found), len(tasks) - len(asking))
