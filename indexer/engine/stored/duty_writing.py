"""Writing who answers for each clause (``stored.duty_columns``): the duties of tasks become those of rows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from indexer.duties.models import Basis, Role, TextDuty
from indexer.duties.rows import Suggested, Suggester, proposed_department, silent, suggestions
from indexer.duties.task_clauses import clauses_of_tasks, clauses_outside, stated_in
from indexer.engine.stored.columns import save
from indexer.engine.stored.duty_columns import BASES, ROLES
from indexer.models import Record
from indexer.register import Place, Register

_Code = tuple[int, int, int]
"""A duty in the columns: number of the department in the batch, places of role and basis in the tables above."""


def write_duties(folder: Path, records: Sequence[Record], register: Register, suggest: Suggester = silent) -> None:
    """Write the duties of every row, each once, in the order of row, department, role and basis.

    ``duty_starts``: where the duties of each row begin, and at last where they end. ``duties``: three lines of codes,
    department, role and basis. ``departments.json``: the key of each department, and how often it has each label.
    """
    departments = _Departments(register)
    rows = [sorted(codes) for record in records for codes in _by_clause(record, departments, suggest)]
    codes = np.array([code for row in rows for code in row], dtype=np.int32).reshape(-1, 3)
    save(folder, "duty_starts", np.cumsum([0, *(len(row) for row in rows)], dtype=np.int32))
    save(folder, "duties", np.ascontiguousarray(codes.T))
    table = json.dumps(list(departments.labels.items()), ensure_ascii=False)
    (folder / "departments.json").write_bytes(table.encode("utf-8", "surrogatepass"))


@dataclass(slots=True)
class _Departments:
    """The departments met so far, numbered in the order of the first duty of each; ``labels`` by key, counted."""

    register: Register
    labels: dict[str, Counter[str]] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)
    _resolved: dict[tuple[str, str, str], tuple[tuple[str, str], ...]] = field(default_factory=dict)

    def codes(self, place: Place, duties: Sequence[TextDuty]) -> set[_Code]:
        """The duties of one task in codes; ``place`` is where its document belongs."""
        found = set()
        for duty in duties:
            asked = (duty.name, place.region, place.level.value)
            if asked not in self._resolved:
                body = self.register.resolve(duty.name, region=place.region, level=place.level)
                self._resolved[asked] = tuple((one.key, one.label) for one in body.bodies())
            for key, label in self._resolved[asked]:
                found.add((self._number(key, label), ROLES.index(duty.role), BASES.index(duty.basis)))
        return found

    def suggested(self, place: Place, proposals: Sequence[Suggested]) -> set[_Code]:
        """What is suggested for one task in codes."""
        bodies = [proposed_department(self.register, place, proposed.function) for proposed in proposals]
        role, basis = ROLES.index(Role.RESPONSIBLE), BASES.index(Basis.SUGGESTED)
        return {(self._number(key, label), role, basis) for key, label in bodies}

    def _number(self, key: str, label: str) -> int:
        self.labels.setdefault(key, Counter())[label] += 1
        return self._numbers.setdefault(key, len(self._numbers))


def _by_clause(record: Record, departments: _Departments, suggest: Suggester) -> list[set[_Code]]:
    """The duties of each clause of a record, in order.

    An annotation that closes a task has all duties of the task. One that stands above the tasks it covers has those
    that it states: for them they are inherited, but here the text names the department.
    """
    found: list[set[_Code]] = [set() for _ in record.clauses]
    place = departments.register.place_of(record.document)  # Once: it takes longer than a task.
    duties = [duty for duty in record.duties.duties if duty.role is not Role.MENTIONED]
    of_task: dict[int, list[TextDuty]] = {}
    for duty in duties:
        of_task.setdefault(duty.task, []).append(duty)
    clauses = clauses_of_tasks(record)
    for task, own in of_task.items():
        codes = departments.codes(place, own)
        for row in clauses[task]:
            found[row] |= codes
    above = [row for row in clauses_outside(record) if not found[row]]
    for duty in (duty for duty in duties if duty.basis is Basis.INHERITED):
        for row in stated_in(record, duty, above):
            found[row] |= departments.codes(place, [replace(duty, basis=Basis.STATED)])
    for position, proposals in suggestions(record, suggest).items():
        codes = departments.suggested(place, proposals)
        for row in record.duties.tasks[position].clauses:
            found[row] |= codes
    return found
