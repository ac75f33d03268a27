"""Segmentation promises: jieba, rjieba and the dictionary file read in place find the same words in any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.lexicon import Entry, Lexicon
from tests.segmentation.ways import assert_all_agree, chinese_words

POLICY_TEXTS = (
    "对食品小作坊开展飞行检查，推行“双随机、一公开”监管和明厨亮灶。",
    "支持首台(套)装备研发，培育专精特新企业；同线同标同质产品达到３５％以上。",
    "由市场监管局会同人力资源社会保障厅、国家发展改革委办理，2025年12月底前完成。",
    "婴幼儿配方乳粉追溯率100%，ISO9001认证企业不少于3.5万家",
    "一网通办与“放管服”改革协同推进——做到一件事一次办。",
    "二〇二〇年起，㈠各地各部门；㈡有关单位。",
    "The quick brown fox — 快 速 的 棕 色 狐 狸",
    "𠮷野家与㐀㐁字，以及生僻字𪚥。",
    "",
    "　",
)


@pytest.mark.parametrize("text", POLICY_TEXTS)
def test_all_segmenters_find_the_same_words(text: str) -> None:
    assert_all_agree(text)


@given(
    st.text(
        st.sampled_from("食品药品监督管理局企业质量双随机一公开的和在了中国人民〇々㐀𠮷龥鿿aB3.5Ａ、。“”（） \u200b"),
        max_size=60,
    )
)
def test_all_segmenters_agree_on_whatever_is_written(text: str) -> None:
    assert_all_agree(text)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=40))
def test_all_segmenters_agree_on_any_chinese_characters(text: str) -> None:
    assert_all_agree(text)


@settings(deadline=None)  # the first example reads the dictionary
@given(st.lists(st.integers(0, 348_000), max_size=8), st.integers(0, 3))
def test_all_segmenters_agree_on_words_of_the_dictionary_run_together(places: list[int], cut_off: int) -> None:
    """Real words, rare ones most of all, in orders that no text has, and cut off in the middle."""
    words = chinese_words()
    text = "".join(words[place % len(words)] for place in places)
    assert_all_agree(text[cut_off:])
    assert_all_agree(text[: len(text) - cut_off])


@pytest.mark.parametrize("word", ["一下", "一点", "一步", "一个", "一天"])
def test_all_segmenters_agree_where_two_ways_are_as_likely(word: str) -> None:
    """The dictionary has the word and its double, so that of three in a row either may be the double: the last digit of
    a sum of logarithms decides, and with it the exact number of words that the dictionary counts."""
    for place in range(0, 70_000, 1_000):
        assert_all_agree(3 * word + "".join(chinese_words()[place::70_000]))


def test_all_segmenters_agree_when_a_lexicon_changes_words_of_their_own() -> None:
    entries = (
        Entry("食品安", 500_000, "n"),
        Entry("食品", 1, "n"),
        Entry("的食", 9_000_000, "n"),
        Entry("管理", 1, "v"),
    )
    text = "加强的食品安全管理，食品安排与管理人员的食堂。"
    assert "食品安" in assert_all_agree(text, Lexicon(entries))


def test_all_segmenters_agree_on_real_documents(shared: Path) -> None:
    for path in sorted((shared / "policy" / "docs").glob("*.txt"))[::40]:
        assert_all_agree(path.read_text(encoding="utf-8")[:20_000])
