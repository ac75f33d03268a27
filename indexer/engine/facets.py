"""Filters and facets: which rows a choice lets through, and how many hits every other choice would have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from indexer.engine.batch import KINDS, Batch
from indexer.engine.columns import Mask
from indexer.engine.duty_facets import FIELDS as DUTY_FIELDS
from indexer.engine.duty_facets import Departments, duty_facet
from indexer.engine.protocol import Facet, FacetValue, Filter
from indexer.models import ClauseKind

PLACE_FIELDS = {"document": "文件", "section": "部分", "kind": "类型"}
"""The fields of a clause itself that can be filtered by, with their names on the page, in the order of the facets.
Those of its duties come after them."""

DEEPEST_SECTION = 2
"""Deepest level of sections that the facet shows; a filter may name deeper ones."""
MOST_SECTIONS = 200
"""The section facet lists whole documents, the one with most hits first, until it holds so many sections."""

KIND_NAMES = {ClauseKind.SENTENCE: "条文", ClauseKind.ANNOTATION: "责任标注", ClauseKind.CELL: "表格内容"}


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
        self._rows = {
            field: reduce(np.logical_or, (_rows(field, value, part) for value in chosen[field]))
            for field in PLACE_FIELDS
            if field in chosen
        }
        columns = part.batch.duties
        self._duties = {field: columns.having(field, chosen[field]) for field in DUTY_FIELDS if field in chosen}

    def rows(self, leaving_out: str = "") -> Mask:
        """True for the rows that are let through, the filters on one field left aside."""
        masks = [mask for field, mask in self._rows.items() if field != leaving_out]
        if self._duties:
            masks.append(self.part.batch.duties.rows(self.duties()))
        return _all(masks, len(self.part.batch))

    def duties(self, leaving_out: str = "") -> Mask:
        """True for the duties that are let through by the filters on the fields of duties, those on one left aside."""
        masks = [mask for field, mask in self._duties.items() if field != leaving_out]
        return _all(masks, len(self.part.batch.duties))

    def place_rows(self) -> Mask:
        """True for the rows that are let through by the filters on the fields of the clause itself."""
        return _all(list(self._rows.values()), len(self.part.batch))


def _all(masks: Sequence[Mask], length: int) -> Mask:
    return reduce(np.logical_and, masks, np.ones(length, dtype=np.bool_))


def count(
    filters: Sequence[Filter], choices: Sequence[Choice], hits: Sequence[Mask], departments: Departments
) -> tuple[Facet, ...]:
    """The facets over ``hits`` (the rows found before any filter), each counted without its own filters."""
    parts = [choice.part for choice in choices]
    selected: dict[str, set[str]] = {field: set() for field in (*PLACE_FIELDS, *DUTY_FIELDS)}
    for chosen in filters:
        selected.setdefault(chosen.field, set()).add(chosen.value)
    facets = []
    for field, label in PLACE_FIELDS.items():
        counted = [found & choice.rows(field) for choice, found in zip(choices, hits, strict=True)]
        facets.append(Facet(field, label, tuple(_VALUES[field](parts, counted, selected[field]))))
    rows = [found & choice.place_rows() for choice, found in zip(choices, hits, strict=True)]
    of_hits = [found[part.batch.duties.row] for part, found in zip(parts, rows, strict=True)]
    for field in DUTY_FIELDS:
        duties = [
            (choice.part.batch.duties, found & choice.duties(field))
            for choice, found in zip(choices, of_hits, strict=True)
        ]
        facets.append(duty_facet(field, duties, selected[field], departments))
    return tuple(facets)


def _rows(field: str, value: str, part: Part) -> Mask:
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


def _document_values(parts: Sequence[Part], hits: Sequence[Mask], selected: set[str]) -> list[FacetValue]:
    """Documents with hits and the chosen ones, most hits first."""
    values = []
    for part, n, total in _documents_with_hits(parts, hits, selected):
        document = part.batch.documents[n].document
        values.append(FacetValue(document.id, document.title, total, document.id in selected))
    return sorted(values, key=lambda value: (-value.count, value.label, value.value))


def _section_values(parts: Sequence[Part], hits: Sequence[Mask], selected: set[str]) -> Iterator[FacetValue]:
    """Sections with hits as trees, document by document, the one with most hits first."""
    chosen_documents = {value.partition(":")[0] for value in selected}
    found = _documents_with_hits(parts, hits, chosen_documents)
    found.sort(key=lambda entry: (-entry[2], entry[0].batch.documents[entry[1]].document.title))
    totals = {id(part): _section_totals(part, rows) for part, rows in zip(parts, hits, strict=True)}
    several = len(found) > 1
    listed = 0
    for part, n, _ in found:
        stored = part.batch.documents[n]
        if stored.document.id not in chosen_documents and listed >= MOST_SECTIONS:
            continue
        for section in _sections_of(part.batch, n):
            total, level = int(totals[id(part)][section]), int(part.batch.sections.level[section])
            if not total and not selected:
                continue
            value = section_reference(stored.document.id, part.batch.sections.reference(section))
            if (total and level <= DEEPEST_SECTION) or value in selected:
                label = _section_label(part.batch, section, stored.document.title if several else "")
                listed += 1
                yield FacetValue(value, label, total, value in selected, level)


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


def _kind_values(parts: Sequence[Part], hits: Sequence[Mask], selected: set[str]) -> Iterator[FacetValue]:
    totals = np.zeros(len(KINDS), dtype=np.int64)
    for part, rows in zip(parts, hits, strict=True):
        totals += np.bincount(part.batch.row_kind[rows], minlength=len(KINDS))
    for kind, total in zip(KINDS, totals.tolist(), strict=True):
        if total or kind.value in selected:
            yield FacetValue(kind.value, KIND_NAMES[kind], total, kind.value in selected)


def _documents_with_hits(parts: Sequence[Part], hits: Sequence[Mask], always: set[str]) -> list[tuple[Part, int, int]]:
    """Part, number in it and hits of each living document that has any or is one of those ``always`` listed."""
    found = []
    for part, rows in zip(parts, hits, strict=True):
        documents = part.batch.documents
        counts = np.bincount(part.batch.row_document[rows], minlength=len(documents)).tolist()
        found += [
            (part, n, total)
            for n, total in enumerate(counts)
            if total or (always and part.documents[n] and documents[n].document.id in always)
        ]
    return found


_VALUES = {"document": _document_values, "section": _section_values, "kind": _kind_values}
