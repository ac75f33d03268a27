"""Rows of a ledger as a page shows them: in order, what the text says before what the program suggests, in groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from indexer.duties.ledger import LedgerRow
from indexer.duties.models import Basis, Role, Standing
from webapp.deadlines import due
from webapp.ledger_form import Order


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that stand together: of one document (``document`` is its id) or with one deadline."""

    title: str
    document: str
    rows: tuple[LedgerRow, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The rows that rest on the text or on a person's word, or the suggestions."""

    suggested: bool
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """How many rows there are, by role and by basis, in how many documents, and against how many of them somebody
    objects."""

    rows: int
    documents: int
    roles: Mapping[Role, int]
    bases: Mapping[Basis, int]
    objected: int


def totals(rows: Sequence[LedgerRow]) -> Totals:
    return Totals(
        len(rows),
        len({row.document for row in rows}),
        Counter(row.role for row in rows),
        Counter(row.basis for row in rows),
        sum(row.standing is Standing.OBJECTED for row in rows),
    )


def ordered(rows: Sequence[LedgerRow], sort: Order, group: Order, years: Mapping[str, int]) -> tuple[LedgerRow, ...]:
    """The rows as they stand on the pages one after the other. ``years`` gives a document's year, for deadlines that
    name none. Suggestions come last; rows of one group stand together, groups in the order of their first row."""
    if sort is Order.DEADLINE:
        rows = sorted(rows, key=lambda row: due(row.deadline, years.get(row.document)) or date.max)
    return tuple(row for part in parts(rows, group) for entry in part.groups for row in entry.rows)


def parts(rows: Sequence[LedgerRow], group: Order) -> tuple[Part, ...]:
    """The rows in their order, under the headings that belong to them."""
    found: list[Part] = []
    for suggested in (False, True):
        families: dict[str, list[LedgerRow]] = {}
        for row in rows:
            if (row.basis is Basis.SUGGESTED) is suggested:
                words = row.document if group is Order.DOCUMENT else row.deadline
                families.setdefault(words, []).append(row)
        if families:
            found.append(Part(suggested, tuple(_group(family, group) for family in families.values())))
    return tuple(found)


def _group(rows: Sequence[LedgerRow], group: Order) -> Group:
    first = rows[0]
    if group is Order.DEADLINE:
        return Group(first.deadline or "未写明时限", "", tuple(rows))
    return Group(first.document_title, first.document, tuple(rows))
