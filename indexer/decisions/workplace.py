"""What deciding needs of the rest of the program: documents, their ledger, and names of departments."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from indexer.decisions.apply import DecidedRow, apply
from indexer.decisions.errors import DecisionError
from indexer.decisions.models import Decisions
from indexer.decisions.resolve import Resolution, resolve
from indexer.decisions.texts import TaskPlace, document_of, place_of, task_places
from indexer.duties.ledger import LedgerRow
from indexer.engine.protocol import SearchEngine
from indexer.models import Record


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

    def rows(self, record: Record) -> Sequence[LedgerRow]:
        """The ledger of a document as text and program have it, without decisions."""
        ...

    def department(self, name: str, record: Record) -> DepartmentName | None:
        """The department that a key, or a name in this document, stands for; None when the register knows none."""
        ...

    def close(self) -> None: ...


class EngineWorkplace:
    """The documents of an index."""

    def __init__(
        self,
        engine: SearchEngine,
        rows: Callable[[Record], Sequence[LedgerRow]],
        department: Callable[[str, Record], DepartmentName | None],
    ) -> None:
        self._engine = engine
        self._rows = rows
        self._department = department

    def documents(self) -> Collection[str]:
        return [document.id for document in self._engine.documents()]

    def record(self, document: str) -> Record | None:
        return self._engine.record(document)

    def rows(self, record: Record) -> Sequence[LedgerRow]:
        return self._rows(record)

    def department(self, name: str, record: Record) -> DepartmentName | None:
        return self._department(name, record)

    def close(self) -> None:
        self._engine.close()


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

    def department(self, name: str, place: TaskPlace) -> DepartmentName:
        """The department that a name or key stands for in the document of ``place``. Raises ``DecisionError``."""
        found = self.workplace.department(name, place.record)
        if found is None:
            raise DecisionError(f"部门名录中没有“{name}”。请写全称、简称或部门代码，或先在部门名录中补充。")
        return found

    def ledger(self, document: str, decisions: Decisions) -> tuple[tuple[DecidedRow, ...], Resolution]:
        """The ledger of a document with the decisions in force, and how the decisions hang on its text."""
        record = self.workplace.record(document)
        resolution = resolve(decisions, self, document)
        return apply(self.workplace.rows(record) if record else (), resolution), resolution
