"""Who answers for a clause: the rows of the ledger for the tasks it belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.duties.ledger import LedgerRow
from indexer.duties.models import Basis
from indexer.models import Clause, Record


def rows_of_clause(clause: Clause, record: Record, rows: Sequence[LedgerRow]) -> tuple[LedgerRow, ...]:
    """Those of the document's ``rows`` that are about ``clause``: it is a sentence of the task, or the annotation that
    states who answers for it."""
    tasks = tasks_of_clause(clause, record)
    return tuple(row for row in rows if row.clause in tasks)


def tasks_of_clause(clause: Clause, record: Record) -> frozenset[str]:
    """Identifiers of the tasks that ``clause`` belongs to; for an annotation those that it closes."""
    position = record.clauses.index(clause)
    annotated = {
        duty.task
        for duty in record.duties.duties
        if duty.basis is Basis.STATED and duty.annotated and duty.start < clause.end and clause.start < duty.end
    }
    return frozenset(
        task.id for number, task in enumerate(record.duties.tasks) if position in task.clauses or number in annotated
    )
