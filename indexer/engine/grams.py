"""Which clauses hold a character, or two characters side by side, and how often.

Texts are folded, and only letters and digits are left of them. What holds every bigram of a longer text need not hold
that text, so it is looked up afterwards; what holds one bigram certainly holds those two characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.engine.columns import Rows, intersect, load, save

_ROW_BITS = 22
MAX_ROWS = 1 << _ROW_BITS
_CHARACTER_BITS = 21
_MOST = 255
"""A character that occurs more often in one clause says no more about it."""

Counts = NDArray[np.uint8]


def write_grams(folder: Path, texts: Sequence[str]) -> None:
    """Write ``characters`` and ``bigrams`` columns for texts of letters and digits, in the order of the rows."""
    if len(texts) >= MAX_ROWS:
        raise ValueError(f"{len(texts)} rows in one batch, at most {MAX_ROWS - 1} fit")
    codes = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    rows: NDArray[np.uint64] = np.cumsum(codes == ord("\n"), dtype=np.uint64)
    counted = codes != ord("\n")
    _write(folder, "characters", codes[counted], rows[counted], len(texts))
    both = counted[:-1] & counted[1:]
    bigrams = (codes[:-1] << np.uint64(_CHARACTER_BITS)) | codes[1:]
    _write(folder, "bigrams", bigrams[both], rows[:-1][both], len(texts))


def _write(folder: Path, name: str, grams: NDArray[np.uint64], rows: NDArray[np.uint64], length: int) -> None:
    """One posting for each gram and row: sorting the pair as one number groups them."""
    pairs, counts = np.unique((grams << np.uint64(_ROW_BITS)) | rows, return_counts=True)
    posted = (pairs & np.uint64(MAX_ROWS - 1)).astype(np.int32)
    keys, starts = np.unique(pairs >> np.uint64(_ROW_BITS), return_index=True)
    save(folder, f"{name}_keys", keys)
    save(folder, f"{name}_starts", np.append(starts, len(pairs)).astype(np.int64))
    save(folder, f"{name}_rows", posted)
    save(folder, f"{name}_counts", np.minimum(counts, _MOST).astype(np.uint8))
    save(folder, f"{name}_lengths", np.bincount(rows.astype(np.int64), minlength=length).astype(np.int32))


class Grams:
    """Postings of one kind of gram. ``lengths`` is the number of grams in each row."""

    def __init__(self, folder: Path, name: str) -> None:
        self._keys = load(folder, f"{name}_keys")
        self._starts = load(folder, f"{name}_starts")
        self._rows = load(folder, f"{name}_rows")
        self._counts = load(folder, f"{name}_counts")
        self.lengths: NDArray[np.int32] = load(folder, f"{name}_lengths")

    def postings(self, gram: str) -> tuple[Rows, Counts]:
        """Rows that hold ``gram`` (one or two characters), ascending, and how often (at most 255)."""
        key = 0
        for character in gram:
            key = key << _CHARACTER_BITS | ord(character)
        place = int(np.searchsorted(self._keys, np.uint64(key)))
        if place == len(self._keys) or int(self._keys[place]) != key:
            return self._rows[:0], self._counts[:0]
        part = slice(int(self._starts[place]), int(self._starts[place + 1]))
        return self._rows[part], self._counts[part]


def candidates(text: str, characters: Grams, bigrams: Grams) -> tuple[Rows | None, bool]:
    """Rows that may hold ``text`` (letters and digits, folded), ascending, and whether they certainly do.

    None instead of rows for an empty text: then any row may.
    """
    if len(text) == 1:
        return characters.postings(text)[0], True
    postings = sorted((bigrams.postings(gram)[0] for gram in split(text)), key=len)
    if not postings:
        return None, False
    rows = postings[0]
    for others in postings[1:]:
        rows = intersect(rows, others)
    return rows, len(text) == 2


def split(text: str) -> list[str]:
    """The different bigrams of a text, in order."""
    return list(dict.fromkeys(text[i : i + 2] for i in range(len(text) - 1)))
