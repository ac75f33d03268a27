"""分词: a text into words, the same way for the index and for a query.

Words are found inside runs of Chinese characters by jieba's dictionary and the project's lexicon, without guessing
at unknown words (no HMM); runs of other letters and digits are one word each (iso9001, 2020, 3.5). Everything else
only separates. ``rjieba`` does the work; ``jieba``, the reference it must agree with, can be chosen instead. Until
``rjieba`` is worth the time it takes to load, the words are looked up in jieba's dictionary file
(``indexer.dictionary_file``), with the same result.
"""

from __future__ import annotations

import os
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from indexer.dictionary_file import DictionaryFile, FileCut, dictionary_path
from indexer.folding import Folded, fold
from indexer.lexicon import Lexicon

SEGMENTERS = ("rjieba", "jieba")

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_RANGES = (
    ("\u4e00", "\u9fff"),
    ("\u3400", "\u4dbf"),
    ("\u3005", "\u3005"),
    ("\u3007", "\u3007"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
"""The same by first and last character: to compile one more pattern takes longer than a search asks."""
_RUN = rf"(?P<han>[{_HAN}]+)|\d+(?:\.\d+)+|[^\W_{_HAN}]+"
_FIRST_HAN, _LAST_HAN = "\u4e00", "\u9fff"

Cut = Callable[[str], list[str]]

_SHORT = 40
_REMEMBERED = 2_048
"""Texts of so many characters, and how many of them, of which the words are kept: a search cuts its query several
times."""

MOST_LOOKED_UP = 12_000
"""Characters. To look them up in texts of laws and policies takes .10–.19 s, to load ``rjieba`` .17–.20 s."""


class Word(NamedTuple):
    """A word as matched (folded) and its span in the text given. The position of a word is its place in the list."""

    text: str
    start: int
    end: int


class Segmenter:
    """Cuts text into words with one lexicon. ``kind`` is one of ``SEGMENTERS``.

    Thread-safe. The dictionary is loaded by ``load``, or when enough text has been cut to make it worth while, since
    that takes a noticeable part of a second.
    """

    def __init__(self, lexicon: Lexicon, kind: str = "rjieba") -> None:
        if kind not in SEGMENTERS:
            raise ValueError(f"unknown segmenter {kind!r}, expected one of {', '.join(SEGMENTERS)}")
        self.lexicon = lexicon
        self.kind = kind
        self._load = _load_rjieba if kind == "rjieba" else _load_jieba
        self._cut: Cut | None = None
        self._looking_up: Cut | None = None
        self._looked_up = 0
        self._loading = threading.Lock()
        self._short_terms = lru_cache(maxsize=_REMEMBERED)(self._terms)

    def load(self) -> None:
        """Load the dictionary now: for a process that will cut much, or must not wait for it later."""
        self._loaded()

    def expect(self, characters: int) -> None:
        """Say how much is to be cut, so that not first the slower way and then the dictionary is paid for."""
        if characters > MOST_LOOKED_UP:
            self.load()

    def words(self, text: str) -> list[Word]:
        """The words of ``text`` in order, with spans in ``text``."""
        folded = fold(text)
        return [Word(word, *folded.span(start, end)) for word, start, end in self._pieces(folded.text)]

    def terms(self, folded: Folded) -> list[str]:
        """The words of a text already folded, without their spans: what a query asks for."""
        if len(folded.text) <= _SHORT:
            return list(self._short_terms(folded.text))
        return [word for word, _, _ in self._pieces(folded.text)]

    def parts(self, word: str) -> list[str]:
        """The words that a compound of at least four characters is made of (食品安全: 食品, 安全); ``word`` alone where
        no place divides it into two or more words of two characters at least."""
        divided = []
        if is_han(word):
            for place in range(2, len(word) - 1):
                halves = [word[:place], word[place:]]
                pieces = [piece for half in halves for piece in self.terms(Folded(half, range(len(half))))]
                if all(len(piece) > 1 for piece in pieces):
                    divided.append(pieces)
        return min(divided, key=len, default=[word])

    def counts(self, folded: Folded) -> Counter[str]:
        """How often each word occurs in a text already folded: what the index holds."""
        return Counter(word for word, _, _ in self._pieces(folded.text))

    def _terms(self, folded: str) -> tuple[str, ...]:
        return tuple(word for word, _, _ in self._pieces(folded))

    def _pieces(self, folded: str) -> Iterator[tuple[str, int, int]]:
        cut = self._cut or self._cheapest(len(folded))
        for start, run, chinese in _runs(folded):
            for word in cut(run) if chinese else (run,):
                yield word, start, start + len(word)
                start += len(word)

    def _cheapest(self, characters: int) -> Cut:
        """What cuts so many characters more in the least time: the dictionary file, as long as little was cut."""
        self._looked_up += characters
        if self.kind == "rjieba" and self._looked_up <= MOST_LOOKED_UP:
            looking_up = self._looking_up
            if looking_up is None and (path := dictionary_path()) is not None:
                looking_up = self._looking_up = FileCut(DictionaryFile(path), self.lexicon)
            if looking_up is not None:
                return looking_up
        return self._loaded()

    def _loaded(self) -> Cut:
        with self._loading:
            if self._cut is None:
                self._cut = self._load(self.lexicon)
                self._looking_up = None  # with what it remembers
            return self._cut


def _runs(folded: str) -> Iterator[tuple[int, str, bool]]:
    """The runs of a text: where each begins, and whether it is Chinese."""
    if folded and min(folded) >= _FIRST_HAN and max(folded) <= _LAST_HAN:
        yield 0, folded, True  # As most queries are, for which the pattern need not be compiled.
        return
    for run in _pattern().finditer(folded):
        yield run.start(), run.group(), run.lastgroup is not None


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_RUN)


@lru_cache(maxsize=4)
def segmenter_for(lexicon: Lexicon, kind: str = "rjieba") -> Segmenter:
    """The segmenter of this process for a lexicon, so that its dictionary is loaded once."""
    return Segmenter(lexicon, kind)


def is_han(word: str) -> bool:
    """Whether a word of ``Segmenter.words`` is Chinese (it is then Chinese throughout)."""
    return any(first <= word[:1] <= last for first, last in _HAN_RANGES)


_ready_made_taken = threading.Lock()


def _load_rjieba(lexicon: Lexicon) -> Cut:
    import rjieba

    # Importing rjieba builds a dictionary already; building a second one would double the start-up time of every
    # search from the shell, so the first lexicon of the process takes that one.
    dictionary = rjieba._DEFAULT_JIEBA if _ready_made_taken.acquire(blocking=False) else rjieba.Jieba()
    for entry in lexicon.entries:
        dictionary.add_word(entry.word, entry.frequency, entry.tag)

    def cut(run: str) -> list[str]:
        words: list[str] = dictionary.cut(run, False)
        return words

    return cut


def _load_jieba(lexicon: Lexicon) -> Cut:
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    dictionary: Any = jieba.Tokenizer()
    # By default jieba caches its dictionary under one name in the temporary folder that all users share.
    dictionary.tmp_dir = str(_cache_folder())
    dictionary.initialize()
    for entry in lexicon.entries:
        dictionary.add_word(entry.word, entry.frequency, entry.tag)
    # jieba counts a word given twice both times, ``rjieba`` once; ways that are as likely as each other are told apart
    # by the last digit that follows from it.
    dictionary.total = sum(dictionary.FREQ.values())

    def cut(run: str) -> list[str]:
        return list(dictionary.cut(run, HMM=False))

    return cut


def _cache_folder() -> Path:
    """This user's own folder for what can be computed again."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(base) / "policykb"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
