"""Which batches of a generation are written anew, so that they do not pile up: small ones, and those of which most has
been replaced."""

from __future__ import annotations

from collections.abc import Mapping

AT_ONCE_ROWS = 100
"""So many rows of small batches are written anew together with what changed, less work than to read what changed: the
other merging waits until it can be found."""
TAIL_ROWS = 1_000
MOST_SMALL = 3
"""Beyond this number batches up to ``TAIL_ROWS`` are merged."""
MOST_BATCHES = 16
"""From this number on batches up to ``MIDDLE_ROWS`` are merged."""
MIDDLE_ROWS = 10_000


def at_once(living: Mapping[str, int], rows: Mapping[str, int]) -> set[str]:
    """The smallest batches that hold few or mostly replaced rows, ``AT_ONCE_ROWS`` together at most."""
    found, total = set(), 0
    for name in sorted(living, key=lambda name: (living[name], name)):
        total += living[name]
        if total <= AT_ONCE_ROWS and (living[name] <= TAIL_ROWS or 2 * living[name] < rows[name]):
            found.add(name)
    return found


def piled_up(living: Mapping[str, int], rows: Mapping[str, int]) -> set[str]:
    """Batches that are to be merged, or written anew because most of their rows have been replaced. After that none is
    left to be."""
    found = {name for name in living if 2 * living[name] < rows[name]}
    small = {name for name in living if living[name] <= TAIL_ROWS}
    if len(small) > MOST_SMALL:
        found |= small
    middle = {name for name in living if living[name] <= MIDDLE_ROWS}
    if len(living) >= MOST_BATCHES and len(middle) > 1:
        found |= middle
    return found
