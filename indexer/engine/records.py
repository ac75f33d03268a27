"""Records on disk: each document as one line of JSON, its clauses unpacked only when asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from indexer.duties.models import Basis, Role, Task, TextDuties, TextDuty
from indexer.engine.columns import Strings, save_strings
from indexer.models import Clause, ClauseKind, Document, Element, ElementKind, Record, Section


def write_records(folder: Path, records: Sequence[Record]) -> None:
    """Write ``records`` in order. Raises ``ValueError`` for a clause whose text is not what stands at its span."""
    save_strings(folder, "records", (_encode(record) for record in records))


class Records:
    """The records of one batch, by position. Thread-safe."""

    def __init__(self, folder: Path) -> None:
        self._lines = Strings(folder, "records")

    def __getitem__(self, position: int) -> StoredRecord:
        return StoredRecord(json.loads(self._lines[position].decode("utf-8", "surrogatepass")))

    def __len__(self) -> int:
        return len(self._lines)

    def close(self) -> None:
        self._lines.close()


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record as stored, and what is read from it."""

    stored: dict[str, Any]
    document: Document = field(init=False)
    sections: tuple[Section, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "document", document_from(self.stored["document"]))
        object.__setattr__(self, "sections", tuple(Section(*values) for values in self.stored["sections"]))

    def clause(self, position: int) -> Clause:
        """The clause at ``position`` in the document."""
        identifier, section, path, ordinal, kind, line, start, end = self.stored["clauses"][position]
        return Clause(
            id=identifier,
            document=self.document.id,
            section=section,
            path=tuple(self.stored["paths"][path]),
            ordinal=ordinal,
            kind=ClauseKind(kind),
            text=self.stored["text"][start:end],
            line=line,
            start=start,
            end=end,
        )

    def find(self, clause: str) -> int | None:
        """The position of the clause with this id, or None."""
        return next((i for i, values in enumerate(self.stored["clauses"]) if values[0] == clause), None)

    def record(self) -> Record:
        """The whole record."""
        return Record(
            document=self.document,
            text=self.stored["text"],
            body_start=self.stored["body_start"],
            elements=tuple(Element(ElementKind(kind), *rest) for kind, *rest in self.stored["elements"]),
            sections=self.sections,
            clauses=tuple(self.clause(position) for position in range(len(self.stored["clauses"]))),
            duties=self.duties,
        )

    @property
    def duties(self) -> TextDuties:
        """The tasks of the document and what its text says about who answers for them."""
        return TextDuties(
            tuple(
                Task(identifier, section, tuple(clauses), line)
                for identifier, section, clauses, line in self.stored["tasks"]
            ),
            tuple(
                TextDuty(task, name, Role(role), Basis(basis), *rest)
                for task, name, role, basis, *rest in self.stored["duties"]
            ),
        )


def document_from(stored: dict[str, Any]) -> Document:
    """A document from its JSON form, in which tuples have become lists."""
    lists = {key: tuple(value) for key, value in stored.items() if isinstance(value, list)}
    return Document(**{**stored, **lists})


def _encode(record: Record) -> bytes:
    paths: dict[tuple[str, ...], int] = {}
    clauses = []
    for clause in record.clauses:
        if record.text[clause.start : clause.end] != clause.text:
            raise ValueError(f"clause {clause.id} is not the text at {clause.start}:{clause.end}")
        path = paths.setdefault(clause.path, len(paths))
        place = (clause.line, clause.start, clause.end)
        clauses.append((clause.id, clause.section, path, clause.ordinal, clause.kind.value, *place))
    stored = {
        "document": asdict(record.document),
        "text": record.text,
        "body_start": record.body_start,
        "elements": [(e.kind.value, e.text, e.line, e.start, e.end) for e in record.elements],
        "sections": [
            (s.number, s.ordinal, s.title, s.level, s.style, s.parent, s.line, s.start, s.end) for s in record.sections
        ],
        "paths": list(paths),
        "clauses": clauses,
        "tasks": [(t.id, t.section, t.clauses, t.line) for t in record.duties.tasks],
        "duties": [
            (d.task, d.name, d.role.value, d.basis.value, d.start, d.end, d.deadline, d.rule, d.annotated)
            for d in record.duties.duties
        ],
    }
    return json.dumps(stored, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
