"""Words that a document gives to all its clauses, as postings for ranking: so few that they are made when asked for.

Those of its title, and the names of the places it is of: who types 四川 beside other words wants a document of 四川.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np

from indexer.document_classes import NATION, UNKNOWN
from indexer.engine.stored.postings import Postings, encode

_KINDS_OF_PLACES = "省市区县州盟旗"
_NAMED_IN_TITLES = "省市县州盟旗"
"""What ends the name of a place in a title. 区 ends too much else (社区, 园区, 示范区)."""


class DocumentWords:
    """``words``: those of each document."""

    def __init__(self, words: Sequence[Iterable[str]]) -> None:
        self._of_documents = words

    def number(self, word: str) -> int:
        """The number of a word, -1 for one that no document has."""
        return self._numbers.get(word, -1)

    @cached_property
    def postings(self) -> Postings:
        """Rows are positions of documents; a word counts once in a document."""
        lengths = np.array([len(words) for words in self._words], dtype=np.int32)
        words = np.array([self._numbers[word] for words in self._words for word in words], dtype=np.int64)
        documents = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        order = np.argsort(words, kind="stable")
        documents = documents[order]
        starts = np.searchsorted(words[order], np.arange(len(self._numbers) + 1)).astype(np.int64)
        return Postings(starts, documents, encode(np.ones_like(documents), lengths[documents]), lengths)

    @cached_property
    def _words(self) -> list[dict[str, None]]:
        return [dict.fromkeys(each for word in words for each in _as_typed(word)) for words in self._of_documents]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(dict.fromkeys(w for words in self._words for w in words))}


def place_names(regions: Iterable[str], title_words: Iterable[str]) -> Iterator[str]:
    """The names of the places that a document is of: of its ``regions`` (上海-青浦区, see ``document_classes``) and in
    its title, for the register does not know every county."""
    for region in regions:
        if region not in (NATION, UNKNOWN):
            yield region.rpartition("-")[2]
    for word in title_words:
        if len(word) > 2 and word[-1] in _NAMED_IN_TITLES:
            yield word


def _as_typed(word: str) -> Iterator[str]:
    """锦州市 is also found as 锦州, as people type it."""
    yield word
    if len(word) > 2 and word[-1] in _KINDS_OF_PLACES:
        yield word[:-1]
