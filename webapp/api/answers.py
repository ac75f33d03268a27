"""Values of the program as the API writes them (``webapp.api.schemas``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import url_for

from indexer.citation import citation, place
from indexer.duties.ledger import LedgerRow
from indexer.duties.models import Basis, Standing
from indexer.engine.answers import SimilarClause
from indexer.engine.protocol import Facet, FacetValue, Hit
from indexer.models import Clause, Document, Record
from indexer.references import section_references

Json = dict[str, Any]

FACET_VALUES = 50
"""Values listed of a facet; chosen ones are listed besides, the others counted."""


def document(found: Document) -> Json:
    """What identifies a document, and what is known of it."""
    return {
        "id": found.id,
        "title": found.title,
        "document_number": found.document_number,
        "issuers": list(found.issuers),
        "written_date": found.written_date,
        "publish_date": found.publish_date,
        "region": found.region,
        "level": found.level,
        "subject": found.subject,
        "source": found.source,
        "url": found.url,
        "permalink": url_for("documents.document", document=found.id, _external=True),
        "self": url_for("api.document", document=found.id),
    }


def document_detail(record: Record, generation: str) -> Json:
    """A document with its outline."""
    references = section_references(record.sections)
    found = record.document
    return {
        **document(found),
        "generation": generation,
        "note": found.note,
        "notes": list(found.notes),
        "format": found.format,
        "clauses": len(record.clauses),
        "sections": [
            {
                "reference": reference,
                "number": section.number,
                "title": section.title,
                "level": section.level,
                "parent": section.parent,
                "line": section.line,
                "start": section.start,
                "end": section.end,
            }
            for reference, section in zip(references, record.sections, strict=True)
        ],
        "clauses_link": url_for("api.search", document=found.id, sort="document", per_page=100),
    }


def _clause(found: Clause) -> Json:
    return {
        "id": found.id,
        "text": found.text,
        "kind": found.kind.value,
        "path": list(found.path),
        "line": found.line,
        "start": found.start,
        "end": found.end,
        "permalink": url_for("documents.clause", clause=found.id, _external=True),
        "self": url_for("api.clause", clause=found.id),
    }


def clause_detail(found: Clause, record: Record, rows: Sequence[LedgerRow], generation: str) -> Json:
    """A clause with its place, its citation and its duties (``rows`` of the ledger)."""
    at = record.clauses.index(found)
    return {
        **_clause(found),
        "generation": generation,
        "section": None if found.section is None else section_references(record.sections)[found.section],
        "ordinal": found.ordinal,
        "place": place(found, record),
        "citation": citation(found, record),
        "previous": record.clauses[at - 1].id if at else None,
        "next": record.clauses[at + 1].id if at + 1 < len(record.clauses) else None,
        "document": document(record.document),
        "duties": {basis.value: [_duty(row) for row in rows if row.basis is basis] for basis in Basis},
        "review": sorted({identifier for row in rows for identifier in row.review}),
    }


def _duty(row: LedgerRow) -> Json:
    found: Json = {
        "department": {"key": row.key, "name": row.department},
        "name_in_text": row.name,
        "role": row.role.value,
        "deadline": row.deadline,
        "task": row.task,
        "task_clause": row.clause,
        "start": row.start,
        "end": row.end,
        "standing": row.standing.value,
        "decision": None,
    }
    if row.standing is not Standing.OPEN:
        found["decision"] = {"id": row.decision, "who": row.who, "when": row.when, "why": row.why}
    if row.basis in (Basis.SUGGESTED, Basis.CONFIRMED):
        found["proposal"] = None if row.score is None else {"score": row.score, "reasons": list(row.reasons)}
    if row.basis is Basis.CONFIRMED:
        found["ground"] = row.ground.value if row.ground else None
    return found


def hit(found: Hit) -> Json:
    """A clause found, with the characters that were."""
    return {
        **_clause(found.clause),
        "document": document(found.document),
        "score": round(found.score, 4),
        "marks": [list(span) for span in found.marks],
        "path_marks": [[list(span) for span in spans] for spans in found.path_marks],
    }


def near(found: SimilarClause) -> Json:
    """A clause near another."""
    return {
        **_clause(found.clause),
        "document": document(found.document),
        "nearness": round(found.nearness, 4),
        "copies": found.copies,
    }


def facet(found: Facet) -> Json:
    """A facet with its first values and the chosen ones."""
    listed = [*found.values[:FACET_VALUES], *(value for value in found.values[FACET_VALUES:] if value.selected)]
    return {
        "field": found.field,
        "label": found.label,
        "values": [_value(value) for value in listed],
        "left_out": found.left_out + len(found.values) - len(listed),
    }


def _value(found: FacetValue) -> Json:
    return {
        "value": found.value,
        "label": found.label,
        "count": found.count,
        "selected": found.selected,
        "level": found.level,
    }


def page(endpoint: str, total: int, number: int, per_page: int, arguments: Sequence[tuple[str, str]]) -> Json:
    """Where one page of ``total`` entries stands, with the addresses of its neighbours; ``arguments`` are those of the
    request but for the page."""
    last = max(1, -(-total // per_page))

    def address(wanted: int) -> str:
        rest: dict[str, list[str]] = {}
        for name, value in arguments:
            rest.setdefault(name, []).append(value)
        return url_for(f"api.{endpoint}", **rest, page=wanted)  # type: ignore[arg-type]

    return {
        "total": total,
        "page": number,
        "per_page": per_page,
        "pages": last,
        "links": {
            "self": address(number),
            "next": address(number + 1) if number < last else None,
            "prev": address(min(number - 1, last)) if number > 1 else None,
        },
    }
