"""The ledger (职责台账) with the decisions in force laid over it.

What the text says stays visible whatever a person decides: a stated duty that somebody rejects is shown with the
objection, and a confirmed one still says whether it was stated, inherited or suggested before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import quote

from indexer.citation import citation
from indexer.decisions.models import Decision, DecisionKind, Subject
from indexer.decisions.resolve import Hanging, Resolution
from indexer.decisions.texts import TaskPlace
from indexer.duties.ledger import LedgerRow
from indexer.duties.models import Basis, Role


class Standing(StrEnum):
    """What persons made of a row."""

    OPEN = "open"  # 未经决定
    CONFIRMED = "confirmed"  # 人工确认
    OBJECTED = "objected"  # 有异议: the text says it, a person says otherwise; never hidden
    REJECTED = "rejected"  # 已否定: a suggestion that a person rejected
    REPLACED = "replaced"  # 已更改: a suggestion that a person put right


STANDING_NAMES = {
    Standing.OPEN: "未经决定",
    Standing.CONFIRMED: "人工确认",
    Standing.OBJECTED: "有异议",
    Standing.REJECTED: "已否定",
    Standing.REPLACED: "已更改",
}
"""The words for standings on pages and in exports; the same everywhere."""

_HIDDEN = frozenset({Standing.REJECTED, Standing.REPLACED})


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """A row of the ledger and what persons made of it.

    ``row.basis`` is CONFIRMED where a person confirmed, added or changed the duty, and ``ground`` the basis it had
    before, None where neither text nor program have it. For all standings but OPEN ``row.who``, ``row.when`` and
    ``row.why`` are the decision's. ``review`` are decisions about this department whose text is not what it was and
    that may belong here: they count for nothing until a person looks at them.
    """

    row: LedgerRow
    standing: Standing = Standing.OPEN
    ground: Basis | None = None
    decision: Decision | None = None
    review: tuple[Hanging, ...] = ()

    @property
    def shown(self) -> bool:
        """Whether the row belongs to the default view; the others are listed on demand."""
        return self.standing not in _HIDDEN


def apply(rows: Iterable[LedgerRow], resolution: Resolution) -> tuple[DecidedRow, ...]:
    """The rows with the decisions in force laid over them, in their order; new rows after those of their task, or last.

    ``rows`` are all rows of the documents that ``resolution`` looked at, as text and program have them (filter
    afterwards).
    """
    rows = tuple(rows)
    roles: dict[Subject, set[Role]] = {}
    for row in rows:
        roles.setdefault(_subject(row), set()).add(row.role)
    decided = _decided(resolution)
    laid = [_laid(row, decided.get(_subject(row)), roles[_subject(row)]) for row in rows]
    confirmed = {_subject(found.row) for found in laid if found.standing is Standing.CONFIRMED}
    new = [
        _new(hanging)
        for subject, hanging in decided.items()
        if _says_yes(hanging.decision, subject) and subject not in confirmed
    ]
    review = _offered(resolution)
    new.sort(key=lambda found: (found.row.document, found.row.line, found.row.key))
    return tuple(replace(found, review=review.get(_subject(found.row), ())) for found in _inserted(laid, new))


def blank_row(place: TaskPlace) -> LedgerRow:
    """A row for a task, without department; all else as in ``indexer.duties.rows``."""
    document = place.record.document
    first, last = (place.record.clauses[place.task.clauses[end]] for end in (0, -1))
    return LedgerRow(
        document=document.id,
        document_title=document.title,
        document_number=document.document_number,
        clause=place.task.id,
        citation=citation(first, place.record),
        path=first.path,
        line=place.task.line,
        task=place.record.text[first.start : last.end],
        department="",
        key="",
        name="",
        role=Role.RESPONSIBLE,
        basis=Basis.CONFIRMED,
        link=f"/clauses/{quote(place.task.id, safe=':~')}",
    )


def _subject(row: LedgerRow) -> Subject:
    return Subject(row.clause, row.key)


def _decided(resolution: Resolution) -> dict[Subject, Hanging]:
    in_force = resolution.force.by_subject
    return {
        subject: hanging
        for hanging in resolution.effective
        for subject in hanging.decision.subjects
        if in_force.get(subject) == hanging.decision
    }


def _says_yes(decision: Decision, subject: Subject) -> bool:
    """Whether the decision gives the department a part in the task."""
    return decision.kind is not DecisionKind.REJECT and decision.part.department == subject.department


def _laid(row: LedgerRow, hanging: Hanging | None, roles: set[Role]) -> DecidedRow:
    """A row with the decision about its department over it; ``roles`` are all that the department has in the task."""
    if hanging is None:
        return DecidedRow(row, ground=row.basis)
    decision = hanging.decision
    if _says_yes(decision, _subject(row)) and _is_right(row, decision):
        return _confirmed(row, decision)
    if _is_wrong(row, decision, roles):
        return _wrong(row, decision)
    return DecidedRow(row, ground=row.basis)


def _is_right(row: LedgerRow, decision: Decision) -> bool:
    if row.role is not decision.part.role:
        return False
    # A text that gives another deadline than the one a person put in its place is not confirmed by that.
    changed = decision.kind is DecisionKind.CHANGE and row.deadline != decision.part.deadline
    return not (changed and row.basis is not Basis.SUGGESTED)


def _is_wrong(row: LedgerRow, decision: Decision, roles: set[Role]) -> bool:
    """Whether the decision speaks against a row that it does not confirm.

    A suggestion gives way to whatever a person said of the department. The text is meant where its role is the one
    decided on; all of it when that role is no longer found, so that no objection gets lost.
    """
    if row.basis is Basis.SUGGESTED:
        return True
    if decision.kind is DecisionKind.REJECT:
        meant = decision.part.role
    elif decision.was is not None and decision.was.department == row.key:
        meant = decision.was.role
    else:
        return False
    return row.role is meant or meant not in roles


def _confirmed(row: LedgerRow, decision: Decision) -> DecidedRow:
    kept = "" if decision.kind is DecisionKind.CHANGE else row.deadline
    found = replace(_signed(row, decision), basis=Basis.CONFIRMED, deadline=decision.part.deadline or kept)
    return DecidedRow(found, Standing.CONFIRMED, row.basis, decision)


def _wrong(row: LedgerRow, decision: Decision) -> DecidedRow:
    if row.basis is not Basis.SUGGESTED:
        standing = Standing.OBJECTED
    elif decision.kind is DecisionKind.REJECT:
        standing = Standing.REJECTED
    else:
        standing = Standing.REPLACED
    return DecidedRow(_signed(row, decision), standing, row.basis, decision)


def _signed(row: LedgerRow, decision: Decision) -> LedgerRow:
    return replace(row, who=decision.who, when=decision.when, why=decision.why)


def _new(hanging: Hanging) -> DecidedRow:
    """A row for a duty that neither text nor program have."""
    decision = hanging.decision
    part = decision.part
    row = replace(
        _signed(blank_row(hanging.places[0]), decision),
        department=part.label,
        key=part.department,
        role=part.role,
        basis=Basis.CONFIRMED,
        deadline=part.deadline,
    )
    return DecidedRow(row, Standing.CONFIRMED, None, decision)


def _inserted(laid: Sequence[DecidedRow], new: Sequence[DecidedRow]) -> list[DecidedRow]:
    last = {found.row.clause: position for position, found in enumerate(laid)}
    end = len(laid)
    numbered = [(position, 0, found) for position, found in enumerate(laid)]
    numbered += [(last.get(found.row.clause, end), 1, found) for found in new]
    return [found for _, _, found in sorted(numbered, key=lambda entry: entry[:2])]


def _offered(resolution: Resolution) -> dict[Subject, tuple[Hanging, ...]]:
    """For each place that is offered to a decision under review, by department."""
    found: dict[Subject, tuple[Hanging, ...]] = {}
    for hanging in resolution.review:
        for place in hanging.places:
            for decided in hanging.decision.subjects:
                subject = Subject(place.task.id, decided.department)
                found[subject] = (*found.get(subject, ()), hanging)
    return found
