"""Every test of this folder is asked of every engine."""

from __future__ import annotations

import pytest

from tests.engine_contract.engines import ENGINES, Make
from tests.engine_contract.fixtures import duties, engine, shelf, widened

__all__ = ["duties", "engine", "make", "shelf", "widened"]


@pytest.fixture(scope="module", params=ENGINES)
def make(request: pytest.FixtureRequest) -> Make:
    return ENGINES[request.param]
