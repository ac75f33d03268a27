"""The words that begin with a prefix, found in the sorted dictionary of a batch, are those that Whoosh finds."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from indexer.engine.dictionary import Dictionary
from indexer.engine.words import MOST_EXPANSIONS, Words, write_words

WORDS = (
    "质",
    "质量",
    "质量管理",
    "质量监督",
    "质检",
    "量",
    "a",
    "ab",
    "abc",
    "b",
    "2020",
    "202",
    "𠮷",
    "𠮷野",
    "\U0010ffff",
)
NO_SECTIONS = np.empty(0, dtype=np.int32)


def opened(folder: Path, words: tuple[str, ...]) -> Words:
    """The words of a batch of one clause that holds them all."""
    write_words(folder, [words], [], np.zeros(1, dtype=np.int32), NO_SECTIONS)
    return Words(folder)


@pytest.mark.parametrize(
    "prefix", ["质", "质量", "质量管理", "质量管理局", "量", "a", "ab", "20", "𠮷", "\U0010ffff", "丁"]
)
def test_a_beginning_finds_the_words_that_whoosh_finds(tmp_path: Path, prefix: str) -> None:
    with closing(opened(tmp_path, WORDS)) as words, closing(Dictionary(tmp_path / "words")) as whoosh:
        expected = whoosh.expand(prefix, MOST_EXPANSIONS)
        assert expected == sorted(word for word in WORDS if word.startswith(prefix))
        assert list(words.beginning(prefix)) == [words.number(word) for word in expected]


def test_of_very_many_words_the_first_thousand_count(tmp_path: Path) -> None:
    many = tuple(f"w{number:05d}" for number in range(MOST_EXPANSIONS + 5))
    with closing(opened(tmp_path, many)) as words, closing(Dictionary(tmp_path / "words")) as whoosh:
        assert list(words.beginning("w")) == [words.number(word) for word in whoosh.expand("w", MOST_EXPANSIONS)]
        assert len(words.beginning("w")) == MOST_EXPANSIONS
