"""A file of decisions that nobody has written to yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.decisions.file import DecisionFile


@pytest.fixture
def file(tmp_path: Path) -> DecisionFile:
    return DecisionFile(tmp_path)
