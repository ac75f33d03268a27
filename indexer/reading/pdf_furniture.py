"""页码、页眉、页脚: what the layout puts on every page around the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer import numerals
from indexer.reading.pdf_lines import Line

MARGIN = 0.14
"""Furniture stands in the top or bottom seventh of a page: GB/T 9704—2012 leaves 37 mm of 297 mm (.125) at the top
and 35 mm at the bottom, and puts the page number 7 mm below the type area."""

OUTERMOST = 2
"""Only so many lines at either end of a page can be furniture."""

SAME_PLACE = 4.0
"""Points that a running head may move from page to page."""

HEAD_SHARE = 0.4
"""On so many of the pages at least: heads of left and right pages may differ."""

_N = r"(?P<n>\d{1,4})"
_DASH = r"[—―–\-－·•~～\s]"
_NUMBER = re.compile(
    rf"(?:{_DASH}*{_N}{_DASH}*"
    rf"|第\s*(?P<page>\d{{1,4}}|[{numerals.CHINESE}]{{1,6}})\s*页(?:[\s,，/]*共\s*\S{{1,6}}\s*页)?"
    rf"|(?:Page\s*)?(?P<of>\d{{1,4}})\s*(?:/|of)\s*\d{{1,4}})",
    re.IGNORECASE,
)
_CERTAIN = re.compile(rf"{_DASH}*[—―–\-－·•~～]\s*\d{{1,4}}\s*[—―–\-－·•~～]{_DASH}*|第.+页.*|Page.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Furniture:
    """``numbers``: the lines that are page numbers; ``heads`` the running heads and feet, by what they say."""

    numbers: frozenset[Line]
    heads: Mapping[str, frozenset[Line]]

    @property
    def lines(self) -> frozenset[Line]:
        return self.numbers.union(*self.heads.values())


def find(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> Furniture:
    """Page numbers and running heads among the lines of each page; ``heights`` are the pages' in points."""
    edges = [_edge_lines(lines, height) for lines, height in zip(pages, heights, strict=True)]
    numbers = _page_numbers(edges)
    return Furniture(numbers, _running_heads(edges, numbers))


def _edge_lines(lines: Sequence[Line], height: float) -> list[Line]:
    ordered = sorted(lines, key=lambda line: line.y)
    top = [line for line in ordered[:OUTERMOST] if line.y < MARGIN * height]
    bottom = [line for line in ordered[-OUTERMOST:] if line.y > (1 - MARGIN) * height]
    return top + [line for line in bottom if line not in top]


def _page_numbers(edges: Sequence[Sequence[Line]]) -> frozenset[Line]:
    """Numbers that go up with the pages and stand in one place; also on a single page, what is written as only page
    numbers are."""
    found = [(line, number) for lines in edges for line in lines if (number := _number(line.text)) is not None]
    steps = Counter((number - line.page, place) for line, number in found for place in _places(line))
    certain = {line for line, _ in found if _CERTAIN.fullmatch(line.text)}
    in_step = {line for line, number in found if max(steps[number - line.page, place] for place in _places(line)) > 1}
    alone = {line for line, number in found if len(edges) == 1 and number < 1000}
    return frozenset(certain | in_step | alone)


def _places(line: Line) -> tuple[int, int]:
    """Two places at which a line counts, so that no border between places parts neighbours."""
    place = int(line.y / SAME_PLACE)
    return place, place + 1


def _number(text: str) -> int | None:
    found = _NUMBER.fullmatch(text.strip())
    return numerals.to_int(found["n"] or found["page"] or found["of"]) if found else None


def _running_heads(edges: Sequence[Sequence[Line]], numbers: frozenset[Line]) -> dict[str, frozenset[Line]]:
    """The same text in the same place of many pages; the number of the page may stand in it."""
    places: dict[tuple[str, int], set[Line]] = defaultdict(set)
    for line in (line for lines in edges for line in lines if line not in numbers):
        for text in _variants(line):
            for place in _places(line):
                places[text, place].add(line)
    heads: dict[str, frozenset[Line]] = {}
    for same in places.values():
        if len({line.page for line in same}) >= max(2, HEAD_SHARE * len(edges)):
            shown = min(same, key=lambda line: line.page).text
            heads[shown] = heads.get(shown, frozenset()) | same
    return heads


def _variants(line: Line) -> set[str]:
    """The line as it stands, and with the number of the page taken out wherever it may stand."""
    found = re.finditer(rf"(?<!\d){line.page}(?!\d)", line.text)
    return {line.text, *(f"{line.text[: number.start()]}#{line.text[number.end() :]}" for number in found)}
