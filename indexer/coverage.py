"""The promise that nothing is lost: every non-blank character of the text stands in exactly one span."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.models import Record
from indexer.outlining.paragraphs import is_blank


@dataclass(frozen=True, slots=True)
class Coverage:
    """``characters`` non-blank characters in the body, ``covered`` of them in exactly one span of an element, a
    section or a clause. ``lost`` names the rest as (line, text); ``doubled`` the spans that overlap another."""

    characters: int
    covered: int
    lost: tuple[tuple[int, str], ...]
    doubled: tuple[tuple[int, str], ...]

    @property
    def complete(self) -> bool:
        return not self.lost and not self.doubled


def coverage(record: Record) -> Coverage:
    """Compares the spans of a record with its text."""
    text = record.text
    spans = sorted(
        [(e.start, e.end) for e in record.elements]
        + [(s.start, s.end) for s in record.sections]
        + [(c.start, c.end) for c in record.clauses]
    )
    lost, doubled = [], []
    position = record.body_start
    for start, end in [*spans, (len(text), len(text))]:
        if start < position:
            doubled.append((_line(text, start), text[start : min(end, position)]))
        elif not is_blank(text[position:start]):
            lost.append((_line(text, position), text[position:start].strip()))
        position = max(position, end)
    characters = _count(text[record.body_start :])
    missing = sum(_count(piece) for _, piece in lost) + sum(_count(piece) for _, piece in doubled)
    return Coverage(characters, characters - missing, tuple(lost), tuple(doubled))


def _count(text: str) -> int:
    return sum(not is_blank(char) for char in set(text)) and sum(text.count(c) for c in set(text) if not is_blank(c))


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
