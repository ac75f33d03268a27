"""One file from disk to record: reading, outline, clauses, duties."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from indexer.clauses import clauses
from indexer.duties.omissions import omissions
from indexer.duties.tasks import text_duties
from indexer.models import Record, SourceText
from indexer.outlining.outline import outline
from indexer.reading import read

ANALYSIS_VERSION = 1
"""Raised whenever the same source would give other records, so that an index knows to analyse again."""


def analyse(path: Path, document_id: str, *, max_bytes: int) -> Record:
    """The record of one file. Raises ``ReadingError`` when it cannot be turned into text."""
    return record(read(path, max_bytes=max_bytes), document_id)


def record(source: SourceText, document_id: str) -> Record:
    """The record of a text already read."""
    found = outline(source, document_id)
    found_record = Record(
        document=found.document,
        text=source.text,
        body_start=source.body_start,
        elements=found.elements,
        sections=found.sections,
        clauses=clauses(source, found),
    )
    notes = (*found.document.notes, *omissions(found_record))
    return replace(found_record, document=replace(found.document, notes=notes), duties=text_duties(found_record))
