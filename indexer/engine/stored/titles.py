"""The titles of the documents of a batch, to be searched all at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.engine.stored.columns import each_once

_END = "\n"
_WORD = "\t"


class Titles:
    """``titles`` are folded and without blanks, ``letters`` their letters and digits, ``words`` their words. What is
    found are positions of documents, ascending."""

    def __init__(self, titles: Sequence[str], letters: Sequence[str], words: Sequence[Sequence[str]]) -> None:
        self._titles, self._letters, self._words = titles, letters, words

    def with_phrase(self, phrase: str, only: re.Pattern[str] | None = None) -> NDArray[np.int64]:
        """Those with exactly these characters; where a pattern is given, ``only`` those in which it finds them."""
        found = self._whole.holding(phrase)
        if only is None:
            return found
        return np.array([at for at in found.tolist() if only.search(self._titles[at])], dtype=np.int64)

    def with_letters(self, word: str) -> NDArray[np.int64]:
        return self._only_letters.holding(word)

    def with_word(self, word: str) -> NDArray[np.int64]:
        return self._in_words.holding(f"{_WORD}{word}{_WORD}")

    def with_beginning(self, prefix: str) -> NDArray[np.int64]:
        """Those with a word that begins so."""
        return self._in_words.holding(f"{_WORD}{prefix}")

    @cached_property
    def _whole(self) -> _Lines:
        return _Lines(self._titles)

    @cached_property
    def _only_letters(self) -> _Lines:
        return _Lines(self._letters)

    @cached_property
    def _in_words(self) -> _Lines:
        return _Lines([f"{_WORD}{_WORD.join(words)}{_WORD}" for words in self._words])


class _Lines:
    """Strings as one text: to look through it takes as long as to ask a few dozen strings one by one."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._text = _END.join(lines)
        self._ends = np.cumsum([len(line) + 1 for line in lines], dtype=np.int64)

    def holding(self, needle: str) -> NDArray[np.int64]:
        found = []
        at = self._text.find(needle)
        while at >= 0:
            found.append(at)
            at = self._text.find(needle, at + 1)
        return each_once(np.searchsorted(self._ends, found, side="right"))
