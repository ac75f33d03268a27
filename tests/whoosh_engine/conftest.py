"""The engine built at once, and in many small steps."""

from __future__ import annotations

import pytest

from tests.engine_contract.engines import ENGINES, Make
from tests.engine_contract.fixtures import duties, engine, shelf, widened

__all__ = ["duties", "engine", "make", "shelf", "widened"]


@pytest.fixture(scope="module", params=("whoosh", "whoosh-in-parts"))
def make(request: pytest.FixtureRequest) -> Make:
    return ENGINES[request.param]
