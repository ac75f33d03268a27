"""The best of many hits, without putting all of them in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray


def first(
    count: int, scores: NDArray[Any], keys: Callable[[NDArray[np.int64]], NDArray[np.int64]]
) -> NDArray[np.int64]:
    """The positions of the ``count`` highest scores, highest first; of equal ones those with the lowest key. ``keys``
    gives the keys of positions, which are all different."""
    positions = np.arange(len(scores))
    if 0 < count < len(scores):
        last = np.partition(scores, len(scores) - count)[len(scores) - count]
        above, equal = np.flatnonzero(scores > last), np.flatnonzero(scores == last)
        wanted = count - len(above)
        if wanted < len(equal):
            equal = equal[np.argpartition(keys(equal), wanted - 1)[:wanted]]
        positions = np.concatenate([above, equal])
    return positions[np.lexsort((keys(positions), -scores[positions]))][:count]
