"""The ledger (职责台账) with the decisions in force laid over it.

What the text says stays visible whatever a person decides: a stated duty that somebody rejects is shown with the
objection, and a confirmed one still says whether it was stated, inherited or suggested before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from indexer.decisions.models import Decision, DecisionKind, Subject
from indexer.decisions.resolve import Hanging, Resolution
from indexer.duties.ledger import LedgerRow
from indexer.duties.models import Basis, Role, Standing
from indexer.duties.rows import task_row


def apply(rows: Iterable[LedgerRow], resolution: Resolution) -> tuple[LedgerRow, ...]:
    """The rows with the decisions in force laid over them, in their order; new rows after those of their task, or last.

    ``rows`` are all rows of the documents that ``resolution`` looked at, as text and program have them (filter
    afterwards).
    """
    rows = tuple(rows)
    roles: dict[Subject, set[Role]] = {}
    for row in rows:
        roles.setdefault(_subject(row), set()).add(row.role)
    in_force = decided(resolution)
    laid = [_laid(row, in_force.get(_subject(row)), roles[_subject(row)]) for row in rows]
    confirmed = {_subject(found) for found in laid if found.standing is Standing.CONFIRMED}
    new = [
        _new(hanging)
        for subject, hanging in in_force.items()
        if _says_yes(hanging.decision, subject) and subject not in confirmed
    ]
    review = _offered(resolution)
    new.sort(key=lambda found: (found.document, found.line, found.key))
    return tuple(_pointed_out(found, review.get(_subject(found), ())) for found in _inserted(laid, new))


def _pointed_out(row: LedgerRow, review: tuple[str, ...]) -> LedgerRow:
    return replace(row, review=review) if review else row


def _subject(row: LedgerRow) -> Subject:
    return Subject(row.clause, row.key)


def decided(resolution: Resolution) -> dict[Subject, Hanging]:
    """What is in force on a text that is what it was, by department and task."""
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


def _laid(row: LedgerRow, hanging: Hanging | None, roles: set[Role]) -> LedgerRow:
    """A row with the decision about its department over it; ``roles`` are all that the department has in the task."""
    if hanging is None:
        return row
    decision = hanging.decision
    if _says_yes(decision, _subject(row)) and _is_right(row, decision):
        return _confirmed(row, decision)
    if _is_wrong(row, decision, roles):
        return _wrong(row, decision)
    return row


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


def _confirmed(row: LedgerRow, decision: Decision) -> LedgerRow:
    kept = "" if decision.kind is DecisionKind.CHANGE else row.deadline
    found = replace(row, basis=Basis.CONFIRMED, deadline=decision.part.deadline or kept)
    return _signed(found, decision, Standing.CONFIRMED, row.basis)


def _wrong(row: LedgerRow, decision: Decision) -> LedgerRow:
    if row.basis is not Basis.SUGGESTED:
        standing = Standing.OBJECTED
    elif decision.kind is DecisionKind.REJECT:
        standing = Standing.REJECTED
    else:
        standing = Standing.REPLACED
    return _signed(row, decision, standing, row.basis)


def _signed(row: LedgerRow, decision: Decision, standing: Standing, ground: Basis | None) -> LedgerRow:
    return replace(
        row,
        standing=standing,
        ground=ground,
        decision=decision.id,
        who=decision.who,
        when=decision.when,
        why=decision.why,
    )


def _new(hanging: Hanging) -> LedgerRow:
    """A row for a duty that neither text nor program have."""
    place, part = hanging.places[0], hanging.decision.part
    row = replace(
        task_row(place.record, place.task),
        department=part.label,
        key=part.department,
        role=part.role,
        deadline=part.deadline,
    )
    return _signed(row, hanging.decision, Standing.CONFIRMED, None)


def _inserted(laid: Sequence[LedgerRow], new: Sequence[LedgerRow]) -> list[LedgerRow]:
    last = {found.clause: position for position, found in enumerate(laid)}
    end = len(laid)
    numbered = [(position, 0, found) for position, found in enumerate(laid)]
    numbered += [(last.get(found.clause, end), 1, found) for found in new]
    return [found for _, _, found in sorted(numbered, key=lambda entry: entry[:2])]


def _offered(resolution: Resolution) -> dict[Subject, tuple[str, ...]]:
    """For each place that is offered to decisions under review, their identifiers, by department."""
    found: dict[Subject, tuple[str, ...]] = {}
    for hanging in resolution.review:
        for place in hanging.places:
            for decided in hanging.decision.subjects:
                subject = Subject(place.task.id, decided.department)
                found[subject] = (*found.get(subject, ()), hanging.decision.id)
    return found
