"""The values of the duty stages: tasks, and duties as a document states them."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.duties.roles import Basis as Basis
from indexer.duties.roles import Role as Role
from indexer.duties.roles import Standing as Standing


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
