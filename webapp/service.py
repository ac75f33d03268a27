"""How the pages reach the search engine. Nothing in ``webapp`` knows which engine answers."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol, cast

from flask import Flask, current_app

from indexer.engine.protocol import SearchEngine
from indexer.errors import PolicyError

_EXTENSION = "policykb"


class Provider(Protocol):
    """Hands out the engine of the generation in service (``indexer.engine.provider.EngineProvider``)."""

    @property
    def trouble(self) -> PolicyError | None:
        """Why the newest generation could not be opened while an older one stays in service, else None."""
        ...

    def engine(self) -> AbstractContextManager[SearchEngine]:
        """Raises ``IndexMissing``, ``IndexDamaged`` or ``IndexOutdated`` when there is no engine."""
        ...


def init_app(app: Flask, provider: Provider) -> None:
    app.extensions[_EXTENSION] = provider
    app.jinja_env.globals["index_trouble"] = trouble


def engine() -> AbstractContextManager[SearchEngine]:
    """The engine in service, for a ``with`` block around one request's work."""
    return _provider().engine()


def trouble() -> PolicyError | None:
    """The provider's ``trouble``; every page that shows content says so."""
    return _provider().trouble


def _provider() -> Provider:
    return cast(Provider, current_app.extensions[_EXTENSION])
