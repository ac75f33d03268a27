"""Traditional characters as simplified ones, character for character, so that offsets stay.

OpenCC has the tables. They are loaded when a text first holds a Chinese character outside GB 2312, the set that
simplified documents are written in; a corpus or query without one never loads them.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

_FIRST, _LAST = "\u3400", "\u9fff"


def simplified(text: str) -> str:
    """``text`` with traditional characters simplified by the words they stand in (乾燥 to 干燥, 乾隆 stays).

    Of the same length. Unchanged when it holds no character that is traditional without doubt.
    """
    if not any(may_be_traditional(character) for character in text):
        return text
    converted: str = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    return "".join(simplified_character(character) for character in text)


def simplified_character(character: str) -> str:
    """The simplified form of one character, itself where it has none."""
    if not may_be_traditional(character):
        return character
    converted: str = _converter().convert(character)
    return converted if len(converted) == 1 else character


@lru_cache(maxsize=8_192)
def may_be_traditional(character: str) -> bool:
    """Whether a character is Chinese and outside GB 2312."""
    if not _FIRST <= character <= _LAST:
        return False
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
