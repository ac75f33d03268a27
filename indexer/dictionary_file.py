"""jieba's dictionary where it lies: words of a short text are found without loading 350,000 others.

``dict.txt`` has one word a line, ``word frequency tag``, in the order of the first characters, so that all words that
begin with a character stand together and are found by halving. Cutting is jieba's own method (``Tokenizer.cut`` without
the new-word model): of all ways to divide the text into words of the dictionary the likeliest, the longer word where
two are alike. A test holds every word of the file and the words of random and real texts to jieba and ``rjieba``.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from itertools import groupby
from math import log
from pathlib import Path

from indexer.lexicon import Lexicon
from indexer.storage import sample_digest

_DIGEST = "3a19c8f3127e26d7283ed5b971e59be6"
TOTAL = 60_101_967
"""Of the file in jieba 0.42.1: its digest, and the sum of its frequencies, which would take longest to work out."""
_FIRST, _LAST = "\u4e00", "\u9fd5"
"""Every other character is a word by itself for jieba."""


class DictionaryFile:
    """The words of ``dict.txt`` with their frequencies. Thread-safe."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._first = lru_cache(maxsize=4096)(self._beginning)

    def words_at(self, text: str, start: int) -> Iterator[tuple[int, int]]:
        """The words that stand in ``text`` from ``start`` on, shortest first: where each ends, and its frequency."""
        first, last = self._first(text[start]), self._first(chr(ord(text[start]) + 1))
        for end in range(start + 1, len(text) + 1):
            line = b"\n" + text[start:end].encode()
            found = self._lines.find(line, first, last)
            if found < 0:
                return
            if (found := self._lines.find(line + b" ", found, last)) >= 0:
                frequency = found + len(line) + 1
                yield end, int(self._lines[frequency : self._lines.find(b" ", frequency)])

    def _beginning(self, character: str) -> int:
        """Where the line feed stands before the first word that does not come before ``character``."""
        wanted = character.encode()
        low, high = 0, len(self._lines)
        while low < high:
            start = self._lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
            if self._lines[start : start + len(wanted)] < wanted:
                low = self._lines.find(b"\n", start) + 1
            else:
                high = start
        return low - 1


class FileCut:
    """Cuts runs of Chinese characters into words of the file and of a lexicon."""

    def __init__(self, file: DictionaryFile, lexicon: Lexicon) -> None:
        self._file = file
        self._own = {entry.word: entry.frequency for entry in lexicon.entries}
        self._lengths = sorted({len(word) for word in self._own})
        # As in jieba, a word given anew counts in full besides what the file has for it.
        self._total = log(TOTAL + sum(self._own.values()))

    def __call__(self, run: str) -> list[str]:
        words: list[str] = []
        for known, characters in groupby(run, key=lambda character: _FIRST <= character <= _LAST):
            piece = "".join(characters)
            words += self._likeliest(piece) if known else piece
        return words

    def _likeliest(self, text: str) -> list[str]:
        """Worked out from the end: the best division of what follows each place."""
        best = [(0.0, len(text))] * (len(text) + 1)
        for start in range(len(text) - 1, -1, -1):
            best[start] = max(
                (log(frequency) - self._total + best[end][0], end)
                for end, frequency in self._words_at(text, start).items()
            )
        cut, at = [], 0
        while at < len(text):
            cut.append(text[at : best[at][1]])
            at = best[at][1]
        return cut

    def _words_at(self, text: str, start: int) -> dict[int, int]:
        """The words that begin at a place: where each ends, and its frequency. One character is always a word."""
        found = {start + 1: 1, **dict(self._file.words_at(text, start))}
        for end in (start + length for length in self._lengths if start + length <= len(text)):
            if own := self._own.get(text[start:end]):
                found[end] = own
        return found


def dictionary_path() -> Path | None:
    """The file of the installed jieba; None where it is another than the one known here (``TOTAL``)."""
    package = find_spec("jieba")
    if package is None or not package.submodule_search_locations:
        return None
    path = Path(package.submodule_search_locations[0]) / "dict.txt"
    return path if path.is_file() and sample_digest(path) == _DIGEST else None
