"""The facet over sections (部分): the outlines of the documents with most hits, and of the chosen ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from indexer.engine.part import Part
from indexer.engine.protocol import FIELD_NAMES, Facet, FacetValue
from indexer.engine.stored.columns import Rows

DEEPEST_SECTION = 2
"""Deepest level of sections that the facet shows; a filter may name deeper ones."""
MOST_SECTIONS = 100
"""Sections listed where hits are in more than ``FEW_DOCUMENTS``; those of chosen documents besides."""
FEW_DOCUMENTS = 3
"""Of so few documents all sections are listed: there they are what is chosen by."""

_Found = tuple[int, int, int]
"""A document: the number of its part, its position there, and its hits."""
_Counted = tuple[int, int]
"""A section by its number in the batch, and its hits."""


def section_facet(
    parts: Sequence[Part], rows: Sequence[Rows], documents: Sequence[_Found], selected: set[str]
) -> Facet:
    """Sections with hits among the ``rows`` of each part as trees, document by document in the order given."""
    chosen = {value.partition(":")[0] for value in selected}
    values: list[FacetValue] = []
    most = MOST_SECTIONS if len(documents) > FEW_DOCUMENTS else sum(hits for _, _, hits in documents) * DEEPEST_SECTION
    several = len(documents) > 1
    waiting = iter(documents)
    while (len(values) < most or chosen) and (group := list(_next_group(waiting))):
        own = {
            at: _values(part, rows[at], numbers)
            for at, part in enumerate(parts)
            if (numbers := [(number, hits) for of_part, number, hits in group if of_part == at])
        }
        for at, number, _ in group:
            if parts[at].batch.documents[number].document.id in chosen:
                values += _of_chosen(parts[at], number, rows[at], selected, several=several)
            else:
                counted = own[at][number][: max(most - len(values), 0)]
                values += _shown(parts[at], counted, selected, several=several)
    return Facet("section", FIELD_NAMES["section"], tuple(values))


def _next_group(documents: Iterator[_Found]) -> Iterator[_Found]:
    """The next documents, with as many hits as may fill the facet: most often the first of many documents do."""
    hits = 0
    for document in documents:
        yield document
        hits += document[2]
        if hits >= MOST_SECTIONS:
            return


def _values(part: Part, rows: Rows, documents: Sequence[tuple[int, int]]) -> dict[int, list[_Counted]]:
    """For each of some documents, given with their hits, its sections that have hits and are not too deep, in order."""
    found: dict[int, list[_Counted]] = {number: [] for number, _ in documents}
    firsts = part.batch.records.first_rows.take(list(found)).astype(rows.dtype)
    begins = zip(rows.searchsorted(firsts).tolist(), documents, strict=True)
    own = np.concatenate([rows[begin : begin + hits] for begin, (_, hits) in begins])
    columns = part.batch.sections
    every = columns.with_those_above(part.batch.row_section.take(own))
    totals = Counter(every[columns.level.take(every) <= DEEPEST_SECTION].tolist())
    sections = np.array(sorted(totals), dtype=np.int64)
    for section, document in zip(sections.tolist(), columns.document.take(sections).tolist(), strict=True):
        found[document].append((section, totals[section]))
    return found


def _of_chosen(part: Part, document: int, rows: Rows, selected: set[str], *, several: bool) -> Iterator[FacetValue]:
    """The sections of a document that have hits and are not too deep, and those that are chosen."""
    stored, firsts = part.batch.documents[document], part.batch.records.first_rows
    begin, end = np.searchsorted(rows, firsts[document : document + 2]).tolist()
    every = part.batch.sections.with_those_above(part.batch.row_section[rows[begin:end]])
    totals = np.bincount(every - stored.first_section, minlength=stored.sections).tolist()
    for value in _shown(part, enumerate(totals, stored.first_section), selected, several=several):
        if value.selected or (value.count and value.level <= DEEPEST_SECTION):
            yield value


def _shown(part: Part, counted: Iterable[_Counted], selected: set[str], *, several: bool) -> Iterator[FacetValue]:
    """The values of sections; where there are ``several`` documents, the outermost say which is theirs."""
    for section, total in counted:
        value, name, full_name, level = part.section(section)
        yield FacetValue(value, full_name if several else name, total, value in selected, level)
