from __future__ import annotations

import pytest

from indexer.register import Register, load_register


@pytest.fixture(scope="session")
def register() -> Register:
    return load_register()
