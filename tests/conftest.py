"""Fixtures shared by all tests. Real documents lie in ``../shared``; tests that need them skip where it is absent."""

from __future__ import annotations

from pathlib import Path

import pytest

# Where what the tests share fails, it says what was compared, as a test does.
pytest.register_assert_rewrite("tests.cli", "tests.segmentation", "tests.web")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents that stands beside the project."""
    if not (SHARED / "policy" / "docs").is_dir():
        pytest.skip("the shared sample of real documents is not beside this checkout")
    return SHARED
