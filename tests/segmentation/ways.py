"""The ways in which words are cut, and that they all cut alike."""

from __future__ import annotations

import re
from functools import cache

from indexer.dictionary_file import dictionary_path
from indexer.lexicon import Lexicon, load_lexicon
from indexer.segmentation import SEGMENTERS, Segmenter

WAYS = (*SEGMENTERS, "looked up")
"""The segmenters to choose from, and jieba's dictionary file, which stands in for ``rjieba`` until that is loaded."""


@cache
def segmenter_by(way: str, lexicon: Lexicon | None = None) -> Segmenter:
    """A segmenter that cuts in one of these ways, with the shipped lexicon unless told otherwise."""
    found = Segmenter(load_lexicon() if lexicon is None else lexicon, "rjieba" if way == "looked up" else way)
    if way != "looked up":
        found.load()
    return found


def assert_all_agree(text: str, lexicon: Lexicon | None = None) -> list[str]:
    """The words of ``text``, which are the same in every way."""
    words, *others = (segmenter_by(way, lexicon).words(text) for way in WAYS)
    assert all(other == words for other in others)
    return [word.text for word in words]


@cache
def chinese_words() -> list[str]:
    """Every word of jieba's dictionary that is Chinese throughout, in the order of the file."""
    lines = found.read_text(encoding="utf-8").splitlines() if (found := dictionary_path()) else []
    return [word for word in (line.partition(" ")[0] for line in lines) if re.fullmatch("[\u4e00-\u9fd5]+", word)]
