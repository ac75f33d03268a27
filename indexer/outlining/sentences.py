"""Cutting running text into sentences by rule (。！？；), never inside brackets or quotation marks.

Real texts hold brackets that nobody closed and quotation marks that a transcription turned round. A bracket protects
only where its partner stands in the same paragraph; one without partner is an ordinary character.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections import Counter
from functools import lru_cache

_PAIRS = {
    "(": "bracket",
    "（": "bracket",
    "[": "square",
    "［": "square",
    "〔": "square",
    "﹝": "square",
    "【": "lens",
    "《": "title",
    "<": "angle",
    "〈": "angle",
    "“": "double",
    "‘": "single",
    "「": "corner",
    "『": "white corner",
    "｛": "brace",
    "{": "brace",
}
_CLOSERS = {
    ")": "bracket",
    "）": "bracket",
    "]": "square",
    "］": "square",
    "〕": "square",
    "﹞": "square",
    "】": "lens",
    "》": "title",
    ">": "angle",
    "〉": "angle",
    "”": "double",
    "’": "single",
    "」": "corner",
    "』": "white corner",
    "｝": "brace",
    "}": "brace",
}
_SPECIAL = re.compile("[" + re.escape("".join(_PAIRS) + "".join(_CLOSERS) + '"') + "]")
_ENDS = "。！？；!?;"
_END = re.compile(rf"[{_ENDS}]+|\t")
_TRAILING = re.compile(r"[”’」』）)】〕\]]+")


def groups(text: str) -> list[tuple[int, int]]:
    """The outermost balanced groups of brackets or quotation marks in ``text``, as ``(start, end)`` offsets of the
    opening character and one past the closing one, in order."""
    return list(_cached_groups(text) if len(text) <= _LONGEST_CACHED else _groups(text))


_LONGEST_CACHED = 4000
"""Characters; of longer texts no copy is kept."""


@lru_cache(maxsize=1024)  # several questions are asked of every paragraph
def _cached_groups(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(_groups(text))


def _groups(text: str) -> list[tuple[int, int]]:
    if not _SPECIAL.search(text):
        return []
    stack: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    waiting: Counter[str] = Counter()
    straight: int | None = None
    for match in _SPECIAL.finditer(text):
        char, at = match.group(), match.start()
        if char == '"':
            if straight is None:
                straight = at
            else:
                found.append((straight, at + 1))
                straight = None
        elif char in _PAIRS:
            stack.append((_PAIRS[char], at))
            waiting[_PAIRS[char]] += 1
        elif waiting[kind := _CLOSERS[char]]:  # what was opened inside and never closed is dropped on the way
            while True:
                opened, start = stack.pop()
                waiting[opened] -= 1
                if opened == kind:
                    found.append((start, at + 1))
                    break
    return _outermost(found)


def _outermost(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of one paragraph as ``(start, end)`` offsets without blanks around them, in order.

    Together they hold every non-blank character of ``text``. A tab (a cell boundary of a table row) always ends a
    sentence. A quotation introduced by a colon (：“……。”) ends one where the sentence inside it does.
    """
    protected = groups(text)
    speeches = [end for start, end in protected if _is_whole_speech(text, start, end)]
    ends = [end for match in _END.finditer(text) if (end := _boundary(text, match, protected)) is not None]
    cuts = sorted({0, len(text), *speeches, *ends})
    return [span for start, end in itertools.pairwise(cuts) if (span := _stripped(text, start, end))]


def _boundary(text: str, match: re.Match[str], protected: list[tuple[int, int]]) -> int | None:
    """Where the sentence that ``match`` ends really stops; None inside a bracket or quotation."""
    before = bisect.bisect_right(protected, (match.start(), len(text)))
    if before and match.start() < protected[before - 1][1]:
        return None
    stray = _TRAILING.match(text, match.end())  # closing marks that close nothing belong to the sentence
    return stray.end() if stray else match.end()


def _is_whole_speech(text: str, start: int, end: int) -> bool:
    return (
        text[end - 1] in "”」"
        and end - 2 > start
        and text[end - 2] in "。！？"
        and text[max(start - 1, 0)] in "：:"
        and text[end : end + 1] not in ("", *"，。；、！？：）)")
    )


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    begin = start + len(piece) - len(piece.lstrip())
    finish = start + len(piece.rstrip())
    return (begin, finish) if begin < finish else None


def ends_sentence(text: str) -> bool:
    """Whether ``text`` closes with the end of a sentence (。！？；, closing quotation marks and brackets aside)."""
    return text.rstrip("”’」』）)】〕] \t\u3000")[-1:] in tuple(_ENDS)
