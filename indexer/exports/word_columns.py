"""What stands in the tables of the Word document.

By document a table has one row for each task, departments in a column for each role, as offices write a 任务分工表;
a band across the table opens each part (部分). By department it has one row for each duty, a band for each document.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from indexer.duties.ledger import BASIS_NAMES, ROLE_NAMES, UNLISTED, LedgerRow
from indexer.duties.models import Basis, Role
from indexer.exports import wording
from indexer.exports.groups import Group, tasks
from indexer.exports.options import Grouping
from indexer.exports.word_xml import Line

_ORDER = {basis: place for place, basis in enumerate(Basis)}

Rows = Sequence[LedgerRow]
"""What one row of a table speaks of: the duties of one task, or one duty."""

Link = Callable[[LedgerRow], str]
"""Gives the identifier of the relationship that leads to a row's clause, empty where there is none."""


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` in millimetres; 0 takes what the others leave, and leaves what it does not need to those that
    ``grow``. An ``optional`` column is left out where it would be empty from top to bottom."""

    label: str
    lines: Callable[[Rows], list[Line]]
    width: float
    optional: bool = False
    centred: bool = False
    grows: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How a group becomes a table: its ``rows``, their cells, the ``band`` each belongs under (empty for none), and
    what is to be said below a row of each of its duties (empty for nothing)."""

    rows: Callable[[Sequence[LedgerRow]], Sequence[Rows]]
    columns: tuple[Column, ...]
    band: Callable[[LedgerRow], str]
    remark: Callable[[LedgerRow], str]


ROLE_LABELS = {Role.LEAD: "牵头单位", Role.RESPONSIBLE: "责任单位", Role.COOPERATING: "配合单位"}
"""Heads of columns; the words of a 任务分工表. Departments that are merely mentioned stand among the remarks."""

NAME_MARKS = {
    Basis.STATED: "{}",
    Basis.INHERITED: f"{{}}（{BASIS_NAMES[Basis.INHERITED]}）",
    Basis.SUGGESTED: f"{wording.SUGGESTION_MARK}{{}}",
    Basis.CONFIRMED: f"{{}}（{BASIS_NAMES[Basis.CONFIRMED]}）",
}
"""How a department is written where several of different basis stand in one cell."""

UNMARKED_MEANING = f"单位名称后未加注的，为{BASIS_NAMES[Basis.STATED]}。"


def layout(grouping: Grouping, link: Link) -> Layout:
    task = Column("任务内容", _one(lambda row: row.task), 0)
    deadline = Column("时限", _one(lambda row: row.deadline), 17, optional=True, centred=True)
    basis = Column("依据", _bases, 18.5, centred=True)
    if grouping is Grouping.DOCUMENT:
        place = Column("条目和出处", _places(_headings_below_part, link), 30)
        roles = (
            Column(label, _departments(role), 28, optional=True, grows=True) for role, label in ROLE_LABELS.items()
        )
        return Layout(tasks, (place, task, *roles, deadline, basis), _part, _task_remark)
    place = Column("条目和出处", _places(wording.path, link), 46)
    role = Column("角色", _one(lambda row: ROLE_NAMES[row.role]), 12, centred=True)
    return Layout(_singly, (place, task, role, deadline, basis), wording.document, _facts)


def name_note(group: Group) -> str:
    """注：省住建厅，即省住房和城乡建设厅；某某办，名称未收录，待核。 For each name of the text that is not the official
    one or that the register does not know; else empty."""
    pairs = dict.fromkeys(
        f"{row.name}，{UNLISTED}" if row.unlisted else f"{row.name}，即{row.department}"
        for row in group.rows
        if row.unlisted or wording.own_name(row)
    )
    return f"注：{'；'.join(pairs)}。" if pairs else ""


def _singly(rows: Sequence[LedgerRow]) -> tuple[Rows, ...]:
    return tuple((row,) for row in rows)


def _one(text: Callable[[LedgerRow], str]) -> Callable[[Rows], list[Line]]:
    """A column of what all duties of a row share."""
    return lambda rows: [Line(text(rows[0]))] if text(rows[0]) else []


def _departments(role: Role) -> Callable[[Rows], list[Line]]:
    return lambda rows: [Line(_marked(row), row.basis is Basis.SUGGESTED) for row in rows if row.role is role]


def _marked(row: LedgerRow) -> str:
    return NAME_MARKS[row.basis].format(_name(row)) + wording.objection(row)


def _name(row: LedgerRow) -> str:
    """The name as the text writes it, which is short; ``name_note`` gives the official one."""
    return row.name or row.department


def _bases(rows: Rows) -> list[Line]:
    words = dict.fromkeys((wording.basis(row), row.basis) for row in sorted(rows, key=lambda row: _ORDER[row.basis]))
    return [Line(text, italic=kind is Basis.SUGGESTED) for text, kind in words]


def _task_remark(row: LedgerRow) -> str:
    facts = _facts(row)
    if row.role is Role.MENTIONED:
        return f"{ROLE_NAMES[row.role]}：{_marked(row)}{f'（{facts}）' if facts else ''}"
    mark = wording.SUGGESTION_MARK if row.basis is Basis.SUGGESTED else ""
    return f"{mark}{_name(row)}（{ROLE_NAMES[row.role]}）：{facts}" if facts else ""


def _facts(row: LedgerRow) -> str:
    """The score and reasons of a suggestion, the decision of a person."""
    suggestion = wording.suggestion(row)
    known = (f"分值{suggestion}" if row.score is not None else suggestion, wording.decision(row))
    return "；".join(filter(None, known))


def _part(row: LedgerRow) -> str:
    """The heading of the part (部分) in which a task stands, where it also has a heading of its own."""
    return row.path[0] if len(row.path) > 1 else ""


def _headings_below_part(row: LedgerRow) -> str:
    return wording.PATH_SEPARATOR.join(row.path[1:] or row.path)


def _places(path: Callable[[LedgerRow], str], link: Link) -> Callable[[Rows], list[Line]]:
    """Headings, and below them the place as it is cited, which leads to the clause."""

    def lines(rows: Rows) -> list[Line]:
        place = Line(wording.place(rows[0]) or "原文", link=link(rows[0]))
        return [Line(path(rows[0])), place] if path(rows[0]) else [place]

    return lines
