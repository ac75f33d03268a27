"""Deciding about duties: the form, recording what it says, and the list of all decisions with those to be reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import unquote

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from indexer.citation import citation
from indexer.decisions.choosing import Wish, kept, wished
from indexer.decisions.deciding import Signature, withdrawn
from indexer.decisions.errors import DecisionError, DecisionsBusy, DecisionsNotWritten
from indexer.decisions.models import Decision, DecisionKind, Decisions
from indexer.decisions.wording import said
from indexer.decisions.workplace import BookWorkplace, Desk
from indexer.duties.ledger import LedgerRow
from indexer.duties.models import Role
from indexer.engine.protocol import SearchEngine
from webapp import decision_form, decision_history, origin, paging
from webapp.decision_form import Act, DecisionForm
from webapp.duty_book import BookInService, deciding_here, decision_file, duty_book
from webapp.service import engine

blueprint = Blueprint("decisions", __name__)

_PER_PAGE = 100


class _Overtaken(DecisionError):
    """Somebody has decided about the duty since the page was made."""


@blueprint.get("/decisions")
def listing() -> str:
    """All decisions, the last first, with what became of each; before them those that have to be reviewed."""
    query = request.args.get("q", "").strip()
    with engine() as searching:
        in_service = duty_book(searching)
        layer = in_service.layer()
        found = [entry for entry in decision_history.entries(layer) if entry.mentions(query)]
        review = decision_history.reviewed(layer)
        problems = layer.decisions.problems
        decided = in_service.just_decided(request.args.get("decided", ""))
    last = paging.last_page(len(found), _PER_PAGE)
    page = min(max(request.args.get("page", 1, type=int), 1), last)
    return render_template(
        "decisions/list.html",
        entries=found[(page - 1) * _PER_PAGE :][:_PER_PAGE],
        total=len(found),
        query=query,
        review=review,
        problems=problems,
        decided=decided,
        who=decided.who if decided else "",
        review_acts=(Act.KEEP, Act.WITHDRAW),
        withdraw_acts=(Act.WITHDRAW,),
        page=page,
        pages=paging.window(page, last),
        last=last,
        page_url=lambda number: url_for("decisions.listing", q=query or None, page=number),
    )


@blueprint.get("/decisions/form")
def form() -> str | tuple[str, int]:
    """The form about one duty on a page of its own: ``clause``, ``department`` (key), ``was`` (role), ``back``."""
    _, asked = decision_form.parse(request.args)
    if not deciding_here():
        return render_template("errors/no_deciding.html", typed=""), 403
    with engine() as searching:
        book = duty_book(searching)
        row = _row(book, asked, searching)
        if row is None:
            return render_template("errors/no_duty.html", back=asked.back), 404
        filled = decision_form.of_row(row, asked.back, "", _seen(_rows_of(book, asked), asked))
        return _shown(filled, decision_form.acts(row), searching)


@blueprint.post("/decisions")
def record() -> str | Response | tuple[str, int]:
    """Record what a person decided and return to the page they came from; a slip shows the form again as it was."""
    act, entered = decision_form.parse(request.form)
    for refused, template in (
        (not deciding_here(), "errors/no_deciding.html"),
        (not origin.is_trusted(request.host), "errors/foreign_host.html"),
        (not origin.is_own(request), "errors/foreign_form.html"),
    ):
        if refused:
            typed = decision_form.typed(act, entered)
            return render_template(template, typed=typed, back=entered.back, path=unquote(entered.back)), 403
    if act is None:
        return render_template("errors/no_act.html", back=entered.back), 400
    with engine() as searching:
        slips = decision_form.slips(act, entered)
        if slips:
            return _again(entered, act, slips, searching), 422
        book = duty_book(searching)
        try:
            made = _recorded(act, entered, book)
        except _Overtaken as error:
            current = replace(entered, seen=_seen(_rows_of(book, entered), entered))
            return _again(current, act, [str(error)], searching), 409
        except (DecisionsBusy, DecisionsNotWritten) as error:
            return _again(entered, act, [str(error)], searching), 503
        except DecisionError as error:
            return _again(entered, act, [str(error)], searching), 422
    return redirect(decision_form.returning(entered.back, made.id), 303)


def _recorded(act: Act, entered: DecisionForm, in_service: BookInService) -> Decision:
    """Raises ``DecisionError``."""
    desk = Desk(BookWorkplace(in_service.book, lambda: None))
    signature = Signature(entered.who, entered.why, datetime.now().astimezone())

    def make(decisions: Decisions) -> Sequence[Decision]:
        if act is Act.WITHDRAW:
            return [withdrawn(entered.decision, signature, decisions)]
        if act is Act.KEEP:
            return [kept(entered.decision, entered.place or None, signature, desk, decisions)]
        place = desk.task(entered.clause)
        rows, _ = desk.ledger(place.record.document.id, decisions)
        about = replace(entered, clause=place.task.id)
        if act is not Act.ADD and (now := _seen(rows, about)) != entered.seen:
            raise _Overtaken(_overtaken(now, decisions))
        return [wished(_wish(act, about), signature, desk, decisions)]

    (made,) = decision_file().decide(make)
    return made


def _wish(act: Act, entered: DecisionForm) -> Wish:
    kind = DecisionKind(act.value)
    role = Role(entered.role)
    if act is Act.ADD:
        return Wish(kind, entered.clause, entered.other, role, entered.deadline)
    was = next((known for known in Role if known.value == entered.was), None)
    if act is Act.CHANGE:
        other = None if entered.other == entered.label else entered.other
        return Wish(kind, entered.clause, entered.department, role, entered.deadline, other, was)
    return Wish(kind, entered.clause, entered.department, was)


def _seen(rows: Sequence[LedgerRow], about: DecisionForm) -> str:
    """The decisions that a page of these rows shows about the department in the task."""
    return decision_form.seen(rows, about.clause, about.department)


def _overtaken(now: str, decisions: Decisions) -> str:
    made = [decision for identifier in now.split() if (decision := decisions.get(identifier))]
    if not made:
        return "此前的决定刚刚已被撤回，台账有变。请核对后再次提交；所填内容均已保留。"
    last = made[-1]
    what = said(last)
    return f"{last.who}刚刚已就此作出决定：{what}。请核对后再次提交；所填内容均已保留。"


def _rows_of(in_service: BookInService, about: DecisionForm) -> Sequence[LedgerRow]:
    return in_service.book.document_rows(about.clause.split(":", 1)[0])


def _row(in_service: BookInService, asked: DecisionForm, searching: SearchEngine) -> LedgerRow | None:
    if searching.clause(asked.clause) is None:
        return None
    for row in _rows_of(in_service, asked):
        if (row.clause, row.key, row.role.value) == (asked.clause, asked.department, asked.was):
            return row
    return None


def _again(entered: DecisionForm, act: Act, slips: Sequence[str], searching: SearchEngine) -> str:
    return _shown(entered, (act,), searching, slips)


def _shown(filled: DecisionForm, acts: Sequence[Act], searching: SearchEngine, slips: Sequence[str] = ()) -> str:
    found = searching.clause(filled.clause) if filled.clause else None
    in_service = duty_book(searching)
    decision = in_service.layer().decisions.get(filled.decision) if filled.decision else None
    return render_template(
        "decisions/form.html",
        form=filled,
        acts=acts,
        slips=slips,
        clause=found[0] if found else None,
        citation=citation(*found) if found else "",
        task_words=next((row.task for row in _rows_of(in_service, filled) if row.clause == filled.clause), ""),
        said=said(decision) if decision else "",
        decision=decision,
        names=in_service.known_names(found[1].document) if found else (),
    )
