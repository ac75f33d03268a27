"""Which decisions are in force: a later one supersedes an earlier one about the same department in the same task.

Three rules:

1. Of several decisions about one subject the last is in force. "Last" goes by time; but a decision always comes after
   those it says it replaces, however wrong the clock of the computer was.
2. A decision that was withdrawn, or carried over to another place (replaced by a decision on another task), is in force
   nowhere.
3. What was superseded once does not come back when the decision that superseded it is withdrawn: the duty is then shown
   as text and program have it, until somebody decides anew.

None of them looks at the order of lines in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from indexer.decisions.models import Decision, DecisionKind, Subject

_Rank = tuple[datetime, int, str]


@dataclass(frozen=True, slots=True)
class Force:
    """``by_subject``: the decision in force about each subject. ``last``: the last thing said about each, withdrawals
    and what they took back included. ``ended_by``: for each decision in force nowhere, the one that ended it."""

    by_subject: Mapping[Subject, Decision]
    last: Mapping[Subject, Decision]
    ended_by: Mapping[str, Decision]

    def holds(self, decision: Decision) -> bool:
        """Whether a decision is in force about at least one of its subjects."""
        return any(self.by_subject.get(subject) == decision for subject in decision.subjects)


def in_force(decisions: Iterable[Decision]) -> Force:
    """What is in force when all ``decisions`` (identifiers differ) have been made."""
    ordered = ranked(decisions)
    known = {decision.id: decision for decision in ordered}
    latest: dict[Subject, Decision] = {}
    last: dict[Subject, Decision] = {}
    taken_out: dict[str, Decision] = {}
    for decision in ordered:
        for subject in decision.subjects:
            last[subject] = decision
            if decision.kind is not DecisionKind.WITHDRAW:
                latest[subject] = decision
        for other in decision.replaces:
            if other in known and _takes_out(decision, known[other]):
                taken_out.setdefault(other, decision)
    by_subject = {subject: decision for subject, decision in latest.items() if decision.id not in taken_out}
    ended = dict(taken_out)
    for decision in ordered:
        if decision.kind is DecisionKind.WITHDRAW or decision.id in ended:
            continue
        later = [latest[subject] for subject in decision.subjects if latest[subject] is not decision]
        if len(later) == len(decision.subjects):
            ended[decision.id] = later[0]
    return Force(by_subject, last, ended)


def ranked(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions, each after all that it replaces; otherwise by time, then by identifier.

    A decision counts as made no earlier than those it replaces. Decisions that replace one another in a circle, which
    only an editor can bring about, go by time alone.
    """
    known = {decision.id: decision for decision in decisions}
    replaces = _replaced(known)
    loop = circular(known.values())
    for identifier in loop:
        replaces[identifier] -= loop
    replaced_by = _turned(replaces)
    waiting = {identifier: len(others) for identifier, others in replaces.items()}
    ready = [identifier for identifier, count in waiting.items() if not count]
    ranks: dict[str, _Rank] = {}
    while ready:
        identifier = ready.pop()
        before = [ranks[other] for other in replaces[identifier]]
        moment = max([known[identifier].instant, *(rank[0] for rank in before)])
        ranks[identifier] = (moment, 1 + max((rank[1] for rank in before), default=0), identifier)
        for other in replaced_by[identifier]:
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    return tuple(sorted(known.values(), key=lambda decision: ranks[decision.id]))


def circular(decisions: Iterable[Decision]) -> set[str]:
    """Identifiers of the decisions that, step by step, replace themselves, and of those between two such circles."""
    replaces = _replaced({decision.id: decision for decision in decisions})
    replaced_by = _turned(replaces)
    left = set(replaces)
    # Taken away one by one: what replaces nothing that is left, or is replaced by nothing that is left.
    for forth, back in ((replaces, replaced_by), (replaced_by, replaces)):
        count = {identifier: len(forth[identifier] & left) for identifier in left}
        free = [identifier for identifier in left if not count[identifier]]
        while free:
            identifier = free.pop()
            left.discard(identifier)
            for other in back[identifier] & left:
                count[other] -= 1
                if not count[other]:
                    free.append(other)
    return left


def _replaced(known: Mapping[str, Decision]) -> dict[str, set[str]]:
    """For each decision those of the others that it replaces."""
    return {i: {other for other in d.replaces if other in known and other != i} for i, d in known.items()}


def _turned(links: Mapping[str, set[str]]) -> dict[str, set[str]]:
    turned: dict[str, set[str]] = {identifier: set() for identifier in links}
    for identifier, others in links.items():
        for other in others:
            turned[other].add(identifier)
    return turned


def _takes_out(decision: Decision, other: Decision) -> bool:
    """Whether ``decision``, which names ``other``, ends it for all subjects and not only for those both share."""
    if other.kind is DecisionKind.WITHDRAW:
        return False
    return decision.kind is DecisionKind.WITHDRAW or decision.task != other.task
