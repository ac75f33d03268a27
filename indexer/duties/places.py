"""Where an annotation stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Annotation:
    """One responsibility annotation. ``text`` is what it says (labels of several lines or cells joined); it stands at
    ``[start, end)`` and begins on ``line``. ``scope`` is "section" where it stands on a heading and covers what
    follows, else "item"."""

    text: str
    line: int
    start: int
    end: int
    scope: str = "item"
