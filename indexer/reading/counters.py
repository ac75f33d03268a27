"""Numbers of automatic lists, written as Word and browsers draw them: 3 as 三, c, iii, ③ or 丙.

Names are those of WordprocessingML (ECMA-376-1, 17.18.59 ST_NumberFormat); ``CSS_NAMES`` translates the names of
CSS Counter Styles Level 3 and of HTML's ``type`` attribute.
"""

from __future__ import annotations

from collections.abc import Callable

from indexer.numerals import to_chinese

_DIGITS = "〇一二三四五六七八九"
_LEGAL = str.maketrans("〇零一二三四五六七八九十百千", "零零壹贰叁肆伍陆柒捌玖拾佰仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def write(number: int, form: str) -> str:
    """``number`` in the number format ``form``; Arabic where the format is unknown or cannot write it, as Word does.

    >>> [write(n, "chineseCounting") for n in (3, 10, 12, 20, 105, 110)]
    ['三', '十', '十二', '二十', '一百零五', '一百一十']
    """
    written = _FORMS[form](number) if form in _FORMS else ""
    return written or str(number)


def is_known(form: str) -> bool:
    """Whether ``write`` knows this number format."""
    return form in _FORMS


def _chinese_digits(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number)) if number >= 0 else ""


def _legal(number: int) -> str:
    written = to_chinese(number)
    return ("一" + written if 10 <= number < 20 else written).translate(_LEGAL)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return ""
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written


def _letters(number: int) -> str:
    """a … z, then aa, bb … as Word counts (17.18.59: the letter is repeated)."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 780 else ""


def _row(first: str, last: int, offset: int = 1) -> Callable[[int], str]:
    """A row of consecutive code points beginning with ``first`` for ``offset``, up to the number ``last``."""
    return lambda number: chr(ord(first) + number - offset) if offset <= number <= last else ""


def _circled(number: int) -> str:
    """① to ㊿, which Unicode keeps in three rows."""
    return _row("①", 20)(number) or _row("㉑", 35, 21)(number) or _row("㊱", 50, 36)(number)


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)) if number >= 0 else ""


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else ""


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "chineseCounting": to_chinese,
    "chineseCountingThousand": to_chinese,
    "japaneseCounting": to_chinese,
    "taiwaneseCounting": to_chinese,
    "taiwaneseCountingThousand": to_chinese,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographDigital": _chinese_digits,
    "japaneseDigitalTenThousand": _chinese_digits,
    "taiwaneseDigital": _chinese_digits,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _row("⑴", 20),
    "decimalEnclosedFullstop": _row("⒈", 20),
    "ideographEnclosedCircle": _row("㊀", 10),
    "none": lambda _: "",
}

CSS_NAMES = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting",
    "simp-chinese-formal": "chineseLegalSimplified",
    "cjk-decimal": "ideographDigital",
    "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
}

IDEOGRAPHIC = frozenset(("chineseCounting", "chineseLegalSimplified", "ideographDigital", "ideographTraditional"))
"""Formats after which a browser draws 、 in a list instead of a full stop."""
