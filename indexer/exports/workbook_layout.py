"""How wide the columns and how tall the rows of the workbook are.

Rows get a height here: Excel would find it by itself when it opens the file, LibreOffice does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

WIDTHS = {
    "document_title": (8, 18),
    "document_number": (8, 9),
    "path": (8, 14),
    "task": (30, 44),
    "department": (10, 14),
    "name": (8, 10),
    "role": (5, 5),
    "basis": (9, 9),
    "deadline": (7, 10),
    "suggestion": (8, 26),
    "decision": (8, 16),
    "citation": (12, 24),
    "link": (6, 6),
}
"""Narrowest and widest each column may be, in half-width characters: as wide as its longest cell in between. All at
their widest, the sheet still prints in letters of 8 points."""

NUMBER_WIDTH = 5

WIDEST_TASK = 90
"""How far the column of tasks is widened at most so that the longest task fits into the tallest row."""

TALLEST_ROW = 409
"""Points; Excel shows no more of a cell."""

_LINE, _PADDING = 15, 4
_MOST_LINES = (TALLEST_ROW - _PADDING) // _LINE


def column_width(name: str, cells: Sequence[str]) -> int:
    """The width of the column ``name`` of ``indexer.exports.columns`` that holds ``cells``."""
    least, most = WIDTHS[name]
    longest = max(map(half_widths, cells))
    if name == "task":
        most = max(most, min(WIDEST_TASK, longest // _MOST_LINES + 4))
    return min(most, max(least, longest + 2))


def row_height(cells: Sequence[str], widths: Sequence[int], line: float = _LINE) -> float:
    """Points that a row needs to show all its cells; may be more than the ``TALLEST_ROW``."""
    return _PADDING + line * max(map(_lines, cells, widths))


@lru_cache(maxsize=4096)
def half_widths(text: str) -> int:
    """Room that ``text`` takes in half-width characters: GB 18030 gives letters one byte and Chinese characters two."""
    return len(text.encode("gb18030"))


def _lines(text: str, width: int) -> int:
    if len(text) * 2 < width and "\n" not in text:
        return 1
    # A Chinese character does not fit into half of the last place.
    return sum(-(-half_widths(part) // (width - 1)) or 1 for part in text.split("\n"))
