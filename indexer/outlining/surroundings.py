"""What the neighbours of a paragraph say about it: table cell, heading without number, one of several documents."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.models import ClauseKind, Element, ElementKind
from indexer.outlining import numbering
from indexer.outlining.annotations import is_label_line
from indexer.outlining.headings import lead, looks_plain
from indexer.outlining.numbering import Marker
from indexer.outlining.sentences import ends_sentence
from indexer.outlining.units import Item, Numbered, Plain

LONGEST_CELL = 60
"""Characters; a longer line without full stop is text that lost its end."""


def _at(run: Sequence[Item], position: int) -> Item | None:
    return run[position] if 0 <= position < len(run) else None


def _is_short_line(item: Item | None) -> bool:
    return (
        isinstance(item, Plain)
        and not is_label_line(item.text)
        and len(item.text) <= LONGEST_CELL
        and not ends_sentence(item.text)
        and not item.text.endswith(("：", ":"))
    )


def kind_at(run: Sequence[Item], position: int) -> ClauseKind:
    """Whether the text at ``position`` is running text, an annotation or a table cell. A row of a table has tabs;
    cells that a conversion put on lines of their own stand in company."""
    item = run[position]
    if isinstance(item, Plain) and is_label_line(item.text):
        return ClauseKind.ANNOTATION
    if not isinstance(item, Element) and "\t" in item.paragraph.text:
        return ClauseKind.CELL
    in_company = _is_short_line(_at(run, position - 1)) or _is_short_line(_at(run, position + 1))
    return ClauseKind.CELL if _is_short_line(item) and in_company else ClauseKind.SENTENCE


def is_plain_heading(run: Sequence[Item], position: int) -> bool:
    """Whether the unnumbered line at ``position`` is a heading: short, alone, with text or a numbered list under it."""
    item, before, after = run[position], _at(run, position - 1), _at(run, position + 1)
    if not isinstance(item, Plain) or not looks_plain(item.text) or is_label_line(item.text):
        return False
    if _is_short_line(before) or _is_short_line(after):
        return False
    return isinstance(after, Numbered) or (isinstance(after, Plain) and ends_sentence(after.text))


def lead_positions(run: Sequence[Item], closing: set[int]) -> set[int]:
    """Positions of unnumbered paragraphs whose short first sentence is a title (坚持全面覆盖。将…): it is when all the
    paragraphs of a block open so, two at least. The first of three or more may be an introduction to the others."""
    found: set[int] = set()
    block: list[int] = []
    for position in range(len(run) + 1):
        item = _at(run, position)
        if isinstance(item, Plain) and position not in closing:
            block.append(position)
            continue
        found |= _leads_of(run, block)
        block = []
    return found


def _leads_of(run: Sequence[Item], block: list[int]) -> set[int]:
    opening = [bool(lead(item.text)) for item in (run[position] for position in block) if isinstance(item, Plain)]
    if len(block) >= 3 and not opening[0]:
        block, opening = block[1:], opening[1:]
    return set(block) if len(block) >= 2 and all(opening) else set()


def embedded_titles(run: Sequence[Item]) -> set[int]:
    """Positions where one of *several* documents under one notice begins. A single one needs no section."""
    starts: list[int] = []
    seen_text = False
    for position, item in enumerate(run):
        if not isinstance(item, Element):
            seen_text = True
        elif item.kind is ElementKind.TITLE and seen_text and not _belongs_to(run[position - 1]):
            starts.append(position)
    return set(starts) if len(starts) > 1 else set()


def _belongs_to(before: Item) -> bool:
    """Whether a title after ``before`` goes on with it: a second line, or the title of an annex."""
    if isinstance(before, Element):
        return before.kind is ElementKind.TITLE
    return isinstance(before, Numbered) and before.marker.style is numbering.ANNEX


_NESTINGS = (
    (numbering.ARABIC, numbering.HAN_BRACKET),
    (numbering.ARABIC, numbering.HAN),
    (numbering.HAN_BRACKET, numbering.HAN),
    (numbering.ARTICLE, numbering.HAN),
    (numbering.ARABIC_BRACKET, numbering.ARABIC),
)
"""Pairs (outer, inner) in which some drafters turn the order of GB/T 9704 round."""


def turned_ranks(run: Sequence[Item]) -> dict[str, float]:
    """Ranks, by name of style, that differ from the standard's in this document.

    Evidence that the inner style lies inside the outer one although its rank is lower: it starts again at 1 between
    two successive numbers of the outer one, with nothing of a still lower rank in between. Twice is a habit.
    """
    markers = [item.marker for item in run if isinstance(item, Numbered) and item.marker.ordinal is not None]
    return {inner.name: outer.rank + 1 for outer, inner in _NESTINGS if _restarts_inside(markers, outer, inner) >= 2}


def _restarts_inside(markers: Sequence[Marker], outer: numbering.Style, inner: numbering.Style) -> int:
    evidence, last, restarted = 0, None, False
    for marker in markers:
        if marker.style is outer:
            evidence += restarted and last is not None and marker.ordinal == last + 1
            last, restarted = marker.ordinal, False
        elif marker.style is inner:
            restarted = restarted or marker.ordinal == 1
        elif marker.style.rank < inner.rank:
            last, restarted = None, False
    return evidence
