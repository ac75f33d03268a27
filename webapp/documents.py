"""Reading: the list of documents, a document's page and its duties, a clause's page."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from indexer.citation import citation, place
from indexer.clauses import heading
from indexer.document_classes import label
from indexer.engine.protocol import FIELD_NAMES, SearchEngine
from indexer.models import Clause, ElementKind, Record
from indexer.references import section_references
from webapp import (
    answering,
    catalogue_form,
    context,
    decision_form,
    decision_history,
    facets,
    layout,
    ledger,
    links,
    paging,
)
from webapp import matrix as matrices
from webapp.catalogue import catalogue
from webapp.duty_book import deciding_here, duty_book
from webapp.filter_links import FilterLinks
from webapp.service import engine

blueprint = Blueprint("documents", __name__)

_PER_PAGE = 100


@blueprint.get("/documents")
def listing() -> str | Response:
    """The documents by title, with their number of clauses; by words of the title, region, level, year and genre."""
    form = catalogue_form.parse(request.args)
    with engine() as searching:
        found = catalogue(searching.documents(), duty_book(searching).book.register, form.words, form.filters)
        counts = searching.clause_counts()
    last = paging.last_page(len(found.entries), _PER_PAGE)
    if form.page > last:
        return redirect(form.at(last).url)
    shown = found.entries[(form.page - 1) * _PER_PAGE :][:_PER_PAGE]
    return render_template(
        "documents/list.html",
        form=form,
        links=FilterLinks(form),
        chips=[
            facets.Chip(FIELD_NAMES[field], label(field, value), form.toggled(field, value))
            for field, value in ((chosen.field, chosen.value) for chosen in form.filters)
        ],
        choices=facets.choices(found.facets, len(found.entries)),
        rows=[(entry.document, counts[entry.document.id]) for entry in shown],
        places={entry.document.id: place for entry in shown if (place := entry.implied_region)},
        total=len(found.entries),
        pages=paging.window(form.page, last),
        last=last,
    )


@blueprint.get("/documents/<path:document>")
def document(document: str) -> str | tuple[str, int]:
    """A document: what is known of it, its table of contents, and its whole text. ``said`` are characters to point out
    (``1200-1215``), ``department`` and ``row`` the ledger and its row to lead back to."""
    with engine() as searching:
        record = searching.record(document)
    if record is None:
        return render_template("errors/no_document.html", document=document), 404
    return render_template(
        "documents/document.html",
        document=record.document,
        record=record,
        blocks=layout.blocks(layout.lines(record, _said(request.args.get("said", "")))),
        back=_ledger_of(request.args.get("department", ""), document, request.args.get("row")),
        references=section_references(record.sections),
        contents=[(n, section, heading(section)) for n, section in enumerate(record.sections) if section.title],
        has_title=any(element.kind is ElementKind.TITLE for element in record.elements),
    )


def _said(span: str) -> tuple[int, int] | None:
    start, _, end = span.partition("-")
    plain = all(part.isascii() and part.isdigit() and len(part) < 10 for part in (start, end))
    return (int(start), int(end)) if plain and int(start) < int(end) else None


def _ledger_of(key: str, document: str, row: str | None) -> str:
    return links.ledger_url(key, document, row) if key else ""


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
        totals=ledger.totals([row for row in rows if row.role in matrices.MARKS and row.shown]),
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
        similar = searching.similar(here.id)
        in_service = duty_book(searching)
        rows = in_service.book.document_rows(record.document.id)
        decided = in_service.just_decided(request.args.get("decided", ""))
        tasks = answering.tasks_of_clause(here, record)
        history = decision_history.entries(in_service.layer(), tasks)
        waiting = decision_history.offered(in_service.layer(), record.document.id, tasks)
        names = in_service.known_names(record.document) if deciding_here() and tasks else ()
    position = record.clauses.index(here)
    return render_template(
        "documents/clause.html",
        clause=here,
        document=record.document,
        record=record,
        crumbs=links.crumbs(here, record.sections, section_references(record.sections)),
        around=context.around(here, record),
        similar=similar,
        duties=decision_form.of_rows(answering.rows_of_clause(here, record, rows), links.clause_url(here), decided),
        adding=decision_form.adding(here.id, links.clause_url(here), decided) if tasks else None,
        decided=decided,
        history=history,
        waiting=waiting,
        names=names,
        citation=citation(here, record),
        clause_place=place(here, record),
        permalink=links.clause_url(here, external=True),
        previous=record.clauses[position - 1] if position else None,
        following=record.clauses[position + 1] if position + 1 < len(record.clauses) else None,
    )


def _missing(clause: str, searching: SearchEngine) -> Response | tuple[str, int]:
    """Where the sentence stands now, or a page that says it is gone and offers its document."""
    record, places = moved(clause, searching)
    if len(places) == 1:
        return redirect(links.clause_url(places[0]))
    document = record.document if record else None
    return render_template("errors/no_clause.html", clause=clause, document=document, moved=places), 404


def moved(clause: str, searching: SearchEngine) -> tuple[Record | None, list[Clause]]:
    """The document an id names, and its clauses with the same words: an id is document:numbers:hash, and the hash
    is of the words alone."""
    document, *rest = clause.rsplit(":", 2)
    record = searching.record(document) if len(rest) == 2 else None
    if record is None:
        return None, []
    return record, [other for other in record.clauses if other.id.endswith(f":{rest[1]}")]
