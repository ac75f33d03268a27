"""The words of a batch by how they begin."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.engine.stored.dictionary import Dictionary, write_dictionary
from indexer.errors import IndexDamaged

WORDS = sorted(["iso9001", "食品", "食品安全", "食用", "飲", "质量", "质量强国"])


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("食", ["食品", "食品安全", "食用"]),
        ("食品", ["食品", "食品安全"]),
        ("质量强国", ["质量强国"]),
        ("iso", ["iso9001"]),
        ("药", []),
        ("龘", []),
    ],
)
def test_words_are_found_by_how_they_begin(tmp_path: Path, prefix: str, expected: list[str]) -> None:
    write_dictionary(tmp_path / "words", WORDS)
    dictionary = Dictionary(tmp_path / "words")
    assert dictionary.expand(prefix, 10) == expected
    assert dictionary.expand(prefix, 2) == expected[:2]
    dictionary.close()


def test_a_batch_without_words_has_a_dictionary(tmp_path: Path) -> None:
    write_dictionary(tmp_path / "words", [])
    dictionary = Dictionary(tmp_path / "words")
    assert dictionary.expand("食", 10) == []
    dictionary.close()


def test_a_dictionary_cut_short_is_damaged(tmp_path: Path) -> None:
    """Also where the cut takes only the places of the last words, which a search may be the first to miss."""
    write_dictionary(tmp_path / "words", WORDS)
    whole = (tmp_path / "words").read_bytes()
    (tmp_path / "words").unlink()
    with pytest.raises(IndexDamaged):
        Dictionary(tmp_path / "words")
    for length in range(len(whole) - 2 * len(WORDS)):
        (tmp_path / "words").write_bytes(whole[:length])
        with pytest.raises(IndexDamaged):
            Dictionary(tmp_path / "words")
