"""The words of the titles of a batch as postings, for ranking: so few that they are made when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from indexer.engine.stored.postings import Postings, encode

_KINDS_OF_PLACES = "省市区县州盟旗"


class TitleWords:
    """``titles``: the words of the title of each document. 锦州市 is also found as 锦州, as people type it."""

    def __init__(self, titles: Sequence[Sequence[str]]) -> None:
        self._as_written = titles

    def number(self, word: str) -> int:
        """The number of a word, -1 for one that is in no title."""
        return self._numbers.get(word, -1)

    @cached_property
    def postings(self) -> Postings:
        """Rows are positions of documents; a word counts once in a title."""
        lengths = np.array([len(words) for words in self._titles], dtype=np.int32)
        words = np.array([self._numbers[word] for words in self._titles for word in words], dtype=np.int64)
        documents = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        order = np.argsort(words, kind="stable")
        documents = documents[order]
        starts = np.searchsorted(words[order], np.arange(len(self._numbers) + 1)).astype(np.int64)
        return Postings(starts, documents, encode(np.ones_like(documents), lengths[documents]), lengths)

    @cached_property
    def _titles(self) -> list[dict[str, None]]:
        return [dict.fromkeys(each for word in words for each in _as_typed(word)) for words in self._as_written]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(dict.fromkeys(w for words in self._titles for w in words))}


def _as_typed(word: str) -> Iterator[str]:
    yield word
    if len(word) > 2 and word[-1] in _KINDS_OF_PLACES:
        yield word[:-1]
