"""Gaps and repetitions in a document's numbering, reported to the reader and never repaired."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.models import Section
from indexer.outlining import numbering
from indexer.reading import counters

_COUNTED = {
    style.name
    for style in (
        numbering.PART,
        numbering.CHAPTER,
        numbering.ARTICLE,
        numbering.HAN,
        numbering.HAN_BRACKET,
        numbering.ARABIC,
        numbering.ARABIC_BRACKET,
        numbering.BOX,
    )
}
MOST_NOTES = 12
"""A damaged conversion can have hundreds of slips; the first ones tell the reader enough."""


def gaps(sections: Sequence[Section]) -> tuple[str, ...]:
    """One note in Chinese for each place where a count does not go on by one; empty when all do.

    A count that runs on across headings (1.…61.) is one count. A count may begin again at 1 anywhere.
    """
    notes: list[str] = []
    last: dict[tuple[str, int | None], Section] = {}
    for section in sections:
        if section.style not in _COUNTED or section.ordinal is None:
            continue
        key = (section.style, _text_of(sections, section))
        before = last.get(key)
        last[key] = section
        if section.ordinal == 1 or (before and before.ordinal is not None and section.ordinal == before.ordinal + 1):
            continue
        notes.append(_note(section, before))
    if len(notes) > MOST_NOTES:
        notes[MOST_NOTES:] = [f"另有 {len(notes) - MOST_NOTES} 处编号不连续。"]
    return tuple(notes)


def _text_of(sections: Sequence[Section], section: Section) -> int | None:
    """Position of the text (annex, one of several documents) that a section lies in, None for the document."""
    parent = section.parent
    while parent is not None and sections[parent].level > 0:
        parent = sections[parent].parent
    return parent


def _note(section: Section, before: Section | None) -> str:
    ordinal = section.ordinal or 0
    here = f"第 {section.line} 行"
    if before is None:
        missing = (
            _written(section, 1) if ordinal == 2 else f"{_written(section, 1)}”至“{_written(section, ordinal - 1)}"
        )
        return f"{here}：编号从“{section.number}”开始，原文中没有“{missing}”。"
    previous = before.ordinal or 0
    if ordinal > previous + 1:
        first, final = _written(section, previous + 1), _written(section, ordinal - 1)
        missing = first if first == final else f"{first}”至“{final}"
        return f"{here}：“{before.number}”之后为“{section.number}”，原文中没有“{missing}”。"
    return f"{here}：“{before.number}”之后为“{section.number}”，编号重复或次序颠倒。"


def _written(section: Section, ordinal: int) -> str:
    """``ordinal`` in the manner of the section's own number: （三） beside （四）, 3. beside 4."""
    digits = "".join(char for char in section.number if char.isdigit() and char.isascii())
    if digits:
        return section.number.replace(digits, str(ordinal), 1)
    own, other = (counters.write(value, "chineseCounting") for value in (section.ordinal or 0, ordinal))
    return section.number.replace(own, other, 1) if own and own in section.number else str(ordinal)
