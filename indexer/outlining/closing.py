"""Unnumbered closing paragraphs: text after the last item that belongs to the document and not to that item.

Two kinds of evidence: the words (本意见自印发之日起施行, 各地区、各部门要…), and the shape (every other item has one
paragraph, this one has two).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from indexer.models import Element, ElementKind
from indexer.outlining import numbering
from indexer.outlining.numbering import Style
from indexer.outlining.sentences import ends_sentence
from indexer.outlining.units import Item, Numbered, Plain, Unit

_GENRE = (
    r"(?:实施|指导|若干|工作|行动|暂行)?"
    r"(?:意见|方案|通知|措施|办法|规定|细则|条例|政策|计划|规划|纲要|要点|清单|制度|规范|文件|举措|行动|函|批复)"
)
_OWN = re.compile(
    rf"本(?:次)?{_GENRE}.{{0,40}}?(?:施行|实施|执行|试行|有效期|解释|之日|适用|由|任务|不一致|未尽|所称|支持事项|与)|(?:以上|上述){_GENRE}"
    rf"|自.{{2,16}}(?:起施行|起实施|起执行|起试行)|有效期.{{0,8}}年|{_GENRE}.{{0,12}}由.{{2,40}}负责解释|按照?上级有关(?:政策|规定)执行"
    rf"|(?:贯彻|落实|实施|执行)(?:情况|中的?重[大要](?:问题|情况)).{{0,20}}报|重[大要](?:问题|情况|事项).{{0,16}}(?:及时)?(?:报告|报|请示)|特此|以上(?:意见|请示|报告)"
    rf"|制定(?:具体)?(?:实施|操作)?细则|申报(?:指南|服务指南)|根据本{_GENRE}(?:精神|要求)?|按照本{_GENRE}"
)
"""The document speaks of itself."""

_ADDRESS = re.compile(
    r"(?:各(?:地|级|市|省|县|区|州|盟|部门|有关|相关|单位|级各|牵头|责任|成员)|省(?:直|级|政府|有关|各)|市(?:直|级|政府|有关|各|科委)|"
    r"国务院(?:各|有关)|全(?:省|市|国|州|县|区)各?|请各|地方各级|县级以上|有关(?:部门|地方|单位))"
)
"""It turns to all who have to act."""


def closing_paragraphs(run: Sequence[Item]) -> set[int]:
    """Positions in ``run`` of closing paragraphs."""
    found: set[int] = set()
    end = 0
    for position, item in enumerate(run):
        if _ends_text(item):
            found |= _closing_of(run, end, position)
            end = position + 1
    return found | _closing_of(run, end, len(run))


def _ends_text(item: Item) -> bool:
    if isinstance(item, Element):
        return item.kind in _AFTER_TEXT
    return isinstance(item, Numbered) and item.marker.style is numbering.ANNEX


_AFTER_TEXT = (
    ElementKind.SIGNATURE,
    ElementKind.DATE,
    ElementKind.ANNEX_NOTE,
    ElementKind.TITLE,
    ElementKind.NOTE,
)


def _closing_of(run: Sequence[Item], start: int, end: int) -> set[int]:
    """The closing paragraphs of one text, which stands at ``run[start:end]``."""
    text = [item for item in run[start:end] if not isinstance(item, Element)]
    positions = [i for i in range(start, end) if not isinstance(run[i], Element)]
    last = next((i for i in range(len(text) - 1, -1, -1) if isinstance(text[i], Numbered)), None)
    item = text[last] if last is not None else None
    if last is None or not isinstance(item, Numbered):
        return set()
    tail = text[last + 1 :]
    inside = _usual_paragraphs(text, item.marker.style)
    own = 0 if _has_text(item) or (ends_sentence(item.rest) and _stand_alone(text, item.marker.style)) else 1
    found: set[int] = set()
    for index in range(len(tail) - 1, own - 1, -1):
        words = tail[index].paragraph.text
        evidence = 2 * bool(_OWN.search(words[:220])) + bool(_ADDRESS.match(words)) + (index >= inside + own)
        if evidence < (3 if item.marker.style is numbering.ARTICLE else 2):
            break
        found.add(positions[last + 1 + index])
    return found


def _has_text(item: Numbered) -> bool:
    """Whether a numbered paragraph holds more than a heading."""
    return any(mark in item.rest.rstrip("。") for mark in "。；") or len(item.rest) > 60


def _stand_alone(text: Sequence[Unit], style: Style) -> bool:
    """Whether items of ``style`` that are a single sentence are whole: another item follows one of them at once."""
    return any(
        isinstance(item, Numbered)
        and item.marker.style is style
        and ends_sentence(item.rest)
        and isinstance(after, Numbered)
        and after.marker.style is style
        for item, after in itertools.pairwise(text)
    )


def _usual_paragraphs(text: Sequence[Unit], style: Style) -> int:
    """The largest number of further unnumbered paragraphs that an item of ``style`` has, the last item aside."""
    most = 0
    current: Numbered | None = None
    further = 0
    for item in text:
        if isinstance(item, Plain):
            further += 1
            continue
        if current is not None and current.marker.style is style:
            most = max(most, further - (0 if _has_text(current) else 1))
        current, further = item, 0
    return most
