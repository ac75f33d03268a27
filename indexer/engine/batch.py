"""A batch: some documents, analysed and indexed together, in a folder that never changes once it is written.

A generation of the index is a list of batches. What changes in the corpus goes into a new batch; the old ones are
shared with the generation before, and their replaced documents are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from indexer.engine.columns import Rows, Strings, load, save, save_strings
from indexer.engine.duty_columns import DutyColumns, write_duties
from indexer.engine.grams import Grams, write_grams
from indexer.engine.records import Records, document_from, write_records
from indexer.engine.sections import Sections, write_sections
from indexer.engine.words import Words, write_words
from indexer.folding import fold, letters, squeeze
from indexer.models import ClauseKind, Document, Record
from indexer.register import Register
from indexer.segmentation import Segmenter

SCHEMA = 5
"""Version of the layout of a batch. Raised with every change that an older program could not read."""

KINDS = tuple(ClauseKind)
_DECODED_RECORDS = 64


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document of a batch and where its rows and sections are. ``title`` and ``number`` are folded for matching,
    without blanks; ``title_letters`` is the title's letters and digits, ``title_words`` its words."""

    document: Document
    title: str
    title_letters: str
    title_words: Sequence[str]
    number: str
    first_row: int
    rows: int
    first_section: int
    sections: int


def write_batch(folder: Path, records: Sequence[Record], segmenter: Segmenter, register: Register) -> None:
    """Write the batch of ``records`` into ``folder``, which must not exist. Raises ``OSError``."""
    folder.mkdir(parents=True)
    write_records(folder, records)
    write_sections(folder, records, segmenter)
    texts = [fold(clause.text) for record in records for clause in record.clauses]
    only_letters = [letters(text).text for text in texts]
    save_strings(folder, "texts", (squeeze(text).text.encode() for text in texts))
    save_strings(folder, "letters", (text.encode() for text in only_letters))
    write_grams(folder, only_letters)
    write_words(folder, "words", (segmenter.counts(text) for text in texts))
    write_duties(folder, records, register)
    _write_rows(folder, records)
    _write_documents(folder, records, segmenter)


def _write_rows(folder: Path, records: Sequence[Record]) -> None:
    documents, sections, kinds = [], [], []
    total = sum(len(record.sections) for record in records)
    first = 0
    for number, record in enumerate(records):
        for clause in record.clauses:
            documents.append(number)
            sections.append(total if clause.section is None else first + clause.section)
            kinds.append(KINDS.index(clause.kind))
        first += len(record.sections)
    save(folder, "row_document", np.array(documents, dtype=np.int32))
    save(folder, "row_section", np.array(sections, dtype=np.int32))
    save(folder, "row_kind", np.array(kinds, dtype=np.uint8))


def _write_documents(folder: Path, records: Sequence[Record], segmenter: Segmenter) -> None:
    lines: list[dict[str, Any]] = []
    row = section = 0
    for record in records:
        title = fold(record.document.title)
        lines.append(
            {
                "document": asdict(record.document),
                "title": squeeze(title).text,
                "title_letters": letters(title).text,
                "title_words": segmenter.terms(title),
                "number": squeeze(fold(record.document.document_number)).text,
                "first_row": row,
                "rows": len(record.clauses),
                "first_section": section,
                "sections": len(record.sections),
            }
        )
        row += len(record.clauses)
        section += len(record.sections)
    encoded = json.dumps(lines, ensure_ascii=False).encode("utf-8", "surrogatepass")
    (folder / "documents.json").write_bytes(encoded)


class Batch:
    """A batch, open for reading. Thread-safe."""

    def __init__(self, folder: Path) -> None:
        stored = json.loads((folder / "documents.json").read_bytes().decode("utf-8", "surrogatepass"))
        self.documents = tuple(
            StoredDocument(**{**values, "document": document_from(values["document"])}) for values in stored
        )
        self.row_document: Rows = load(folder, "row_document")
        self.row_section: Rows = load(folder, "row_section")
        self.row_kind = load(folder, "row_kind")
        self.texts = Strings(folder, "texts")
        self.letters = Strings(folder, "letters")
        self.characters = Grams(folder, "characters")
        self.bigrams = Grams(folder, "bigrams")
        self.words = Words(folder, "words")
        self.sections = Sections(folder)
        self.duties = DutyColumns(folder)
        self._records = Records(folder)
        self.record = lru_cache(maxsize=_DECODED_RECORDS)(self._records.__getitem__)
        """The stored record of the document at a position in the batch."""

    def __len__(self) -> int:
        """The number of rows: clauses, those of replaced documents included."""
        return len(self.row_document)

    def close(self) -> None:
        self.texts.close()
        self.letters.close()
        self.words.close()
        self.sections.close()
        self._records.close()
