"""Words by their sound."""

from __future__ import annotations

import pytest

from indexer import pinyin
from indexer.pinyin import blurred, initials, readings


@pytest.mark.parametrize(
    ("word", "sounds", "first"),
    [
        ("食品安全", ("shipinanquan",), "spaq"),
        ("质量提升", ("zhiliangtisheng",), "zlts"),
        ("绿色", ("lvse",), "ls"),
        ("银行", ("yinxing", "yinhang"), "yx"),
        ("iso", (), ""),
        ("食品a", (), ""),
        ("", ("",), ""),
    ],
)
def test_a_word_is_known_by_its_sound(word: str, sounds: tuple[str, ...], first: str) -> None:
    assert readings(word) == sounds
    assert initials(word) == first


def test_the_table_of_readings_is_that_of_pypinyin() -> None:
    """It is read from pypinyin's own file, past pypinyin."""
    from pypinyin.constants import PINYIN_DICT

    assert {number: pinyin._readings_of(number) for number in PINYIN_DICT} == PINYIN_DICT
    assert not any(pinyin._readings_of(number) for number in range(0x30000) if number not in PINYIN_DICT)


def test_a_word_with_several_readings_keeps_a_few() -> None:
    assert "chongqing" in readings("重庆") and "zhongdian" in readings("重点")
    assert len(readings("行长会调")) <= 4


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("yinxiang", "yingxiang"), ("sipin", "shipin"), ("cuanxin", "chuangxin"), ("zili", "zhili"), ("nonye", "longye")],
)
def test_sounds_that_many_speakers_do_not_tell_apart_are_the_same_when_blurred(typed: str, meant: str) -> None:
    assert blurred(typed) == blurred(meant) != blurred("anquan")
