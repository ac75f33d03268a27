"""The office over an index that is built once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.build import build
from tests.decisions.searched.office import LIMIT, PILOT, SEED, Office


@pytest.fixture(scope="package")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("searched")
    (folder / "corpus").mkdir()
    shutil.copy(SEED, folder / "corpus")
    (folder / "corpus" / "pilot.txt").write_text(PILOT, encoding="utf-8")
    build(folder / "corpus", folder / "index", max_bytes=LIMIT)
    return folder


@pytest.fixture
def office(built: Path, tmp_path: Path) -> Iterator[Office]:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    office = Office(tmp_path / "corpus", tmp_path / "index")
    yield office
    office.engine.close()
