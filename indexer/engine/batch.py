"""A batch: some documents, analysed and indexed together, in a folder that never changes once it is written.

A generation of the index is a list of batches. What changes in the corpus goes into a new batch; the old ones are
shared with the generation before, and their replaced documents are passed over.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from indexer.document_classes import Classes, classes
from indexer.duties.rows import Suggester
from indexer.engine.columns import Rows, Strings, load, save, save_strings
from indexer.engine.document_facets import ClassColumns
from indexer.engine.duty_columns import DutyColumns, no_suggestions, write_duties
from indexer.engine.grams import Grams, write_grams, write_title_characters
from indexer.engine.headings import Headings, write_headings
from indexer.engine.records import Records, document_from, write_records
from indexer.engine.sections import Sections, write_sections
from indexer.engine.vocabulary import Counted, Vocabulary, write_vocabulary
from indexer.engine.words import Words, write_words
from indexer.folding import fold, letters, letters_text, squeeze, squeezed_text
from indexer.models import ClauseKind, Document, Record
from indexer.register import Register
from indexer.segmentation import Segmenter

SCHEMA = 10
"""Version of the layout of a batch. Raised with every change that an older program could not read."""

KINDS = tuple(ClauseKind)


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document of a batch and where its rows and sections are. ``title`` and ``number`` are folded for matching,
    without blanks; ``title_letters`` is the title's letters and digits, ``title_words`` its words; ``classes`` are its
    region, level, year and genre."""

    document: Document
    title: str
    title_letters: str
    title_words: Sequence[str]
    number: str
    classes: Classes
    first_row: int
    rows: int
    first_section: int
    sections: int


def write_batch(
    folder: Path,
    records: Sequence[Record],
    segmenter: Segmenter,
    register: Register,
    suggest: Suggester = no_suggestions,
) -> None:
    """Write the batch of ``records`` into ``folder``, which must not exist. Raises ``OSError``."""
    folder.mkdir(parents=True)
    write_records(folder, records)
    headings, parents = write_sections(folder, records)
    texts = [fold(clause.text) for record in records for clause in record.clauses]
    only_letters = [letters_text(text.text) for text in texts]
    save_strings(folder, "texts", (squeezed_text(text.text).encode() for text in texts))
    save_strings(folder, "letters", (text.encode() for text in only_letters))
    write_grams(folder, only_letters)
    titles = [letters_text(fold(section.title).text) for record in records for section in record.sections]
    write_title_characters(folder, titles, parents)
    sections = _write_rows(folder, records)
    counted = Counted(Counter())
    words = counted.passing(segmenter.terms(text) for text in texts)
    write_headings(folder, headings, sections, parents)
    write_words(folder, words, (segmenter.terms(text) for text in headings), sections, parents)
    write_duties(folder, records, register, suggest)
    write_vocabulary(folder, counted.words, records, segmenter)
    _write_documents(folder, records, segmenter, register)


def _write_rows(folder: Path, records: Sequence[Record]) -> Rows:
    """Write document, section and kind of each row; the sections."""
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
    row_section: Rows = np.array(sections, dtype=np.int32)
    save(folder, "row_section", row_section)
    save(folder, "row_kind", np.array(kinds, dtype=np.uint8))
    return row_section


def _write_documents(folder: Path, records: Sequence[Record], segmenter: Segmenter, register: Register) -> None:
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
                "classes": dict(classes(record.document, register.place_of(record.document))),
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
        self.title_characters = Grams(folder, "title_characters")
        self.words = Words(folder)
        self.headings = Headings(folder)
        self.sections = Sections(folder)
        self.duties = DutyColumns(folder)
        self.classes = ClassColumns([stored.classes for stored in self.documents])
        self.vocabulary = Vocabulary(folder)
        self.records = Records(folder)

    def __len__(self) -> int:
        """The number of rows: clauses, those of replaced documents included."""
        return len(self.row_document)

    def close(self) -> None:
        self.texts.close()
        self.letters.close()
        self.words.close()
        self.headings.close()
        self.sections.close()
        self.vocabulary.close()
        self.records.close()
