"""Finding the elements of an official document (公文要素) that are neither heading nor clause.

GB/T 9704—2012 names them: 标题, 发文字号, 主送机关, 附件说明, 发文机关署名, 成文日期, 附注. Web pages and
transcriptions add their own lines around them. One pass from top to bottom with a small state: in the *head* (before
running text has begun) a line may be title, number or addressee; after running text a date closes the document, and
what follows may be the head of the document that the notice wraps.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.models import Element, ElementKind
from indexer.outlining import element_runs, numbering
from indexer.outlining.element_patterns import (
    ADDRESSEE_END,
    DATE_LINE,
    FURNITURE,
    NOTE_LINE,
    NOTE_PREFIX,
    NUMBER_LINE,
    ORDER_NUMBER,
    PROMULGATION,
    SHORTEST_TITLE,
    SOURCE_LINE,
    TITLE_AND_NUMBER,
    TITLE_END,
    TRANSCRIBER,
    WRAPPED,
)
from indexer.outlining.paragraphs import Paragraph
from indexer.outlining.sentences import ends_sentence


@dataclass(slots=True)
class _State:
    """What the pass knows when it reaches a paragraph."""

    head: bool = True  # no running text since the last beginning
    titled: bool = False  # this head has its title
    wrapped: list[str] = field(default_factory=list)  # titles that a notice announced
    out: list[Element | Paragraph] = field(default_factory=list)

    def element(self, kind: ElementKind, paragraph: Paragraph) -> None:
        self.out.append(Element(kind, paragraph.text, paragraph.line, paragraph.start, paragraph.end))

    def begin(self) -> None:
        """A new head begins: after a signature, a date, an annex mark."""
        self.head, self.titled = True, False


def split_elements(paragraphs: Sequence[Paragraph]) -> tuple[Element | Paragraph, ...]:
    """The paragraphs in order, each either turned into an element or left as body text. A paragraph in which a
    number, an addressee or a title is run together with what follows is cut in two."""
    state = _State()
    contents = element_runs.contents(paragraphs)
    annex_notes = element_runs.annex_notes(paragraphs)
    signatures = element_runs.signatures(paragraphs)
    for position, paragraph in enumerate(paragraphs):
        if position in contents:
            state.element(ElementKind.CONTENTS, paragraph)
        elif position in annex_notes:
            state.element(ElementKind.ANNEX_NOTE, paragraph)
        elif position in signatures:
            is_date = bool(DATE_LINE.fullmatch(paragraph.text))
            state.element(ElementKind.DATE if is_date else ElementKind.SIGNATURE, paragraph)
            if is_date:
                state.begin()
        else:
            rest: Paragraph | None = paragraph
            while rest is not None:
                rest = _take(state, rest, paragraphs, position)
    return tuple(state.out)


def closes_title(text: str) -> bool:
    """Whether a line ends as titles end (…的意见, …实施方案（试行）), so that the next line is no second line of it."""
    return TITLE_END.search(text) is not None


def _take(state: _State, paragraph: Paragraph, paragraphs: Sequence[Paragraph], position: int) -> Paragraph | None:
    """Consumes the beginning of ``paragraph``; returns what is left of it."""
    text = paragraph.text
    if kind := _whole_line(text, last=position == len(paragraphs) - 1, first=position < 12 and state.head):
        state.element(kind, paragraph)
        if kind is ElementKind.NOTE and not state.head:
            state.begin()
        return None
    if found := NOTE_PREFIX.match(text):
        return _cut(state, ElementKind.NOTE, paragraph, found.end(), begin=not state.head)
    if state.head:
        if not state.titled and (found := TITLE_AND_NUMBER.match(text)):
            state.titled = True
            return _cut(state, ElementKind.TITLE, paragraph, found.end())
        if state.titled and ORDER_NUMBER.fullmatch(text):
            state.element(ElementKind.DOCUMENT_NUMBER, paragraph)
            return None
        if (found := NUMBER_LINE.match(text)) and _is_number_prefix(text, found.end()):
            return _cut(state, ElementKind.DOCUMENT_NUMBER, paragraph, found.end())
        if length := _addressee(text):
            state.titled = True
            return _cut(state, ElementKind.ADDRESSEE, paragraph, length)
        if length := _announced(text, state.wrapped):
            state.titled = True
            return _cut(state, ElementKind.TITLE, paragraph, length)
        if _is_title(state, paragraph, paragraphs, position):
            state.titled = True
            state.wrapped += _titles_in(text)
            state.element(ElementKind.TITLE, paragraph)
            return None
    elif len(text) >= SHORTEST_TITLE and text in state.wrapped and not ends_sentence(text):
        state.head = state.titled = True
        state.element(ElementKind.TITLE, paragraph)
        return None
    state.wrapped += _titles_in(text) if len(state.out) < 25 else []
    state.out.append(paragraph)
    if element_runs.is_annex_mark(text):
        state.begin()
    else:
        state.head = False
    return None


def _cut(
    state: _State, kind: ElementKind, paragraph: Paragraph, length: int, *, begin: bool = False
) -> Paragraph | None:
    head, tail = paragraph.cut(length)
    state.element(kind, head)
    if begin:
        state.begin()
    return tail


def _whole_line(text: str, *, last: bool, first: bool) -> ElementKind | None:
    if FURNITURE.fullmatch(text):
        return ElementKind.FURNITURE
    if NOTE_LINE.fullmatch(text):
        return ElementKind.NOTE
    if (first or last) and SOURCE_LINE.fullmatch(text):
        return ElementKind.SOURCE
    if last and TRANSCRIBER.fullmatch(text):
        return ElementKind.SOURCE
    if first and DATE_LINE.fullmatch(text):
        return ElementKind.DATE
    if first and (PROMULGATION.fullmatch(text) or (text.startswith(("（", "(")) and PROMULGATION.match(text[1:]))):
        return ElementKind.NOTE
    return None


def _is_number_prefix(text: str, end: int) -> bool:
    """A number opens the paragraph as an element only when it is the whole of it, or a list of organs follows."""
    rest = text[end:].lstrip()
    return not rest or (rest[0] not in "》）)、，,的文精" and not text[:end].startswith(("根据", "依据", "按照")))


def _addressee(text: str) -> int:
    """Length of the addressee (各区人民政府，市政府各委、办、局：) at the beginning of ``text``, or 0."""
    found = re.match(r"[^。；！？!?;《》]{2,400}?[:：]", text)
    if not found or numbering.match(text):
        return 0
    return (
        found.end()
        if ADDRESSEE_END.search(found.group()) and not re.search(r"如下|包括|是[:：]|根据|为了", found.group())
        else 0
    )


def _announced(text: str, wrapped: Sequence[str]) -> int:
    """Length of an announced title at the beginning of ``text``, or 0."""
    for title in sorted(set(wrapped), key=len, reverse=True):
        folded = element_runs.comparable(title)
        length = consumed = 0
        for char in text:
            if consumed == len(folded):
                break
            piece = element_runs.comparable(char)
            if piece and not folded.startswith(piece, consumed):
                break
            consumed += len(piece)
            length += 1
        if consumed == len(folded) and text[length : length + 1] not in tuple("》”、，。的"):
            closing = re.match(r"\s*[（(](?:试行|暂行|修订|征求意见稿|\d{4}版)[）)]", text[length:])
            return length + (closing.end() if closing else 0)
    return 0


def _titles_in(text: str) -> list[str]:
    return [first or second for first, second in WRAPPED.findall(text)]


def _is_title(state: _State, paragraph: Paragraph, paragraphs: Sequence[Paragraph], position: int) -> bool:
    text = paragraph.text
    if len(text) > 120 or ends_sentence(text) or text.endswith(("：", ":", "，", ",", "、")):
        return False
    if numbering.match(text) or "。" in text:
        return False
    if not state.titled:
        following = paragraphs[position + 1].text if position + 1 < len(paragraphs) else ""
        return (
            (position == 0 and not text.endswith(("。", "；")))
            or closes_title(text)
            or _is_structure(following)
            or ends_sentence(following)
        )
    # A title may run over several lines, and may be repeated before the number or the text.
    last = next((item for item in reversed(state.out) if isinstance(item, Element)), None)
    if last is None or last.kind not in _BETWEEN_TITLES:
        return False
    if last.kind is ElementKind.TITLE and not closes_title(last.text):
        return True  # its second line
    opens_bracket = text.startswith(("（", "("))
    return text in last.text or opens_bracket or closes_title(text) or _TITLE_BEGIN.search(text) is not None


_TITLE_BEGIN = re.compile(r"关于|(?:印发|转发|发布|公布)$")
_BETWEEN_TITLES = (
    ElementKind.TITLE,
    ElementKind.SOURCE,
    ElementKind.NOTE,
    ElementKind.DATE,
    ElementKind.DOCUMENT_NUMBER,
    ElementKind.FURNITURE,
)


def _is_structure(text: str) -> bool:
    return numbering.match(text) is not None
