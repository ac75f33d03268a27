"""The duties of one document: its tasks against the departments that have them, and the tasks nobody is named for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from indexer.duties.ledger import BASIS_NAMES, ROLE_NAMES, STANDING_NAMES, LedgerRow
from indexer.duties.models import Basis, Role, Standing
from indexer.duties.tasks import asks_something
from indexer.models import Clause, Record

_ON_PAPER = 18
"""Departments side by side on a landscape page with the type area of a 公文: 225 mm, of which the tasks take 75."""

_SIGNS = {Basis.STATED: "{}", Basis.INHERITED: "〔{}〕", Basis.SUGGESTED: "（{}）", Basis.CONFIRMED: "{}√"}
"""How a mark is written by its basis, so that it is told on paper and in a copied text, where frames are lost."""

MARKS = {Role.LEAD: "牵", Role.RESPONSIBLE: "负", Role.COOPERATING: "配"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign in a cell: 牵, 负 or 配; in round brackets where the program suggests it, in square ones where it comes
    from further up, with √ where a person confirmed it and × where one objects; and what it means in words."""

    row: LedgerRow

    @property
    def sign(self) -> str:
        sign = _SIGNS[self.row.basis].format(MARKS[self.row.role])
        return f"{sign}×" if self.row.standing is Standing.OBJECTED else sign

    @property
    def role(self) -> str:
        return ROLE_NAMES[self.row.role]

    @property
    def words(self) -> str:
        """牵头，原文明示，有异议."""
        objected = [STANDING_NAMES[self.row.standing]] if self.row.standing is Standing.OBJECTED else []
        return "，".join([self.role, BASIS_NAMES[self.row.basis], *objected])


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

    @property
    def sheets(self) -> tuple[Matrix, ...]:
        """The matrix as it goes on paper: so many departments side by side as a landscape page has room for, each time
        with the tasks that they have a part in. Empty where all departments fit on one page."""
        if len(self.departments) <= _ON_PAPER:
            return ()
        parts = [self.departments[at : at + _ON_PAPER] for at in range(0, len(self.departments), _ON_PAPER)]
        return tuple(Matrix(part, tuple(line for line in self.lines if _concerns(line, part))) for part in parts)


def _concerns(line: Line, departments: Sequence[tuple[str, str]]) -> bool:
    return any(key in line.marks for key, _ in departments)


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
