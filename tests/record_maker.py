"""Records for tests, made without reading or outlining: an outline and its sentences, laid out as a text."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.clauses import section_path
from indexer.duties.models import Basis, Role, Task, TextDuties, TextDuty
from indexer.models import Clause, ClauseKind, Document, Record, Section
from indexer.numerals import to_int
from indexer.references import number_path


@dataclass
class RecordMaker:
    """Collects headings and sentences; ``make`` gives the record. Spans are those of the text laid out line by line."""

    id: str
    title: str = "关于测试的通知"
    number: str = ""
    date: str = ""
    region: str = ""
    level: str = ""
    text: str = ""
    sections: list[Section] = field(default_factory=list)
    clauses: list[tuple[int | None, ClauseKind, str, int, int]] = field(default_factory=list)
    tasks: list[tuple[int, ...]] = field(default_factory=list)
    duties: list[TextDuty] = field(default_factory=list)

    def heading(self, number: str, title: str, parent: int | None = None, style: str = "") -> int:
        """Add a heading; its position. 一、 is of style han, （一） of han-bracket unless ``style`` says otherwise."""
        bare = number.strip("、（）()第条章")
        style = style or ("han" if number.endswith("、") else "han-bracket" if number else "plain")
        level = 1 if parent is None else self.sections[parent].level + 1
        start, end = self._line(number + title)
        line = self.text.count("\n")
        self.sections.append(Section(number, to_int(bare), title, level, style, parent, line, start, end))
        return len(self.sections) - 1

    def sentence(self, text: str, section: int | None = None, kind: ClauseKind = ClauseKind.SENTENCE) -> None:
        self.clauses.append((section, kind, text, *self._line(text)))

    def task(self, *clauses: int) -> int:
        """Make a task of the clauses at these positions; its own position."""
        self.tasks.append(clauses)
        return len(self.tasks) - 1

    def duty(
        self, task: int, name: str, role: Role, basis: Basis = Basis.STATED, annotation: int | None = None
    ) -> None:
        """Give a task to a body, as the clause ``annotation`` states it, without one in the running text."""
        *_, start, end = self.clauses[self.tasks[task][0] if annotation is None else annotation]
        self.duties.append(TextDuty(task, name, role, basis, start, end, annotated=annotation is not None))

    def make(self) -> Record:
        document = Document(
            self.id,
            self.title,
            document_number=self.number,
            publish_date=self.date,
            region=self.region,
            level=self.level,
        )
        made: list[Clause] = []
        ordinals: Counter[int | None] = Counter()
        for section, kind, text, start, end in self.clauses:
            ordinals[section] += 1
            digest = hashlib.blake2b(f"{len(made)}{text}".encode(errors="replace"), digest_size=3).hexdigest()
            made.append(
                Clause(
                    id=f"{self.id}:{number_path(self.sections, section)}:{digest}",
                    document=self.id,
                    section=section,
                    path=section_path(self.sections, section),
                    ordinal=ordinals[section],
                    kind=kind,
                    text=text,
                    line=self.text.count("\n", 0, start) + 1,
                    start=start,
                    end=end,
                )
            )
        tasks = (Task(made[own[0]].id, made[own[0]].section, own, made[own[0]].line) for own in self.tasks)
        duties = TextDuties(tuple(tasks), tuple(self.duties))
        return Record(document, self.text, 0, (), tuple(self.sections), tuple(made), duties)

    def _line(self, text: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += text + "\n"
        return start, start + len(text)


def record_of(identifier: str, *sentences: str, title: str = "关于测试的通知") -> Record:
    """A record without outline."""
    maker = RecordMaker(identifier, title)
    for sentence in sentences:
        maker.sentence(sentence)
    return maker.make()


def texts(hits: Sequence[object]) -> list[str]:
    """The texts of the clauses found, in order."""
    return [hit.clause.text for hit in hits]  # type: ignore[attr-defined]
