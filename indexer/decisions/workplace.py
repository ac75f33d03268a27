"""What deciding needs of the rest of the program: documents, their ledger, and names of departments."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from indexer.decisions.apply import apply
from indexer.decisions.errors import DecisionError
from indexer.decisions.models import Decisions
from indexer.decisions.resolve import Resolution, resolve
from indexer.decisions.texts import TaskPlace, document_of, place_of, task_places
from indexer.duties.book import DutyBook
from indexer.duties.ledger import LedgerRow
from indexer.models import Record
from indexer.register import How


@dataclass(frozen=True, slots=True)
class DepartmentName:
    """A department as the register knows it: the key that identifies it, and its name."""

    key: str
    label: str


class Workplace(Protocol):
    """Documents at hand, with what the program makes of them."""

    def documents(self) -> Collection[str]:
        """Identifiers of all documents."""
        ...

    def record(self, document: str) -> Record | None:
        """The analysed document, or None."""
        ...

    def rows(self, document: str) -> Sequence[LedgerRow]:
        """The ledger of a document as text and program have it, without decisions."""
        ...

    def department(self, name: str, record: Record) -> DepartmentName | None:
        """The department that a key, or a name in this document, stands for; None when the register knows none."""
        ...

    def close(self) -> None: ...


class BookWorkplace:
    """The documents of a duty book, names as its register has them. ``close`` lets go of what the book reads from."""

    def __init__(self, book: DutyBook, close: Callable[[], None]) -> None:
        self._book = book
        self._close = close

    def documents(self) -> Collection[str]:
        return [document.id for document in self._book.documents]

    def record(self, document: str) -> Record | None:
        return self._book.record(document)

    def rows(self, document: str) -> Sequence[LedgerRow]:
        return self._book.text_rows(document)

    def department(self, name: str, record: Record) -> DepartmentName | None:
        register = self._book.register
        registered = register.department(name)
        if registered is not None:
            return DepartmentName(registered.key, registered.name)
        place = register.place_of(record.document)
        found = register.resolve(name, region=place.region, level=place.level)
        return None if found.how is How.UNRESOLVED else DepartmentName(found.key, found.label)

    def close(self) -> None:
        self._close()


class Desk:
    """A workplace with the tasks of its documents, each document analysed when it is first asked for."""

    def __init__(self, workplace: Workplace) -> None:
        self.workplace = workplace
        self._documents = frozenset(workplace.documents())
        self._places: dict[str, Sequence[TaskPlace]] = {}

    def documents(self) -> Collection[str]:
        return self._documents

    def places(self, document: str) -> Sequence[TaskPlace]:
        if document not in self._places:
            record = self.workplace.record(document)
            self._places[document] = task_places(record) if record else ()
        return self._places[document]

    def task(self, clause: str) -> TaskPlace:
        """The task that a clause belongs to. Raises ``DecisionError``."""
        document = document_of(clause)
        record = self.workplace.record(document) if document in self._documents else None
        found = place_of(clause, record, self.places(document)) if record else None
        if found is None:
            raise DecisionError(
                f"没有标识为“{clause}”的任务。条款的标识见 policykb search 的结果或条款页面的地址；"
                "新加的文件先运行 policykb build。"
            )
        return found

    def department(self, name: str, place: TaskPlace, rows: Iterable[LedgerRow] = ()) -> DepartmentName:
        """The department that a key or name stands for: among ``rows`` as they have it, else by the register.

        Raises ``DecisionError`` for a name that neither knows.
        """
        for shown in rows:
            if name in (shown.key, shown.department, shown.name):
                return DepartmentName(shown.key, shown.department)
        found = self.workplace.department(name, place.record)
        if found is None:
            raise DecisionError(f"部门名录中没有“{name[:80]}”。请写全称、简称或部门代码，或先在部门名录中补充。")
        return found

    def ledger(self, document: str, decisions: Decisions) -> tuple[tuple[LedgerRow, ...], Resolution]:
        """The ledger of a document with the decisions in force, and how the decisions hang on its text."""
        resolution = resolve(decisions, self, document)
        return apply(self.workplace.rows(document), resolution), resolution
