"""Filters: which of the rows found a choice lets through."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, reduce

import numpy as np

from indexer.document import ClauseKind
from indexer.document_classes import FIELDS as CLASS_FIELDS
from indexer.engine.part import Part
from indexer.engine.protocol import FIELD_NAMES, KIND_NAMES, Filter
from indexer.engine.stored.batch import KINDS
from indexer.engine.stored.columns import Mask, Rows
from indexer.engine.stored.duty_columns import FIELDS as DUTY_FIELDS

ROW_FIELDS = tuple(field for field in FIELD_NAMES if field not in DUTY_FIELDS)
"""The fields of a clause itself and of its document; those of its duties are the rest."""


class Choice:
    """The filters of a search applied to the rows ``found`` in one part, before any filter; those on the fields of
    duties must hold for the same duty."""

    def __init__(self, filters: Sequence[Filter], part: Part, found: Rows) -> None:
        chosen: dict[str, list[str]] = {}
        for each in filters:
            chosen.setdefault(each.field, []).append(each.value)
        self.part = part
        self._found = found
        self._masks = {field: _having(field, chosen[field], part, found) for field in ROW_FIELDS if field in chosen}
        self._basis_chosen = "basis" in chosen
        self._duties = {field: part.duties.having(field, chosen[field]) for field in DUTY_FIELDS if field in chosen}

    @cached_property
    def rows(self) -> Rows:
        """The rows that are let through, ascending."""
        return self.rows_without("")

    def rows_without(self, field: str) -> Rows:
        """The rows that are let through when the filters on one field of clauses are left aside."""
        masks = [mask for name, mask in self._masks.items() if name != field]
        if self._duties:
            masks.append(self.part.duties.rows(self.duties())[self._found])
        return self._kept(masks)

    def duties(self, leaving_out: str = "") -> Mask:
        """True for the duties that are let through by the filters on the fields of duties, those on one left aside.

        What is suggested counts only where the basis is chosen or counted: else a department that the program suggests
        would stand among those that the texts name.
        """
        masks = [mask for field, mask in self._duties.items() if field != leaving_out]
        if not self._basis_chosen and leaving_out != "basis":
            masks.append(self.part.duties.by_text)
        return reduce(np.logical_and, masks, np.ones(len(self.part.duties), dtype=np.bool_))

    def duties_found(self) -> Rows:
        """The duties, by number, of the rows that pass the filters on the fields of clauses."""
        return self.part.duties.of(self._kept(list(self._masks.values())))

    def _kept(self, masks: Sequence[Mask]) -> Rows:
        return self._found[reduce(np.logical_and, masks)] if masks else self._found


def _having(field: str, values: Sequence[str], part: Part, found: Rows) -> Mask:
    """True for the rows found that have one of the values."""
    batch = part.batch
    if field in CLASS_FIELDS:
        return batch.classes.having(field, frozenset(values))[batch.row_document[found]]
    if field == "kind":
        codes = [KINDS.index(ClauseKind(value)) for value in values if value in KIND_NAMES]
        return np.isin(batch.row_kind[found], codes)
    if field == "document":
        numbers = [part.numbers[value] for value in values if value in part.numbers]
        return np.isin(batch.row_document[found], numbers)
    sections = [section for value in values for section in _sections(value, part)]
    return batch.sections.stand_under(batch.row_section[found], sections)


def _sections(value: str, part: Part) -> list[int]:
    """The sections that a section filter names: one, or none."""
    document, _, reference = value.partition(":")
    if document not in part.numbers:
        return []
    stored = part.batch.documents[part.numbers[document]]
    own = range(stored.first_section, stored.first_section + stored.sections)
    return [section for section in own if part.batch.sections.reference(section) == reference]
