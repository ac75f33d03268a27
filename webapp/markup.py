"""The one place where markup is made from text: highlights, and the help pages."""

from __future__ import annotations

from collections.abc import Iterable

import markdown
import nh3
from flask import Flask
from markupsafe import Markup, escape

from indexer.quoting import quoted
from webapp.layout import Piece

_HELP_EXTENSIONS = ("tables", "toc")
_HELP_SETTINGS = {"toc": {"baselevel": 2}}  # a topic's own title is the h2 above its text
_HELP_TAGS = {"h2", "h3", "p", "ul", "ol", "li", "strong", "em", "code", "pre", "kbd", "a", "br"} | {
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
_HELP_ATTRIBUTES = {"a": {"href"}, "h2": {"id"}, "h3": {"id"}}


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(highlighted=highlighted, pointed_out=pointed_out, quoted=quoted)


def highlighted(text: str, spans: Iterable[tuple[int, int]]) -> Markup:
    """``text`` escaped, with ``<mark>`` around each span.

    Spans are ``(start, end)`` character offsets in ``text``, sorted and disjoint. Raises ``ValueError`` when they are
    not: a mark in the wrong place would show the reader something the engine did not find.
    """
    pieces: list[Markup] = []
    at = 0
    for start, end in spans:
        if not at <= start < end <= len(text):
            raise ValueError(f"span ({start}, {end}) is out of order or outside a text of {len(text)} characters")
        pieces += [escape(text[at:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
        at = end
    pieces.append(escape(text[at:]))
    return Markup("").join(pieces)


def pointed_out(piece: Piece, back: str = "") -> Markup:
    """The text of a piece escaped, with a mark around what the page points out. Where that begins it carries the anchor
    ``said``, and a link ``back`` to where the reader came from."""
    if piece.said is None:
        return escape(piece.text)
    start, end = piece.said
    text = piece.text
    anchor = Markup(' id="said"') if piece.first else Markup()
    link = Markup(' <a class="back-link" href="{}">返回台账</a>').format(back) if back and piece.first else Markup()
    mark = Markup('<mark class="said"{}>{}</mark>').format(anchor, text[start:end])
    return Markup("{}{}{}{}").format(text[:start], mark, link, text[end:])


def rendered(source: str, name: str) -> Markup:
    """Markdown as HTML, sanitised: headings, paragraphs, lists, tables, code and links; no style, script or image.
    The anchors of its headings begin with ``name``, so that texts on one page have none in common."""
    settings = {"toc": {**_HELP_SETTINGS["toc"], "slugify": lambda *_: f"{name}-part"}}
    html = markdown.markdown(source, extensions=_HELP_EXTENSIONS, extension_configs=settings)
    return Markup(nh3.clean(html, tags=_HELP_TAGS, attributes=_HELP_ATTRIBUTES, link_rel="noreferrer"))  # noqa: S704
