"""The JSON API under ``/api/v1``: searching, clauses and documents for programs. It only reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response

from indexer.document_classes import FIELDS
from indexer.engine.protocol import FIELD_NAMES, Filter, SearchEngine, SearchRequest, Sort
from indexer.errors import QuerySyntaxError
from webapp import answering, documents, turns
from webapp.api import answers, errors
from webapp.api.description import description
from webapp.api.operations import OPERATIONS, PREFIX
from webapp.api.parameters import read
from webapp.catalogue import catalogue
from webapp.duty_book import duty_book, with_decisions
from webapp.service import engine

blueprint = Blueprint("api", __name__, url_prefix=PREFIX)
blueprint.register_error_handler(errors.ApiError, errors.answer)

_PARAMETERS = {operation.name: operation.parameters for operation in OPERATIONS}


def search() -> Response:
    """``/search``: one page of hits with exact total and facets."""
    asked = read(_PARAMETERS["search"], request.args)
    number, per_page = asked["page"], asked["per_page"]
    wanted = SearchRequest(
        asked["q"],
        _filters(asked),
        Sort(asked["sort"]),
        (number - 1) * per_page,
        per_page,
        synonyms=asked["synonyms"] == "true",
    )
    with turns.SEARCH, engine() as held:
        searching = with_decisions(held)
        try:
            result = searching.search(wanted)
        except QuerySyntaxError as error:
            raise errors.slip(error) from error
        corrections = searching.correct(wanted, found=result) if number == 1 else ()
    response = _answered(
        {
            "generation": result.generation,
            **answers.page("search", result.total, number, per_page, _without_page()),
            "query": asked["q"],
            "sort": asked["sort"],
            "relaxed": result.relaxed,
            "understood": list(result.understood),
            "synonyms": [{"typed": found.typed, "official": list(found.official)} for found in result.synonyms],
            "corrections": [{"query": meant.query, "total": meant.total} for meant in corrections],
            "hits": [answers.hit(found) for found in result.hits],
            "facets": [answers.facet(found) for found in result.facets],
        }
    )
    response.headers["Server-Timing"] = f"search;dur={result.seconds * 1000:.1f}"
    return response


def clause(clause: str) -> Response:
    """``/clauses/<id>``: a clause with its duties, those of each basis apart."""
    read(_PARAMETERS["clause"], request.args)
    with engine() as searching:
        found = searching.clause(clause)
        if found is None:
            return redirect(url_for("api.clause", clause=_moved(clause, searching)))
        here, record = found
        rows = duty_book(searching).book.document_rows(record.document.id)
        own = answering.rows_of_clause(here, record, rows)
        return _answered(answers.clause_detail(here, record, own, searching.generation))


def similar(clause: str) -> Response:
    """``/clauses/<id>/similar``: clauses in the same words or near ones."""
    limit = read(_PARAMETERS["similar"], request.args)["limit"]
    with engine() as searching:
        if searching.clause(clause) is None:
            return redirect(url_for("api.similar", clause=_moved(clause, searching), limit=limit))
        found, generation = searching.similar(clause, limit), searching.generation
    return _answered(
        {
            "generation": generation,
            "same_documents": found.same_documents,
            "same": [answers.near(one) for one in found.same],
            "near": [answers.near(one) for one in found.near],
        }
    )


def _moved(clause: str, searching: SearchEngine) -> str:
    """The id under which a clause that is gone stands now. Raises ``ApiError`` when there is not exactly one."""
    _, moved = documents.moved(clause, searching)
    if len(moved) != 1:
        raise errors.missing("条款", "原文可能已经修改，可用 /api/v1/search 按内容检索。")
    return moved[0].id


def listing() -> Response:
    """``/documents``: one page of the documents that pass, by title."""
    asked = read(_PARAMETERS["documents"], request.args)
    number, per_page = asked["page"], asked["per_page"]
    with engine() as searching:
        register = duty_book(searching).book.register
        entries = catalogue(searching.documents(), register, asked["q"], _filters(asked)).entries
        counts = searching.clause_counts()
        generation = searching.generation
    shown = entries[(number - 1) * per_page :][:per_page]
    return _answered(
        {
            "generation": generation,
            **answers.page("documents", len(entries), number, per_page, _without_page()),
            "documents": [
                {
                    **answers.document(entry.document),
                    "clauses": counts[entry.document.id],
                    "classes": {field: list(entry.classes[field]) for field in FIELDS},
                }
                for entry in shown
            ],
        }
    )


def document(document: str) -> Response:
    """``/documents/<id>``: what is known of a document, and its outline."""
    read(_PARAMETERS["document"], request.args)
    with engine() as searching:
        record = searching.record(document)
        if record is None:
            raise errors.missing("文件", "文件目录见 /api/v1/documents。")
        return _answered(answers.document_detail(record, searching.generation))


def suggest() -> Response:
    """``/suggest``: completions for what is being typed."""
    asked = read(_PARAMETERS["suggest"], request.args)
    with engine() as searching:
        found = searching.complete(asked["q"], asked["limit"])
        generation = searching.generation
    completions = [{"text": one.text, "kind": one.kind} for one in found]
    return _answered({"generation": generation, "query": asked["q"], "completions": completions})


def described() -> Response:
    """``/openapi.json``: the description of all this."""
    read((), request.args)
    return _answered(description())


def _filters(asked: Mapping[str, Any]) -> tuple[Filter, ...]:
    return tuple(Filter(field, value) for field in FIELD_NAMES for value in asked.get(field, ()))


def _without_page() -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.args.items(multi=True) if name != "page"]


def _answered(body: Mapping[str, Any]) -> Response:
    """The answer, or 304 where the client has it already: the tag is that of the content, which changes with the
    generation and with what persons decide."""
    response = jsonify(body)
    response.add_etag()
    return response.make_conditional(request)


_VIEWS: dict[str, Callable[..., Any]] = {
    "search": search,
    "clause": clause,
    "similar": similar,
    "documents": listing,
    "document": document,
    "suggest": suggest,
}
for _operation in OPERATIONS:
    blueprint.add_url_rule(_operation.rule, _operation.name, _VIEWS[_operation.name], methods=["GET"])
blueprint.add_url_rule("/openapi.json", "description", described, methods=["GET"])
