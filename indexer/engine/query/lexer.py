"""A typed query into pieces: quoted text, operators, brackets, numbers, runs of text.

People type full-width and half-width forms side by side; here both are the same. Operators are AND, OR, NOT in capitals
standing alone or between Chinese characters, ``|`` for OR and a minus sign before a word for NOT. All other punctuation
only separates.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from indexer.engine.query.special_numbers import find_numbers
from indexer.engine.query.tree import DocumentNumber, SectionNumber
from indexer.folding import fold


class Sign(Enum):
    """An operator or a bracket."""

    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    OPEN = "（"
    CLOSE = "）"
    LONELY_QUOTE = "引号"


class Quoted(NamedTuple):
    """Text between quotation marks, folded, blanks and all."""

    text: str


class Run(NamedTuple):
    """Text without blanks, folded, beginning with a letter or digit. ``star``: it ended in ``*``."""

    text: str
    star: bool = False


What = Sign | Quoted | Run | DocumentNumber | SectionNumber


class Piece(NamedTuple):
    """What was read, and its offset in the query as typed."""

    what: What
    position: int


# What may close a quotation, by its opening mark as typed. The later ones forgive mixed pairs.
_CLOSING = {
    "“": '”"“',
    "”": '”"',
    "„": '”"',
    '"': '"”“',
    "＂": '＂"',
    "「": "」",
    "『": "』",
    "｢": "｣",
    "‘": "’",
}
_NEVER_LONELY = "‘’”」』｣"
_OPERATOR = re.compile(r"(?<![A-Za-z0-9_])(?:AND|OR|NOT)(?![A-Za-z0-9_])")
_RUN_END = re.compile(r"[\s\"「」『』()|]|(?<=[^\W_])\*")
_MINUS = "-−"


def lex(query: str) -> Iterator[Piece]:
    """The pieces of ``query`` in order."""
    scanner = _Scanner(query)
    at = 0
    while at < len(scanner.text):
        what, end = scanner.step(at)
        if what is not None:
            yield Piece(what, scanner.origin[at])
        at = end


def quoted_spans(query: str) -> list[tuple[int, int]]:
    """Where ``query`` stands in quotation marks, as ``lex`` reads them, the marks included."""
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(query):
        closing = _closing(query, at)
        if closing is not None:
            spans.append((at, closing + 1))
            at = closing
        at += 1
    return spans


def _closing(typed: str, at: int) -> int | None:
    """The offset of the mark that closes a quotation opened at ``at``, None where none is opened or closed."""
    ends = (typed.find(mark, at + 1) for mark in _CLOSING.get(typed[at], ""))
    return next((end for end in ends if end >= 0), None)


class _Scanner:
    """The query folded and as typed, character by character, with everything that is found by searching ahead."""

    def __init__(self, query: str) -> None:
        folded = fold(query)
        self.text, self.origin = folded.text, folded.origin
        # Folding loses which way a quotation mark turns and whether a letter is a capital.
        self.typed = "".join(query[origin] for origin in folded.origin)
        self.operators = _operators(self.text, self.typed)
        self.numbers = {start: (what, end) for start, end, what in find_numbers(self.text)}
        self.stops = sorted({*self.operators, *self.numbers})

    def step(self, at: int) -> tuple[What | None, int]:
        """What begins at ``at``, None for a character that says nothing, and the offset behind it."""
        if self.typed[at] in _CLOSING or self.typed[at] in _NEVER_LONELY:
            return self._quoted(at)
        if at in self.operators:
            return Sign(self.operators[at].group()), self.operators[at].end()
        if at in self.numbers:
            return self.numbers[at]
        character = self.text[at]
        if character in "()":
            return (Sign.OPEN if character == "(" else Sign.CLOSE), at + 1
        if character == "|":
            return Sign.OR, at + 1
        if character in _MINUS and self._opens_a_word(at):
            return Sign.NOT, at + 1
        return self._run(at) if character.isalnum() else (None, at + 1)

    def _quoted(self, at: int) -> tuple[What | None, int]:
        end = _closing(self.typed, at)
        if end is not None:
            return Quoted(self.text[at + 1 : end]), end + 1
        return (None if self.typed[at] in _NEVER_LONELY else Sign.LONELY_QUOTE), at + 1

    def _opens_a_word(self, at: int) -> bool:
        """Whether a minus sign stands before a word and not inside one: 食品 -药品, but not 2020-2025."""
        before, after = self.text[at - 1 : at], self.text[at + 1 : at + 2]
        return (not before or before.isspace() or before in "(|") and (
            after.isalnum() or after in ('"', "「", "『", "(")
        )

    def _run(self, at: int) -> tuple[Run, int]:
        stop = next((stop for stop in self.stops if stop > at), len(self.text))
        found = _RUN_END.search(self.text, at + 1, stop)
        if not found:
            return Run(self.text[at:stop]), stop
        star = found.group() == "*"
        return Run(self.text[at : found.start()], star), found.end() if star else found.start()


def _operators(folded: str, typed: str) -> dict[int, re.Match[str]]:
    """The operators by where they begin."""
    if not any(name in folded for name in ("and", "or", "not")):
        return {}
    capitals = "".join(_ascii_form(character) for character in typed)
    return {match.start(): match for match in _OPERATOR.finditer(capitals)}


def _ascii_form(character: str) -> str:
    """A full-width letter as the half-width one, in the same case; any other character as it is."""
    narrow = unicodedata.normalize("NFKC", character)
    return narrow if len(narrow) == 1 else character
