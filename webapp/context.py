"""The surroundings of a clause: the lines of its section, as much as fits on a page."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.models import Clause, Record
from webapp.layout import Block, Line, blocks, lines

_REACH = 4
"""Lines shown at most on either side inside the section; one more line beyond its border joins it to the text."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``before`` and ``after`` say that the document has more text on that side than is shown."""

    blocks: tuple[Block, ...]
    before: bool
    after: bool


def around(clause: Clause, record: Record) -> Surroundings:
    """The lines around ``clause``, which must belong to ``record``."""
    rows = lines(record)
    here = next(n for n, row in enumerate(rows) if any(piece.clause == clause for piece in row.pieces))
    first = _border(rows, here, -1)
    last = _border(rows, here, 1)
    return Surroundings(blocks(rows[first : last + 1]), before=first > 0, after=last < len(rows) - 1)


def _border(rows: tuple[Line, ...], here: int, step: int) -> int:
    """The last line to show from ``here`` in the direction of ``step``."""
    at = here
    while 0 <= at + step < len(rows) and abs(at - here) < _REACH:
        at += step
        if rows[at].section != rows[here].section:
            break
    return at
