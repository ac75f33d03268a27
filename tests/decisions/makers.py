"""Decisions, documents and ledgers for these tests."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

from indexer.analysis import record
from indexer.decisions.models import Decision, DecisionKind, Decisions, Part
from indexer.decisions.texts import RecordLibrary, TaskPlace, task_places
from indexer.decisions.workplace import DepartmentName
from indexer.duties.ledger import LedgerRow
from indexer.duties.models import Basis, Role
from indexer.duties.rows import task_row
from indexer.models import Record, SourceText

NAMES = {
    "test/market": "省市场监管局",
    "test/drug": "省药监局",
    "test/commerce": "省商务厅",
    "test/culture": "省文旅厅",
}
"""The register of these tests: key and name."""

MARKET, DRUG, COMMERCE, CULTURE = NAMES

PLAN = """关于办好夜间集市的通知

一、总体要求
办出特色，方便群众。

二、主要任务
（一）规范摊位设置。统一划定摊位，公示收费标准。建立摊主信用档案。（责任单位：省市场监管局）
（二）丰富活动内容。组织民间艺人展演，每月不少于两场。
（三）保障食品卫生。逐摊查验健康证明，当天公布抽检结果。
（四）做好宣传引导。利用广播和公告栏介绍集市位置。
"""


def document(text: str = PLAN, identifier: str = "market-2023") -> Record:
    return record(SourceText(name="试验.txt", format="txt", text=text), identifier)


def library(*records: Record) -> RecordLibrary:
    return RecordLibrary(records)


def place(begins: str, found: Record | None = None) -> TaskPlace:
    """The task of ``found`` (default: the plan) in whose text these words stand."""
    found = found or document()
    return next(p for p in task_places(found) if begins in text_of(p))


def text_of(found: TaskPlace) -> str:
    return "".join(found.record.clauses[position].text for position in found.task.clauses)


def part(department: str = MARKET, role: Role = Role.RESPONSIBLE, deadline: str = "") -> Part:
    return Part(department, NAMES.get(department, department), role, deadline)


def moment(minute: float) -> str:
    """A time, some minutes into a certain morning."""
    start = datetime(2023, 4, 1, 9, 0, tzinfo=timezone(timedelta(hours=8)))
    return (start + timedelta(minutes=minute)).isoformat()


def decision(
    identifier: str,
    kind: DecisionKind = DecisionKind.CONFIRM,
    department: str = MARKET,
    *,
    minute: float = 0,
    at: TaskPlace | None = None,
    task: str = "market-2023:2.1:abcdef",
    **more: Any,
) -> Decision:
    """A valid decision about ``task``, or about the task ``at`` hand."""
    made = Decision(
        id=identifier,
        kind=kind,
        who="张三",
        when=moment(minute),
        why="会议议定",
        document="market-2023",
        task=task,
        text="blake2b:0123456789abcdef",
        excerpt="规范摊位设置。",
        part=part(department),
    )
    if at is not None:
        made = replace(made, document=at.record.document.id, task=at.task.id, text=at.digest, excerpt=at.excerpt)
    if kind is DecisionKind.CHANGE and "was" not in more:
        more["was"] = part(department, Role.COOPERATING)
    return replace(made, **more)


def all_of(*decisions: Decision) -> Decisions:
    return Decisions(decisions)


def row(
    at: TaskPlace,
    department: str = MARKET,
    basis: Basis = Basis.STATED,
    role: Role = Role.RESPONSIBLE,
    deadline: str = "",
) -> LedgerRow:
    """A row of the ledger as text and program have it."""
    score = 0.7 if basis is Basis.SUGGESTED else None
    return replace(
        task_row(at.record, at.task),
        department=NAMES[department],
        key=department,
        name=NAMES[department] if basis is Basis.STATED else "",
        role=role,
        basis=basis,
        deadline=deadline,
        score=score,
    )


class FakeWorkplace:
    """Records at hand; the ledger has what the text states, and 省文旅厅 suggested wherever it states nobody."""

    def __init__(self, *records: Record) -> None:
        self._records = {found.document.id: found for found in records}
        self.closed = False

    def documents(self) -> Collection[str]:
        return self._records.keys()

    def record(self, document: str) -> Record | None:
        return self._records.get(document)

    def rows(self, document: str) -> Sequence[LedgerRow]:
        record = self._records[document]
        keys = {name: key for key, name in NAMES.items()}
        rows = []
        for number, at in enumerate(task_places(record)):
            here = [duty for duty in record.duties.duties if duty.task == number]
            rows += [row(at, keys[duty.name], duty.basis, duty.role, duty.deadline) for duty in here]
            if not here:
                rows.append(row(at, CULTURE, Basis.SUGGESTED))
        return rows

    def department(self, name: str, record: Record) -> DepartmentName | None:  # noqa: ARG002
        for key, label in NAMES.items():
            if name in (key, label, label.removeprefix("省")):
                return DepartmentName(key, label)
        return None

    def close(self) -> None:
        self.closed = True
