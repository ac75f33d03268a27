"""Whether each decision still hangs on its text; and what became of the text where it does not.

Nothing is moved here: where a text stands at another place now, or reads otherwise, the place is offered, and a person
decides (``indexer.decisions.deciding.carried_over``).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from indexer.citation import document_citation, place
from indexer.decisions.force import Force, in_force
from indexer.decisions.models import Decision, DecisionKind, Decisions
from indexer.decisions.texts import Library, TaskPlace
from indexer.references import number_path

CLOSE = 0.6
"""Texts this similar count as versions of one another: what difflib's documentation calls a close match."""


class Hold(StrEnum):
    """How a decision hangs on its text."""

    CURRENT = "current"  # 有效: the text stands where it stood
    MOVED = "moved"  # 位置有变: the same text stands under another identifier
    CHANGED = "changed"  # 文字有变: the place is still there, but reads otherwise
    LOST = "lost"  # 原文不存: document or task are gone


HOLD_NAMES = {
    Hold.CURRENT: "有效",
    Hold.MOVED: "位置有变",
    Hold.CHANGED: "文字有变",
    Hold.LOST: "原文不存",
}


@dataclass(frozen=True, slots=True)
class Hanging:
    """A decision and its text. ``places``: where it stands now; unless ``hold`` is current these are offers, the best
    first, perhaps none. ``message`` tells a person what happened, empty where nothing did."""

    decision: Decision
    hold: Hold
    places: tuple[TaskPlace, ...] = ()
    message: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """All decisions against the documents as they are. ``hangings`` by the decision's identifier (withdrawals hang on
    nothing); ``review``: those in force whose text is not what it was, by document, then by time."""

    force: Force
    hangings: Mapping[str, Hanging]

    @property
    def review(self) -> tuple[Hanging, ...]:
        open_ = (h for h in self.hangings.values() if h.hold is not Hold.CURRENT and self.force.holds(h.decision))
        return tuple(sorted(open_, key=lambda h: (h.decision.document, h.decision.instant, h.decision.id)))

    @property
    def effective(self) -> tuple[Hanging, ...]:
        """Those in force on a text that is what it was, by document, task and time."""
        held = (h for h in self.hangings.values() if h.hold is Hold.CURRENT and self.force.holds(h.decision))
        return tuple(sorted(held, key=lambda h: (h.decision.task, h.decision.instant, h.decision.id)))


def resolve(
    decisions: Decisions, library: Library, document: str | None = None, force: Force | None = None
) -> Resolution:
    """How every decision hangs on its text.

    With ``document`` only decisions about it are looked at, and those about documents that are gone whose text it holds
    now: enough for its pages, and the other documents need not be analysed. ``force`` is what is in force, where the
    caller knows it: for many documents, one after the other, working it out anew takes longest.
    """
    force = in_force(decisions.all) if force is None else force
    places = cache(library.places)
    documents = frozenset(library.documents())
    hangings: dict[str, Hanging] = {}
    homeless: list[Decision] = []
    for decision in decisions.all:
        if decision.kind is DecisionKind.WITHDRAW:
            continue
        if decision.document not in documents:
            homeless.append(decision)
        elif document in (None, decision.document):
            hangings[decision.id] = _in_document(decision, places(decision.document))
    if homeless:
        searched = sorted(documents if document is None else documents & {document})
        same = _by_digest(found for name in searched for found in places(name))
        elsewhere = [_without_document(decision, same.get(decision.text, ())) for decision in homeless]
        hangings |= {found.decision.id: found for found in elsewhere if document is None or found.places}
    return Resolution(force, hangings)


def _by_digest(places: Iterable[TaskPlace]) -> dict[str, tuple[TaskPlace, ...]]:
    found: dict[str, tuple[TaskPlace, ...]] = {}
    for candidate in places:
        found[candidate.digest] = (*found.get(candidate.digest, ()), candidate)
    return found


def _in_document(decision: Decision, places: Sequence[TaskPlace]) -> Hanging:
    here = next((found for found in places if found.task.id == decision.task), None)
    if here and here.digest == decision.text:
        return Hanging(decision, Hold.CURRENT, (here,))
    same = tuple(found for found in places if found.digest == decision.text)
    if same:
        return Hanging(decision, Hold.MOVED, same, _moved(same, decision))
    if here:
        return Hanging(decision, Hold.CHANGED, (here,), _changed(here, decision))
    holding = next((found for found in places if _holds_sentence(found, decision.task)), None)
    if holding:
        return Hanging(decision, Hold.CHANGED, (holding,), _changed(holding, decision))
    similar = _similar(decision, places)
    if similar:
        return Hanging(decision, Hold.CHANGED, similar, _changed(similar[0], decision))
    there = [found for found in places if _numbers(found) == _numbers_of(decision.task)]
    if there:
        offered = tuple(there) if len(there) == 1 else ()
        return Hanging(decision, Hold.CHANGED, offered, _rewritten(there[0], decision))
    return Hanging(decision, Hold.LOST, (), f"文件“{decision.document}”中已找不到{_quoted(decision)}，请复核这项决定。")


def _without_document(decision: Decision, same: tuple[TaskPlace, ...]) -> Hanging:
    if same:
        return Hanging(decision, Hold.MOVED, same, _moved(same, decision))
    message = f"文件“{decision.document}”已不在库中，其他文件中也没有{_quoted(decision)}，请复核这项决定。"
    return Hanging(decision, Hold.LOST, (), message)


def _holds_sentence(found: TaskPlace, clause: str) -> bool:
    return any(found.record.clauses[position].id == clause for position in found.task.clauses)


def _similar(decision: Decision, places: Sequence[TaskPlace]) -> tuple[TaskPlace, ...]:
    """Tasks that begin much like the text did; those of the same section first, then the most similar."""
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(decision.excerpt)
    numbers = _numbers_of(decision.task)
    found: list[tuple[bool, float, int]] = []
    for position, candidate in enumerate(places):
        matcher.set_seq1(candidate.excerpt)
        if matcher.quick_ratio() >= CLOSE and (ratio := matcher.ratio()) >= CLOSE:
            found.append((_numbers(candidate) != numbers, -ratio, position))
    return tuple(places[position] for _, _, position in sorted(found)[:3])


def _numbers(found: TaskPlace) -> str:
    return number_path(found.record.sections, found.task.section)


def _numbers_of(task: str) -> str:
    """The path of numbers in an identifier (``indexer.clauses``); empty for what is none."""
    return task.rsplit(":", 2)[1] if task.count(":") >= 2 else ""


def _cited(found: TaskPlace) -> str:
    return place(found.record.clauses[found.task.clauses[0]], found.record)


def _quoted(decision: Decision) -> str:
    return f"“{decision.excerpt}”"


def _moved(places: Sequence[TaskPlace], decision: Decision) -> str:
    now = "，或".join(document_citation(found.record) + _cited(found) for found in places)
    gone = "" if places[0].record.document.id == decision.document else f"文件“{decision.document}”已不在库中；"
    return f"{gone}{_quoted(decision)}的文字没有变，现在位于{now}，请复核这项决定是否沿用。"


def _changed(found: TaskPlace, decision: Decision) -> str:
    where = document_citation(found.record) + _cited(found)
    if found.excerpt == decision.excerpt:
        return f"{where}起的文字开头未变（{_quoted(decision)}），后文或责任标注已有改动，请复核这项决定是否沿用。"
    return (
        f"{where}起的文字与作出决定时不同：当时是{_quoted(decision)}，现在是“{found.excerpt}”，请复核这项决定是否沿用。"
    )


def _rewritten(found: TaskPlace, decision: Decision) -> str:
    where = document_citation(found.record)
    path = found.record.clauses[found.task.clauses[0]].path
    section = f"“{path[-1]}”" if path else "正文"
    return f"{where}的{section}仍在，但其中已没有{_quoted(decision)}，也没有相近的文字，请复核这项决定。"
