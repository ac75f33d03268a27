"""Which clauses hold a character, or two characters side by side, and how often.

Texts are folded, and only letters and digits are left of them. What holds every bigram of a longer text need not hold
that text, so it is looked up afterwards; what holds one bigram certainly holds those two characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.engine.stored.columns import Rows, intersect, load, save
from indexer.engine.stored.postings import Postings, passed_down, write_postings

_CHARACTER_BITS = 21
_REMEMBERED = 8_192
"""Grams whose number is kept: queries have most of them in common."""


def write_grams(folder: Path, texts: Sequence[str], prefix: str = "") -> None:
    """Write ``characters`` and ``bigrams``, named with the prefix, for texts of letters and digits, one a row."""
    codes = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    rows = np.cumsum(codes == ord("\n"))
    counted = codes != ord("\n")
    _write(folder, f"{prefix}characters", codes[counted], rows[counted], len(texts))
    both = counted[:-1] & counted[1:]
    bigrams = (codes[:-1] << _CHARACTER_BITS) | codes[1:]
    _write(folder, f"{prefix}bigrams", bigrams[both], rows[:-1][both], len(texts))


def write_title_characters(folder: Path, titles: Sequence[str], parents: Rows) -> None:
    """Write ``title_characters`` by section: the letters of its title and of the titles above, numbers left aside."""
    codes = np.frombuffer("".join(titles).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    at = np.repeat(np.arange(len(titles)), np.array([len(title) for title in titles], dtype=np.int64))
    _write(folder, "title_characters", *passed_down((codes, at), parents), len(titles))


def _write(folder: Path, name: str, grams: NDArray[np.int64], rows: NDArray[np.int64], length: int) -> None:
    keys, terms = np.unique(grams, return_inverse=True)
    save(folder, f"{name}_keys", keys)
    write_postings(folder, name, terms, rows, len(keys), length)


class Grams:
    """One kind of gram and its postings."""

    def __init__(self, folder: Path, name: str) -> None:
        self._keys = load(folder, f"{name}_keys")
        self.number = lru_cache(maxsize=_REMEMBERED)(self._number)
        """The number of a gram (one or two characters), -1 for one that does not occur."""
        self.postings = Postings.load(folder, name)

    def _number(self, gram: str) -> int:
        key = 0
        for character in gram:
            key = key << _CHARACTER_BITS | ord(character)
        place = int(self._keys.searchsorted(key))
        return place if place < len(self._keys) and int(self._keys[place]) == key else -1

    def rows(self, gram: str) -> Rows:
        """Rows that hold ``gram``, ascending."""
        return self.postings.of(self.number(gram))[0]


def candidates(text: str, characters: Grams, bigrams: Grams, among: Rows | None = None) -> tuple[Rows | None, bool]:
    """Rows that may hold ``text`` (letters and digits, folded), ascending, and whether they certainly do; of those
    ``among`` only, where given.

    None instead of rows for an empty text: then any row may.
    """
    postings = _postings(text, characters, bigrams)
    if not postings:
        return among, False
    rows = postings[0] if among is None else intersect(among, postings[0])
    for others in postings[1:]:
        rows = intersect(rows, others)
    return rows, len(text) <= 2


def most_candidates(text: str, characters: Grams, bigrams: Grams) -> int | None:
    """How many rows may hold ``text`` at most; None for an empty text."""
    postings = _postings(text, characters, bigrams)
    return len(postings[0]) if postings else None


def _postings(text: str, characters: Grams, bigrams: Grams) -> list[Rows]:
    """The rows of what each row that holds ``text`` must hold, the fewest first."""
    if 0 < len(text) <= 2:  # as most words are
        return [(characters if len(text) == 1 else bigrams).rows(text)]
    return sorted((bigrams.rows(gram) for gram in split(text)), key=len)


def split(text: str) -> list[str]:
    """The different bigrams of a text, in order."""
    return list(dict.fromkeys(text[i : i + 2] for i in range(len(text) - 1)))
