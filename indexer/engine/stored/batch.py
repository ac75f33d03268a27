"""A batch: some documents, analysed and indexed together, in a folder that never changes once it is written.

A generation of the index is a list of batches. What changes in the corpus goes into a new batch; the old ones are
shared with the generation before, and their replaced documents are passed over. ``batch_writing`` writes them; what
reads them is kept apart, because what is needed to read a document (the register, duties) takes long to load.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from indexer.document import ClauseKind, Document
from indexer.document_classes import Classes
from indexer.engine.stored.class_columns import ClassColumns
from indexer.engine.stored.columns import Rows, Strings, load
from indexer.engine.stored.document_words import DocumentWords, place_names
from indexer.engine.stored.duty_columns import DutyColumns
from indexer.engine.stored.grams import Grams
from indexer.engine.stored.headings import Headings
from indexer.engine.stored.records import Records, document_from
from indexer.engine.stored.sections import Sections
from indexer.engine.stored.titles import Titles
from indexer.engine.stored.vocabulary import Vocabulary
from indexer.engine.stored.words import Words

SCHEMA = 16
"""Version of the layout of a batch. Raised with every change that an older program could not read."""

KINDS = tuple(ClauseKind)


class StoredDocument(NamedTuple):
    """A document of a batch and where its rows and sections are. ``title`` and ``number`` are folded for matching,
    without blanks; ``title_letters`` is the title's letters and digits, ``title_words`` its words; ``classes`` are its
    region, level, year and genre."""

    document: Document
    title: str
    title_letters: str
    title_words: Sequence[str]
    number: str
    classes: Classes
    rows: int
    first_section: int
    sections: int


class Batch:
    """A batch, open for reading. Thread-safe."""

    def __init__(self, folder: Path) -> None:
        stored = json.loads((folder / "documents.json").read_bytes().decode("utf-8", "surrogatepass"))
        self.documents = tuple(
            StoredDocument(**{**values, "document": document_from(values["document"])}) for values in stored
        )
        self._folder = folder
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
        self.vocabulary = Vocabulary(folder)
        self.records = Records(folder)
        self.title_words = DocumentWords([stored.title_words for stored in self.documents])
        self.places = DocumentWords(
            [place_names(stored.classes["region"], stored.title_words) for stored in self.documents]
        )
        self.titles = Titles(
            [stored.title for stored in self.documents],
            [stored.title_letters for stored in self.documents],
            [stored.title_words for stored in self.documents],
        )

    @cached_property
    def duties(self) -> DutyColumns:
        """Who answers for each clause: for filters, and to count them."""
        return DutyColumns.load(self._folder)

    @cached_property
    def classes(self) -> ClassColumns:
        """What the documents are sorted by: for filters, and to count them."""
        return ClassColumns([stored.classes for stored in self.documents])

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
