"""The values of the decision stages: a decision, and what was read of the file that keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from indexer.duties.models import Role


class DecisionKind(StrEnum):
    """What a person decided about a duty."""

    CONFIRM = "confirm"  # 确认: a duty that is shown is right
    REJECT = "reject"  # 否定: a duty that is shown is wrong
    ADD = "add"  # 补充: a duty that nobody proposed
    CHANGE = "change"  # 更改: another role, deadline or department
    WITHDRAW = "withdraw"  # 撤回: an earlier decision is taken back


KIND_NAMES = {
    DecisionKind.CONFIRM: "确认",
    DecisionKind.REJECT: "否定",
    DecisionKind.ADD: "补充",
    DecisionKind.CHANGE: "更改",
    DecisionKind.WITHDRAW: "撤回",
}
"""The words for kinds of decisions on pages and in exports; the same everywhere."""

KEY_NAMES = {
    "id": "编号",
    "when": "时间",
    "who": "决定人",
    "kind": "决定",
    "document": "文件标识",
    "task": "任务标识",
    "excerpt": "任务文字",
    "department": "部门代码",
    "label": "部门",
    "role": "角色",
    "deadline": "时限",
    "was": "原来的职责",
    "why": "理由",
    "replaces": "取代或撤回",
    "text": "文字校验",
}
"""The keys of a decision in the file, in their order, and what each is called."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one department has to do in a task. ``department`` is its key, ``label`` its name when it was decided;
    ``deadline`` the words that say by when, empty where there are none."""

    department: str
    label: str
    role: Role
    deadline: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What one decision at a time is in force about: a department in a task."""

    task: str
    department: str


@dataclass(frozen=True, slots=True)
class Decision:
    """人工决定: one thing that one person decided about one duty.

    ``when`` is ISO 8601 with offset; ``why`` may be empty for ``confirm`` only. ``task`` is the identifier of the
    task's first sentence; ``text`` the digest of the text that the decision hangs on (``indexer.decisions.texts``)
    and ``excerpt`` its beginning. ``was`` is the part that a ``change`` puts right, None for all other kinds.
    ``replaces`` are the decisions that this one takes the place of; for ``withdraw`` those it takes back.
    ``extra`` are keys of the file that this version does not know, each with its value as JSON.
    """

    id: str
    kind: DecisionKind
    who: str
    when: str
    why: str
    document: str
    task: str
    text: str
    excerpt: str
    part: Part
    was: Part | None = None
    replaces: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def instant(self) -> datetime:
        """``when`` as a moment; ``+08:00`` and ``Z`` compare as they should."""
        return datetime.fromisoformat(self.when)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The department the decision is about; for a change from one department to another, both."""
        departments = [self.part.department]
        if self.was is not None and self.was.department != self.part.department:
            departments.append(self.was.department)
        return tuple(Subject(self.task, department) for department in departments)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the file that a person should look at. ``line`` counts from 1 (for a table, its rows); ``text``
    is what stands there. ``set_aside``: the line is not among the decisions; it stays in the file untouched."""

    line: int
    reason: str
    text: str
    set_aside: bool


@dataclass(frozen=True, slots=True)
class Decisions:
    """The file as it was read: every decision once, in the order in which they were made; and what is wrong with the
    rest."""

    all: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()

    def get(self, identifier: str) -> Decision | None:
        """The decision with this identifier, or None."""
        return next((decision for decision in self.all if decision.id == identifier), None)
