"""Addresses of documents, sections and clauses, and the anchors they point to."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, url_for

from indexer.citation import section_chain
from indexer.duties.ledger import LedgerRow
from indexer.duties.models import Basis
from indexer.models import Clause, Section


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        clause_anchor=clause_anchor,
        clause_url=clause_url,
        document_url=document_url,
        ledger_url=ledger_url,
        place_url=place_url,
        row_anchor=row_anchor,
        said_url=said_url,
        task_place_url=task_place_url,
        task_url=task_url,
    )


def document_url(document: str, anchor: str | None = None) -> str:
    """The document's page; ``anchor`` is a section's reference or a clause's anchor."""
    return url_for("documents.document", document=document, _anchor=anchor)


def clause_url(clause: Clause, *, external: bool = False) -> str:
    """The clause's permalink."""
    return url_for("documents.clause", clause=clause.id, _external=external)


def place_url(clause: Clause) -> str:
    """The clause's place on its document's page."""
    return document_url(clause.document, clause_anchor(clause))


def task_url(row: LedgerRow) -> str:
    """The page of the first sentence of a ledger row's task."""
    return url_for("documents.clause", clause=row.clause)


def task_place_url(row: LedgerRow) -> str:
    """The place of a ledger row's task on its document's page."""
    return document_url(row.document, row.clause.removeprefix(f"{row.document}:"))


def said_url(row: LedgerRow) -> str:
    """The words of the document that state a ledger row's duty, pointed out on its page; the task where none do."""
    if not row.end:
        return task_place_url(row)
    return url_for(
        "documents.document",
        document=row.document,
        said=f"{row.start}-{row.end}",
        department=row.key,
        row=row_anchor(row),
        _anchor="said",
    )


def row_anchor(row: LedgerRow) -> str:
    """The anchor of a row in a ledger."""
    decided = "-decided" if row.basis is Basis.CONFIRMED else ""
    return f"row-{row.clause}-{row.role.value}{decided}"


def ledger_url(key: str, document: str | None = None, row: str | None = None) -> str:
    """The ledger of a department, of all documents or of one; ``row`` is the anchor of one of its rows."""
    return url_for("departments.ledger", key=key, document=document, _anchor=row)


def clause_anchor(clause: Clause) -> str:
    """The part of the clause's id after the document's: 2.8:k3fq7a."""
    return clause.id.removeprefix(f"{clause.document}:")


def crumbs(clause: Clause, sections: Sequence[Section], references: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The clause's path as (words, address on the document's page), from the top down.

    ``references`` are those of all ``sections`` (``indexer.references.section_references``).
    """
    if clause.section is None:
        return ()
    addresses = [document_url(clause.document, references[at]) for at in section_chain(clause.section, sections)]
    return tuple(zip(clause.path, addresses, strict=True))
