"""拼音: how words sound, without tones, for people who type a word by its sound or pick a homophone of it.

Readings are those of ``pypinyin``, whose table of words is left aside: it takes most of its loading time. Instead a
character with a second common reading is read both ways.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from itertools import islice, product
from pathlib import Path

_SECOND_READINGS = {
    "行": "hang", "重": "chong", "长": "zhang", "调": "tiao", "还": "huan", "会": "kuai", "都": "du", "参": "shen",
    "差": "chai", "降": "xiang", "率": "lv", "传": "zhuan", "乐": "yue", "单": "shan", "解": "xie", "校": "jiao",
    "弹": "dan", "藏": "zang", "朝": "chao", "系": "ji", "卡": "qia", "省": "xing", "划": "hua", "扎": "zha",
    "给": "ji", "属": "zhu", "识": "zhi", "着": "zhuo", "曾": "zeng", "否": "pi", "宿": "xiu", "车": "ju", "模": "mu",
}  # fmt: skip
"""The other reading of characters that common words use in two: 银行 and 行政, 重庆 and 重点."""
_NOT_TOLD_APART = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("l", "n"))
_LINE = re.compile(rb'"(\d+)": "([^"]*)"')
"""A line of pypinyin's file: the number of a character, and its readings."""
_MOST = 4
"""Readings of one word kept: a word with three such characters has eight, of which one is right."""


def readings(word: str) -> tuple[str, ...]:
    """How ``word`` (Chinese characters only) sounds, in all its readings: 食品 is shipin. Empty where a character has
    none."""
    syllables = [_syllables(character) for character in word]
    if not all(syllables):
        return ()
    return tuple("".join(chosen) for chosen in islice(product(*syllables), _MOST))


def initials(word: str) -> str:
    """The first letters of the syllables, of the first reading each: 食品安全 is spaq. Empty as for ``readings``."""
    syllables = [_syllables(character) for character in word]
    return "".join(chosen[0][0] for chosen in syllables) if all(syllables) else ""


def blurred(sound: str) -> str:
    """A sound without what many speakers do not tell apart: zh and z, ch and c, sh and s, n and l, ang and an, eng and
    en, ing and in. Both sides of a comparison are blurred; the result is no pinyin any more."""
    for marked, plain in _NOT_TOLD_APART:
        sound = sound.replace(marked, plain)
    return sound


@cache
def _syllables(character: str) -> tuple[str, ...]:
    """The readings of one character without tones, the usual one first."""
    marked = _readings_of(ord(character)).partition(",")[0]
    plain = unicodedata.normalize("NFD", marked).replace("u\u0308", "v")
    usual = "".join(letter for letter in plain if letter.isascii())
    if not usual:
        return ()
    return tuple(dict.fromkeys((usual, _SECOND_READINGS.get(character, usual))))


def _readings_of(number: int) -> str:
    """What the table says of a character, given by its number, ``""`` where it is not there. Its lines stand in the
    order of the numbers (``"21153": "dòng",``): to look up a few takes a small part of the time of
    reading all."""
    table = _table()
    low, high = 0, len(table)
    while low < high:
        middle = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = table.find(b"\n", middle)
        end = high if end < 0 else end + 1
        line = _LINE.match(table, middle)
        found = int(line[1]) if line else 0  # Only the first line, {, has none.
        if line and found == number:
            return line[2].decode()
        low, high = (end, high) if found < number else (low, middle)
    return ""


@cache
def _table() -> bytes:
    """The readings of each character. The file that pypinyin loads too, without pypinyin: the rest of it takes ten
    times as long."""
    package = find_spec("pypinyin")
    folders = package.submodule_search_locations if package else None
    if not folders:
        raise ModuleNotFoundError("pypinyin")
    return (Path(folders[0]) / "pinyin_dict.json").read_bytes()
