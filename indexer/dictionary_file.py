"""jieba's dictionary where it lies: words of a short text are found without loading 350,000 others.

``dict.txt`` has one word a line, ``word frequency tag``, in the order of the first characters, so that all words that
begin with a character stand together, within a part of the file that is small enough to search. Cutting is jieba's own
method (``Tokenizer.cut`` without the new-word model): of all ways to divide the text into words of the dictionary the
likeliest, the longer word where two are alike. A test holds every word of the file and the words of random and real
texts to jieba and ``rjieba``.
"""

from __future__ import annotations

import mmap
from bisect import bisect_left
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import groupby
from math import log
from pathlib import Path

from indexer.lexicon import Lexicon
from indexer.storage import sample_digest

_DIGEST = "3a19c8f3127e26d7283ed5b971e59be6"
TOTAL = 60_101_964
"""Of the file in jieba 0.42.1: its digest, and the sum of its frequencies, each word once (B超 stands in it twice),
which would take longest to work out."""
_PARTS = 1_024
"""Of some 5,000 bytes: as many as are looked up in the time that it takes to search one."""
_NO_BEGINNING = -1
_FIRST, _LAST = "\u4e00", "\u9fd5"
"""Every other character is a word by itself for jieba."""


class DictionaryFile:
    """The words of ``dict.txt`` with their frequencies. Thread-safe."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        ends = (self._lines.find(b"\n", len(self._lines) * part // _PARTS) for part in range(1, _PARTS))
        self._places = [0, *ends, len(self._lines)]
        """Of line feeds, about as far from each other."""
        self._beginnings = [self._lines[place + 1 : place + 4] for place in self._places[1:-1]]
        """The first character of the line after each place but the first and the last."""
        self._known: dict[str, int] = {}
        """What has been looked up: a text says most of its words again."""

    def words_at(self, text: str, start: int) -> Iterator[tuple[int, int]]:
        """The words that stand in ``text`` from ``start`` on, shortest first: where each ends, and its frequency."""
        for end in range(start + 1, len(text) + 1):
            beginning = text[start:end]
            frequency = self._known.get(beginning)
            if frequency is None:
                frequency = self._known[beginning] = self._look_up(beginning)
            if frequency == _NO_BEGINNING:
                return
            if frequency:
                yield end, frequency

    def _look_up(self, beginning: str) -> int:
        """The frequency of a word, 0 for what words only begin with, else ``_NO_BEGINNING``."""
        first, last = self._part(beginning[0])
        line = b"\n" + beginning.encode()
        found = self._lines.find(line, first, last)
        if found < 0:
            return _NO_BEGINNING
        found = self._lines.find(line + b" ", found, last)
        return self._number(found + len(line) + 1) if found >= 0 else 0

    def frequency(self, word: str) -> int:
        """Of one word; 0 where the file does not have it."""
        line = f"\n{word} ".encode()
        found = self._lines.find(line, *self._part(word[0]))
        return self._number(found + len(line)) if found >= 0 else 0

    def _part(self, character: str) -> tuple[int, int]:
        """From where to where words can begin with a character."""
        before = bisect_left(self._beginnings, character.encode())
        after = bisect_left(self._beginnings, chr(ord(character) + 1).encode())
        return self._places[before], self._places[after + 1]

    def _number(self, start: int) -> int:
        return int(self._lines[start : self._lines.find(b" ", start)])


class FileCut:
    """Cuts runs of Chinese characters into words of the file and of a lexicon."""

    def __init__(self, file: DictionaryFile, lexicon: Lexicon) -> None:
        self._file = file
        self._own = {entry.word: entry.frequency for entry in lexicon.entries}
        self._lengths = sorted({len(word) for word in self._own})
        # Ways that are as likely as each other are told apart by the last digit of a sum of logarithms, so that the
        # total must be the same to one.
        self._total = log(total_with(lexicon, file) if lexicon.total is None else lexicon.total)

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


def total_with(lexicon: Lexicon, file: DictionaryFile) -> int:
    """The sum of all frequencies of the file with the words of a lexicon; one given anew counts once, as in ``rjieba``.
    Takes as long as some searches."""
    return TOTAL + sum(entry.frequency - file.frequency(entry.word) for entry in lexicon.entries)


def dictionary_path() -> Path | None:
    """The file of the installed jieba; None where it is another than the one known here (``TOTAL``)."""
    package = find_spec("jieba")
    if package is None or not package.submodule_search_locations:
        return None
    path = Path(package.submodule_search_locations[0]) / "dict.txt"
    return path if path.is_file() and sample_digest(path) == _DIGEST else None
