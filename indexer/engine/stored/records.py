"""Records on disk: each clause, section and path as one line of JSON, so that a hit costs what it shows.

documents   one line a document: what is left of its record
sources     the text of each document
clauses     one line a clause, by row, with the place of its text in the bytes of its source
outline     one line a section
paths       one line for each different path (``Clause.path``) of a document
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from indexer.document import Clause, ClauseKind, Document, Section
from indexer.engine.stored.columns import Strings, load, save, save_strings

if TYPE_CHECKING:
    from indexer.engine.stored.stored_record import StoredRecord
    from indexer.models import Record

_REMEMBERED = 4_096
"""Paths that are kept: clauses that stand together are found together."""


def write_records(folder: Path, records: Sequence[Record]) -> None:
    """Write ``records`` in order. Raises ``ValueError`` for a clause whose text is not what stands at its span."""
    paths: list[tuple[str, ...]] = []
    save_strings(folder, "documents", (_json(_rest(record)) for record in records))
    save_strings(folder, "sources", (_bytes(record.text) for record in records))
    save_strings(folder, "clauses", (_json(line) for record in records for line in _clauses(record, paths)))
    save_strings(folder, "outline", (_json(_section(s)) for record in records for s in record.sections))
    save_strings(folder, "paths", (_json(path) for path in paths))
    firsts = np.zeros((len(records) + 1, 2), dtype=np.int64)
    firsts[1:] = np.cumsum([(len(r.clauses), len(r.sections)) for r in records] or np.empty((0, 2)), axis=0)
    save(folder, "firsts", firsts)


class Records:
    """The records of one batch. Rows and sections are numbered through over its documents. Thread-safe."""

    def __init__(self, folder: Path) -> None:
        self._documents = Strings(folder, "documents")
        self._sources = Strings(folder, "sources")
        self._clauses = Strings(folder, "clauses")
        self._outline = Strings(folder, "outline")
        self._paths = Strings(folder, "paths")
        self._path = lru_cache(maxsize=_REMEMBERED)(self._loaded_path)
        self._firsts = load(folder, "firsts")
        self.first_rows = np.ascontiguousarray(self._firsts[:, 0])
        """The first row of each document, and at last the number of rows."""

    def __len__(self) -> int:
        return len(self._documents)

    def __getitem__(self, position: int) -> StoredRecord:
        """The document at a position, as far as it is asked for."""
        from indexer.engine.stored.stored_record import (
            StoredRecord,  # with all that a document has, and searches do not show
        )

        return StoredRecord(self, position, _loaded(self._documents[position]))

    def rows(self, position: int) -> range:
        """The rows of a document."""
        return range(int(self._firsts[position, 0]), int(self._firsts[position + 1, 0]))

    def sections(self, position: int) -> tuple[Section, ...]:
        """The outline of a document."""
        first, last = int(self._firsts[position, 1]), int(self._firsts[position + 1, 1])
        return tuple(Section(*_loaded(self._outline[section])) for section in range(first, last))

    def above(self, position: int, section: int | None) -> list[Section]:
        """A section of a document, by its position there, and all above it, from the top."""
        first = int(self._firsts[position, 1])
        chain: list[Section] = []
        while section is not None:
            chain.append(Section(*_loaded(self._outline[first + section])))
            section = chain[-1].parent
        return chain[::-1]

    def source(self, position: int) -> str:
        """The text of a document."""
        return _text(self._sources[position])

    def clause(self, position: int, document: str, row: int) -> Clause:
        """The clause at ``row``, which belongs to the ``document`` at ``position``."""
        identifier, section, path, ordinal, kind, line, start, end, begins, ends = _loaded(self._clauses[row])
        return Clause(
            id=identifier,
            document=document,
            section=section,
            path=self._path(path),
            ordinal=ordinal,
            kind=ClauseKind(kind),
            text=_text(self._sources.part(position, begins, ends)),
            line=line,
            start=start,
            end=end,
        )

    def _loaded_path(self, number: int) -> tuple[str, ...]:
        return tuple(_loaded(self._paths[number]))

    def find(self, position: int, clause: str) -> int | None:
        """The row of the clause of a document with this id, or None."""
        return self._clauses.beginning(_json([clause])[:-1] + b",", self.rows(position))

    def close(self) -> None:
        for strings in (self._documents, self._sources, self._clauses, self._outline, self._paths):
            strings.close()


def document_from(stored: dict[str, Any]) -> Document:
    """A document from its JSON form, in which tuples have become lists."""
    lists = {key: tuple(value) for key, value in stored.items() if isinstance(value, list)}
    return Document(**{**stored, **lists})


def _rest(record: Record) -> dict[str, Any]:
    """What has no line of its own."""
    return {
        "document": asdict(record.document),
        "body_start": record.body_start,
        "elements": [(e.kind.value, e.text, e.line, e.start, e.end) for e in record.elements],
        "tasks": [(t.id, t.section, t.clauses, t.line) for t in record.duties.tasks],
        "duties": [
            (d.task, d.name, d.role.value, d.basis.value, d.start, d.end, d.deadline, d.rule, d.annotated)
            for d in record.duties.duties
        ],
    }


def _clauses(record: Record, paths: list[tuple[str, ...]]) -> Iterator[tuple[Any, ...]]:
    """The lines of the clauses. Paths of the record are added to ``paths``, each once."""
    numbers: dict[tuple[str, ...], int] = {}
    known = _Offsets(record.text)
    for clause in record.clauses:
        if record.text[clause.start : clause.end] != clause.text:
            raise ValueError(f"clause {clause.id} is not the text at {clause.start}:{clause.end}")
        if clause.path not in numbers:
            numbers[clause.path] = len(paths)
            paths.append(clause.path)
        yield (
            *(clause.id, clause.section, numbers[clause.path], clause.ordinal, clause.kind.value, clause.line),
            *(clause.start, clause.end, known.of(clause.start), known.of(clause.end)),
        )


class _Offsets:
    """Offsets in the bytes of a text, asked for mostly in ascending order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known = (0, 0)

    def of(self, character: int) -> int:
        start, offset = self._known if character >= self._known[0] else (0, 0)
        self._known = character, offset + len(_bytes(self._text[start:character]))
        return self._known[1]


def _section(section: Section) -> tuple[Any, ...]:
    return (
        *(section.number, section.ordinal, section.title, section.level, section.style),
        *(section.parent, section.line, section.start, section.end),
    )


def _json(value: object) -> bytes:
    return _bytes(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _loaded(line: bytes) -> Any:
    return json.loads(_text(line))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(encoded: bytes) -> str:
    return encoded.decode("utf-8", "surrogatepass")
