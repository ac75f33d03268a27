"""From records to tasks: which sentences belong together as one thing to do, and who the text says answers for it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from indexer.duties.models import Basis, Role, Task, TextDuties, TextDuty
from indexer.duties.places import Annotation, Form
from indexer.duties.running import Wording, named_bodies
from indexer.duties.stated import StatedDuties, bare_items, stated_duties
from indexer.duties.tables import TableRow, table_rows
from indexer.models import Clause, ClauseKind, Record, Section

_NO_TASKS = re.compile(
    r"^(?:指导思想|总体(?:要求|思路|目标)|基本原则|(?:主要|工作|发展|总体|试点|行动)?目标|面临(?:的)?形势|发展(?:基础|现状|环境)|规划背景|"
    r"编制(?:目的|依据)|适用范围|总则|附则|名词解释|重大意义|工作原则|指标体系|术语)$"
)
"""Headings of parts that set aims and terms; their sentences ask nothing of a single department."""


def text_duties(record: Record) -> TextDuties:
    """The tasks of a document with all duties that its own words state or pass on."""
    stated = stated_duties(record)
    tasks = tuple(_tasks(record, stated))
    return TextDuties(tasks, tuple(_duties(record, tasks, stated)))


@dataclass(slots=True)
class _Open:
    """Sentences of one section, or of one row of a table, that no annotation has closed yet."""

    section: int | None
    row: TableRow | None = None
    clauses: list[int] = field(default_factory=list)


def _tasks(record: Record, stated: Sequence[StatedDuties]) -> Iterator[Task]:
    labels = [duty.annotation for duty in stated if duty.annotation.form is Form.LABELS]
    ends = sorted(duty.annotation.end for duty in stated if duty.annotation.scope == "item")
    rows, alone = table_rows(record), bare_items(record)
    current = _Open(None)
    for position, clause in enumerate(record.clauses):
        row = _row_at(rows, clause.start)
        if (clause.section, row) != (current.section, current.row):
            yield from _close(record, current)
            current = _Open(clause.section, row)
        if clause.section in alone or _asks(clause, row, labels):
            current.clauses.append(position)
        closes = bisect.bisect_left(ends, clause.start + 1)
        if row is None and closes < len(ends) and ends[closes] <= clause.end and current.clauses:
            yield from _close(record, current)
            current = _Open(clause.section)
    yield from _close(record, current)


def _row_at(rows: Sequence[TableRow], place: int) -> TableRow | None:
    found = bisect.bisect_right(rows, place, key=lambda row: row.start) - 1
    return rows[found] if found >= 0 and place < rows[found].end else None


def _asks(clause: Clause, row: TableRow | None, labels: Sequence[Annotation]) -> bool:
    """Whether a clause says what is to be done; annotations, and cells that only say who and when, do not."""
    if row is not None:
        return row.is_content(clause.start) or (not row.header and clause.start == row.start and clause.end >= row.end)
    return clause.kind is not ClauseKind.ANNOTATION and not _is_label_line(clause, labels)


def _is_label_line(clause: Clause, labels: Sequence[Annotation]) -> bool:
    return any(label.start <= clause.start and clause.end <= label.end for label in labels)


def _close(record: Record, current: _Open) -> Iterator[Task]:
    if current.clauses:
        first = record.clauses[current.clauses[0]]
        yield Task(first.id, current.section, tuple(current.clauses), first.line)


def asks_something(record: Record, task: Task) -> bool:
    """Whether somebody could have to do a task: not what parts on aims, terms and scope say."""
    position = task.section
    while position is not None:
        section = record.sections[position]
        if _NO_TASKS.fullmatch(section.title.strip("。")):
            return False
        position = section.parent
    return task.section is not None


def task_text(record: Record, task: Task) -> str:
    """Title of the task's own section and its sentences, as one text; cells of a table with a blank between them."""
    title = record.sections[task.section].title if task.section is not None else ""
    clauses = [record.clauses[position] for position in task.clauses]
    if title and all(clause.kind is ClauseKind.ANNOTATION for clause in clauses):
        return title
    sentences = (" " if clauses[0].kind is ClauseKind.CELL else "").join(clause.text for clause in clauses)
    return f"{title}。{sentences}" if title and not sentences.startswith(title) else sentences


def _duties(record: Record, tasks: Sequence[Task], stated: Sequence[StatedDuties]) -> Iterator[TextDuty]:
    for duty in stated:
        if duty.annotation.scope == "section":
            for task in _below(record, tasks, duty):
                yield from _of(task, duty, Basis.INHERITED)
            continue
        closed = task_before(record, tasks, duty)
        if closed is not None:
            yield from _of(closed, duty, Basis.INHERITED if duty.annotation.covers else Basis.STATED)
            for name in duty.standing:
                if name not in duty.assignment.names:
                    yield TextDuty(
                        closed,
                        name,
                        Role.RESPONSIBLE,
                        Basis.INHERITED,
                        duty.annotation.start,
                        duty.annotation.end,
                        rule="standing",
                        annotated=True,
                    )
    yield from _running(record, tasks)


def _of(task: int, duty: StatedDuties, basis: Basis) -> Iterator[TextDuty]:
    found = duty.assignment
    place = duty.annotation
    for role, names in (
        (Role.LEAD, found.lead),
        (Role.RESPONSIBLE, found.responsible),
        (Role.COOPERATING, found.cooperating),
    ):
        for name in names:
            yield TextDuty(task, name, role, basis, place.start, place.end, found.deadline, duty.rule, annotated=True)


def task_before(record: Record, tasks: Sequence[Task], duty: StatedDuties) -> int | None:
    """The task that an annotation closes: the last one that begins before its end; for a table row the row's own."""
    starts = [record.clauses[task.clauses[0]].start for task in tasks]
    place = duty.annotation.covers or (duty.annotation.start, duty.annotation.end)
    found = bisect.bisect_left(starts, place[1]) - 1
    return found if found >= 0 else None


def covered_text(record: Record, tasks: Sequence[Task], duty: StatedDuties) -> str:
    """The words that an annotation covers, without itself: the heading it stands on, or the task it closes; empty where
    neither is."""
    if duty.annotation.scope == "section":
        section = _section_at(record.sections, duty.annotation.start)
        return record.sections[section].title if section is not None else ""
    closed = task_before(record, tasks, duty)
    return task_text(record, tasks[closed]).replace(duty.annotation.text, "") if closed is not None else ""


def _below(record: Record, tasks: Sequence[Task], duty: StatedDuties) -> Iterator[int]:
    """Tasks of the section on whose heading the annotation stands."""
    section = _section_at(record.sections, duty.annotation.start)
    for position, task in enumerate(tasks):
        if section is not None and _inside(record.sections, task.section, section):
            yield position


def _section_at(sections: Sequence[Section], place: int) -> int | None:
    starts = [section.start for section in sections]
    found = bisect.bisect_right(starts, place) - 1
    return found if found >= 0 else None


def _inside(sections: Sequence[Section], section: int | None, ancestor: int) -> bool:
    while section is not None:
        if section == ancestor:
            return True
        section = sections[section].parent
    return False


def _running(record: Record, tasks: Sequence[Task]) -> Iterator[TextDuty]:
    for number, task in enumerate(tasks):
        for clause in (record.clauses[i] for i in task.clauses):
            for named in named_bodies(clause.text):
                role = Role.MENTIONED if named.wording is Wording.MENTIONED else Role(named.wording.value)
                start = clause.start + named.start
                yield TextDuty(number, named.name, role, Basis.STATED, start, clause.start + named.end)
