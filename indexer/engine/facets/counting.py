"""Facets: how many hits every choice but the one taken would have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from indexer.document_classes import FIELDS as CLASS_FIELDS
from indexer.engine.facets.documents import DocumentTable, class_facet
from indexer.engine.facets.duties import duty_facet
from indexer.engine.facets.sections import section_facet
from indexer.engine.finding.choice import Choice
from indexer.engine.part import Part
from indexer.engine.protocol import FIELD_NAMES, KIND_NAMES, Facet, FacetValue, Filter
from indexer.engine.stored.batch import KINDS
from indexer.engine.stored.columns import Rows
from indexer.engine.stored.duty_columns import FIELDS as DUTY_FIELDS
from indexer.engine.stored.duty_columns import Departments


def count(
    filters: Sequence[Filter], choices: Sequence[Choice], table: DocumentTable, departments: Departments
) -> tuple[Facet, ...]:
    """The facets over what ``choices`` found in each part, each counted without its own filters."""
    selected: dict[str, set[str]] = {field: set() for field in FIELD_NAMES}
    for chosen in filters:
        selected.setdefault(chosen.field, set()).add(chosen.value)
    parts = [choice.part for choice in choices]
    rows = [choice.rows for choice in choices]
    hits = table.hits(rows)
    most = table.most(hits)
    totals = table.classes.totals(hits)
    found: dict[str, Facet] = dict(_duty_facets(choices, selected, departments))
    for field in FIELD_NAMES:
        if field in DUTY_FIELDS:
            continue
        own, own_hits, own_most, own_totals = rows, hits, most, totals
        if selected[field]:
            own = [choice.rows_without(field) for choice in choices]
            own_hits = table.hits(own)
            if field in ("document", "section"):
                own_most = table.most(own_hits, {value.partition(":")[0] for value in selected[field]})
        match field:
            case "document":
                found[field] = table.facet(own_most, selected[field])
            case "section":
                documents = [(*table.place(document), total) for document, total in own_most[0]]
                found[field] = section_facet(parts, own, documents, selected[field])
            case "kind":
                found[field] = _kind_facet(parts, own, selected[field])
            case _ if field in CLASS_FIELDS:
                if selected[field]:
                    own_totals = table.classes.totals(own_hits)
                    for value in table.classes.known(field, selected[field]):
                        own_totals[field].setdefault(value, 0)
                found[field] = class_facet(field, own_totals[field], selected[field])
    return tuple(found[field] for field in FIELD_NAMES)


def _duty_facets(
    choices: Sequence[Choice], selected: dict[str, set[str]], departments: Departments
) -> Iterator[tuple[str, Facet]]:
    """The facets over duties, those of the hits before the filters on duties."""
    numbers = [choice.duties_found() for choice in choices]
    some = any(map(len, numbers))
    for field in DUTY_FIELDS:
        decided = field != "standing" or any(choice.part.duties.has_standings for choice in choices)
        if not (some and decided) and not selected[field]:
            yield field, Facet(field, FIELD_NAMES[field], ())
            continue
        duties = [
            (choice.part.duties, found[choice.duties(field)[found]])
            for choice, found in zip(choices, numbers, strict=True)
        ]
        yield field, duty_facet(field, duties, selected[field], departments)


def _kind_facet(parts: Sequence[Part], rows: Sequence[Rows], selected: set[str]) -> Facet:
    totals = np.zeros(len(KINDS), dtype=np.int64)
    for part, found in zip(parts, rows, strict=True):
        totals += np.bincount(part.batch.row_kind[found], minlength=len(KINDS))
    values = [
        FacetValue(kind.value, KIND_NAMES[kind], total, kind.value in selected)
        for kind, total in zip(KINDS, totals.tolist(), strict=True)
    ]
    return Facet("kind", FIELD_NAMES["kind"], tuple(value for value in values if value.count or value.selected))
