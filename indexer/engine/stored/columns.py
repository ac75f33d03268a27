"""Columns on disk: numpy arrays and packed strings, one file each, mapped into memory when they are large."""

from __future__ import annotations

import math
import mmap
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int32]
Mask = NDArray[np.bool_]

_MAP_FROM = 256 * 1024
"""Bytes. Smaller files are read: a mapping costs more than it saves, and an empty file cannot be mapped."""

_MAGIC_LENGTH = 10
"""Bytes before the head: what marks the format, its version, and in two bytes the length of the head."""
_HEAD = re.compile(
    rb"\x93NUMPY\x01\x00..\{'descr': '([<>|=]?\w+)', 'fortran_order': False, 'shape': \(([\d, ]*)\), \} *\n", re.DOTALL
)

_MARKED_PER_ROW = 32
"""To sort a row costs as much as to go through so many marks."""


def save(folder: Path, name: str, column: NDArray[Any]) -> None:
    """Write a column as ``name.npy``."""
    np.save(folder / f"{name}.npy", column, allow_pickle=False)


def load(folder: Path, name: str) -> NDArray[Any]:
    """A column written by ``save``, not writable. Raises ``OSError``, or ``ValueError`` for a file cut short.

    Reads the head of the file itself (NEP 1, version 1.0): ``numpy.load`` takes five times as long for a small one, and
    a search from the shell opens some hundreds.
    """
    content = _content(folder, f"{name}.npy")
    start = _MAGIC_LENGTH + int.from_bytes(content[_MAGIC_LENGTH - 2 : _MAGIC_LENGTH], "little")
    head = _HEAD.fullmatch(content[:start])
    if head is None:
        raise ValueError(f"{name}.npy is no column")
    shape = [int(length) for length in head[2].split(b",") if length]
    return np.frombuffer(content, head[1].decode(), math.prod(shape), start).reshape(shape)


def _content(folder: Path, name: str) -> bytes | mmap.mmap:
    """The content of a file, mapped when it is large."""
    with open(f"{folder}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 (a path takes as long to open as the file)
        size = os.fstat(file.fileno()).st_size
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size >= _MAP_FROM else file.read()


def save_strings(folder: Path, name: str, strings: Iterable[bytes]) -> None:
    """Write byte strings as ``name.bin``, each ended by a line feed, and where each begins."""
    starts, position = [0], 0
    with (folder / f"{name}.bin").open("wb") as file:
        for string in strings:
            file.write(string + b"\n")
            position += len(string) + 1
            starts.append(position)
    save(folder, f"{name}_starts", np.array(starts, dtype=np.int64))


class Strings:
    """Byte strings written by ``save_strings``, by position."""

    def __init__(self, folder: Path, name: str) -> None:
        self._starts = load(folder, f"{name}_starts")
        self._bytes = _content(folder, f"{name}.bin")

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, position: int) -> bytes:
        return self._bytes[self._starts[position] : self._starts[position + 1] - 1]

    def several(self, positions: Rows) -> list[bytes]:
        """The strings at these positions."""
        begins, ends = self._starts.take(positions).tolist(), self._starts.take(positions + 1).tolist()
        return [self._bytes[begin : end - 1] for begin, end in zip(begins, ends, strict=True)]

    def part(self, position: int, start: int, end: int) -> bytes:
        """The bytes ``[start, end)`` of a string."""
        first = int(self._starts[position])
        return self._bytes[first + start : first + end]

    def beginning(self, prefix: bytes, among: range) -> int | None:
        """The position of the first string that begins so, of those ``among``; None where there is none."""
        begin, end = int(self._starts[among.start]), int(self._starts[among.stop])
        if self._bytes[begin : begin + len(prefix)] == prefix and among:
            return among.start
        found = self._bytes.find(b"\n" + prefix, begin, end)
        return None if found < 0 else int(np.searchsorted(self._starts, found + 1))

    def find(self, string: bytes) -> int:
        """The position of ``string`` among strings in ascending order, -1 where it is not among them."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self[middle] < string:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and self[low] == string else -1

    def containing(self, needle: bytes, among: Rows | None = None) -> Rows:
        """Positions, ascending, of the strings that hold ``needle``; of those ``among`` only, where given."""
        if among is not None and len(among) < len(self) // 2:
            found = [needle in string for string in self.several(among)]
            return among[np.array(found, dtype=np.bool_)]
        places = np.fromiter((match.start() for match in re.finditer(re.escape(needle), self._bytes)), dtype=np.int64)
        holding = each_once(np.searchsorted(self._starts, places, side="right") - 1).astype(np.int32)
        return holding if among is None else intersect(holding, among)

    def matching(self, pattern: re.Pattern[str], among: Rows) -> Rows:
        """Positions of the strings ``among`` those given in which a pattern is found."""
        return np.array([i for i in among.tolist() if pattern.search(self[i].decode())], dtype=np.int32)

    def close(self) -> None:
        if isinstance(self._bytes, mmap.mmap):
            self._bytes.close()


def each_once(ascending: NDArray[Any]) -> NDArray[Any]:
    """The same numbers, each once. ``numpy.unique`` loads masked arrays first, for longer than a search takes."""
    first = np.ones(len(ascending), dtype=np.bool_)
    np.not_equal(ascending[1:], ascending[:-1], out=first[1:])
    return ascending[first]


def intersect(left: Rows, right: Rows) -> Rows:
    """The rows in both, each ascending and without repetition. Costs as much as the shorter is long."""
    if len(left) > len(right):
        left, right = right, left
    if not len(left):
        return left
    places = np.searchsorted(right, left)
    places[places == len(right)] = 0
    both: Rows = left[right[places] == left]
    return both


def without(left: Rows, right: Rows) -> Rows:
    """The rows of ``left`` that are not in ``right``, each ascending and without repetition."""
    if not len(left) or not len(right):
        return left
    places = np.searchsorted(right, left)
    places[places == len(right)] = 0
    rest: Rows = left[right[places] != left]
    return rest


def union(several: Sequence[Rows], length: int) -> Rows:
    """The rows that are in any of ``several``, each of them ascending and without repetition; ``length`` is the number
    of all rows."""
    filled = [rows for rows in several if len(rows)]
    if len(filled) < 2:
        return filled[0] if filled else np.empty(0, dtype=np.int32)
    return distinct(np.concatenate(filled), length)


def distinct(rows: Rows, length: int) -> Rows:
    """The rows ascending, each once."""
    if length < _MARKED_PER_ROW * len(rows):
        return np.flatnonzero(mask(rows, length)).astype(np.int32)
    return each_once(np.sort(rows))


def mask(rows: Rows, length: int) -> Mask:
    """True at ``rows``."""
    found = np.zeros(length, dtype=np.bool_)
    found[rows] = True
    return found


def spans(starts: NDArray[Any], ends: NDArray[Any]) -> NDArray[np.int64]:
    """All numbers from each of ``starts`` up to, but not including, the one of ``ends`` beside it."""
    lengths = ends - starts
    shift = np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
    numbers: NDArray[np.int64] = shift + np.arange(len(shift))
    return numbers
