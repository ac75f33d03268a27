"""Where an annotation stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """How an annotation is written."""

    BRACKET = "bracket"  # （责任单位：…） after the sentences it covers
    LABELS = "labels"  # 责任单位：… on lines of their own
    ROW = "row"  # a cell of a table row; the annotation's span is the whole row


@dataclass(frozen=True, slots=True)
class Annotation:
    """One responsibility annotation. ``text`` is what it says (labels of several lines or cells joined); it stands at
    ``[start, end)`` and begins on ``line``. ``scope`` is "section" where it stands on a heading and covers what
    follows, else "item". ``covers`` is where the task stands, on ``line``, when a merged cell reaches down to it from
    the row that says who; None where the annotation closes its own task."""

    text: str
    line: int
    start: int
    end: int
    scope: str = "item"
    form: Form = Form.BRACKET
    covers: tuple[int, int] | None = None
