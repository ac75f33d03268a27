"""Filters and facets: which rows a choice lets through, and how many hits every other choice would have."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np
from numpy.typing import NDArray

from indexer.document_classes import FIELDS as CLASS_FIELDS
from indexer.engine.batch import KINDS, Batch
from indexer.engine.columns import Mask
from indexer.engine.document_facets import document_facet
from indexer.engine.duty_facets import FIELDS as DUTY_FIELDS
from indexer.engine.duty_facets import Departments, duty_facet
from indexer.engine.ordering import first
from indexer.engine.protocol import FIELD_NAMES, KIND_NAMES, Facet, FacetValue, Filter
from indexer.models import ClauseKind

ROW_FIELDS = tuple(field for field in FIELD_NAMES if field not in DUTY_FIELDS)
"""The fields of a clause itself and of its document; those of its duties are the rest."""

DEEPEST_SECTION = 2
"""Deepest level of sections that the facet shows; a filter may name deeper ones."""
MOST_DOCUMENTS = 200
"""Documents listed, those with most hits first; chosen ones besides."""
MOST_SECTIONS = 200
"""The section facet lists whole documents, the one with most hits first, until it holds so many sections."""


@dataclass(frozen=True, slots=True)
class Part:
    """One batch of the generation with what is alive in it: documents, and the rows of these."""

    batch: Batch
    documents: Mask
    rows: Mask


def section_reference(document: str, reference: str) -> str:
    """The value of a section filter: document and reference inside it (``indexer.references.section_references``)."""
    return f"{document}:{reference}"


class Choice:
    """The filters of a search applied to one part; those on the fields of duties must hold for the same duty."""

    def __init__(self, filters: Sequence[Filter], part: Part) -> None:
        chosen: dict[str, list[str]] = {}
        for each in filters:
            chosen.setdefault(each.field, []).append(each.value)
        self.part = part
        self._rows = {field: _rows(field, chosen[field], part) for field in ROW_FIELDS if field in chosen}
        self._basis_chosen = "basis" in chosen
        columns = part.batch.duties
        self._duties = {field: columns.having(field, chosen[field]) for field in DUTY_FIELDS if field in chosen}

    def rows(self, leaving_out: str = "") -> Mask:
        """True for the rows that are let through, the filters on one field left aside."""
        masks = [mask for field, mask in self._rows.items() if field != leaving_out]
        if self._duties:
            masks.append(self.part.batch.duties.rows(self.duties()))
        return _all(masks, len(self.part.batch))

    def duties(self, leaving_out: str = "") -> Mask:
        """True for the duties that are let through by the filters on the fields of duties, those on one left aside.

        What is suggested counts only where the basis is chosen or counted: else a department that the program suggests
        would stand among those that the texts name.
        """
        masks = [mask for field, mask in self._duties.items() if field != leaving_out]
        if not self._basis_chosen and leaving_out != "basis":
            masks.append(self.part.batch.duties.by_text)
        return _all(masks, len(self.part.batch.duties))

    def place_rows(self) -> Mask:
        """True for the rows that are let through by the filters on the fields of the clause itself."""
        return _all(list(self._rows.values()), len(self.part.batch))


def _all(masks: Sequence[Mask], length: int) -> Mask:
    return reduce(np.logical_and, masks, np.ones(length, dtype=np.bool_))


class _Counted:
    """The hits that one facet counts, in each part; sums that several facets want are made once."""

    def __init__(self, parts: Sequence[Part], rows: Sequence[Mask], ranks: Sequence[NDArray[np.int64]]) -> None:
        self.parts = parts
        self.rows = rows
        self.ranks = ranks

    @cached_property
    def by_document(self) -> list[NDArray[np.int64]]:
        """For each part the number of hits in each of its documents."""
        return [
            np.bincount(part.batch.row_document[rows], minlength=len(part.batch.documents))
            for part, rows in zip(self.parts, self.rows, strict=True)
        ]

    def documents(self, always: set[str]) -> tuple[list[tuple[Part, int, int]], int]:
        """Part, number in it and hits of the documents with most hits, ``MOST_DOCUMENTS`` of them, and of those
        ``always`` listed; and how many documents with hits are left out."""
        totals = np.concatenate(self.by_document or [np.empty(0, dtype=np.int64)])
        ranks = np.concatenate(list(self.ranks) or [np.empty(0, dtype=np.int64)])
        with_hits = np.flatnonzero(totals)
        listed = with_hits[first(MOST_DOCUMENTS, totals[with_hits], ranks[with_hits])].tolist()
        starts = np.cumsum([0, *(len(counts) for counts in self.by_document)]).tolist()
        if always:
            places = (
                (start + number, part.batch.documents[number].document.id)
                for start, part in zip(starts, self.parts, strict=False)
                for number in np.flatnonzero(part.documents).tolist()
            )
            chosen = {place for place, identifier in places if identifier in always}.difference(listed)
            listed += sorted(chosen, key=lambda place: (-totals[place], ranks[place]))
        found = []
        for place in listed:
            at = bisect_right(starts, place) - 1
            found.append((self.parts[at], place - starts[at], int(totals[place])))
        return found, len(with_hits) - sum(1 for _, _, total in found if total)


def count(
    filters: Sequence[Filter],
    choices: Sequence[Choice],
    hits: Sequence[Mask],
    departments: Departments,
    ranks: Sequence[NDArray[np.int64]],
) -> tuple[Facet, ...]:
    """The facets over ``hits`` (the rows found before any filter), each counted without its own filters.

    ``ranks`` gives for the documents of each part their place by title."""
    parts = [choice.part for choice in choices]
    selected: dict[str, set[str]] = {field: set() for field in FIELD_NAMES}
    for chosen in filters:
        selected.setdefault(chosen.field, set()).add(chosen.value)

    def counted(field: str = "") -> _Counted:
        rows = [found & choice.rows(field) for choice, found in zip(choices, hits, strict=True)]
        return _Counted(parts, rows, ranks)

    everything = counted()
    rows = [found & choice.place_rows() for choice, found in zip(choices, hits, strict=True)]
    of_hits = [found[part.batch.duties.row] for part, found in zip(parts, rows, strict=True)]
    facets = []
    for field, label in FIELD_NAMES.items():
        if field in DUTY_FIELDS:
            duties = [
                (choice.part.batch.duties, found & choice.duties(field))
                for choice, found in zip(choices, of_hits, strict=True)
            ]
            facets.append(duty_facet(field, duties, selected[field], departments))
            continue
        own = counted(field) if selected[field] else everything
        if field in CLASS_FIELDS:
            columns = [part.batch.classes for part in parts]
            facets.append(document_facet(field, list(zip(columns, own.by_document, strict=True)), selected[field]))
        elif field == "document":
            facets.append(_document_facet(own, selected[field]))
        else:
            facets.append(Facet(field, label, tuple(_VALUES[field](own, selected[field]))))
    return tuple(facets)


def _rows(field: str, values: Sequence[str], part: Part) -> Mask:
    """True for the rows that have one of the values."""
    batch = part.batch
    if field in CLASS_FIELDS:
        return batch.classes.having(field, values)[batch.row_document]
    return reduce(np.logical_or, (_rows_with(field, value, part) for value in values))


def _rows_with(field: str, value: str, part: Part) -> Mask:
    batch = part.batch
    nothing = np.zeros(len(batch), dtype=np.bool_)
    if field == "kind":
        return batch.row_kind == KINDS.index(ClauseKind(value)) if value in KIND_NAMES else nothing
    document, _, reference = value.partition(":")
    number = _document(document, part)
    if number is None:
        return nothing
    if field == "document":
        return batch.row_document == number if not reference else nothing
    own = [section for section in _sections_of(batch, number) if batch.sections.reference(section) == reference]
    return batch.sections.under(own)[batch.row_section]


def _document(identifier: str, part: Part) -> int | None:
    return next(
        (n for n, stored in enumerate(part.batch.documents) if part.documents[n] and stored.document.id == identifier),
        None,
    )


def _document_facet(counted: _Counted, selected: set[str]) -> Facet:
    """Documents with most hits and the chosen ones, most hits first, then by title."""
    found, left_out = counted.documents(selected)
    values = []
    for part, n, total in found:
        document = part.batch.documents[n].document
        values.append(FacetValue(document.id, document.title, total, document.id in selected))
    return Facet("document", FIELD_NAMES["document"], tuple(values), left_out)


def _section_values(counted: _Counted, selected: set[str]) -> Iterator[FacetValue]:
    """Sections with hits as trees, document by document, the one with most hits first."""
    chosen_documents = {value.partition(":")[0] for value in selected}
    found, _ = counted.documents(chosen_documents)
    totals = {id(part): _section_totals(part, rows) for part, rows in zip(counted.parts, counted.rows, strict=True)}
    several = len(found) > 1
    listed = 0
    for part, n, _hits in found:
        stored = part.batch.documents[n]
        chosen = stored.document.id in chosen_documents
        if not chosen and listed >= MOST_SECTIONS:
            continue
        own = slice(stored.first_section, stored.first_section + stored.sections)
        level, total = part.batch.sections.level[own], totals[id(part)][own]
        shown = np.ones(stored.sections, dtype=np.bool_) if chosen else (total > 0) & (level <= DEEPEST_SECTION)
        for place in np.flatnonzero(shown).tolist():
            section = stored.first_section + place
            value = section_reference(stored.document.id, part.batch.sections.reference(section))
            if (total[place] and level[place] <= DEEPEST_SECTION) or value in selected:
                label = _section_label(part.batch, section, stored.document.title if several else "")
                listed += 1
                yield FacetValue(value, label, int(total[place]), value in selected, int(level[place]))


def _section_totals(part: Part, hits: Mask) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    sections = part.batch.sections
    own = np.bincount(part.batch.row_section[hits], minlength=len(sections) + 1)
    return sections.up(own[: len(sections)])


def _sections_of(batch: Batch, document: int) -> range:
    stored = batch.documents[document]
    return range(stored.first_section, stored.first_section + stored.sections)


def _section_label(batch: Batch, section: int, document: str) -> str:
    label = batch.sections.label(section) or "（无标题）"
    return f"{label}（{document}）" if document and batch.sections.is_outermost(section) else label


def _kind_values(counted: _Counted, selected: set[str]) -> Iterator[FacetValue]:
    totals = np.zeros(len(KINDS), dtype=np.int64)
    for part, rows in zip(counted.parts, counted.rows, strict=True):
        totals += np.bincount(part.batch.row_kind[rows], minlength=len(KINDS))
    for kind, total in zip(KINDS, totals.tolist(), strict=True):
        if total or kind.value in selected:
            yield FacetValue(kind.value, KIND_NAMES[kind], total, kind.value in selected)


_VALUES = {"section": _section_values, "kind": _kind_values}
