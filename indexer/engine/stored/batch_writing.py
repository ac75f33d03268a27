"""Writing a batch (``indexer.engine.stored.batch``): columns of its clauses, sections, words, duties and documents."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from indexer.document_classes import classes
from indexer.duties.rows import Suggester, silent
from indexer.engine.stored.batch import KINDS
from indexer.engine.stored.columns import Rows, save, save_strings
from indexer.engine.stored.duty_writing import write_duties
from indexer.engine.stored.grams import write_grams, write_title_characters
from indexer.engine.stored.headings import write_headings
from indexer.engine.stored.records import write_records
from indexer.engine.stored.sections import write_sections
from indexer.engine.stored.vocabulary import Counted, write_vocabulary
from indexer.engine.stored.words import write_words
from indexer.folding import fold, folded_text, letters, letters_text, squeeze, squeezed_text
from indexer.models import Record
from indexer.register import Register
from indexer.segmentation import Segmenter


def write_batch(
    folder: Path,
    records: Sequence[Record],
    segmenter: Segmenter,
    register: Register,
    suggest: Suggester = silent,
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
    titles = [letters_text(folded_text(section.title)) for record in records for section in record.sections]
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
    section = 0
    for record in records:
        title = fold(record.document.title)
        lines.append(
            {
                "document": asdict(record.document),
                "title": squeeze(title).text,
                "title_letters": letters(title).text,
                "title_words": segmenter.terms(title),
                "number": squeezed_text(folded_text(record.document.document_number)),
                "classes": dict(classes(record.document, register.place_of(record.document))),
                "rows": len(record.clauses),
                "first_section": section,
                "sections": len(record.sections),
            }
        )
        section += len(record.sections)
    encoded = json.dumps(lines, ensure_ascii=False).encode("utf-8", "surrogatepass")
    (folder / "documents.json").write_bytes(encoded)
