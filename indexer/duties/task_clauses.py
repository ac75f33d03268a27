"""The clauses that have the duties of a task: its sentences, and the annotations that say who answers for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from indexer.duties.models import Basis, Role, TextDuty
from indexer.models import Record


def clauses_of_tasks(record: Record) -> tuple[tuple[int, ...], ...]:
    """For each task the positions of the clauses that have its duties: those of the task, then the annotations that
    close it, which belong to no task. An annotation may close several."""
    outside = clauses_outside(record)
    closing: list[set[int]] = [set() for _ in record.duties.tasks]
    for duty in record.duties.duties:
        if duty.basis is Basis.STATED and duty.role is not Role.MENTIONED:
            closing[duty.task].update(stated_in(record, duty, outside))
    return tuple((*task.clauses, *sorted(places)) for task, places in zip(record.duties.tasks, closing, strict=True))


def clauses_outside(record: Record) -> list[int]:
    """The positions of the clauses that are no part of a task, in order: annotations, mostly."""
    inside = {position for task in record.duties.tasks for position in task.clauses}
    return [position for position in range(len(record.clauses)) if position not in inside]


def stated_in(record: Record, duty: TextDuty, outside: Sequence[int]) -> Iterator[int]:
    """Those of the clauses ``outside`` all tasks in which the annotation of a duty stands."""
    first = bisect_left(outside, duty.start + 1, key=lambda position: record.clauses[position].end)
    for position in outside[first:]:
        if not duty.annotated or record.clauses[position].start >= duty.end:
            break
        yield position
