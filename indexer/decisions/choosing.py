"""From what a person says (this task, that department) to the duty that is meant, and to the decision about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.decisions.deciding import Signature, carried_over, decided
from indexer.decisions.errors import DecisionError
from indexer.decisions.models import Decision, DecisionKind, Decisions, Part
from indexer.decisions.resolve import Hold, resolve
from indexer.decisions.texts import TaskPlace
from indexer.decisions.workplace import DepartmentName, Desk
from indexer.duties.ledger import ROLE_NAMES, LedgerRow
from indexer.duties.models import Role, Standing


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants recorded. ``clause`` is any sentence of the task, ``department`` a name or key.

    ``role`` and ``deadline`` None: as the ledger has them. For ``change`` they and ``other`` (another department) say
    what is right instead, and ``was`` which role is meant where the department has several.
    """

    kind: DecisionKind
    clause: str
    department: str
    role: Role | None = None
    deadline: str | None = None
    other: str | None = None
    was: Role | None = None


def wished(wish: Wish, signature: Signature, desk: Desk, decisions: Decisions) -> Decision:
    """The decision that records a wish. Raises ``DecisionError`` when the ledger lacks the duty, or has it already."""
    place = desk.task(wish.clause)
    rows, resolution = desk.ledger(place.record.document.id, decisions)
    shown = [row for row in rows if row.clause == place.task.id and row.shown]
    # What a person decided comes before what the text says otherwise.
    shown.sort(key=lambda row: row.standing is not Standing.CONFIRMED)
    department = desk.department(wish.department, place, shown)
    if wish.kind is DecisionKind.ADD:
        part, was = _added(wish, department, shown), None
    elif wish.kind is DecisionKind.CHANGE:
        was = _part(_only(shown, wish.was, department, "--was"))
        part = _changed(wish, was, desk, place)
    else:
        part, was = _part(_only(shown, wish.role, department, "--role"), wish.deadline), None
    return decided(wish.kind, place, part, signature, resolution, was)


def kept(identifier: str, clause: str | None, signature: Signature, desk: Desk, decisions: Decisions) -> Decision:
    """A decision under review, carried over to where its text stands now: the only place offered, or ``clause``.

    Raises ``DecisionError`` when there is nothing to review, or no place or several to choose from.
    """
    decision = decisions.get(identifier)
    document = decision.document if decision and decision.document in desk.documents() else None
    hanging = resolve(decisions, desk, document).hangings.get(identifier)
    if hanging is None:
        raise DecisionError(f"没有编号为 {identifier} 的决定可以沿用。待复核的决定见：policykb decide review")
    if hanging.hold is Hold.CURRENT:
        raise DecisionError(f"{identifier} 所依据的文字没有变化，不需要复核。")
    if clause is None and len(hanging.places) != 1:
        offers = "、".join(place.task.id for place in hanging.places)
        hint = f"可能的位置：{offers}" if offers else "程序没有找到可能的位置"
        raise DecisionError(
            f"请写明 {identifier} 现在属于哪一项任务（命令行用 --task）（{hint}）；不再适用的，请撤回。"
        )
    place = hanging.places[0] if clause is None else desk.task(clause)
    return carried_over(hanging, place, signature, decisions)


def _added(wish: Wish, department: DepartmentName, shown: Sequence[LedgerRow]) -> Part:
    if wish.role is None:
        raise DecisionError("补充职责应当写明角色：--role 牵头、负责或配合。")
    if any(found.key == department.key and found.role is wish.role for found in shown):
        raise DecisionError(f"台账中已有{department.label}（{ROLE_NAMES[wish.role]}），请直接确认（confirm）。")
    return Part(department.key, department.label, wish.role, wish.deadline or "")


def _changed(wish: Wish, was: Part, desk: Desk, place: TaskPlace) -> Part:
    department = desk.department(wish.other, place) if wish.other else DepartmentName(was.department, was.label)
    deadline = was.deadline if wish.deadline is None else wish.deadline
    part = Part(department.key, department.label, wish.role or was.role, deadline)
    if part == was:
        raise DecisionError("更改前后相同。请写明角色、时限或部门改成什么（命令行用 --role、--deadline、--to）。")
    return part


def _part(row: LedgerRow, deadline: str | None = None) -> Part:
    return Part(row.key, row.department, row.role, row.deadline if deadline is None else deadline)


def _only(shown: Sequence[LedgerRow], role: Role | None, department: DepartmentName, option: str) -> LedgerRow:
    """The one duty of the department that is meant; ``option`` is where a role would be given."""
    fit = [found for found in shown if found.key == department.key and role in (None, found.role)]
    roles = {row.role for row in fit}
    if len(roles) == 1:
        return fit[0]
    if roles:
        said = "、".join(ROLE_NAMES[found] for found in sorted(roles))
        raise DecisionError(f"{department.label}在这项任务中有多种角色（{said}），请用 {option} 写明是哪一种。")
    there = "、".join(dict.fromkeys(f"{found.department}（{ROLE_NAMES[found.role]}）" for found in shown))
    what = f"{department.label}（{ROLE_NAMES[role]}）" if role else department.label
    raise DecisionError(
        f"台账中这项任务没有{what}，现有：{there or '无'}。没有的职责请补充（add），角色不同的请更改（change）。"
    )
