"""The outlines of a batch as columns: what stands under a section, and what its headings say.

Sections are numbered through over all documents of the batch. One number more, ``len(sections)``, stands for "no
section", so that every column has an entry for the clauses that belong to the document itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from indexer.engine.stored.columns import Mask, Rows, Strings, load, save, save_strings
from indexer.folding import Folded, fold

if TYPE_CHECKING:
    from indexer.models import Record


def write_sections(folder: Path, records: Sequence[Record]) -> tuple[list[Folded], Rows]:
    """Write the columns of all sections and the folded text of their headings; these, and the parent of each."""
    from indexer.clauses import heading
    from indexer.references import section_references

    styles: dict[str, int] = {}
    columns: dict[str, list[int]] = {name: [] for name in ("document", "parent", "level", "style", "ordinal")}
    headings: list[Folded] = []
    total = sum(len(record.sections) for record in records)
    for number, record in enumerate(records):
        first = len(headings)
        for section in record.sections:
            columns["document"].append(number)
            columns["parent"].append(total if section.parent is None else first + section.parent)
            columns["level"].append(section.level)
            columns["style"].append(styles.setdefault(section.style, len(styles)))
            columns["ordinal"].append(-1 if section.ordinal is None else section.ordinal)
            headings.append(fold(heading(section)))
    for name, values in columns.items():
        save(folder, f"section_{name}", np.array(values, dtype=np.int32))
    (folder / "styles.json").write_text(json.dumps(list(styles)), encoding="utf-8")
    labels = (heading(section) for record in records for section in record.sections)
    save_strings(folder, "section_labels", (label.replace("\n", " ").encode(errors="replace") for label in labels))
    references = (name for record in records for name in section_references(record.sections))
    save_strings(folder, "section_references", (name.encode() for name in references))
    return headings, np.array(columns["parent"], dtype=np.int32)


class Sections:
    """All sections of a batch. Thread-safe."""

    def __init__(self, folder: Path) -> None:
        self.document: Rows = load(folder, "section_document")
        self.level: Rows = load(folder, "section_level")
        self._labels = Strings(folder, "section_labels")
        self._references = Strings(folder, "section_references")
        self._parent: Rows = load(folder, "section_parent")
        self._style: Rows = load(folder, "section_style")
        self._ordinal: Rows = load(folder, "section_ordinal")
        self._styles: list[str] = json.loads((folder / "styles.json").read_text(encoding="utf-8"))

    def __len__(self) -> int:
        return len(self.document)

    def reference(self, section: int) -> str:
        """The section's reference inside its document (``indexer.references.section_references``)."""
        return self._references[section].decode()

    def path(self, section: int) -> tuple[str, ...]:
        """The references of a section and of all above it, from the top; none for "no section"."""
        found: list[str] = []
        while section < len(self):
            found.append(self.reference(section))
            section = int(self._parent[section])
        return tuple(reversed(found))

    def label(self, section: int) -> str:
        """Number and title as shown."""
        return self._labels[section].decode()

    def is_outermost(self, section: int) -> bool:
        """Whether no section stands above it."""
        return int(self._parent[section]) == len(self)

    def with_those_above(self, sections: Rows) -> Rows:
        """The sections and all above each of them, in no order, one that stands above several so many times; without
        "no section"."""
        found = []
        while len(sections := sections[sections < len(self)]):
            found.append(sections)
            sections = self._parent[sections]
        return np.concatenate(found) if found else sections

    def stand_under(self, places: Rows, sections: Iterable[int] | Rows) -> Mask:
        """Which of the sections ``places`` are among ``sections`` or stand below one of them."""
        wanted = np.zeros(len(self) + 1, dtype=np.bool_)
        wanted[np.fromiter(sections, dtype=np.int64)] = True
        found = wanted[places]
        inside = np.flatnonzero(~found & (places < len(self)))
        while len(inside):
            above = self._parent[places[inside]]
            found[inside] = wanted[above]
            places = places.copy()
            places[inside] = above
            inside = inside[~wanted[above] & (above < len(self))]
        return found

    def numbered(self, styles: Sequence[str], ordinal: int) -> Rows:
        """The sections with this number in one of these numbering styles."""
        codes = [code for code, style in enumerate(self._styles) if style in styles]
        found = np.flatnonzero(self._ordinal == ordinal).astype(np.int32)
        return found[np.isin(self._style[found], codes)]

    def close(self) -> None:
        for strings in (self._labels, self._references):
            strings.close()
