"""The web pages: ``create_app`` and one blueprint per kind of work (search, documents, help, health)."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask
from flask_bootstrap import Bootstrap5

from webapp import documents, errors, health, help, links, markup, search, security, service, wording
from webapp.service import Provider


def create_app(provider: Provider, *, test_config: Mapping[str, object] | None = None) -> Flask:
    """The application over the engine that ``provider`` hands out. It keeps no state of its own: no session, no cookie.

    ``test_config`` is laid over Flask's configuration.
    """
    app = Flask(__name__)
    app.config.from_mapping(BOOTSTRAP_SERVE_LOCAL=True)
    app.config.from_mapping(test_config or {})
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # Flask types the default provider too narrowly
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    Bootstrap5(app)
    service.init_app(app, provider)
    for part in (markup, wording, links, security, errors):
        part.init_app(app)
    for blueprint in (search.blueprint, documents.blueprint, help.blueprint, health.blueprint):
        app.register_blueprint(blueprint)
    return app
