"""The columns of the 任务分工表: one table that workbooks, CSV and Markdown pick from. JSON has its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from indexer.duties.ledger import ROLE_NAMES, LedgerRow
from indexer.exports import wording

NUMBER_LABEL = "序号"
"""The first column of every table; rows are counted from 1 in each group."""


@dataclass(frozen=True, slots=True)
class Column:
    """``text`` gives what stands in the column for a row."""

    name: str
    label: str
    text: Callable[[LedgerRow], str]


_ALL = (
    Column("document_title", "文件", lambda row: row.document_title),
    Column("document_number", "发文字号", lambda row: row.document_number),
    Column("path", "部分/条目", wording.path),
    Column("task", "任务内容", lambda row: row.task),
    Column("department", "部门", wording.department),
    Column("name", "原文称谓", wording.name_in_text),
    Column("role", "角色", lambda row: ROLE_NAMES[row.role]),
    Column("basis", "依据", wording.basis),
    Column("deadline", "时限", lambda row: row.deadline),
    Column("score", "建议分值", wording.score),
    Column("reasons", "建议理由", lambda row: "；".join(row.reasons)),
    Column("suggestion", "建议分值/理由", wording.suggestion),
    Column("standing", "人工决定", wording.standing),
    Column("ground", "此前依据", wording.ground),
    Column("who", "决定人", lambda row: row.who),
    Column("when", "决定时间", lambda row: wording.moment(row.when)),
    Column("why", "决定理由", lambda row: row.why),
    Column("decision", "决定人/时间/理由", wording.decision),
    Column("citation", "出处", lambda row: row.citation),
    Column("link", "链接", lambda row: row.link),
)
_BY_NAME = {column.name: column for column in _ALL}


def columns(*names: str) -> tuple[Column, ...]:
    """The columns of these names, in this order. Raises ``KeyError`` for a name not in the table."""
    return tuple(_BY_NAME[name] for name in names)


READING_COLUMNS = columns(
    "document_title", "document_number", "path", "task", "department", "name", "role", "basis", "deadline",
    "suggestion", "decision", "citation", "link",
)  # fmt: skip
"""For tables that people read: what belongs together in one cell."""

DATA_COLUMNS = columns(
    "document_title", "document_number", "path", "task", "department", "name", "role", "basis", "deadline",
    "score", "reasons", "standing", "ground", "who", "when", "why", "citation", "link",
)  # fmt: skip
"""For tables that are filtered and counted: one fact in each cell."""
