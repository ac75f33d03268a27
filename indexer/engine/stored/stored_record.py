"""One document of the records on disk, whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from indexer.document import Document
from indexer.duties.models import Task, TextDuties, TextDuty
from indexer.duties.roles import Basis, Role
from indexer.engine.stored.records import Records, document_from
from indexer.models import Element, ElementKind, Record


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A document as stored, and what is read from it."""

    records: Records
    position: int
    stored: dict[str, Any]

    @property
    def document(self) -> Document:
        return document_from(self.stored["document"])

    def record(self) -> Record:
        """The whole record."""
        document = self.document
        return Record(
            document=document,
            text=self.records.source(self.position),
            body_start=self.stored["body_start"],
            elements=tuple(Element(ElementKind(kind), *rest) for kind, *rest in self.stored["elements"]),
            sections=self.records.sections(self.position),
            clauses=tuple(
                self.records.clause(self.position, document.id, row) for row in self.records.rows(self.position)
            ),
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
