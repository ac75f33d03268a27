"""From analysed documents to annotated tasks: what a model is trained on, and what can be a precedent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indexer.citation import document_citation, section_chain, section_place
from indexer.duties.models import Role, Task, TextDuty
from indexer.duties.tasks import task_text
from indexer.models import Record
from indexer.register import Register
from indexer.suggesting.precedents import Precedent
from indexer.suggesting.remit_terms import LOCAL_GOVERNMENT

_EXCERPT = 24
_QUOTES = re.compile(r"[“《〈]")
_CARRIED = re.compile(r"印发(?:关于)?〈([^〈〉]+)〉")


@dataclass(frozen=True, slots=True)
class Example:
    """An annotated task: its text without the annotation, and what it is as a precedent."""

    text: str
    precedent: Precedent


def examples(records: Iterable[Record], register: Register) -> Iterator[Example]:
    """The tasks that annotations give to departments with a function (local governments aside)."""
    for record in records:
        duties: dict[int, list[TextDuty]] = {}
        for duty in record.duties.duties:
            if duty.annotated and duty.role is not Role.MENTIONED:
                duties.setdefault(duty.task, []).append(duty)
        for position, own in duties.items():
            named = tuple((duty.name, duty.role, register.function_of(duty.name)) for duty in own)
            named = tuple(entry for entry in named if entry[2] and entry[2] != LOCAL_GOVERNMENT)
            if named:
                yield _example(record, record.duties.tasks[position], named)


def _example(record: Record, task: Task, named: tuple[tuple[str, Role, str], ...]) -> Example:
    text = task_text(record, task)
    excerpt = text[:_EXCERPT] + ("……" if len(text) > _EXCERPT else "")
    place = section_place(section_chain(task.section, record.sections), record) if task.section is not None else ""
    return Example(text, Precedent(record.document.id, short_citation(record), place, named, excerpt, task.id))


def facts_only(precedent: Precedent) -> Precedent:
    """The precedent without any words of its text: no excerpt, and no place that quotes a heading."""
    place = "" if _QUOTES.search(precedent.place) else precedent.place
    return Precedent(precedent.document, precedent.citation, place, precedent.named)


def short_citation(record: Record) -> str:
    """《title》（发文字号）; of a notice that carries a plan, the plan's title: that is what people call it."""
    whole = document_citation(record)
    carried = _CARRIED.search(whole)
    if carried is None:
        return whole
    return f"《{carried.group(1)}》{whole[whole.rindex('》') + 1 :]}"
