"""Years and percentages in their other spelling: 2020年 and 二〇二〇年, 15% and 百分之十五.

Texts are folded; there 二○二○年 and 二0二0年 are 二〇二〇年 already (``indexer.folding``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.engine.query.tree import Percentage
from indexer.numerals import to_chinese, to_int

_DIGITS = "〇一二三四五六七八九"
_SIGNS = ("年", "%", "百分之")
"""One of these is in every text that the pattern finds something in; until then it need not be compiled."""
_FORMS = (
    rf"(?P<year>(?<![\d.])(?:19|20)\d\d(?=年))|(?P<han_year>(?:一九|二[〇零])[{_DIGITS}零]{{2}}(?=年))"
    rf"|(?P<percent>(?<![\d.])\d{{1,4}}(?:\.\d{{1,3}})?)%"
    rf"|百分之(?P<han_percent>[一二三四五六七八九十百]{{1,6}}(?:点[{_DIGITS}零]{{1,3}})?)"
)


def percentage(text: str) -> Percentage | None:
    """The percentage that folded ``text`` is, None where it is anything else."""
    start, end, other = next(other_forms(text), (0, 0, ""))
    return Percentage((text, other)) if text and (start, end) == (0, len(text)) else None


def percentage_pattern(wanted: Percentage) -> re.Pattern[str]:
    """Finds the percentage in folded text without blanks."""
    return re.compile("|".join(map(_alone, wanted.spellings)))


def _alone(spelling: str) -> str:
    before, after = (r"(?<![\d.])", "") if spelling.endswith("%") else ("", rf"(?![\d{_DIGITS}零十百千万点])")
    return f"{before}{re.escape(spelling)}{after}"


def other_forms(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and other spelling of every year and percentage in folded ``text``, in order."""
    if not any(sign in text for sign in _SIGNS):
        return
    for match in re.finditer(_FORMS, text):
        if match["year"]:
            yield *match.span("year"), "".join(_DIGITS[int(digit)] for digit in match["year"])
        elif match["han_year"]:
            yield *match.span("han_year"), "".join(str(to_int(digit)) for digit in match["han_year"])
        elif match["percent"]:
            whole, _, fraction = match["percent"].partition(".")
            point = "点" + "".join(_DIGITS[int(digit)] for digit in fraction) if fraction else ""
            yield *match.span(), f"百分之{to_chinese(int(whole))}{point}".replace("之〇", "之零")
        elif (whole_part := to_int(match["han_percent"].partition("点")[0])) is not None:
            fraction = match["han_percent"].partition("点")[2]
            point = "." + "".join(str(to_int(digit)) for digit in fraction) if fraction else ""
            yield *match.span(), f"{whole_part}{point}%"
