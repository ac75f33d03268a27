"""The web pages: ``create_app`` and one blueprint per kind of work (search, documents, departments, exports, help)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from flask import Flask
from flask_bootstrap import Bootstrap5

from indexer.duties.rows import MakeSuggester
from webapp import (
    api,
    decisions,
    departments,
    documents,
    duty_book,
    errors,
    exports,
    health,
    help,
    links,
    markup,
    origin,
    search,
    security,
    service,
    wording,
)
from webapp.service import Provider

MAX_FORM_BYTES = 1_000_000
"""A Chinese character takes nine of them in the address form in which browsers post."""


def create_app(
    provider: Provider,
    *,
    corpus: Path | None = None,
    suggester: MakeSuggester = duty_book.no_suggestions,
    deciding: bool = True,
    hosts: Collection[str] = (),
    test_config: Mapping[str, object] | None = None,
) -> Flask:
    """The application over the engine that ``provider`` hands out. It keeps no state of its own: no session, no cookie.

    ``corpus`` is the folder whose register of departments counts besides the shipped one, and where decisions about
    duties are kept; ``deciding``: whether they can be made on the pages, ``hosts``: under
    which names besides addresses and this machine's own. ``suggester`` makes, for each generation, what
    proposes departments where a document names none. ``test_config`` is laid over Flask's configuration.
    """
    app = Flask(__name__)
    app.config.from_mapping(
        BOOTSTRAP_SERVE_LOCAL=True, MAX_CONTENT_LENGTH=MAX_FORM_BYTES, MAX_FORM_MEMORY_SIZE=MAX_FORM_BYTES
    )
    app.config.from_mapping(test_config or {})
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # Flask types the default provider too narrowly
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.url_map.merge_slashes = False  # an address with // is no other way to write one with /
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    Bootstrap5(app)
    service.init_app(app, provider)
    duty_book.init_app(app, corpus, suggester, deciding)
    origin.init_app(app, hosts)
    for part in (markup, wording, links, exports, security, errors):
        part.init_app(app)
    for part in (search, documents, departments, decisions, exports, help, health, api):
        app.register_blueprint(part.blueprint)
    return app
