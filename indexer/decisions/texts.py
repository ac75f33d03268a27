"""The text that a decision hangs on: a task's title, its sentences, and what the document says about who answers.

The responsibility annotation belongs to it, although the sentences of a task leave it out: whoever confirms that
市商务局 answers for a task has read （责任单位：市商务局）, and must be asked again when that changes.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from indexer.duties.models import Task, TextDuty
from indexer.duties.tasks import task_text
from indexer.models import Record

EXCERPT = 60
"""Characters of a text that are kept with a decision, for a person to recognise it by."""


@dataclass(frozen=True, slots=True)
class TaskPlace:
    """A task where it stands. ``digest`` names the text that decisions about it hang on, ``excerpt`` begins it."""

    record: Record
    task: Task
    digest: str
    excerpt: str


class Library(Protocol):
    """The documents that decisions are about."""

    def documents(self) -> Collection[str]:
        """Identifiers of all documents there are."""
        ...

    def places(self, document: str) -> Sequence[TaskPlace]:
        """The tasks of one of them, in the order of the text."""
        ...


class RecordLibrary:
    """A library of records at hand."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = {record.document.id: record for record in records}
        self._places: dict[str, Sequence[TaskPlace]] = {}

    def documents(self) -> Collection[str]:
        return self._records.keys()

    def places(self, document: str) -> Sequence[TaskPlace]:
        if document not in self._places:
            self._places[document] = task_places(self._records[document])
        return self._places[document]


def task_places(record: Record) -> tuple[TaskPlace, ...]:
    """All tasks of a document, in the order of the text."""
    said: dict[int, list[TextDuty]] = {}
    for duty in record.duties.duties:
        said.setdefault(duty.task, []).append(duty)
    return tuple(_place(record, task, said.get(number, [])) for number, task in enumerate(record.duties.tasks))


def place_of(clause: str, record: Record, places: Sequence[TaskPlace]) -> TaskPlace | None:
    """The task a clause of ``record`` belongs to; for an annotation the one it closes. None where there is none."""
    position = next((i for i, candidate in enumerate(record.clauses) if candidate.id == clause), None)
    if position is None:
        return None
    begun = [found for found in places if found.task.clauses[0] <= position]
    return next((found for found in begun if position in found.task.clauses), begun[-1] if begun else None)


def document_of(clause: str) -> str:
    """The document that an identifier of a clause names (``indexer.clauses``)."""
    return clause.split(":", 1)[0]


def text_digest(text: str) -> str:
    """What names a text; blanks, line breaks and full-width forms make no difference.

    The name of the method stands before it, also so that no spreadsheet takes the digits for a number.
    """
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    return "blake2b:" + hashlib.blake2b(folded.encode(errors="surrogatepass"), digest_size=8).hexdigest()


def excerpt(text: str) -> str:
    """The beginning of a text on one line, at most ``EXCERPT`` characters."""
    line = " ".join(text.encode(errors="replace").decode().split())
    return line if len(line) <= EXCERPT else line[: EXCERPT - 1] + "…"


def _place(record: Record, task: Task, duties: Sequence[TextDuty]) -> TaskPlace:
    text = task_text(record, task)
    inside = [(record.clauses[position].start, record.clauses[position].end) for position in task.clauses]
    outside = {
        (duty.start, duty.end)
        for duty in duties
        if not any(start <= duty.start and duty.end <= end for start, end in inside)
    }
    whole = text + "".join(record.text[start:end] for start, end in sorted(outside))
    return TaskPlace(record, task, text_digest(whole), excerpt(text))
