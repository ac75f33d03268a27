"""A task's text as features: pairs of neighbouring Chinese characters, hashed.

Character pairs alone did better on documents never seen than words, words with pairs, or longer sequences
(``python -m benchmarks.suggestions``), and they need no dictionary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.folding import folded_text

BUCKETS = 1 << 16

_NUMBER = re.compile(r"\s*(?:[（(][一二三四五六七八九十百\d]+[)）]|[一二三四五六七八九十百\d]+[、.．﹒])")
_MOST = 255


@dataclass(frozen=True, slots=True)
class Features:
    """``buckets`` (uint16, ascending, each once) and ``counts`` (uint8), how often the pairs of a bucket occur."""

    buckets: NDArray[np.uint16]
    counts: NDArray[np.uint8]


def features(text: str) -> Features:
    """The character pairs of a text, its leading number (（三）, 12.) left out."""
    folded = folded_text(text)
    number = _NUMBER.match(folded)
    codes = np.frombuffer(folded[number.end() if number else 0 :].encode("utf-32-le", "replace"), dtype=np.uint32)
    chinese = (codes >= 0x4E00) & (codes <= 0x9FFF)
    both = chinese[:-1] & chinese[1:]
    hashed = _mixed(codes[:-1][both], codes[1:][both])
    buckets, counts = np.unique(hashed, return_counts=True)
    return Features(buckets, np.minimum(counts, _MOST).astype(np.uint8))


def pairs_of(term: str) -> NDArray[np.uint16]:
    """The buckets of a short term, for its weight."""
    return features(term).buckets


def _mixed(left: NDArray[np.uint32], right: NDArray[np.uint32]) -> NDArray[np.uint16]:
    mixed = (left * np.uint32(0x9E3779B1)) ^ (right * np.uint32(0x85EBCA77))
    mixed = (mixed ^ (mixed >> np.uint32(15))) * np.uint32(0xC2B2AE3D)
    found: NDArray[np.uint16] = (mixed >> np.uint32(16)).astype(np.uint16)
    return found
