"""The facet over sections (部分): the outlines of the documents with most hits, and of the chosen ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from indexer.engine.choice import section_reference
from indexer.engine.columns import Rows
from indexer.engine.part import Part
from indexer.engine.protocol import FIELD_NAMES, Facet, FacetValue

DEEPEST_SECTION = 2
"""Deepest level of sections that the facet shows; a filter may name deeper ones."""
MOST_SECTIONS = 200
"""The section facet lists whole documents, the one with most hits first, until it holds so many sections."""

_Found = tuple[int, int, int]
"""A document: the number of its part, its position there, and its hits."""
_Section = tuple[int, int]
"""A section, by its number in the batch, and its hits."""


def section_facet(
    parts: Sequence[Part], rows: Sequence[Rows], documents: Sequence[_Found], selected: set[str]
) -> Facet:
    """Sections with hits among the ``rows`` of each part as trees, document by document in the order given."""
    chosen = {value.partition(":")[0] for value in selected}
    values: list[FacetValue] = []
    several = len(documents) > 1
    for part, number, sections in _by_document(parts, rows, documents):
        stored = parts[part].batch.documents[number]
        title = stored.document.title if several else ""
        if stored.document.id in chosen:
            whole = _of_whole_document(parts[part], number, rows[part])
            values += [each for each in _values(parts[part], whole, title, selected) if _is_listed(each)]
        elif len(values) < MOST_SECTIONS:
            values += _values(parts[part], sections, title, selected)
        elif not chosen:
            break
    return Facet("section", FIELD_NAMES["section"], tuple(values))


def _by_document(
    parts: Sequence[Part], rows: Sequence[Rows], documents: Sequence[_Found]
) -> Iterator[tuple[int, int, list[_Section]]]:
    """Part and position of each document, with its sections that have hits and are not too deep. The documents are
    looked at in groups, since most often the first of many fill the facet."""
    waiting = iter(documents)
    while group := list(_next_group(waiting)):
        sections: dict[tuple[int, int], list[_Section]] = {(part, number): [] for part, number, _ in group}
        for at, part in enumerate(parts):
            own = [number for of_part, number, _ in group if of_part == at]
            for document, section, total in _totals(part, rows[at], own) if own else ():
                sections[at, document].append((section, total))
        for part_number, number, _ in group:
            yield part_number, number, sections[part_number, number]


def _next_group(documents: Iterator[_Found]) -> Iterator[_Found]:
    hits = 0
    for document in documents:
        yield document
        hits += document[2]
        if hits >= 2 * MOST_SECTIONS:
            return


def _totals(part: Part, rows: Rows, documents: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Document, section and hits for the sections with hits of some documents, each document's in order."""
    firsts = part.batch.records.first_rows
    begins, ends = (np.searchsorted(rows, firsts[np.array(documents) + shift]).tolist() for shift in (0, 1))
    own = np.concatenate([rows[begin:end] for begin, end in zip(begins, ends, strict=True)])
    columns = part.batch.sections
    every = columns.with_those_above(part.batch.row_section[own])
    sections, totals = np.unique(every[columns.level[every] <= DEEPEST_SECTION], return_counts=True)
    yield from zip(columns.document[sections].tolist(), sections.tolist(), totals.tolist(), strict=True)


def _of_whole_document(part: Part, document: int, rows: Rows) -> list[_Section]:
    """All sections of a document, with their hits."""
    stored, firsts = part.batch.documents[document], part.batch.records.first_rows
    begin, end = np.searchsorted(rows, firsts[document : document + 2]).tolist()
    every = part.batch.sections.with_those_above(part.batch.row_section[rows[begin:end]])
    totals = np.bincount(every - stored.first_section, minlength=stored.sections).tolist()
    return list(enumerate(totals, stored.first_section))


def _values(part: Part, sections: Sequence[_Section], title: str, selected: set[str]) -> Iterator[FacetValue]:
    columns = part.batch.sections
    numbers = np.array([section for section, _ in sections], dtype=np.int32)
    facts = zip(columns.references(numbers), columns.labels(numbers), columns.level[numbers].tolist(), strict=True)
    for (section, total), (reference, label, level) in zip(sections, facts, strict=True):
        document = part.batch.documents[int(columns.document[section])].document.id
        value = section_reference(document, reference)
        shown = label or "（无标题）"
        if title and columns.is_outermost(section):
            shown = f"{shown}（{title}）"
        yield FacetValue(value, shown, total, value in selected, level)


def _is_listed(value: FacetValue) -> bool:
    return value.selected or bool(value.count and value.level <= DEEPEST_SECTION)
