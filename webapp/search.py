"""Searching: the start page and the result page."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from indexer import document_classes
from indexer.decisions.errors import DecisionError
from indexer.engine.protocol import (
    FIELD_NAMES,
    RELAXED,
    RELAXED_HERE,
    SCATTERED,
    Filter,
    Hit,
    SearchEngine,
    SearchResult,
)  # fmt: skip
from indexer.errors import QuerySyntaxError
from webapp import facets, links, paging, search_form, simpler, start, turns
from webapp.duty_book import duty_book, with_decisions
from webapp.facets import Chip
from webapp.filter_links import FilterLinks
from webapp.query_help import query_help
from webapp.search_form import SearchForm
from webapp.service import engine

blueprint = Blueprint("search", __name__)

_SHOWN_AROUND_SLIP = 40
COMPLETIONS = 10
COMPLETION_NAMES = {"word": "词语", "section": "标题", "document": "文件", "department": "部门"}


@blueprint.get("/")
def home() -> str:
    """The start page: what the corpus holds, and searches to try."""
    with engine() as searching:
        return render_template("search/start.html", form=SearchForm(), overview=start.overview(searching))


@blueprint.get("/search")
def results() -> str | Response | tuple[str, int]:
    """The result page. An empty search leads to the start page, a page past the end to the last one."""
    form = search_form.parse(request.args)
    if form.is_empty:
        return redirect(url_for("search.home"))
    with turns.SEARCH, engine() as held:
        searching, undecided = _with_decisions(held)
        try:
            result = searching.search(form.request())
        except QuerySyntaxError as slip:
            return render_template("search/slip.html", form=form, slip=slip, excerpt=_around(form.query, slip)), 400
        last = paging.last_page(result.total)
        if form.page > last:
            return redirect(form.at(last).url)
        chips = _chips(form, result, searching)
        offers = query_help(form, result, searching, lambda: duty_book(held).book.register)
        if not result.total:
            return render_template(
                "search/nothing.html",
                form=form,
                result=result,
                chips=chips,
                suggestions=simpler.suggestions(form, searching),
                elsewhere=simpler.without_filters(form, searching),
                offers=offers,
                undecided=undecided,
            )
        return render_template(
            "search/results.html",
            form=form,
            links=FilterLinks(form),
            result=_said_once(result),
            scattered=SCATTERED if SCATTERED in result.understood else "",
            chips=chips,
            offers=offers,
            undecided=undecided,
            crumbs=[_crumbs(hit) for hit in result.hits],
            choices=facets.choices(result.facets, result.total, brief=len(form.query) > facets.LONG_QUERY),
            pages=paging.window(form.page, last),
            last=last,
            first=(form.page - 1) * paging.PER_PAGE + 1,
        )


@blueprint.get("/suggest")
def suggest() -> Response:
    """Completions for what is being typed, as JSON: ``{"completions": [{"text": …, "kind": …, "label": …}]}``."""
    with engine() as searching:
        found = searching.complete(request.args.get("q", ""), COMPLETIONS)
    completions = [{"text": one.text, "kind": one.kind, "label": COMPLETION_NAMES[one.kind]} for one in found]
    return jsonify(completions=completions)


def _with_decisions(held: SearchEngine) -> tuple[SearchEngine, str]:
    """The engine to search with; why it counts without what persons decided, empty where it does not."""
    try:
        return with_decisions(held), ""
    except DecisionError as error:
        return held, str(error)


def _said_once(result: SearchResult) -> SearchResult:
    """Without the notes that the page's own notice about a relaxed result already gives."""
    kept = tuple(note for note in result.understood if note not in (RELAXED, RELAXED_HERE, SCATTERED))
    return replace(result, understood=kept)


def _crumbs(hit: Hit) -> tuple[tuple[str, str], ...]:
    """The path of a hit as (words, address)."""
    addresses = [links.document_url(hit.document.id, reference) for reference in hit.path_references]
    return tuple(zip(hit.clause.path, addresses, strict=True))


def _chips(form: SearchForm, result: SearchResult, searching: SearchEngine) -> tuple[Chip, ...]:
    if not form.filters:
        return ()
    labels = {
        Filter(facet.field, value.value): (facet.label, value.label)
        for facet in result.facets
        for value in facet.values
    }
    titles = {document.id: document.title for document in searching.documents()}
    chips: list[Chip] = []
    for chosen in form.filters:
        named = titles.get(chosen.value, document_classes.label(chosen.field, chosen.value))
        facet, label = labels.get(chosen, (FIELD_NAMES[chosen.field], named))
        chips.append(Chip(facet, label, form.toggled(chosen.field, chosen.value)))
    return tuple(chips)


def _around(query: str, slip: QuerySyntaxError) -> tuple[str, str, str]:
    """The query before the slip, at it, and after it, shortened to what fits on a line."""
    at = min(max(slip.position, 0), len(query))
    before, after = query[:at], query[at + 1 :]
    if len(before) > _SHOWN_AROUND_SLIP:
        before = "……" + before[-_SHOWN_AROUND_SLIP:]
    if len(after) > _SHOWN_AROUND_SLIP:
        after = after[:_SHOWN_AROUND_SLIP] + "……"
    return before, query[at : at + 1], after
