"""From a record to the rows of the ledger: names resolved to departments, suggestions where the text names nobody."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import quote

from indexer.citation import citation
from indexer.duties.ledger import LedgerRow
from indexer.duties.models import Basis, Role, Task, TextDuty
from indexer.duties.tasks import asks_something, task_text
from indexer.models import Document, Record
from indexer.register import Department, How, Kind, Place, Register, Resolution


@dataclass(frozen=True, slots=True)
class Suggested:
    """A function that the program proposes for a task: its id, a calibrated score from 0 to 1, reasons in Chinese, and
    for each of them the clause of this corpus that it speaks of, empty where there is none."""

    function: str
    score: float
    reasons: tuple[str, ...] = ()
    precedents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenTasks:
    """Tasks of one document for which its text names no department: the identifier of the document, and the texts of
    the tasks (``task_text``)."""

    document: str
    texts: tuple[str, ...]


Suggester = Callable[[OpenTasks], Sequence[Sequence[Suggested]]]
"""Proposes functions for each task of a document, best first; none where there is too little to go on."""


def silent(tasks: OpenTasks) -> Sequence[Sequence[Suggested]]:
    """A suggester that proposes nothing."""
    return [()] * len(tasks.texts)


MakeSuggester = Callable[[Sequence[Document], Callable[[str], Record | None], Register], Suggester]
"""Makes the suggester over the documents of one generation, whose own tasks can be precedents: it is given the
documents, what finds the record of a document, and the register."""

_USUAL_KINDS = (
    Kind.STATE_COUNCIL_DEPARTMENT,
    Kind.STATE_COUNCIL_SPECIAL,
    Kind.STATE_COUNCIL_BODY,
    Kind.STATE_BUREAU,
    Kind.GOVERNMENT_DEPARTMENT,
    Kind.SPECIAL,
    Kind.DIRECT,
    Kind.SUBORDINATE,
    Kind.PARTY,
    Kind.GOVERNMENT_BODY,
    Kind.STATIONED,
    Kind.MASS_ORGANISATION,
    Kind.JUDICIAL,
)
"""Which of several bodies with one function is meant where only the function is known, the first found."""


def ledger_rows(record: Record, register: Register, suggest: Suggester) -> tuple[LedgerRow, ...]:
    """All duties of one document in the order of its tasks: what the text states and passes on, then, for tasks for
    which it names no department, what the program suggests. Mentions are rows with the role ``MENTIONED``."""
    proposed = suggestions(record, suggest)
    place = register.place_of(record.document)
    rows: list[LedgerRow] = []
    for (position, task), stated in zip(enumerate(record.duties.tasks), _stated(record, register), strict=True):
        rows += stated
        rows += _suggested_rows(record, task, proposed.get(position, ()), register, place)
    return tuple(rows)


def stated_rows(record: Record, register: Register, tasks: Collection[str]) -> tuple[LedgerRow, ...]:
    """The rows of the ledger for some tasks of a document, by identifier, what the program suggests left out."""
    return tuple(
        row
        for task, stated in zip(record.duties.tasks, _stated(record, register), strict=True)
        if task.id in tasks
        for row in stated
    )


def _stated(record: Record, register: Register) -> Iterator[Iterator[LedgerRow]]:
    """For each task of a document the rows that its text gives, made when they are asked for."""
    duties: dict[int, list[TextDuty]] = {}
    for duty in record.duties.duties:
        duties.setdefault(duty.task, []).append(duty)
    place = register.place_of(record.document)
    bodies = cache(lambda name: tuple(register.resolve(name, region=place.region, level=place.level).bodies()))
    for position, task in enumerate(record.duties.tasks):
        yield _text_rows(record, task, duties.get(position, ()), bodies)


def suggestions(record: Record, suggest: Suggester) -> dict[int, Sequence[Suggested]]:
    """What is proposed for the open tasks of a document, by the position of the task."""
    positions = tuple(open_tasks(record))
    texts = tuple(task_text(record, record.duties.tasks[position]) for position in positions)
    proposed = suggest(OpenTasks(record.document.id, texts))
    return dict(zip(positions, proposed, strict=True))


def open_tasks(record: Record) -> Iterator[int]:
    """Positions of the tasks that ask something and for which no annotation names anybody: the program may suggest."""
    settled = {duty.task for duty in record.duties.duties if _names_department(duty)}
    for position, task in enumerate(record.duties.tasks):
        if position not in settled and asks_something(record, task):
            yield position


def _names_department(duty: TextDuty) -> bool:
    """Whether an annotation gives the task to somebody; bodies that running text names do not settle who does it."""
    return duty.role is not Role.MENTIONED and duty.annotated


def _text_rows(
    record: Record, task: Task, duties: Sequence[TextDuty], bodies: Callable[[str], Sequence[Resolution]]
) -> Iterator[LedgerRow]:
    if not duties:
        return
    blank = task_row(record, task)
    seen: set[tuple[str, Role]] = set()
    for duty in duties:
        for body in bodies(duty.name):
            if (body.key, duty.role) in seen:
                continue
            seen.add((body.key, duty.role))
            yield replace(
                blank,
                department=body.label,
                key=body.key,
                name=duty.name,
                role=duty.role,
                basis=duty.basis,
                deadline=duty.deadline,
                unlisted=body.how is How.UNRESOLVED,
                start=duty.start,
                end=duty.end,
            )


def _suggested_rows(
    record: Record, task: Task, proposals: Sequence[Suggested], register: Register, place: Place
) -> Iterator[LedgerRow]:
    if not proposals:
        return
    blank = task_row(record, task)
    for proposed in proposals:
        key, label = proposed_department(register, place, proposed.function)
        yield replace(
            blank,
            department=label,
            key=key,
            basis=Basis.SUGGESTED,
            score=proposed.score,
            reasons=proposed.reasons,
            precedents=proposed.precedents,
        )


def proposed_department(register: Register, place: Place, function: str) -> tuple[str, str]:
    """Key and label of what stands for a function in a document of ``place``: a department of the register, else the
    function's departments there under one name."""
    if department := department_for(register, place, function):
        return department.key, department.name
    name = register.functions[function].name
    return register.key_of(place, name), f"{name}部门"


def department_for(register: Register, place: Place, function: str) -> Department | None:
    """The department that has ``function`` where a document applies; None where the register knows none."""
    found = [
        department
        for department in register.by_function.get(function, ())
        if department.region == place.region
        and department.level == place.level
        and not department.abolished
        and department.kind in _USUAL_KINDS
    ]
    return min(found, key=lambda department: _USUAL_KINDS.index(department.kind), default=None)


def task_row(record: Record, task: Task) -> LedgerRow:
    """A row for a task without department, by nobody's word: what all rows about the task share."""
    first, last = record.clauses[task.clauses[0]], record.clauses[task.clauses[-1]]
    return LedgerRow(
        document=record.document.id,
        document_title=record.document.title,
        document_number=record.document.document_number,
        clause=task.id,
        citation=citation(first, record),
        path=first.path,
        line=task.line,
        task=record.text[first.start : last.end],
        department="",
        key="",
        name="",
        role=Role.RESPONSIBLE,
        basis=Basis.CONFIRMED,
        link=f"/clauses/{quote(task.id, safe=':~')}",
    )
