"""Segmentation promises: a dictionary is loaded only where it pays; elsewhere jieba's file is read in place."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer import dictionary_file, segmentation
from indexer.dictionary_file import TOTAL as FILE_TOTAL
from indexer.dictionary_file import DictionaryFile, dictionary_path
from indexer.lexicon import Lexicon, load_lexicon
from indexer.segmentation import Segmenter
from tests.segmentation.ways import chinese_words


def test_the_dictionary_file_is_the_one_whose_figures_are_known() -> None:
    """Else every search from the shell would load a whole dictionary again, with no harm but the time it takes."""
    path = dictionary_path()
    assert path is not None
    lines = path.read_text(encoding="utf-8").splitlines()
    assert sum({word: int(frequency) for word, frequency, _ in map(str.split, lines)}.values()) == FILE_TOTAL
    assert len(chinese_words()) > 300_000


def test_every_word_of_the_dictionary_file_is_found_with_its_frequency() -> None:
    path = dictionary_path()
    assert path is not None
    file = DictionaryFile(path)
    lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines()]
    frequencies = {word: int(frequency) for word, frequency, _ in lines}
    for word in chinese_words()[::7]:
        assert dict(file.words_at(word, 0))[len(word)] == frequencies[word]


def test_another_dictionary_file_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """The figures known of the file would be wrong for it; the words are then those of ``rjieba``, loaded at once."""
    monkeypatch.setattr(dictionary_file, "_DIGEST", "another")
    assert dictionary_path() is None
    other = Segmenter(load_lexicon())
    assert [word.text for word in other.words("餐馆要明厨亮灶")] == ["餐馆", "要", "明厨亮灶"]
    assert other._cut is not None


def test_a_long_text_is_worth_loading_the_dictionary_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segmentation, "MOST_LOOKED_UP", 20)
    segmenter = Segmenter(load_lexicon())
    before = segmenter.words("推行明厨亮灶")
    assert segmenter._cut is None
    segmenter.words("食品安全监督管理" * 3)
    assert segmenter._cut is not None
    assert segmenter.words("推行明厨亮灶") == before


def test_jieba_keeps_its_cache_in_the_users_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    Segmenter(Lexicon(), "jieba").words("食品安全")
    assert (tmp_path / "policykb").is_dir()
    assert list((tmp_path / "policykb").iterdir())
    assert (tmp_path / "policykb").stat().st_mode & 0o077 == 0


def test_nothing_is_loaded_before_it_is_needed() -> None:
    """``policykb --help`` must not wait for a dictionary."""
    assert segmentation.Segmenter(Lexicon())._cut is None
