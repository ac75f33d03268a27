"""Characters to lines: what stands on one baseline, in reading order, with the blanks a reader sees."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from indexer.reading.pdf_glyphs import Glyph

# All in parts of the character size.
BASELINE = 0.6  # a superscript is raised by a third, the next line follows after one and a quarter at least
BACKWARDS = 0.6  # so far a character may reach back over the one before it (kerning, half-width punctuation)
APART = 2.0  # a gap this wide separates columns, or the halves of a line
WORD_GAP = 0.17  # between letters, and between ideographs: the blank of most fonts is a quarter
WIDE_GAP = 0.8  # between an ideograph and a letter, where a quarter is only spacing, and beside punctuation

MANY = 5
"""From so many pairs of ideographs on, a line shows whether it is spread to fill its width."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on page ``page``. ``y`` is its baseline, ``size`` the size of most of its characters."""

    page: int
    text: str
    x0: float
    x1: float
    y: float
    size: float


def lines(page: int, glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines of one page, none blank.

    A PDF gives its characters in the order in which they were drawn, which nearly always is the order in which they
    are read. Lines are put in order from top to bottom, except where some stand side by side: then the drawn order
    keeps columns and cells together.
    """
    found = [line for run in _joined(_runs(glyphs)) if (line := _line(page, run))]
    return found if _side_by_side(found) else sorted(found, key=lambda line: line.y)


def text_of(glyphs: list[Glyph]) -> str:
    """The characters of one line with blanks where there is a gap, whether or not a blank was drawn there."""
    steps = [after.x0 - before.x0 - after.size for before, after in pairwise(glyphs) if _are_ideographs(before, after)]
    spread = sorted(steps)[len(steps) // 4] if len(steps) >= MANY else 0.0
    text = ""
    before: Glyph | None = None
    for glyph in glyphs:
        if glyph.char.isspace():
            text += "" if text[-1:].isspace() else glyph.char
        else:
            if before and not text[-1:].isspace() and _is_gap(before, glyph, spread):
                text += " "
            text += glyph.char
            before = glyph
    return text.strip()


def is_latin(char: str) -> bool:
    """A letter or digit of a script that separates words by blanks."""
    return char.isalnum() and char < "\u2e80"


def _is_gap(before: Glyph, after: Glyph, spread: float) -> bool:
    """``spread`` is what a justified line adds to every step from one character to the next."""
    if _are_ideographs(before, after):  # each as wide as it is high, whatever the font says
        return after.x0 - before.x0 - before.size - spread > WORD_GAP * before.size
    gap, size = after.x0 - before.x1 - spread, max(before.size, after.size)
    return gap > (WORD_GAP if is_latin(before.char) and is_latin(after.char) else WIDE_GAP) * size


def _are_ideographs(before: Glyph, after: Glyph) -> bool:
    return before.char.isalpha() and after.char.isalpha() and min(before.char, after.char) >= "\u2e80"


def _runs(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters that follow each other on one baseline without a wide gap."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        last = runs[-1][-1] if runs else None
        if last and _same_baseline(last, glyph) and _near(last, glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [run for run in runs if any(not glyph.char.isspace() for glyph in run)]


def _near(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.size, glyph.size)
    return -BACKWARDS * size <= glyph.x0 - last.x1 <= APART * size


def _same_baseline(one: Glyph, other: Glyph) -> bool:
    return abs(one.y - other.y) <= BASELINE * max(one.size, other.size)


def _joined(runs: list[list[Glyph]]) -> list[list[Glyph]]:
    """Runs that were drawn one after the other on one line, from left to right, are one line: 甲局　　　　乙局."""
    joined: list[list[Glyph]] = []
    for run in runs:
        last = joined[-1][-1] if joined else None
        if last and abs(last.y - run[0].y) < 0.1 * run[0].size and run[0].x0 > last.x1:
            joined[-1] = joined[-1] + run
        else:
            joined.append(run)
    return joined


def _line(page: int, run: list[Glyph]) -> Line | None:
    solid = [glyph for glyph in run if not glyph.char.isspace()]
    text = text_of(run)
    if not text:
        return None
    size = median(glyph.size for glyph in solid)
    y = median(glyph.y for glyph in solid)
    return Line(page, text, min(glyph.x0 for glyph in solid), max(glyph.x1 for glyph in solid), y, size)


def _side_by_side(found: list[Line]) -> bool:
    ordered = sorted(found, key=lambda line: line.y)
    return any(
        after.y - before.y < BASELINE * min(before.size, after.size) for before, after in itertools.pairwise(ordered)
    )
