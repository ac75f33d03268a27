"""Reading: the list of documents, a document's page and its duties, a clause's page."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from indexer.citation import citation, place
from indexer.clauses import heading
from indexer.engine.protocol import SearchEngine
from indexer.models import Clause, ElementKind, Record
from indexer.references import section_references
from webapp import answering, context, layout, ledger, links, paging, start
from webapp import matrix as matrices
from webapp.duty_book import duty_book
from webapp.service import engine

blueprint = Blueprint("documents", __name__)

_PER_PAGE = 100


@blueprint.get("/documents")
def listing() -> str | Response:
    """All documents by title, with their number of clauses."""
    with engine() as searching:
        documents = searching.documents()
        counts = start.clause_counts(searching)
    last = paging.last_page(len(documents), _PER_PAGE)
    page = min(max(request.args.get("page", 1, type=int), 1), last)
    return render_template(
        "documents/list.html",
        rows=[(document, counts.get(document.id, 0)) for document in documents[(page - 1) * _PER_PAGE :][:_PER_PAGE]],
        total=len(documents),
        page=page,
        pages=paging.window(page, last),
        last=last,
    )


@blueprint.get("/documents/<path:document>")
def document(document: str) -> str | tuple[str, int]:
    """A document: what is known of it, its table of contents, and its whole text."""
    with engine() as searching:
        record = searching.record(document)
    if record is None:
        return render_template("errors/no_document.html", document=document), 404
    return render_template(
        "documents/document.html",
        document=record.document,
        record=record,
        blocks=layout.blocks(layout.lines(record)),
        references=section_references(record.sections),
        contents=[(n, section, heading(section)) for n, section in enumerate(record.sections) if section.title],
        has_title=any(element.kind is ElementKind.TITLE for element in record.elements),
    )


@blueprint.get("/documents/<path:document>/duties")
def duties(document: str) -> str | tuple[str, int]:
    """Who does what in a document: its tasks against departments, and the tasks for which the text names nobody."""
    with engine() as searching:
        record = searching.record(document)
        if record is None:
            return render_template("errors/no_document.html", document=document), 404
        book = duty_book(searching).book
        rows = book.document_rows(document)
        nobody = book.without_department(document)
    return render_template(
        "duties/document.html",
        document=record.document,
        matrix=matrices.matrix(rows),
        totals=ledger.totals([row for row in rows if row.role in matrices.MARKS]),
        unassigned=matrices.unassigned(record, nobody),
    )


@blueprint.get("/clauses/<path:clause>")
def clause(clause: str) -> str | Response | tuple[str, int]:
    """A clause with its context and citation. An id whose sentence has moved leads to where it stands now."""
    with engine() as searching:
        found = searching.clause(clause)
        if found is None:
            return _missing(clause, searching)
        here, record = found
        rows = duty_book(searching).book.document_rows(record.document.id)
    position = record.clauses.index(here)
    return render_template(
        "documents/clause.html",
        clause=here,
        document=record.document,
        record=record,
        crumbs=links.crumbs(here, record.sections, section_references(record.sections)),
        around=context.around(here, record),
        duties=answering.rows_of_clause(here, record, rows),
        citation=citation(here, record),
        clause_place=place(here, record),
        permalink=links.clause_url(here, external=True),
        previous=record.clauses[position - 1] if position else None,
        following=record.clauses[position + 1] if position + 1 < len(record.clauses) else None,
    )


def _missing(clause: str, searching: SearchEngine) -> Response | tuple[str, int]:
    """Where the sentence stands now, or a page that says it is gone and offers its document."""
    record, moved = _moved(clause, searching)
    if len(moved) == 1:
        return redirect(links.clause_url(moved[0]))
    document = record.document if record else None
    return render_template("errors/no_clause.html", clause=clause, document=document, moved=moved), 404


def _moved(clause: str, searching: SearchEngine) -> tuple[Record | None, list[Clause]]:
    """The document an id names, and its clauses with the same words: an id is document:numbers:hash, and the hash
    is of the words alone."""
    document, *rest = clause.rsplit(":", 2)
    record = searching.record(document) if len(rest) == 2 else None
    if record is None:
        return None, []
    return record, [other for other in record.clauses if other.id.endswith(f":{rest[1]}")]
