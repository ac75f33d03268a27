"""Unnumbered closing paragraphs: text after the last item that belongs to the document and not to that item.

Two kinds of evidence: the words (本意见自印发之日起施行, 各地区、各部门要…), and the shape (every other item has one
paragraph, this one has two).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer import numbering
from indexer.models import Element, ElementKind
from indexer.numbering import Style
from indexer.units import Unit

_GENRE = r"(?:实施|指导|若干|工作|行动|暂行)?(?:意见|方案|通知|措施|办法|规定|细则|条例|政策|计划|规划|纲要|要点|清单|制度|规范|文件|举措|行动|函|批复)"
_OWN = re.compile(
    rf"本(?:次)?{_GENRE}.{{0,40}}?(?:施行|实施|执行|试行|有效期|解释|之日|适用|由|任务|不一致|未尽|所称|支持事项|与)|(?:以上|上述){_GENRE}"
    rf"|自.{{2,16}}(?:起施行|起实施|起执行|起试行)|有效期.{{0,8}}年|{_GENRE}.{{0,12}}由.{{2,40}}负责解释|按照?上级有关(?:政策|规定)执行"
    rf"|(?:贯彻|落实|实施|执行)(?:情况|中的?重[大要](?:问题|情况)).{{0,20}}报|重[大要](?:问题|情况|事项).{{0,16}}(?:及时)?(?:报告|报|请示)|特此|以上(?:意见|请示|报告)"
    rf"|根据本{_GENRE}(?:精神|要求)?|按照本{_GENRE}"
)
"""The document speaks of itself."""

_ADDRESS = re.compile(
    r"(?:各(?:地|级|市|省|县|区|州|盟|部门|有关|相关|单位|级各|牵头|责任|成员)|省(?:直|级|政府|有关|各)|市(?:直|级|政府|有关|各|科委)|"
    r"国务院(?:各|有关)|全(?:省|市|国|州|县|区)各?|请各|地方各级|县级以上|有关(?:部门|地方|单位))"
)
"""It turns to all who have to act."""


def closing_paragraphs(run: Sequence[Element | Unit]) -> set[int]:
    """Positions in ``run`` of closing paragraphs."""
    found: set[int] = set()
    end = 0
    for position, item in enumerate(run):
        if _ends_text(item):
            found |= _closing_of(run, end, position)
            end = position + 1
    return found | _closing_of(run, end, len(run))


def _ends_text(item: Element | Unit) -> bool:
    if isinstance(item, Element):
        return item.kind in (
            ElementKind.SIGNATURE,
            ElementKind.DATE,
            ElementKind.ANNEX_NOTE,
            ElementKind.TITLE,
            ElementKind.NOTE,
        )
    return item.marker is not None and item.marker.style is numbering.ANNEX


def _closing_of(run: Sequence[Element | Unit], start: int, end: int) -> set[int]:
    """The closing paragraphs of one text, which stands at ``run[start:end]``."""
    text = [(i, item) for i, item in enumerate(run[start:end], start) if isinstance(item, Unit)]
    if (last := _last_numbered(text)) is None:
        return set()
    marker = text[last][1].marker
    assert marker is not None
    tail = text[last + 1 :]
    inside = _usual_paragraphs(text, marker.style)
    needed = 0 if text[last][1].rest.rstrip("。") and _has_text(text[last][1]) else 1
    found: set[int] = set()
    for index in range(len(tail) - 1, needed - 1, -1):
        words = tail[index][1].paragraph.text
        evidence = 2 * bool(_OWN.search(words[:220])) + bool(_ADDRESS.match(words)) + (index >= inside + needed)
        if evidence < (3 if marker.style is numbering.ARTICLE else 2):
            break
        found.add(tail[index][0])
    return found


def _last_numbered(text: Sequence[tuple[int, Unit]]) -> int | None:
    numbered = [i for i, (_, unit) in enumerate(text) if unit.marker is not None]
    return numbered[-1] if numbered else None


def _has_text(unit: Unit) -> bool:
    """Whether a numbered paragraph holds more than a heading."""
    return any(mark in unit.rest.rstrip("。") for mark in "。；") or len(unit.rest) > 60


def _usual_paragraphs(text: Sequence[tuple[int, Unit]], style: Style) -> int:
    """The largest number of further unnumbered paragraphs that an item of ``style`` has, the last item aside."""
    counts: list[int] = []
    current: int | None = None
    needed = 0
    for _, unit in text:
        if unit.marker is not None:
            if current is not None:
                counts.append(max(0, current - needed))
            current = 0 if unit.marker.style is style else None
            needed = 0 if _has_text(unit) else 1
        elif current is not None:
            current += 1
    return max(counts, default=0)
