"""The duty book (职责总册): the ledger rows of all documents of one generation, and the questions pages ask of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Protocol

from indexer.duties.ledger import LedgerRow
from indexer.duties.models import Basis, Role, Standing
from indexer.duties.rows import Suggester, ledger_rows
from indexer.models import Document, Record
from indexer.register import Register


class Group(IntEnum):
    """How the departments of the list are told apart, in its order: those that the text names or a person confirmed,
    those that the program alone suggests, names that the register does not know."""

    NAMED = 0
    SUGGESTED = 1
    UNLISTED = 2


@dataclass(frozen=True, slots=True)
class DepartmentCount:
    """A department of the list: its key, the name most often shown for it (that of a suggestion only where there is
    no other), and its duties by basis and by role (mentions aside). ``objected`` of them are duties of the text
    against which somebody objects; ``unlisted``: the register knows nothing of the name."""

    key: str
    name: str
    bases: Mapping[Basis, int]
    roles: Mapping[Role, int]
    objected: int = 0
    unlisted: bool = False

    @property
    def total(self) -> int:
        return sum(self.bases.values())

    @property
    def firm(self) -> int:
        """The duties that rest on the text or on a person's word."""
        return self.total - self.bases.get(Basis.SUGGESTED, 0)

    @property
    def group(self) -> Group:
        """Where the department stands in the list."""
        if self.unlisted:
            return Group.UNLISTED
        return Group.NAMED if self.firm else Group.SUGGESTED


@dataclass(frozen=True, slots=True)
class LedgerQuery:
    """Which rows are wanted; an empty field lets everything through. ``text`` must occur in task, path or name;
    ``objected``: only duties of the text against which somebody objects; ``hidden``: suggestions that a person rejected
    or put right as well."""

    department: str = ""
    document: str = ""
    roles: frozenset[Role] = frozenset()
    bases: frozenset[Basis] = frozenset()
    with_deadline: bool = False
    text: str = ""
    objected: bool = False
    hidden: bool = False


class Layer(Protocol):
    """What persons have decided by now; ``version`` differs between any two states of it."""

    @property
    def version(self) -> Hashable: ...

    def laid(self, document: str, rows: tuple[LedgerRow, ...]) -> tuple[LedgerRow, ...]:
        """The rows of a document, as text and program have them, with the decisions over them."""
        ...


class NoDecisions:
    """Nobody decided anything."""

    version: Hashable = None

    def laid(self, document: str, rows: tuple[LedgerRow, ...]) -> tuple[LedgerRow, ...]:  # noqa: ARG002
        return rows


@dataclass(slots=True)
class DutyBook:
    """Reads each document's rows once. ``record`` gives the record of a document id, ``decided`` what persons have
    decided by now (``indexer.decisions.overlay``)."""

    documents: Sequence[Document]
    record: Callable[[str], Record | None]
    register: Register
    suggest: Suggester
    decided: Callable[[], Layer] = NoDecisions
    _rows: dict[str, tuple[LedgerRow, ...]] = field(default_factory=dict)
    _counted: tuple[Hashable, tuple[DepartmentCount, ...]] | None = None

    def document_rows(self, document: str) -> tuple[LedgerRow, ...]:
        """The rows of one document in the order of its tasks, with all decisions over them, hidden ones included;
        empty when there is no such document."""
        return self.decided().laid(document, self.text_rows(document))

    def text_rows(self, document: str) -> tuple[LedgerRow, ...]:
        """The rows of one document as text and program have them, without decisions."""
        if document not in self._rows:
            record = self.record(document)
            self._rows[document] = ledger_rows(record, self.register, self.suggest) if record else ()
        return self._rows[document]

    def rows(self, query: LedgerQuery = LedgerQuery()) -> tuple[LedgerRow, ...]:
        """The rows that a query lets through, stated ones before suggested ones inside a task. Mentions are left out
        unless asked for by role."""
        layer = self.decided()
        documents = [query.document] if query.document else [document.id for document in self.documents]
        return tuple(
            row
            for document in documents
            for row in layer.laid(document, self.text_rows(document))
            if _matches(row, query)
        )

    def departments(self) -> tuple[DepartmentCount, ...]:
        """All departments that have a duty, group after group, those first to which text and persons give most duties;
        counted anew when decisions have changed."""
        version = self.decided().version
        if self._counted is None or self._counted[0] != version:
            self._counted = (version, self._count())
        return self._counted[1]

    def _count(self) -> tuple[DepartmentCount, ...]:
        families: dict[str, list[LedgerRow]] = {}
        for row in self.rows():
            families.setdefault(row.key, []).append(row)
        found = [_counted(key, rows) for key, rows in families.items()]
        return tuple(sorted(found, key=lambda entry: (entry.group, -entry.firm, -entry.total, entry.name)))

    def without_department(self, document: str) -> tuple[str, ...]:
        """Identifiers of the tasks of a document for which the text names nobody, not even in running text."""
        record = self.record(document)
        if record is None:
            return ()
        named = {duty.task for duty in record.duties.duties if duty.role is not Role.MENTIONED}
        return tuple(task.id for position, task in enumerate(record.duties.tasks) if position not in named)


def _counted(key: str, rows: Sequence[LedgerRow]) -> DepartmentCount:
    firm = [row for row in rows if row.basis is not Basis.SUGGESTED]
    return DepartmentCount(
        key,
        Counter(row.department for row in firm or rows).most_common(1)[0][0],
        Counter(row.basis for row in rows),
        Counter(row.role for row in rows),
        sum(row.standing is Standing.OBJECTED for row in rows),
        all(row.unlisted for row in rows),
    )


def _matches(row: LedgerRow, query: LedgerQuery) -> bool:
    if row.role is Role.MENTIONED and Role.MENTIONED not in query.roles:
        return False
    return (
        (row.shown or query.hidden)
        and (not query.objected or row.standing is Standing.OBJECTED)
        and (not query.department or row.key == query.department)
        and (not query.roles or row.role in query.roles)
        and (not query.bases or row.basis in query.bases)
        and (not query.with_deadline or bool(row.deadline))
        and (not query.text or any(query.text in part for part in (row.task, row.name, row.department, *row.path)))
    )
