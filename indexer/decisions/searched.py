"""What persons decided, for searching: filters and counts then say of a decided duty what the ledger says of it.

The index knows what text and program say. Here the duties of every department that somebody decided about are worked
out anew for the clauses of the task, and given to the engine as data; nothing else of the index is touched, and where
nobody decided anything the engine is used as it is.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

from indexer.decisions.apply import apply, decided
from indexer.decisions.force import in_force
from indexer.decisions.models import Decision, Decisions
from indexer.decisions.overlay import DecisionOverlay, related
from indexer.decisions.resolve import Resolution, resolve
from indexer.duties.models import Basis, Role, Standing
from indexer.duties.rows import stated_rows
from indexer.duties.task_clauses import clauses_of_tasks
from indexer.engine.answers import ClauseDuties
from indexer.engine.protocol import SearchEngine
from indexer.register import Register


class SearchedDecisions:
    """Lays the decisions in force over the duties that ``engine`` searches. ``overlay`` looks after the file and the
    documents of the same generation. Thread-safe; a search that has begun goes on with the decisions it began with."""

    def __init__(self, engine: SearchEngine, overlay: DecisionOverlay, register: Register) -> None:
        self._engine = engine
        self._overlay = overlay
        self._register = register
        self._laying = threading.Lock()
        self._decisions: Decisions | None = None
        self._decided = engine
        self._known: dict[str, tuple[Sequence[Decision], tuple[ClauseDuties, ...]]] = {}

    def engine(self) -> SearchEngine:
        """The engine with the decisions as the file has them now. Raises ``DecisionError`` when it cannot be read."""
        with self._laying:
            decisions = self._overlay.decisions()
            if decisions is not self._decisions:
                changed = list(self._changed(decisions))
                self._decided = self._engine.with_duties(changed) if changed else self._engine
                self._decisions = decisions
            return self._decided

    def _changed(self, decisions: Decisions) -> Iterator[ClauseDuties]:
        """Document by document; one about which nothing new was said is not looked at again."""
        known, self._known = self._known, {}
        force = in_force(decisions.all)
        for document, own in related(decisions, self._overlay.documents()).items():
            before = known.get(document)
            if before is None or before[0] != own:
                resolution = resolve(decisions, self._overlay, document, force)
                before = own, tuple(clause_duties(resolution, self._register))
            self._known[document] = before
            yield from before[1]


def clause_duties(resolution: Resolution, register: Register) -> Iterator[ClauseDuties]:
    """The duties that departments somebody decided about have by the clauses of a document, as its ledger has them.

    A suggestion gives way to whatever was decided about its department (``indexer.decisions.apply``), so what the
    program suggests need not be known here.
    """
    in_force = decided(resolution)
    if not in_force:
        return
    record = next(hanging.places[0].record for hanging in in_force.values())
    clauses = dict(zip((task.id for task in record.duties.tasks), clauses_of_tasks(record), strict=True))
    duties: dict[tuple[int, str], set[tuple[Role, Basis]]] = {
        (position, subject.department): set() for subject in in_force for position in clauses[subject.task]
    }
    objected: dict[tuple[int, str], set[tuple[Role, Basis]]] = {place: set() for place in duties}
    positions = {position for position, _ in duties}
    tasks = {task for task, own in clauses.items() if not positions.isdisjoint(own)}
    labels: dict[str, str] = {}
    for row in apply(stated_rows(record, register, tasks), resolution):
        for position in clauses[row.clause]:
            if (position, row.key) in duties and row.role is not Role.MENTIONED:
                duties[position, row.key].add((row.role, row.basis))
                labels[row.key] = row.department
                if row.standing is Standing.OBJECTED:
                    objected[position, row.key].add((row.role, row.basis))
    for (position, key), found in duties.items():
        against = frozenset(objected[position, key])
        yield ClauseDuties(record.clauses[position].id, key, labels.get(key, ""), frozenset(found), against)
