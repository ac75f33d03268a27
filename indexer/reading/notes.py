"""Notes for the user about what reading left out: how much, and how it begins. Nothing is left out in silence."""

from __future__ import annotations

from collections.abc import Iterable

QUOTED = 30
"""So many characters of the left-out text are quoted: enough to find it in the original."""


def left_out(what: str, lines: Iterable[str]) -> tuple[str, ...]:
    """One note that counts the non-blank characters of ``lines``, which ``what`` names; none where there are none."""
    text = " ".join(" ".join(lines).split())
    count = len(text.replace(" ", ""))
    return (f"{what}共 {count} 字未收入，开头为“{excerpt(text)}”。",) if count else ()


def excerpt(text: str) -> str:
    """The beginning of ``text``, with … where it goes on."""
    return text if len(text) <= QUOTED else text[:QUOTED] + "…"
