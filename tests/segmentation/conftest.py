"""Segmentation that leaves nothing in the home folder and loads no dictionary unasked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from indexer import segmentation


@pytest.fixture(scope="module", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests leave nothing in the home folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module", autouse=True)
def looked_up_for_ever() -> Iterator[None]:
    """A segmenter that was not told to load its dictionary goes on without."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segmentation, "MOST_LOOKED_UP", 10**9)
        yield
