"""What stands together in an export: the duties of one document or one department, and those of one task."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.duties.ledger import LedgerRow
from indexer.exports import wording
from indexer.exports.options import Grouping


@dataclass(frozen=True, slots=True)
class Group:
    """``heading`` is for a title line, ``name`` shorter for a tab."""

    name: str
    heading: str
    rows: tuple[LedgerRow, ...]


def groups(rows: Iterable[LedgerRow], grouping: Grouping) -> tuple[Group, ...]:
    """The rows by document or by department, groups and rows in the order in which they come."""
    found: dict[str, list[LedgerRow]] = {}
    for row in rows:
        key = row.document if grouping is Grouping.DOCUMENT else row.key or row.department or row.name
        found.setdefault(key, []).append(row)
    return tuple(_group(members, grouping) for members in found.values())


def _group(rows: Sequence[LedgerRow], grouping: Grouping) -> Group:
    first = rows[0]
    if grouping is Grouping.DOCUMENT:
        return Group(first.document_title or first.document, wording.document(first), tuple(rows))
    name = first.department or first.name
    return Group(name, name, tuple(rows))


def tasks(rows: Iterable[LedgerRow]) -> tuple[tuple[LedgerRow, ...], ...]:
    """The rows by task, in the order in which tasks come. Rows that differ in deadline stay apart, as do rows that
    say different things of where the task stands: one line of a table can then speak for all its rows."""
    found: dict[tuple[object, ...], list[LedgerRow]] = {}
    for row in rows:
        key = (row.document, row.clause, row.task, row.path, row.deadline, row.citation, row.link)
        found.setdefault(key, []).append(row)
    return tuple(map(tuple, found.values()))
