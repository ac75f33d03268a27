"""Who does what: the list of departments, and a department's ledger."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from indexer.duties.book import DepartmentCount, LedgerQuery
from indexer.duties.models import Role
from indexer.models import Document
from webapp import ledger as ledgers
from webapp import ledger_form, paging
from webapp.duty_book import duty_book
from webapp.service import engine

blueprint = Blueprint("departments", __name__)

_PER_PAGE = 100


@blueprint.get("/departments")
def listing() -> str:
    """All departments with their duties by basis and role; ``q`` keeps those whose name or key holds the words."""
    query = request.args.get("q", "").strip()
    with engine() as searching:
        departments = duty_book(searching).departments()
    found = [entry for entry in departments if _named(entry, query)]
    last = paging.last_page(len(found), _PER_PAGE)
    page = min(max(request.args.get("page", 1, type=int), 1), last)
    return render_template(
        "duties/departments.html",
        departments=found[(page - 1) * _PER_PAGE :][:_PER_PAGE],
        found=len(found),
        total=len(departments),
        query=query,
        page=page,
        pages=paging.window(page, last),
        last=last,
        page_url=lambda number: url_for("departments.listing", q=query or None, page=number),
    )


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
        everything = in_service.book.rows(LedgerQuery(key, roles=frozenset(Role)))
        found = in_service.book.rows(form.query)
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
        order_names=ledger_form.ORDER_NAMES,
        last=last,
        pages=paging.window(form.page, last),
    )


def _year(document: Document) -> int | None:
    """The year of a document, which deadlines without one mean."""
    written = (document.written_date or document.publish_date)[:4]
    return int(written) if written.isascii() and written.isdigit() else None
