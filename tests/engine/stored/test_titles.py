"""Titles are searched all at once, and found as if they were asked one by one."""

from __future__ import annotations

import pytest

from indexer.engine.stored.titles import Titles

TITLES = Titles(
    titles=["关于质量提升的意见", "质量法(2018年)", "", "食品、药品质量"],
    letters=["关于质量提升的意见", "质量法2018年", "", "食品药品质量"],
    words=[["关于", "质量", "提升", "的", "意见"], ["质量法", "2018", "年"], [], ["食品", "药品", "质量"]],
)


@pytest.mark.parametrize(("word", "found"), [("质量", [0, 1, 3]), ("品药", [3]), ("见质", []), ("安全", [])])
def test_characters_are_found_across_punctuation_but_not_across_titles(word: str, found: list[int]) -> None:
    assert TITLES.with_letters(word).tolist() == found


@pytest.mark.parametrize(("phrase", "found"), [("食品、药品", [3]), ("食品药品", []), ("质量法(", [1])])
def test_a_phrase_is_found_as_it_is_written(phrase: str, found: list[int]) -> None:
    assert TITLES.with_phrase(phrase).tolist() == found


@pytest.mark.parametrize(("word", "found"), [("2018", [1]), ("201", []), ("质量", [0, 3]), ("年食品", [])])
def test_a_word_is_found_whole(word: str, found: list[int]) -> None:
    assert TITLES.with_word(word).tolist() == found


@pytest.mark.parametrize(("prefix", "found"), [("201", [1]), ("018", []), ("质", [0, 1, 3])])
def test_a_prefix_is_found_where_a_word_begins(prefix: str, found: list[int]) -> None:
    assert TITLES.with_beginning(prefix).tolist() == found


def test_no_titles_hold_nothing() -> None:
    assert Titles([], [], []).with_letters("质量").tolist() == []
