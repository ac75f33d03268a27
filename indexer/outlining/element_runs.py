"""Elements that take several paragraphs, found before the others: contents, signatures with their date, 附件说明."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.outlining import numbering
from indexer.outlining.annotations import trailing_annotation
from indexer.outlining.element_patterns import CONTENTS_HEAD, DATE_LINE, SIGNATURE
from indexer.outlining.paragraphs import Paragraph
from indexer.outlining.sentences import ends_sentence


def contents(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Positions of a table of contents: headings without text that all stand again, in order, further on."""
    found: set[int] = set()
    later: dict[str, list[int]] = {}
    for position, paragraph in enumerate(paragraphs):
        later.setdefault(comparable(paragraph.text), []).append(position)
    position = 0
    while position < len(paragraphs):
        announced = bool(CONTENTS_HEAD.fullmatch(paragraphs[position].text))
        run = position + announced
        listed: set[str] = set()
        while run < len(paragraphs) and _is_heading_again(paragraphs[run], later, run):
            if paragraphs[run].text in listed:
                break
            listed.add(paragraphs[run].text)
            run += 1
        if run - position - announced >= (2 if announced else 4):
            found.update(range(position, run))
            position = run
        else:
            position += 1
    return found


def _is_heading_again(paragraph: Paragraph, later: dict[str, list[int]], position: int) -> bool:
    marked = numbering.match(paragraph.text)
    return marked is not None and not ends_sentence(paragraph.text) and later[comparable(paragraph.text)][-1] > position


def signatures(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Positions of signature lines with the date that closes them, and of dates standing alone after running text."""
    found: set[int] = set()
    for position, paragraph in enumerate(paragraphs):
        if not DATE_LINE.fullmatch(paragraph.text):
            continue
        start = position
        while start > 1 and _is_signature(paragraphs[start - 1].text):
            start -= 1
        if start < position or (position and ends_sentence(paragraphs[position - 1].text)):
            found.update(range(start, position + 1))
    return found


def _is_signature(text: str) -> bool:
    return (
        len(text) <= 240
        and not ends_sentence(text)
        and numbering.match(text) is None
        and bool(SIGNATURE.fullmatch(text))
    )


def annex_notes(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Positions of 附件说明: a list of annexes that no annex text follows."""
    found: set[int] = set()
    position = 0
    while position < len(paragraphs):
        if not is_annex_mark(paragraphs[position].text):
            position += 1
            continue
        run = position + 1
        while run < len(paragraphs) and _is_annex_item(paragraphs[run].text):
            run += 1
        closing = run == len(paragraphs) or (
            any(DATE_LINE.fullmatch(p.text) for p in paragraphs[run : run + 12] if not ends_sentence(p.text))
            and not any(ends_sentence(p.text) for p in paragraphs[run : run + 1])
        )
        bare = numbering.match(paragraphs[position].text)
        named = bare is not None and bare.end < len(paragraphs[position].text)
        if named and (closing or "略" in "".join(p.text for p in paragraphs[position:run])):
            found.update(range(position, run))
        elif named and run - position > 1 and is_annex_mark(paragraphs[run - 1].text):
            found.update(range(position, run - 1))
        position = run
    return found


def _is_annex_item(text: str) -> bool:
    """A numbered name of an annex; what somebody is to answer for (1.专项行动（市甲局）) is text of the annex."""
    marker = numbering.match(text)
    return (
        marker is not None
        and marker.style in (numbering.ANNEX, numbering.ARABIC)
        and len(text) <= 70
        and not ends_sentence(text)
        and marker.end < len(text)
        and trailing_annotation(text) is None
    )


def is_annex_mark(text: str) -> bool:
    marker = numbering.match(text)
    return marker is not None and marker.style is numbering.ANNEX and not ends_sentence(text)


def comparable(text: str) -> str:
    """The text as one line is compared with another that may be written with other brackets, dashes and blanks."""
    table = str.maketrans("（）［］〔〕－—–-~～　 \u2002\u2003", "()[][]------    ")
    return re.sub(r"[\s-]+", "", text.translate(table))
