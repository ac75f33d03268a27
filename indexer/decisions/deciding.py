"""Putting a new decision together: what it hangs on, and what it takes the place of.

Call these inside ``DecisionFile.decide``, so that nobody else decides in between.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from indexer.decisions.errors import DecisionError
from indexer.decisions.force import Force, in_force
from indexer.decisions.models import Decision, DecisionKind, Decisions, Part
from indexer.decisions.resolve import Hanging, Resolution
from indexer.decisions.texts import TaskPlace


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decides, why, and when (with offset)."""

    who: str
    why: str
    when: datetime


def decided(
    kind: DecisionKind,
    place: TaskPlace,
    part: Part,
    signature: Signature,
    resolution: Resolution,
    was: Part | None = None,
) -> Decision:
    """A decision to confirm, reject, add or change (then ``was`` is the part put right) a department's part in a task.

    It takes the place of the last decision on the same departments in this task, and of those that are under review
    and were offered this task: with it they are reviewed.
    """
    decision = Decision(
        id=new_identifier(signature.when),
        kind=kind,
        who=signature.who,
        when=signature.when.isoformat(timespec="seconds"),
        why=signature.why,
        document=place.record.document.id,
        task=place.task.id,
        text=place.digest,
        excerpt=place.excerpt,
        part=part,
        was=was,
    )
    departments = {subject.department for subject in decision.subjects}
    reviewed = [
        hanging.decision.id
        for hanging in resolution.review
        if any(offer.task.id == place.task.id for offer in hanging.places)
        and departments & {subject.department for subject in hanging.decision.subjects}
    ]
    return replace(decision, replaces=_once([*_last(decision, resolution.force), *reviewed]))


def withdrawn(identifier: str, signature: Signature, decisions: Decisions) -> Decision:
    """The withdrawal of a decision. Raises ``DecisionError`` when there is none, or it is no longer in force."""
    taken_back = _in_force(identifier, decisions)
    return replace(
        taken_back,
        id=new_identifier(signature.when),
        kind=DecisionKind.WITHDRAW,
        who=signature.who,
        when=signature.when.isoformat(timespec="seconds"),
        why=signature.why,
        replaces=(identifier,),
        extra=(),
    )


def carried_over(hanging: Hanging, place: TaskPlace, signature: Signature, decisions: Decisions) -> Decision:
    """The same decision on the text as it stands at ``place`` now, after a person reviewed it.

    Without a reason in ``signature`` the old one stands. Raises ``DecisionError`` when the old decision is no longer in
    force, or another one is at the new place already.
    """
    old = _in_force(hanging.decision.id, decisions)
    carried = replace(
        old,
        id=new_identifier(signature.when),
        who=signature.who,
        when=signature.when.isoformat(timespec="seconds"),
        why=signature.why or old.why,
        document=place.record.document.id,
        task=place.task.id,
        text=place.digest,
        excerpt=place.excerpt,
    )
    force = in_force(decisions.all)
    for subject in carried.subjects:
        there = force.by_subject.get(subject)
        if there is not None and there != old:
            raise DecisionError(
                f"{there.who}已就新位置上的同一部门作出决定 {there.id}，{old.id} 不能沿用；如已过时，请撤回 {old.id}。"
            )
    return replace(carried, replaces=_once([old.id, *_last(carried, force)]))


def new_identifier(when: datetime) -> str:
    """An identifier that two writers on two branches will not both choose: the day, and eight random digits."""
    return f"d{when:%Y%m%d}-{secrets.token_hex(4)}"


def _last(decision: Decision, force: Force) -> list[str]:
    return [force.last[subject].id for subject in decision.subjects if subject in force.last]


def _once(identifiers: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(identifiers))


def _in_force(identifier: str, decisions: Decisions) -> Decision:
    found = decisions.get(identifier)
    if found is None:
        raise DecisionError(f"没有编号为 {identifier} 的决定。所有决定见：policykb decide list --all")
    if found.kind is DecisionKind.WITHDRAW:
        raise DecisionError(f"{identifier} 是一项撤回，不能再撤回或沿用；请重新作出决定。")
    ended = in_force(decisions.all).ended_by.get(identifier)
    if ended is not None:
        what = "撤回" if ended.kind is DecisionKind.WITHDRAW else "取代"
        raise DecisionError(f"{identifier} 已被 {ended.id}（{ended.who}，{ended.when}）{what}，不再有效。")
    return found
