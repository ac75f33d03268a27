"""Decisions as the pages list them: what was decided, what became of it, and which have to be reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.citation import document_citation, place
from indexer.decisions.force import in_force
from indexer.decisions.models import Decision, DecisionKind
from indexer.decisions.overlay import Layer
from indexer.decisions.resolve import HOLD_NAMES, Hanging
from indexer.decisions.wording import said


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision; ``ended`` is the one that withdrew it or took its place, ``status`` says what became of it."""

    decision: Decision
    said: str
    status: str
    ended: Decision | None

    def mentions(self, words: str) -> bool:
        """Whether each of the words stands in what was decided, by whom, why, or about which task."""
        decision = self.decision
        text = "\n".join((self.said, decision.who, decision.why, decision.excerpt, decision.document, decision.id))
        return all(word in text for word in words.split())


@dataclass(frozen=True, slots=True)
class Offer:
    """A place where a decision under review may belong: identifier of the task, how it is cited, how it begins."""

    task: str
    citation: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Review:
    """A decision whose text is not what it was; ``what`` is one word, ``message`` tells what happened."""

    decision: Decision
    said: str
    what: str
    message: str
    offers: tuple[Offer, ...]


def entries(layer: Layer, task: frozenset[str] | None = None) -> Sequence[Entry]:
    """All decisions (or those about these tasks), the last first."""
    force = in_force(layer.decisions.all)
    review = {hanging.decision.id for hanging in layer.review()} if task is None else frozenset()
    return [
        _entry(decision, force.ended_by.get(decision.id), decision.id in review)
        for decision in reversed(layer.decisions.all)
        if task is None or decision.task in task
    ]


def _entry(decision: Decision, ended: Decision | None, waits: bool) -> Entry:
    if decision.kind is DecisionKind.WITHDRAW:
        status = ""
    elif ended is None:
        status = "待复核" if waits else "有效"
    else:
        status = "已撤回" if ended.kind is DecisionKind.WITHDRAW else "已被取代"
    return Entry(decision, said(decision), status, ended)


def reviewed(layer: Layer) -> Sequence[Review]:
    """The decisions that have to be reviewed."""
    return [review_of(hanging) for hanging in layer.review()]


def offered(layer: Layer, document: str, tasks: frozenset[str]) -> Sequence[Review]:
    """Those that have to be reviewed and may belong to one of these tasks of a document."""
    resolution = layer.resolution(document)
    found = (review_of(hanging) for hanging in (resolution.review if resolution else ()))
    return [review for review in found if any(offer.task in tasks for offer in review.offers)]


def review_of(hanging: Hanging) -> Review:
    offers = tuple(
        Offer(
            found.task.id,
            document_citation(found.record) + place(found.record.clauses[found.task.clauses[0]], found.record),
            found.excerpt,
        )
        for found in hanging.places
    )
    return Review(hanging.decision, said(hanging.decision), HOLD_NAMES[hanging.hold], hanging.message, offers)
