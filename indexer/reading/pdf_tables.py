"""Ruled tables of a page: cells from the ruled lines, text from the characters inside them.

A table is lines that touch each other, level and upright, and enclose at least two columns. Frames around a single
column (专栏) and tables without upright lines are read as lines of text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.reading import pdf_lines
from indexer.reading.pdf_glyphs import Glyph, Page, Rule
from indexer.reading.pdf_paragraphs import is_full, join

NEAR = 3.0
"""Points within which lines are the same line, or touch."""

MAX_RULES = 4000
"""A page with more is a drawing."""


@dataclass(frozen=True, slots=True)
class Table:
    """``top`` in points from the top of page ``page``; ``rows`` as lines, a TAB between cells, covered places empty."""

    page: int
    top: float
    rows: tuple[str, ...]


class _Span(NamedTuple):
    """A ruled line: where it lies across its direction, and from where to where it runs along it."""

    at: float
    start: float
    end: float


def find(page: Page) -> tuple[list[Table], list[Glyph]]:
    """The tables of a page from top to bottom, and the characters that stand in none."""
    tables: list[Table] = []
    rest = list(page.glyphs)
    for levels, uprights in _touching(page.rules) if len(page.rules) <= MAX_RULES else ():
        grid = _Grid(levels, uprights)
        inside = [glyph for glyph in rest if grid.place(glyph)]
        rows = grid.rows(page.number, inside) if grid.columns > 1 else ()
        if rows:
            tables.append(Table(page.number, grid.top, rows))
            taken = set(map(id, inside))
            rest = [glyph for glyph in rest if id(glyph) not in taken]
    return sorted(tables, key=lambda table: table.top), rest


class _Grid:
    def __init__(self, levels: Sequence[_Span], uprights: Sequence[_Span]) -> None:
        self._levels, self._uprights = levels, uprights
        self._xs = _edges(uprights, levels)
        self._ys = _edges(levels, uprights)
        self.top, self.columns = self._ys[0], len(self._xs) - 1

    def place(self, glyph: Glyph) -> tuple[int, int] | None:
        """Row and column of a character, by the middle of its body."""
        row = bisect_right(self._ys, glyph.y - 0.35 * glyph.size) - 1
        column = bisect_right(self._xs, (glyph.x0 + glyph.x1) / 2) - 1
        return (row, column) if 0 <= row < len(self._ys) - 1 and 0 <= column < self.columns else None

    def rows(self, page: int, glyphs: Sequence[Glyph]) -> tuple[str, ...]:
        """The rows that have text; none where all of it is in one cell."""
        merged = self._merged()
        cells: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
        for glyph in glyphs:
            if place := self.place(glyph):
                cells[merged[place]].append(glyph)
        texts = {place: text for place, inside in cells.items() if (text := _text(page, inside))}
        if len(texts) < 2:
            return ()
        places = range(self.columns)
        rows = ("\t".join(texts.get((row, column), "") for column in places) for row in range(len(self._ys) - 1))
        return tuple(row.rstrip("\t") for row in rows if row.strip("\t"))

    def _merged(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For each place of the grid the first place of the cell it belongs to: cells not parted by a line are one."""
        first: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(len(self._ys) - 1):
            for column in range(self.columns):
                left, above = first.get((row, column - 1)), first.get((row - 1, column))
                if left and not self._parted(self._uprights, self._xs[column], self._ys, row):
                    first[row, column] = left
                elif above and not self._parted(self._levels, self._ys[row], self._xs, column):
                    first[row, column] = above
                else:
                    first[row, column] = (row, column)
        return first

    @staticmethod
    def _parted(spans: Sequence[_Span], at: float, edges: Sequence[float], index: int) -> bool:
        middle = (edges[index] + edges[index + 1]) / 2
        return any(abs(span.at - at) <= NEAR and span.start <= middle <= span.end for span in spans)


def _text(page: int, glyphs: Sequence[Glyph]) -> str:
    """The text of a cell in one line; lines that fill the cell's text are one paragraph."""
    lines = pdf_lines.lines(page, glyphs)
    right = max((line.x1 for line in lines), default=0.0)
    text = ""
    for before, line in zip([None, *lines], lines, strict=False):
        if before is None:
            text = line.text
        else:
            text = join(text, line.text) if is_full(right, before, line.text) else f"{text} {line.text}"
    return text


def _touching(rules: Sequence[Rule]) -> list[tuple[list[_Span], list[_Span]]]:
    """Groups of level and upright lines that touch, with at least two of each."""
    levels = _merge([_Span((r.y0 + r.y1) / 2, r.x0, r.x1) for r in rules if r.x1 - r.x0 >= r.y1 - r.y0])
    uprights = _merge([_Span((r.x0 + r.x1) / 2, r.y0, r.y1) for r in rules if r.x1 - r.x0 < r.y1 - r.y0])
    groups: list[tuple[list[_Span], list[_Span]]] = [([level], []) for level in levels]
    for upright in uprights:
        met = [group for group in groups if any(_touch(level, upright) for level in group[0])]
        groups = [group for group in groups if group not in met]
        groups.append(
            ([level for group in met for level in group[0]], [u for group in met for u in group[1]] + [upright])
        )
    return [group for group in groups if len(group[0]) > 1 and len(group[1]) > 1]


def _touch(level: _Span, upright: _Span) -> bool:
    return (
        level.start - NEAR <= upright.at <= level.end + NEAR and upright.start - NEAR <= level.at <= upright.end + NEAR
    )


def _merge(spans: list[_Span]) -> list[_Span]:
    """Lines drawn piece by piece, cell by cell, or twice, as the whole lines that are seen."""
    merged: list[_Span] = []
    for span in sorted(spans, key=lambda span: (round(span.at / NEAR), span.start)):
        last = merged[-1] if merged else None
        if last and abs(last.at - span.at) <= NEAR and span.start <= last.end + NEAR:
            merged[-1] = _Span(last.at, last.start, max(last.end, span.end))
        else:
            merged.append(span)
    return merged


def _edges(spans: Sequence[_Span], across: Sequence[_Span]) -> list[float]:
    """Where cells begin and end: at the lines, and where the lines across end. A table is often open at the sides,
    and at a page break also at the bottom."""
    return _distinct([*(span.at for span in spans), min(s.start for s in across), max(s.end for s in across)])


def _distinct(places: Sequence[float]) -> list[float]:
    distinct: list[float] = []
    for place in sorted(places):
        if not distinct or place - distinct[-1] > NEAR:
            distinct.append(place)
    return distinct
