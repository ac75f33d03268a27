"""Numbers as Chinese documents write them: 二十三, 〇, 〇九, 12, １２, ⑫, Ⅲ."""

from __future__ import annotations

import unicodedata

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "○": 0}
_COUNTED = "〇一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_UNITS = {"十": 10, "百": 100, "千": 1000}
_SCORES = {"廿": 20, "卅": 30}

CHINESE = "〇零○一二两三四五六七八九十百千廿卅"
"""Every character that may occur in a Chinese number below ten thousand."""

COUNTING = "一二三四五六七八九十百"
"""The characters of the numbers that count sections: no zero, no 两, below a thousand."""


def to_int(text: str) -> int | None:
    """The integer that ``text`` writes, or None when it writes none.

    >>> to_int("二十三"), to_int("一百零五"), to_int("二〇一九"), to_int("１２"), to_int("⑫"), to_int("甲")
    (23, 105, 2019, 12, 12, None)
    """
    if not text:
        return None
    if all(char in CHINESE for char in text):
        return _chinese(text)
    folded = unicodedata.normalize("NFKC", text)
    return int(folded) if folded.isdecimal() else None


def to_chinese(number: int) -> str:
    """``number`` as it is counted in Chinese; Arabic below zero and from ten thousand on: no list runs so far.

    >>> [to_chinese(number) for number in (0, 3, 10, 12, 20, 105, 110, 10_000)]
    ['〇', '三', '十', '十二', '二十', '一百零五', '一百一十', '10000']
    """
    if not 0 <= number < 10_000:
        return str(number)
    if number == 0:
        return "〇"
    digits = [int(digit) for digit in str(number)]
    written, gap = "", False
    for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        if digit:
            written += ("零" if gap else "") + _COUNTED[digit] + _PLACES[place]
        gap = bool(written) and not digit
    return written.removeprefix("一") if 10 <= number < 20 else written


def _chinese(text: str) -> int | None:
    if not any(char in _UNITS or char in _SCORES for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))  # 二〇一九: digit by digit
    total = pending = 0
    for char in text:
        if char in _UNITS:
            total += (pending or 1) * _UNITS[char]
            pending = 0
        elif char in _SCORES:
            total, pending = total + _SCORES[char], 0
        else:
            pending = _DIGITS[char]
    return total + pending
