"""Deadlines in order: what the words of a deadline say by when a thing is to be done."""

from __future__ import annotations

import re
from datetime import date

_YEAR = re.compile(r"(20\d{2})(?=年|[—\-－~至])")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])月(?:(\d{1,2})日|份?(上旬|中旬))?")
_QUARTER = re.compile(r"([一二三四])季度")
_HALF_YEAR = re.compile(r"上半年")
_YEAR_END = re.compile(r"年(?:底|末|内)|当年|今年|本年")
_TENS = {"上旬": 10, "中旬": 20}


def due(words: str, year: int | None) -> date | None:
    """The last day that ``words`` allow, for sorting only; None when they name no day (长期坚持, 持续推进).

    ``year`` is that of the document, which words without a year (6月底前) mean. Of several years the last counts: by
    then the thing is to be finished.
    """
    years = list(_YEAR.finditer(words))
    rest = words[years[-1].end() :] if years else words
    named = int(years[-1][1]) if years else year
    if named is None:
        return None
    months = list(_MONTH.finditer(rest))
    if months:
        month, day, tens = months[-1].groups()
        return _day(named, int(month), int(day) if day else _TENS.get(tens, 31))
    if quarter := _QUARTER.search(rest):
        return _day(named, 3 * ("一二三四".index(quarter[1]) + 1), 31)
    if _HALF_YEAR.search(rest):
        return _day(named, 6, 31)
    return _day(named, 12, 31) if years or _YEAR_END.search(rest) else None


def _day(year: int, month: int, day: int) -> date:
    """The day, or the last one of the month when the month is shorter."""
    for shorter in range(min(day, 31), 28, -1):
        try:
            return date(year, month, shorter)
        except ValueError:
            continue
    return date(year, month, min(max(day, 1), 28))
