"""Fixtures of the page tests: the application over a small corpus, and a reader of its pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from indexer.models import Record
from tests.web.documents import library, lighting, seed
from tests.web.fakes import FakeEngine, FakeProvider
from tests.web.pages import Visit, make_app, visitor


@pytest.fixture(scope="session")
def records() -> tuple[Record, ...]:
    return (lighting(), library(), seed())


@pytest.fixture(scope="session")
def app(records: tuple[Record, ...]) -> Flask:
    return make_app(FakeProvider(FakeEngine(records)))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def visit(client: FlaskClient) -> Visit:
    return visitor(client)


@pytest.fixture(scope="session")
def read_document_page() -> Callable[[Record], str]:
    """The text of a record's page as a reader sees it, blanks included."""

    def read(found: Record) -> str:
        app = make_app(FakeProvider(FakeEngine([found])))
        page = visitor(app.test_client())(f"/documents/{found.document.id}")
        (paper,) = page.tree.find_class("paper")
        return str(paper.text_content())

    return read
