"""The API over a small corpus and the real engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from indexer.engine.protocol import SearchEngine
from indexer.engine.stored.batch import Batch
from indexer.engine.stored.batch_writing import write_batch
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.errors import PolicyError
from indexer.lexicon import load_lexicon
from indexer.register import load_register
from indexer.segmentation import segmenter_for
from tests.web.documents import library, lighting, seed
from webapp import create_app


class Provider:
    """Hands out one engine."""

    trouble: PolicyError | None = None

    def __init__(self, engine: SearchEngine) -> None:
        self._engine = engine

    @contextmanager
    def engine(self) -> Iterator[SearchEngine]:
        yield self._engine


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    records = [lighting(), library(), seed()]
    folder = tmp_path_factory.mktemp("api")
    segmenter = segmenter_for(load_lexicon(), "rjieba")
    write_batch(folder / "all", records, segmenter, load_register())
    engine = WhooshEngine("g-000001-test", [Batch(folder / "all")], [range(len(records))], segmenter)
    yield create_app(Provider(engine), corpus=Path(folder), test_config={"PROPAGATE_EXCEPTIONS": False})
    engine.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
