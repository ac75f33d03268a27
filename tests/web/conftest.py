"""Fixtures of the page tests: the application over a small corpus, and a reader of its pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from indexer.decisions.file import DecisionFile
from indexer.decisions.models import DecisionKind, Part
from indexer.decisions.texts import task_places
from indexer.duties.models import Role
from indexer.models import Record
from tests.decisions.makers import decision
from tests.web.documents import library, lighting, seed
from tests.web.fakes import FakeEngine, FakeProvider
from tests.web.pages import Visit, make_app, visitor


@pytest.fixture(scope="session")
def records() -> tuple[Record, ...]:
    return (lighting(), library(), seed())


@pytest.fixture(scope="session")
def decisions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which somebody added duties, withdrew one of them, and decided on what is gone by now."""
    corpus = tmp_path_factory.mktemp("decided")
    first, second, *_ = task_places(lighting())
    finance = Part("云溪-某市/财政", "某市财政局", Role.RESPONSIBLE)
    DecisionFile(corpus).append(
        decision("d1", DecisionKind.ADD, at=first, part=finance),
        decision("d2", DecisionKind.ADD, at=second, part=finance),
        decision("d3", DecisionKind.WITHDRAW, at=second, part=finance, replaces=("d2",), minute=1),
        decision("d4", document="gone"),
    )
    return corpus


@pytest.fixture(scope="session")
def app(records: tuple[Record, ...], decisions: Path) -> Flask:
    return make_app(FakeProvider(FakeEngine(records)), decisions)


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
