"""Decisions as the command line shows them."""

from __future__ import annotations

from collections.abc import Sequence

import click

from indexer.citation import document_citation, place
from indexer.decisions.force import Force
from indexer.decisions.lines import plain
from indexer.decisions.models import Decision, DecisionKind, Problem
from indexer.decisions.resolve import HOLD_NAMES, Hanging
from indexer.decisions.wording import said


def print_list(decisions: Sequence[Decision], force: Force) -> None:
    """Each decision with what became of it."""
    for decision in decisions:
        click.echo(f"{decision.id}　{said(decision)}{_fate(decision, force)}")
        print_decision(decision)
    click.echo(f"共 {len(decisions)} 项。" if decisions else "没有决定。")


def print_decision(decision: Decision) -> None:
    """What a decision hangs on, who made it and why."""
    click.echo(f"    {decision.task}　{decision.excerpt}")
    click.echo(f"    {decision.who}　{decision.when}" + (f"　理由：{decision.why}" if decision.why else ""))
    if decision.replaces:
        what = "撤回" if decision.kind is DecisionKind.WITHDRAW else "取代"
        click.echo(f"    {what}：{'、'.join(decision.replaces)}")


def print_hanging(hanging: Hanging) -> None:
    """A decision under review: what happened, and where it could go."""
    decision = hanging.decision
    click.echo(f"{decision.id}　{said(decision)}　〔{HOLD_NAMES[hanging.hold]}〕")
    click.echo(f"    {decision.who}　{decision.when}" + (f"　理由：{decision.why}" if decision.why else ""))
    click.echo(f"    {hanging.message}")
    for offer in hanging.places:
        click.echo(f"    可能的位置：{offer.task.id}　{offer.excerpt}")


def listed_json(decision: Decision, force: Force) -> dict[str, object]:
    """A decision with ``status``: in_force, superseded, withdrawn, or withdrawal for what is one itself."""
    ended = force.ended_by.get(decision.id)
    if decision.kind is DecisionKind.WITHDRAW:
        status = "withdrawal"
    elif ended is None:
        status = "in_force"
    else:
        status = "withdrawn" if ended.kind is DecisionKind.WITHDRAW else "superseded"
    return plain(decision) | {"status": status} | ({"ended_by": ended.id} if ended else {})


def review_json(hangings: Sequence[Hanging], problems: Sequence[Problem]) -> dict[str, object]:
    return {
        "review": [
            {
                "decision": plain(hanging.decision),
                "state": hanging.hold.value,
                "message": hanging.message,
                "places": [
                    {
                        "task": offer.task.id,
                        "document": offer.record.document.id,
                        "citation": document_citation(offer.record)
                        + place(offer.record.clauses[offer.task.clauses[0]], offer.record),
                        "excerpt": offer.excerpt,
                    }
                    for offer in hanging.places
                ],
            }
            for hanging in hangings
        ],
        "problems": [problem_json(problem) for problem in problems],
    }


def problem_json(problem: Problem) -> dict[str, object]:
    return {
        "line": problem.line,
        "reason": problem.reason,
        "text": problem.text,
        "set_aside": problem.set_aside,
    }


def _fate(decision: Decision, force: Force) -> str:
    ended = force.ended_by.get(decision.id)
    if ended is None:
        return ""
    return f"　〔已由 {ended.id} {'撤回' if ended.kind is DecisionKind.WITHDRAW else '取代'}〕"
