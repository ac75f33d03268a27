"""Lines to paragraphs, across page breaks: 首行缩进, a short last line, a change of type size, a gap.

A line is *full* where the next word would not have fitted: then the paragraph may go on. It does go on unless the next
line is indented, begins with a number, or is set in another size. Centred and right-aligned lines are never full, so
each stays a line of its own, as titles and signatures should.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from indexer.reading.openings import begins_with_number
from indexer.reading.pdf_lines import Line, is_latin

# All in parts of the character size.
INDENT = 0.8  # official documents indent by two characters
ALIGNED = 0.5
FITS = 0.15  # a word fits where there is so much more room than it needs: type is measured, not counted
RESIZED = 0.1
GAP = 1.3  # times the usual distance of lines
FIRST_LINE = (1.2, 4.5)  # what an indentation may be; anything between is centred, or a list
LATIN_WIDTH = 0.7

WIDEST = 2.5
"""Both margins together are at most so many times the left one."""

_ENDS = ("。", "！", "？", "；", "：", "。”", "！”", "？”", "。）", "。)", "。〕", "。】")
_CLOSING = frozenset("，。、；：！？）〕】》〉」』”’")
_LEADERS = re.compile(r"(?:\.{4,}|…{2,}|·{4,}|．{3,})\s*[\dIVXivx]*$")
# What cannot be divided between two lines: opening marks, a word or one Chinese character, closing marks.
_TOKEN = re.compile(r"[（〔【《“‘(\[]*(?:[A-Za-z0-9.%/—―–-]+|.)[，。、；：！？）〕】》”’,.;:!?)\]]*")


@dataclass(frozen=True, slots=True)
class Frame:
    """The type area: where lines begin and end, and how far apart they are. ``indent`` is how far the first line of
    a paragraph is set in, in parts of the character size; 0 where paragraphs are not indented."""

    left: float
    right: float
    leading: float
    indent: float = 0.0


def frames(lines: Sequence[Line], widths: Mapping[int, float]) -> dict[int, Frame]:
    """The type area of each page that has lines. Pages of the same width on the same side of a sheet share theirs:
    a single page may hold no full line at all. ``widths`` are the pages' in points."""
    sides: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in lines:
        sides[round(widths[line.page]), line.page % 2].append(line)
    areas = {side: _frame(own, widths[own[0].page]) for side, own in sides.items()}
    found = {line.page: areas[round(widths[line.page]), line.page % 2] for line in lines}
    indent = _indent(lines, found)  # one document has one style, and a side with few lines may not show it
    return {page: replace(area, indent=indent) for page, area in found.items()}


def paragraphs(lines: Sequence[Line], areas: Mapping[int, Frame]) -> list[str]:
    """The paragraphs of the text whose ``lines`` stand in reading order; ``areas`` as ``frames`` gives them."""
    found: list[str] = []
    for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        if before and _goes_on(before, line, after, areas):
            found[-1] = join(found[-1], line.text)
        else:
            found.append(line.text)
    return found


def join(before: str, after: str) -> str:
    """Two pieces of one paragraph: a blank between Latin words, none between Chinese characters or inside numbers."""
    words = is_latin(before[-1]) and is_latin(after[0])
    return before + (" " if words and not (before[-1].isdigit() and after[0].isdigit()) else "") + after


def is_full(right: float, line: Line, following: str) -> bool:
    """Whether the line ended only because the first word of ``following`` did not fit before the margin ``right``."""
    token = _TOKEN.match(following)
    needed = sum(LATIN_WIDTH if is_latin(char) else 1.0 for char in token[0]) if token else 1.0
    return right - line.x1 < (needed + FITS) * line.size


def _goes_on(before: Line, line: Line, after: Line | None, areas: Mapping[int, Frame]) -> bool:
    area = areas[before.page]
    size = max(before.size, line.size)
    if abs(before.size - line.size) > RESIZED * size or _LEADERS.search(before.text):
        return False
    if not is_full(area.right, before, line.text):
        return False
    if before.page == line.page and not 0 < line.y - before.y <= GAP * area.leading:
        return False
    ended = before.text.endswith(_ENDS)
    indent = _set_in(line, areas)
    if indent < INDENT:
        new_page = before.page != line.page  # nothing else tells where the paragraph ends, and a sentence does end
        return area.indent > 0 or not (ended and (new_page or begins_with_number(line.text)))
    if ended or begins_with_number(line.text):
        return False
    if begins_with_number(before.text) and indent > _set_in(before, areas) + ALIGNED:
        return True  # a hanging indentation
    if abs(indent - _set_in(before, areas)) > ALIGNED:
        return False
    # A paragraph set in as a whole; or a heading that fills its line, with a paragraph after it.
    first_line = abs(indent - area.indent) < ALIGNED
    return not first_line or (
        after is not None
        and abs(indent - _set_in(after, areas)) < ALIGNED
        and is_full(areas[line.page].right, line, after.text)
    )


def _set_in(line: Line, areas: Mapping[int, Frame]) -> float:
    return (line.x0 - areas[line.page].left) / line.size


def _frame(lines: Sequence[Line], width: float) -> Frame:
    """``width`` is the page's. Where all lines are short the type area still reaches further than they do."""
    size = median(line.size for line in lines)
    left = _edge(sorted(line.x0 for line in lines), ALIGNED * size, 0.04)
    right = -_edge(sorted(-_ink(line) for line in lines), ALIGNED * size, 0.04)
    steps = [after.y - before.y for before, after in pairwise(lines) if before.page == after.page]
    forward = sorted(step for step in steps if step > 0)
    right = max(right, width - WIDEST * left)
    return Frame(left, right, _edge(forward, 0.1 * size, 0.2) if forward else 2 * size)


def _indent(lines: Sequence[Line], areas: Mapping[int, Frame]) -> float:
    """How far most lines are set in that follow a short one, and so begin a paragraph."""
    indents = [
        (line.x0 - areas[line.page].left) / line.size
        for before, line in pairwise(lines)
        if areas[before.page].right - before.x1 > 2 * before.size
    ]
    flush = sum(abs(indent) < ALIGNED for indent in indents)
    set_in = [indent for indent in indents if FIRST_LINE[0] < indent < FIRST_LINE[1]]
    return median(set_in) if len(set_in) > flush else 0.0


def _ink(line: Line) -> float:
    """Right edge; of closing punctuation only its own half of the square, as the rest may hang out of the margin."""
    return line.x1 - line.size / 2 if line.text[-1] in _CLOSING else line.x1


def _edge(places: Sequence[float], near: float, share: float) -> float:
    """The first of the sorted ``places`` where more than a stray one lies: ``share`` of all within ``near``."""
    needed = min(len(places), max(2, int(share * len(places))))
    for first, place in enumerate(places):
        if bisect_right(places, place + near) - first >= needed:
            return place
    return places[0]
