"""The words of a batch: which clauses hold them, which items, and which stand in the headings above.

Three kinds of postings over one dictionary, as columns; the dictionary is kept in Whoosh besides, which finds the words
that begin with a prefix. Query text never reaches Whoosh's query parser.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from indexer.engine.stored.columns import Rows, Strings, save_strings
from indexer.engine.stored.postings import Pairs, Postings, passed_down, write_postings

if TYPE_CHECKING:
    from indexer.engine.stored.dictionary import Dictionary

_PREFIXES = "prefixes.whoosh"
MOST_EXPANSIONS = 1_000
_REMEMBERED = 4_096
"""Words whose number is kept: to search for it costs more than to use it."""


def write_words(
    folder: Path, clauses: Iterable[Sequence[str]], headings: Iterable[Sequence[str]], sections: Rows, parents: Rows
) -> None:
    """Write the words of all clauses and headings of a batch.

    ``sections`` gives the section of each clause, ``parents`` that of each section; ``len(parents)`` stands for none.
    """
    from indexer.engine.stored.dictionary import write_dictionary

    numbers: dict[str, int] = {}
    of_clauses = _numbered(clauses, numbers)
    of_headings = _numbered(headings, numbers)
    words = sorted(numbers)
    place = np.empty(len(words), dtype=np.int64)
    place[[numbers[word] for word in words]] = np.arange(len(words))
    own = place[of_clauses[0]], of_clauses[1]
    save_strings(folder, "dictionary", (word.encode() for word in words))
    write_dictionary(folder / _PREFIXES, words)
    write_postings(folder, "words", *own, len(words), len(sections))
    write_postings(folder, "item_words", *_in_items(own, sections, len(parents)), len(words), len(parents))
    above = passed_down((place[of_headings[0]], of_headings[1]), parents)
    write_postings(folder, "heading_words", *above, len(words), len(parents))


def _numbered(texts: Iterable[Sequence[str]], numbers: dict[str, int]) -> Pairs:
    """The words of texts by number, new words numbered on, and the text each stands in."""
    following = count(len(numbers))
    found: list[int] = []
    lengths: list[int] = []
    for words in texts:
        for word in words:
            number = numbers.get(word)
            if number is None:
                number = numbers[word] = next(following)
            found.append(number)
        lengths.append(len(words))
    return np.array(found, dtype=np.int64), np.repeat(np.arange(len(lengths)), np.array(lengths, dtype=np.int64))


def _in_items(own: Pairs, sections: Rows, total: int) -> Pairs:
    """The words of the sections that hold several clauses, all of these together."""
    several = np.bincount(sections, minlength=total + 1) > 1
    several[total] = False
    words, rows = own
    of_word = sections[rows].astype(np.int64)
    counted = several[of_word]
    return words[counted], of_word[counted]


class Words:
    """The dictionary of a batch and its postings: ``clauses`` by row, ``items`` by section for sections with several
    clauses, ``headings`` by section for the section and all above it. Thread-safe."""

    def __init__(self, folder: Path) -> None:
        self.clauses = Postings.load(folder, "words")
        self.items = Postings.load(folder, "item_words")
        self.headings = Postings.load(folder, "heading_words")
        self.number = lru_cache(maxsize=_REMEMBERED)(self._number)
        """The number of a word, -1 for one that does not occur."""
        self._dictionary = Strings(folder, "dictionary")
        self._prefixes: Dictionary | None = None
        self._path = folder / _PREFIXES
        self._opening = threading.Lock()

    def _number(self, word: str) -> int:
        return self._dictionary.find(word.encode())

    def expand(self, prefix: str) -> list[str]:
        """The words that begin with ``prefix``, in order; of very many the first thousand."""
        with self._opening:
            if self._prefixes is None:  # Whoosh takes longer to load than most searches take.
                from indexer.engine.stored.dictionary import Dictionary

                self._prefixes = Dictionary(self._path)
            return self._prefixes.expand(prefix, MOST_EXPANSIONS)

    def close(self) -> None:
        self._dictionary.close()
        with self._opening:
            if self._prefixes is not None:
                self._prefixes.close()
