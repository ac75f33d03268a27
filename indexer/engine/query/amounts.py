"""Amounts in their other spellings: 30天 as 三十日, 5万元 as 五万元 and 50000元, 10个工作日 as 十个工作日, 1/3 as
三分之一.

Only what means exactly the same: a month is not thirty days, and a working day is no day. Laws write 周岁 where people
say 岁. A day of the month (1月30日) is no amount of days. Texts are folded (``indexer.folding``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from indexer.numerals import to_chinese, to_int

NUMERALS = "〇零一二两三四五六七八九十百千万亿"
_DIGITS = "〇一二三四五六七八九"
_SCALES = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_PLAIN_BELOW = 1_000_000
"""From here on nobody writes all digits of an amount."""


@dataclass(frozen=True, slots=True)
class Unit:
    """``names`` mean the same. ``most`` and ``least`` bound the amounts that are read; ``one``: 一 before it is written
    as a number only (一年 also stands in 统一年度); ``two``: 两 may be written for 二; ``scaled``: with 万 and 亿."""

    names: tuple[str, ...]
    least: int = 2
    most: int = 9_999
    one: bool = False
    two: bool = True
    scaled: bool = False


UNITS = (
    Unit(("个工作日", "工作日"), least=1, one=True),
    Unit(("天", "日"), least=1),
    Unit(("个月",), least=1, one=True),
    Unit(("年",), least=1, most=99),
    Unit(("小时", "个小时"), least=1, one=True),
    Unit(("分钟",)),
    Unit(("周岁", "岁")),
    Unit(("个百分点",)),
    Unit(("元",), most=10**13, scaled=True),
    *(Unit((name,), most=10**11, scaled=True) for name in ("人", "户", "家", "吨", "亩", "公里", "平方米")),
    *(Unit((name,)) for name in ("个", "项", "名", "次", "件", "条", "类", "所", "座", "倍")),
    Unit(("级",), two=False),
)
"""The units that policy documents write amounts in with either kind of digits. Those that begin like another come
before it."""

_UNIT_OF = {name: unit for unit in UNITS for name in unit.names}
_NAMES = "|".join(sorted(_UNIT_OF, key=len, reverse=True))
_NOT_AFTER = rf"(?<![\d.,/数几第月点{NUMERALS}])"
_NO_DAY = "".join(rf"(?<!{before})" for before in (*(f"日{joined}" for joined in "至到-—~、和或及与"), r"\d-", r"\d~"))
"""4月1日至30日: the days of a month go on behind the first."""
_NOT_BEFORE = rf"(?![\d./点{NUMERALS}])"
_AMOUNT = re.compile(
    rf"{_NOT_AFTER}(?:(?P<arabic>\d{{1,9}}(?:\.\d{{1,4}})?)(?P<scale>[万亿]?)|(?P<han>[{NUMERALS}]{{1,12}}))"
    rf"(?P<unit>{_NAMES})(?!级)"
)
_ONES = "一二三四五六七八九十"
_FRACTION = re.compile(
    rf"(?<![\d./])(?P<part>[1-9])/(?P<parts>[2-9]|10)(?![\d./])"
    rf"|(?<![{NUMERALS}])(?P<han_parts>[{_ONES}])分之(?P<han_part>[{_ONES}]){_NOT_BEFORE}"
)


def alone(text: str) -> re.Pattern[str]:
    """Finds an amount in folded text without blanks where it is no part of a longer one (三十日 not in 一百三十日), no
    ordinal and no day of a month."""
    before = _NOT_AFTER + (_NO_DAY if text.endswith("日") and not text.endswith("工作日") else "")
    after = _NOT_BEFORE if text[-1] in NUMERALS or text[-1].isdigit() else ""
    return re.compile(before + re.escape(text) + after)


def amounts(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Start, end and other spellings of every amount and fraction in folded ``text``."""
    for match in _FRACTION.finditer(text):
        if other := _other_fraction(match):
            yield *match.span(), (other,)
    for match in _AMOUNT.finditer(text):
        typed, unit = match.group(), _UNIT_OF[match["unit"]]
        value = _value(match)
        if value is None or not _is_read(value, unit) or alone(typed).match(text, match.start()) is None:
            continue
        written = dict.fromkeys(number + name for name in unit.names for number in _numbers(value, unit))
        if others := tuple(other for other in written if other != typed):
            yield *match.span(), others


def _other_fraction(match: re.Match[str]) -> str:
    """三分之一 for 1/3 and the other way; nothing for what is no part of one (4/3 is a date more likely)."""
    if match["part"]:
        part, parts = int(match["part"]), int(match["parts"])
        return f"{_ONES[parts - 1]}分之{_ONES[part - 1]}" if part < parts else ""
    part, parts = _ONES.index(match["han_part"]) + 1, _ONES.index(match["han_parts"]) + 1
    return f"{part}/{parts}" if part < parts else ""


def _is_read(value: Decimal, unit: Unit) -> bool:
    return 0 < value <= unit.most and (value >= unit.least or value != value.to_integral_value())


def _value(match: re.Match[str]) -> Decimal | None:
    """The value of an amount, None where its number is not written as one (二〇, 百, 三四)."""
    if match["arabic"]:
        return Decimal(match["arabic"]) * _SCALES[match["scale"]]
    typed = match["han"].replace("两", "二")
    value = _read(typed)
    return None if value is None or in_chinese(value) != typed else Decimal(value)


def _read(typed: str) -> int | None:
    """The integer of 二亿五千万."""
    total = 0
    for sign, scale in (("亿", 10**8), ("万", 10**4)):
        before, found, typed = typed.rpartition(sign)
        if found:
            part = to_int(before)
            if not part:
                return None
            total += part * scale
    last = to_int(typed.lstrip("零")) if typed else 0
    return None if last is None else total + last


def in_chinese(value: int) -> str:
    """The integer in Chinese: 25000 as 二万五千. Empty where it is not written so: from 10^12 on, and for 0."""
    if not 0 < value < 10**12:
        return ""
    written, gap = "", False
    for scale, sign in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, value = divmod(value, scale)
        if part:
            own = to_chinese(part)
            if written and own.startswith("十"):
                own = "一" + own
            written += ("零" if written and (gap or part < 1_000) else "") + own + sign
        gap = not part
    return written


def _numbers(value: Decimal, unit: Unit) -> Iterator[str]:
    """The ways to write a number before a unit."""
    whole = value == value.to_integral_value()
    if value < _PLAIN_BELOW:
        yield _plain(value)
    if unit.scaled and value >= 10_000:
        for sign in "万亿":
            scaled = value / _SCALES[sign]
            if scaled >= 1 and scaled == round(scaled, 2):
                yield f"{_plain(scaled)}{sign}"
    if whole and (value > 1 or unit.one):
        yield in_chinese(int(value))
        if value == 2 and unit.two:
            yield "两"
    elif not whole and value < 10_000:
        yield decimal_in_chinese(value)


def decimal_in_chinese(value: Decimal) -> str:
    """3.5 as 三点五."""
    before, _, after = _plain(value).partition(".")
    start = in_chinese(int(before)) or "零"
    return start + ("点" + "".join(_DIGITS[int(digit)] for digit in after).replace("〇", "零") if after else "")


def _plain(value: Decimal) -> str:
    """All digits, without zeros behind the point."""
    return f"{value.normalize():f}"
