"""Segmentation promises: one way for index and query, exact offsets, the lexicon's words kept whole."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.folding import Folded, fold
from indexer.lexicon import Entry, Lexicon, load_lexicon
from indexer.segmentation import Segmenter, is_han, segmenter_for
from tests.segmentation.ways import WAYS, segmenter_by


@pytest.fixture(scope="module", params=WAYS)
def segmenter(request: pytest.FixtureRequest) -> Segmenter:
    return segmenter_by(request.param)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("推行双随机一公开监管", ["推行", "双随机一公开", "监管"]),
        ("餐馆要明厨亮灶", ["餐馆", "要", "明厨亮灶"]),
        ("首台套专精特新同线同标同质", ["首台套", "专精特新", "同线同标同质"]),
        ("市场监管局和人力资源社会保障厅", ["市场监管局", "和", "人力资源社会保障厅"]),
        ("国家发展改革委负责一网通办", ["国家发展改革委", "负责", "一网通办"]),
    ],
)
def test_words_of_the_lexicon_are_kept_whole(segmenter: Segmenter, text: str, words: list[str]) -> None:
    assert [word.text for word in segmenter.words(text)] == words


def test_without_the_lexicon_they_are_not() -> None:
    plain = Segmenter(Lexicon())
    assert "明厨亮灶" not in [word.text for word in plain.words("餐馆要明厨亮灶")]


@given(st.text(max_size=80))
def test_every_span_leads_back_to_the_word(text: str) -> None:
    segmenter = segmenter_for(load_lexicon(), "rjieba")
    last = 0
    for word in segmenter.words(text):
        assert last <= word.start < word.end <= len(text)
        assert word.text in fold(text[word.start : word.end]).text
        last = word.start


@given(st.text(max_size=80))
def test_index_and_query_get_the_same_words(text: str) -> None:
    segmenter = segmenter_for(load_lexicon(), "rjieba")
    assert segmenter.terms(fold(text)) == [word.text for word in segmenter.words(text)]
    assert segmenter.counts(fold(text)) == Counter(segmenter.terms(fold(text)))


def test_runs_of_letters_and_digits_are_one_word() -> None:
    segmenter = segmenter_for(load_lexicon(), "rjieba")
    words = [word.text for word in segmenter.words("ISO9001 认证，3.5万家，２０２５年，5G")]
    assert words == ["iso9001", "认证", "3.5", "万家", "2025", "年", "5g"]
    assert [is_han(word) for word in words] == [False, True, False, True, False, True, False]


def test_segmenting_twice_gives_the_same_result_after_another_lexicon_was_loaded() -> None:
    """Each lexicon has its own dictionary, though the first in a process takes the ready-made one."""
    ours = segmenter_by("rjieba")
    before = ours.words("推行明厨亮灶甲乙丙丁")
    other = segmenter_by("rjieba", Lexicon((Entry("甲乙丙丁", 10_000, "n"),)))
    assert "甲乙丙丁" in [word.text for word in other.words("推行明厨亮灶甲乙丙丁")]
    assert ours.words("推行明厨亮灶甲乙丙丁") == before


def test_an_unknown_segmenter_is_refused() -> None:
    with pytest.raises(ValueError, match="rjieba, jieba"):
        Segmenter(Lexicon(), "snownlp")


def test_a_long_text_is_segmented_in_time_proportional_to_its_length() -> None:
    for way, times in (("rjieba", 20_000), ("looked up", 1_000)):
        text = "食品安全监督管理" * times
        assert len(segmenter_by(way).terms(Folded(text, range(len(text))))) >= 2 * times
