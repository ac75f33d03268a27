"""The values of the duty stages: tasks, and duties as a document states them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a department has to do for a task. ``MENTIONED``: the sentence names it without giving it a duty."""

    LEAD = "lead"  # 牵头
    RESPONSIBLE = "responsible"  # 负责
    COOPERATING = "cooperating"  # 配合
    MENTIONED = "mentioned"  # 提及


class Basis(StrEnum):
    """On what ground a duty is shown. The first two are the text's word, the third the program's, the last a
    person's."""

    STATED = "stated"  # 原文明示: the text names the department here
    INHERITED = "inherited"  # 上文规定: a heading or a document-wide rule further up names it
    SUGGESTED = "suggested"  # 程序建议
    CONFIRMED = "confirmed"  # 人工确认


class Standing(StrEnum):
    """What persons made of a duty that is shown."""

    OPEN = "open"  # 未经决定
    CONFIRMED = "confirmed"  # 人工确认
    OBJECTED = "objected"  # 有异议: the text says it, a person says otherwise; never hidden
    REJECTED = "rejected"  # 已否定: a suggestion that a person rejected
    REPLACED = "replaced"  # 已更改: a suggestion that a person put right


@dataclass(frozen=True, slots=True)
class Task:
    """任务: the sentences that one responsibility annotation covers, or the text of one item without annotation.

    ``clauses`` are positions in the record's clauses, in order, annotations left out; ``id`` is the identifier of the
    first. ``section`` is the section they lie in.
    """

    id: str
    section: int | None
    clauses: tuple[int, ...]
    line: int


@dataclass(frozen=True, slots=True)
class TextDuty:
    """职责 as the document's own words give it: a body as written, its role, and where the words stand.

    ``task`` is the position of the task. ``[start, end)`` is the annotation or the name in running text; for an
    inherited duty it lies further up. ``rule`` names the rule that gave a role the annotation itself does not say.
    ``annotated`` tells an annotation from running text.
    """

    task: int
    name: str
    role: Role
    basis: Basis
    start: int
    end: int
    deadline: str = ""
    rule: str = ""
    annotated: bool = False


@dataclass(frozen=True, slots=True)
class TextDuties:
    """All tasks of a document and what its text says about who answers for them."""

    tasks: tuple[Task, ...] = ()
    duties: tuple[TextDuty, ...] = ()
