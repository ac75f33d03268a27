"""Folding text for matching: full-width and half-width forms, case, compatibility characters, quotation marks,
traditional characters, and the zero of Chinese numbers.

Folding may change the number of characters (㈠ becomes (一), ㎡ becomes m2, a zero-width space vanishes), so every
folded character remembers where it came from, and a match in the folded text can be marked exactly in the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from indexer.simplified import simplified_character

Span = tuple[int, int]

# NFKC keeps curly and straight quotation marks apart; people who type a query do not.
_QUOTATION_MARKS = dict(zip("“”„‟‘’‚‛", "\"\"\"\"''''", strict=True))
_NOT_LETTERS = re.compile(r"[\W_]+")
# People and printers write the zero of 二〇二〇年 as a circle or a digit.
# Compiled when it is first needed, by ``re`` itself.
_ZERO = "(?<=[一二三四五六七八九〇])[0○◯]{1,2}(?=[一二三四五六七八九〇年])"
_ZERO_FORMS = frozenset("0○◯")
_FIRST_HAN, _LAST_HAN = "\u4e00", "\u9fff"
_CONTROL_OR_BLANK = frozenset({"Cc", "Zs", "Zl", "Zp"})


class Folded(NamedTuple):
    """``text`` is the folded text; ``origin[i]`` the offset in the original of the character that gave ``text[i]``."""

    text: str
    origin: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The span of the original that ``text[start:end]`` (not empty) came from."""
        return self.origin[start], self.origin[end - 1] + 1


class _Table(dict[int, str]):
    """For ``str.translate``: what each character folds to, worked out when it is first met."""

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()
        """Characters met so far that fold to none or to several."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = _fold_one(character)
        if len(folded) != 1:
            self.uneven.add(character)
        self[code] = folded
        return folded


def fold(text: str) -> Folded:
    """``text`` as it is compared: NFKC character by character, case folded, curly quotation marks made straight,
    traditional characters simplified one by one, 二○一九 and 二0一九 as 二〇一九.

    Control characters become blanks, invisible ones (category Cf) vanish, lone surrogates become U+FFFD, so that the
    result can always be encoded. Composition across characters (a letter and a combining accent after it) is left
    alone: it would lose the offsets.
    """
    folded = folded_text(text)
    if _TABLE.uneven.isdisjoint(text):
        return Folded(folded, range(len(text)))
    return Folded(folded, [i for i, character in enumerate(text) for _ in _TABLE[ord(character)]])


def folded_text(text: str) -> str:
    """The text that ``fold`` gives, without where it came from."""
    folded = text.translate(_TABLE)
    if not _ZERO_FORMS.isdisjoint(folded):
        folded = re.sub(_ZERO, lambda zeros: "〇" * len(zeros.group()), folded)
    return folded


def squeeze(folded: Folded) -> Folded:
    """The folded text without its blanks: what quoted phrases are compared with."""
    text = folded.text
    squeezed = squeezed_text(text)
    if len(squeezed) == len(text):
        return folded
    return Folded(squeezed, [folded.origin[i] for i, character in enumerate(text) if not character.isspace()])


def squeezed_text(folded: str) -> str:
    """The text that ``squeeze`` gives, without where it came from."""
    return "".join(folded.split())


def letters(folded: Folded) -> Folded:
    """Only the letters and digits of the folded text: what words are compared with.

    A word is then found whatever punctuation is written into it: 双随机一公开 in 双随机、一公开, 首台套 in 首台(套).
    """
    kept = letters_text(folded.text)
    if len(kept) == len(folded.text):
        return folded
    places = [i for i, character in enumerate(folded.text) if character.isalnum()]
    return Folded(kept, [folded.origin[i] for i in places])


def letters_text(folded: str) -> str:
    """The text that ``letters`` gives, without where it came from."""
    return folded if folded.isalnum() else _NOT_LETTERS.sub("", folded)


def _fold_one(character: str) -> str:
    if _FIRST_HAN <= character <= _LAST_HAN:  # Nearly all that is met, and the rest leaves them as they are.
        return simplified_character(character)
    if character in _QUOTATION_MARKS:
        return _QUOTATION_MARKS[character]
    category = unicodedata.category(character)
    if category in _CONTROL_OR_BLANK:
        return " "
    if category == "Cf":
        return ""
    if category == "Cs":
        return "\ufffd"
    return simplified_character(unicodedata.normalize("NFKC", character).casefold())


_TABLE = _Table()
