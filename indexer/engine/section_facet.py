"""The facet over sections (部分): the outlines of the documents with most hits, and of the chosen ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from indexer.engine.columns import Rows
from indexer.engine.part import Part
from indexer.engine.protocol import FIELD_NAMES, Facet, FacetValue

DEEPEST_SECTION = 2
"""Deepest level of sections that the facet shows; a filter may name deeper ones."""
MOST_SECTIONS = 100
"""The section facet lists whole documents, the one with most hits first, until it holds so many sections."""
FEW_DOCUMENTS = 3
"""So many documents are listed in any case: among them the page lets people choose by section."""

_Found = tuple[int, int, int]
"""A document: the number of its part, its position there, and its hits."""


def section_facet(
    parts: Sequence[Part], rows: Sequence[Rows], documents: Sequence[_Found], selected: set[str]
) -> Facet:
    """Sections with hits among the ``rows`` of each part as trees, document by document in the order given."""
    chosen = {value.partition(":")[0] for value in selected}
    values: list[FacetValue] = []
    listed, several = 0, len(documents) > 1
    waiting = iter(documents)
    while (listed < FEW_DOCUMENTS or len(values) < MOST_SECTIONS or chosen) and (group := list(_next_group(waiting))):
        own = {
            at: _values(part, rows[at], numbers, selected, several=several)
            for at, part in enumerate(parts)
            if (numbers := [number for of_part, number, _ in group if of_part == at])
        }
        for part, number, _ in group:
            if parts[part].batch.documents[number].document.id in chosen:
                values += _of_chosen(parts[part], number, rows[part], selected, several=several)
            elif listed < FEW_DOCUMENTS or len(values) < MOST_SECTIONS:
                values += own[part][number]
            listed += 1
    return Facet("section", FIELD_NAMES["section"], tuple(values))


def _next_group(documents: Iterator[_Found]) -> Iterator[_Found]:
    """The next documents, with as many hits as may fill the facet: most often the first of many documents do."""
    hits = 0
    for document in documents:
        yield document
        hits += document[2]
        if hits >= MOST_SECTIONS:
            return


def _values(
    part: Part, rows: Rows, documents: Sequence[int], selected: set[str], *, several: bool
) -> dict[int, list[FacetValue]]:
    """For each of some documents its sections that have hits and are not too deep, in order."""
    firsts = part.batch.records.first_rows
    begins, ends = (np.searchsorted(rows, firsts[np.array(documents) + shift]).tolist() for shift in (0, 1))
    own = np.concatenate([rows[begin:end] for begin, end in zip(begins, ends, strict=True)])
    columns = part.batch.sections
    every = columns.with_those_above(part.batch.row_section[own])
    sections, totals = np.unique(every[columns.level[every] <= DEEPEST_SECTION], return_counts=True)
    found: dict[int, list[FacetValue]] = {document: [] for document in documents}
    for document, value in _shown(part, sections.tolist(), totals.tolist(), selected, several=several):
        found[document].append(value)
    return found


def _of_chosen(part: Part, document: int, rows: Rows, selected: set[str], *, several: bool) -> Iterator[FacetValue]:
    """The sections of a document that have hits and are not too deep, and those that are chosen."""
    stored, firsts = part.batch.documents[document], part.batch.records.first_rows
    begin, end = np.searchsorted(rows, firsts[document : document + 2]).tolist()
    every = part.batch.sections.with_those_above(part.batch.row_section[rows[begin:end]])
    totals = np.bincount(every - stored.first_section, minlength=stored.sections).tolist()
    sections = range(stored.first_section, stored.first_section + stored.sections)
    for _, value in _shown(part, sections, totals, selected, several=several):
        if value.selected or (value.count and value.level <= DEEPEST_SECTION):
            yield value


def _shown(
    part: Part, sections: Iterable[int], totals: Iterable[int], selected: set[str], *, several: bool
) -> Iterator[tuple[int, FacetValue]]:
    """Document and value of sections; where there are ``several`` documents, the outermost say which is theirs."""
    for section, total in zip(sections, totals, strict=True):
        document, value, name, full_name, level = part.section(section)
        yield document, FacetValue(value, full_name if several else name, total, value in selected, level)
