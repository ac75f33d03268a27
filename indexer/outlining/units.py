"""Paragraphs with their numbers: the items that the outline is built from.

A conversion may run two items together (…监督检查。9.加强…). A number inside a paragraph begins a new unit where it
follows the end of a sentence and continues the count of its style.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.models import Element
from indexer.outlining import numbering
from indexer.outlining.numbering import Marker
from indexer.outlining.paragraphs import Paragraph
from indexer.outlining.sentences import groups

_NUMBER = re.compile(
    r"第[一二三四五六七八九十百]+[章条]|[一二三四五六七八九十]+、|[（(](?:[一二三四五六七八九十]+|\d{1,3})[）)]|\d{1,3}[.．、﹒](?!\d(?!\d{3}年))"
)
"""What could be a number inside a paragraph."""

_AFTER_SENTENCE = tuple("。；;！？）)”〕]")
LONGEST_GLUED_HEADING = 60
"""Characters between a heading's number and the number of the item that a lost line break glued to it."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A paragraph without number."""

    paragraph: Paragraph

    @property
    def text(self) -> str:
        """The paragraph without Markdown heading marks."""
        return self.paragraph.text[self.paragraph.lead :]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph that a number opens, or the part of one."""

    paragraph: Paragraph
    marker: Marker

    @property
    def rest(self) -> str:
        """The text after the number."""
        return self.paragraph.text[self.paragraph.lead + self.marker.end :]

    @property
    def written_end(self) -> int:
        """Offset in the source where the number ends, with a colon after it (附件1：) and without blanks."""
        opening = self.paragraph.text[: self.paragraph.lead + self.marker.end]
        return self.paragraph.start + len(opening.rstrip())

    @property
    def rest_start(self) -> int:
        """Offset in the source where the text after the number begins."""
        return self.paragraph.start + self.paragraph.lead + self.marker.end


Unit = Plain | Numbered
Item = Element | Plain | Numbered


def units(items: Sequence[Element | Paragraph]) -> list[Item]:
    """Every element as it is, every paragraph as one unit or several."""
    out: list[Item] = []
    count: dict[str, int] = {}
    for position, item in enumerate(items):
        if isinstance(item, Element):
            out.append(item)
            continue
        following = items[position + 1] if position + 1 < len(items) else None
        after = _marker(following) if isinstance(following, Paragraph) else None
        for piece in _pieces(item, count, after):
            marker = _marker(piece)
            _count(marker, count)
            out.append(Numbered(piece, marker) if marker else Plain(piece))
    return out


def _count(marker: Marker | None, count: dict[str, int]) -> None:
    if marker and marker.ordinal is not None:
        count[marker.style.name] = marker.ordinal


def _marker(paragraph: Paragraph) -> Marker | None:
    marker = numbering.match(paragraph.text[paragraph.lead :])
    if marker and marker.style is numbering.ANNEX and not _is_annex_heading(paragraph.text, marker):
        return None
    if marker and "\t" in paragraph.text[paragraph.lead + marker.end :]:
        return None  # the first cell of a table row
    if marker and marker.style is numbering.ENUMERATED and marker.ordinal == 1 and "二是" in paragraph.text:
        return None  # 一是…二是… inside one paragraph are sentences of it
    return marker


def _is_annex_heading(text: str, marker: Marker) -> bool:
    """附件2 and 附件2：实施细则 head an annex; 附件所列企业应当… is a sentence."""
    rest = text[marker.end :]
    return not rest or (bool(re.match(r"[\u4e00-\u9fff《“\d（(]", rest)) and not re.match(r"[中所的为是将]", rest))


def _pieces(paragraph: Paragraph, count: dict[str, int], after: Marker | None) -> list[Paragraph]:
    """Cuts a paragraph at the numbers inside it; ``after`` is the number that opens the next paragraph."""
    running = dict(count)
    opening = _marker(paragraph)
    _count(opening, running)
    protected = groups(paragraph.text)
    cuts: list[int] = []
    for found in _NUMBER.finditer(paragraph.text, 1):
        before = bisect.bisect_right(protected, (found.start(), 0))
        if before and found.start() < protected[before - 1][1]:
            continue
        marker = numbering.match(paragraph.text[found.start() : found.start() + 40])
        text = paragraph.text[cuts[-1] if cuts else 0 : found.start()][-2 * LONGEST_GLUED_HEADING :]
        if marker and marker.end < 40 and _begins_item(text, opening, marker, running, after):
            opening = marker
            _count(marker, running)
            cuts.append(found.start())
    pieces = []
    for cut in reversed(cuts):
        paragraph, tail = paragraph.cut(cut)
        if tail is not None:
            pieces.append(tail)
    return [paragraph, *reversed(pieces)]


def _begins_item(
    before: str, opening: Marker | None, marker: Marker, count: dict[str, int], after: Marker | None
) -> bool:
    """Whether a number inside a paragraph begins an item of its own: it goes on with the count, or begins one that
    the next paragraph goes on with, and stands after a sentence, a colon, or a heading without full stop."""
    goes_on = marker.ordinal == count.get(marker.style.name, -1) + 1
    begins = marker.ordinal == 1 and after is not None and after.style is marker.style and after.ordinal == 2
    text = before.rstrip()
    if text.endswith(_AFTER_SENTENCE):
        return goes_on or begins
    if text.endswith(("：", ":")):
        return begins
    glued = (
        opening is not None
        and opening.style.rank < marker.style.rank
        and len(before) <= LONGEST_GLUED_HEADING
        and not any(mark in before for mark in "。；")
    )
    return glued and (begins or (goes_on and marker.style is not numbering.HAN))
