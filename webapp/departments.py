"""Who does what: the list of departments, and a department's ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from indexer.decisions.models import Decision
from indexer.duties.book import DepartmentCount, Group, LedgerQuery
from indexer.duties.ledger import LedgerRow
from indexer.duties.models import Role
from indexer.models import Document
from webapp import decision_form, ledger_form, paging
from webapp import ledger as ledgers
from webapp.duty_book import deciding_here, duty_book
from webapp.ledger_form import LedgerForm
from webapp.service import engine

blueprint = Blueprint("departments", __name__)

_PER_PAGE = 100


@blueprint.get("/departments")
def listing() -> str:
    """All departments with their duties by basis and role; ``q`` keeps those whose name or key holds the words,
    ``objected=1`` those against whose duties somebody objects."""
    query = request.args.get("q", "").strip()
    only_objected = request.args.get("objected") == "1"
    with engine() as searching:
        in_service = duty_book(searching)
        departments = in_service.departments()
        layer = in_service.layer()
    found = [entry for entry in departments if _named(entry, query) and (entry.objected or not only_objected)]
    last = paging.last_page(len(found), _PER_PAGE)
    page = min(max(request.args.get("page", 1, type=int), 1), last)
    return render_template(
        "duties/departments.html",
        departments=found[(page - 1) * _PER_PAGE :][:_PER_PAGE],
        found=len(found),
        total=len(departments),
        objected=sum(entry.objected for entry in departments),
        rest=_rest(departments),
        query=query,
        only_objected=only_objected,
        waiting=len(layer.review()),
        problems=len(layer.decisions.problems),
        page=page,
        pages=paging.window(page, last),
        last=last,
        page_url=lambda number: url_for(
            "departments.listing", q=query or None, objected=1 if only_objected else None, page=number
        ),
    )


def _rest(departments: Sequence[DepartmentCount]) -> tuple[tuple[str, int], ...]:
    """How many departments stand under headings of their own, with the words for them; none that are empty."""
    counted = Counter(entry.group for entry in departments)
    names = {Group.SUGGESTED: "仅有程序建议的", Group.UNLISTED: "名称未收录的"}
    return tuple((words, counted[group]) for group, words in names.items() if counted[group])


def _named(entry: DepartmentCount, query: str) -> bool:
    return all(word in entry.name or word in entry.key for word in query.split())


@blueprint.get("/departments/<path:key>")
def ledger(key: str) -> str | Response | tuple[str, int]:
    """The ledger of a department: every duty it has, in every document, with the sentence that says so."""
    form = ledger_form.parse(key, request.args)
    with engine() as searching:
        in_service = duty_book(searching)
        department = in_service.department(key)
        if department is None:
            return render_template("errors/no_department.html", key=key), 404
        everything = in_service.book.rows(LedgerQuery(key, roles=frozenset(Role), hidden=True))
        decided = in_service.just_decided(request.args.get("decided", ""))
        # What was just set aside stays in its place this once, so that the person sees what became of it.
        found = tuple(
            row
            for row in in_service.book.rows(replace(form.query, hidden=True))
            if row.shown or form.hidden or (decided and row.decision == decided.id)
        )
        years = {document.id: year for document in searching.documents() if (year := _year(document))}
    last = paging.last_page(len(found), _PER_PAGE)
    if form.page > last:
        return redirect(form.at(last).url)
    rows = ledgers.ordered(found, form.sort, form.group, years)
    return render_template(
        "duties/ledger.html",
        department=department,
        form=form,
        totals=ledgers.totals(rows),
        documents={row.document: row.document_title for row in everything},
        parts=ledgers.parts(rows[(form.page - 1) * _PER_PAGE :][:_PER_PAGE], form.group),
        forms=_forms(everything, form, decided),
        decided=decided,
        elsewhere=decided and not any(row.decision == decided.id for row in rows),
        order_names=ledger_form.ORDER_NAMES,
        last=last,
        pages=paging.window(form.page, last),
    )


def _forms(
    rows: Sequence[LedgerRow], form: LedgerForm, decided: Decision | None
) -> dict[LedgerRow, decision_form.Decidable]:
    """The forms to decide about the rows; none where deciding is switched off."""
    if not deciding_here():
        return {}
    return {one.row: one for one in decision_form.of_rows(rows, form.url, decided) if one.acts}


def _year(document: Document) -> int | None:
    """The year of a document, which deadlines without one mean."""
    written = (document.written_date or document.publish_date)[:4]
    return int(written) if written.isascii() and written.isdigit() else None
