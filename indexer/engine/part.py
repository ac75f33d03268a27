"""One batch of a generation with what is alive in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from copy import copy
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np

from indexer.engine.stored.batch import Batch
from indexer.engine.stored.columns import Mask, Rows
from indexer.engine.stored.duty_columns import DutyColumns

_REMEMBERED = 16_384
"""Sections of which the names are kept: the same documents have most hits in many searches."""
UNTITLED = "（无标题）"


class SectionName(NamedTuple):
    """What a facet shows of a section: the value that a filter has for it, number and title, the same with the title of
    the document where no section stands above it, and its level."""

    value: str
    name: str
    full_name: str
    level: int


def section_reference(document: str, reference: str) -> str:
    """The value of a section filter: document and reference inside it (``indexer.references.section_references``)."""
    return f"{document}:{reference}"


class Part:
    """``living`` are the positions of the documents that count; the others have been replaced since."""

    def __init__(self, batch: Batch, living: Sequence[int]) -> None:
        self.batch = batch
        self.documents = np.zeros(len(batch.documents), dtype=np.bool_)
        """True for the documents that are alive."""
        self.documents[list(living)] = True
        self.rows = self.documents[batch.row_document]
        """True for the rows of these."""
        self.section = lru_cache(maxsize=_REMEMBERED)(self._section)
        """What is shown of a section."""
        self._whole = bool(self.documents.all())

    def living(self, rows: Rows) -> Rows:
        """Those of the rows that count."""
        return rows if self._whole else rows[self.rows[rows]]

    def only(self, documents: Collection[str]) -> Mask:
        """True for the living documents of these ids; for all that are alive where none is given."""
        if not documents:
            return self.documents
        chosen = np.zeros(len(self.documents), dtype=np.bool_)
        chosen[[self.numbers[each] for each in documents if each in self.numbers]] = True
        return chosen

    def _section(self, section: int) -> SectionName:
        sections = self.batch.sections
        document = self.batch.documents[int(sections.document[section])].document
        name = sections.label(section) or UNTITLED
        full_name = f"{name}（{document.title}）" if sections.is_outermost(section) else name
        value = section_reference(document.id, sections.reference(section))
        return SectionName(value, name, full_name, int(sections.level[section]))

    def with_duties(self, duties: DutyColumns) -> Part:
        """The same with other duties."""
        other = copy(self)
        other.duties = duties
        return other

    @cached_property
    def duties(self) -> DutyColumns:
        """Who answers for its clauses: what the batch holds, or what has been laid over it."""
        return self.batch.duties

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The position of each living document by its id."""
        return {self.batch.documents[n].document.id: n for n in np.flatnonzero(self.documents).tolist()}
