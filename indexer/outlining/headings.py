"""What of a numbered paragraph is its title, and which paragraphs without number are headings.

Officials write a title in three ways: as a line of its own (（四）提升装备制造水平), as the first sentence of the
paragraph (（一）加大稳岗支持力度。对…), or not at all (第七条 建设单位应当…). Drafters keep to one way inside a
list, so an item's siblings decide what a single one leaves open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.outlining import numbering
from indexer.outlining.annotations import trailing_annotation
from indexer.outlining.numbering import Marker, Style
from indexer.outlining.sentences import ends_sentence, groups, sentences

LONGEST_TITLE = 60
"""Characters; a line without full stop that is longer is text that lost its end."""

LONGEST_RUN_IN = 40
"""Characters of a first sentence that may be a title; the longest of 2,000 checked ones had 38."""

LONGEST_ARTICLE_RUN_IN = 22
LONGEST_LEAD = 26
LONGEST_PLAIN = 30

_NORMATIVE = re.compile(r"应当|不得|可以|必须|是指|适用|负责|制定|禁止|依法|按照|根据|规定|为[^民企]|以下简称")
"""Words of a provision: a first sentence with one of them is a rule, not a title (第四条 县级以上人民政府应当…。)."""

_STANDARD = re.compile(
    r"(?P<title>(?:总体|工作|基本|指导|主要|重点|发展|实施|组织|保障|有关|相关|其他|行动|改革|任务|目标)"
    r"(?:要求|思路|目标|思想|原则|任务|措施|保障|事项|步骤|内容|安排|分工|领导|实施)(?:和(?:要求|目标|原则|任务))?"
    r"|总则|附则|适用范围|保障机制|加强组织(?:领导|实施)|强化组织(?:领导|保障))"
    r"(?=以习近平|坚持|全面|深入|到20|到“|按照|为|各|通过|认真|加强|充分|围绕|紧扣|贯彻|将|聚焦|牢固|根据|力争|2\d{3}年|进一步|本|在|落实|严格)"
)
"""Titles so common that they are recognised where a lost line break glued them to their text (一、总体要求坚持以…)."""

_BEFORE_ENUMERATION = re.compile(r"(?P<title>[^，。；：、]{4,30}?)(?=一是[^，。]{3,}.*二是)")
"""A title glued to an enumeration (4.推动数字赋能产业发展一是…二是…)."""

_DOCUMENT_LEVEL = re.compile(r"附\s*则|附\s*录|前\s*言|引\s*言|序\s*言|结\s*语|有关说明|名词解释|编制说明")


@dataclass(frozen=True, slots=True)
class Title:
    """How a numbered paragraph divides: ``title`` is ``rest[:title_end]`` tidied, the text begins at ``text_start``.
    Without a title both are 0."""

    title: str = ""
    title_end: int = 0
    text_start: int = 0


UNTITLED = Title()


@dataclass(frozen=True, slots=True)
class Habit:
    """How the items of one list write their titles: shares of its items, 0 to 1."""

    run_in: float
    bracketed: float


FEWEST_SIBLINGS = 3
"""A shorter list says too little of itself; there the whole document's items of the style decide."""


def habits(items: Sequence[tuple[Marker, str]]) -> list[Habit]:
    """The habit that holds for each numbered paragraph of a document, in order. ``items`` are its numbers, each with
    the text after it. Items count as siblings until a number of a lower rank comes or their own count restarts."""
    lists: list[list[int]] = []
    open_lists: dict[str, list[int]] = {}
    last: dict[str, int] = {}
    for position, (marker, _) in enumerate(items):
        name, ordinal = marker.style.name, marker.ordinal or 0
        for other in [other for other in open_lists if _RANKS[other] > marker.style.rank]:
            del open_lists[other]
        if name not in open_lists or ordinal <= last.get(name, 0):
            open_lists[name] = []
            lists.append(open_lists[name])
        open_lists[name].append(position)
        last[name] = ordinal
    by_style: dict[str, list[int]] = {}
    for position, (marker, _) in enumerate(items):
        by_style.setdefault(marker.style.name, []).append(position)
    found: dict[int, Habit] = {}
    for siblings in lists:
        whole = by_style[items[siblings[0]][0].style.name]
        habit = _habit([items[i] for i in (siblings if len(siblings) >= FEWEST_SIBLINGS else whole)])
        found.update(dict.fromkeys(siblings, habit))
    return [found[position] for position in range(len(items))]


_RANKS = {style.name: style.rank for style in numbering.STYLES}


def _habit(items: Sequence[tuple[Marker, str]]) -> Habit:
    texts = [(marker.style.name, rest) for marker, rest in items if ends_sentence(rest) or trailing_annotation(rest)]
    if not texts:
        return Habit(1.0, 0.0)
    return Habit(
        run_in=sum(_could_run_in(rest, name) for name, rest in texts) / len(texts),
        bracketed=sum(_bracketed(rest) > 0 for _, rest in texts) / len(texts),
    )


def title_of(style: Style, rest: str, *, content_below: bool, habit: Habit) -> Title:
    """The title of a numbered paragraph. ``content_below``: paragraphs of its own follow it."""
    if not rest:
        return UNTITLED
    if (length := _bracketed(rest)) and (rest[0] == "【" or habit.bracketed > 0.6):
        return Title(rest[1 : length - 1].strip(), length, length)
    if (found := _STANDARD.match(rest)) and style.rank <= numbering.HAN_BRACKET.rank and ends_sentence(rest):
        return Title(found["title"], found.end(), found.end())
    if (found := _BEFORE_ENUMERATION.match(rest)) and style.rank < numbering.ENUMERATED.rank:
        return Title(found["title"], found.end(), found.end())
    cut = trailing_annotation(rest)
    heading = rest[:cut].rstrip() if cut else rest
    if not ends_sentence(heading) and "。" not in heading:
        return _line_title(style, heading, content_below=content_below or bool(cut and heading))
    first = sentences(rest)[0][1]
    follows = rest[first:].strip()
    own_text = bool(follows) and not (cut is not None and not rest[first:cut].strip())
    if _could_run_in(rest, style.name) and (own_text or content_below) and _habitual(style, habit):
        return Title(_tidy(rest[:first]), first, first)
    return UNTITLED


def _line_title(style: Style, heading: str, *, content_below: bool) -> Title:
    if len(heading) > LONGEST_TITLE or not content_below:
        return UNTITLED
    if heading.endswith(("：", ":")) and (len(heading) > LONGEST_LEAD or style is numbering.ARTICLE):
        return UNTITLED
    if style is numbering.ARTICLE and _NORMATIVE.search(heading):
        return UNTITLED
    return Title(_tidy(heading), len(heading), len(heading))


def _habitual(style: Style, habit: Habit) -> bool:
    return habit.run_in >= (0.7 if style is numbering.ARTICLE else 0.5)


def _could_run_in(rest: str, style: str) -> bool:
    if not (spans := sentences(rest)):
        return False
    first = rest[: spans[0][1]]
    if style == numbering.ARTICLE.name and (len(first) > LONGEST_ARTICLE_RUN_IN or _NORMATIVE.search(first)):
        return False
    return len(first) <= LONGEST_RUN_IN and first.rstrip("”）)")[-1:] in ("。", "！") and len(first) > 2


def _bracketed(rest: str) -> int:
    """Length of a title in brackets that opens a paragraph (第一条【目的依据】…), or 0."""
    if rest[0] not in "【（(":
        return 0
    spans = groups(rest[:60])
    return spans[0][1] if spans and spans[0][0] == 0 and 3 <= spans[0][1] <= 24 else 0


def _tidy(title: str) -> str:
    return title.strip().rstrip("。：:；;").strip()


def lead(text: str) -> int:
    """Length of the short first sentence with which an unnumbered paragraph opens (坚持全面覆盖。将…), or 0."""
    spans = sentences(text)
    if len(spans) < 2 or spans[0][1] > LONGEST_LEAD:
        return 0
    first = text[: spans[0][1]]
    only_annotated = trailing_annotation(text[spans[0][1] :].lstrip()) == 0
    return spans[0][1] if first.endswith("。") and not only_annotated else 0


def looks_plain(text: str) -> bool:
    """Whether an unnumbered line could be a heading: short, no punctuation at its end, mostly Chinese."""
    return (
        2 <= len(text) <= LONGEST_PLAIN
        and not ends_sentence(text)
        and not re.search(r"[，。；：:,;、？！|\d]$|[。；\t]|^\W|^\d", text)
        and sum("\u4e00" <= char <= "\u9fff" for char in text) >= 0.6 * len(text)
    )


def is_document_level(text: str) -> bool:
    """Headings without number that stand beside the parts, not inside the last item (附则)."""
    return _DOCUMENT_LEVEL.fullmatch(text) is not None
