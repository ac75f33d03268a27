"""Deadlines in order, whatever words an office used."""

from __future__ import annotations

from datetime import date

import pytest

from webapp.deadlines import due


@pytest.mark.parametrize(
    ("words", "year", "expected"),
    [
        ("2020年6月底前", 2019, date(2020, 6, 30)),
        ("2020年6月15日前完成", None, date(2020, 6, 15)),
        ("6月底前完成", 2021, date(2021, 6, 30)),
        ("2月底前", 2020, date(2020, 2, 29)),
        ("2月底前", 2021, date(2021, 2, 28)),
        ("10月中旬前", 2021, date(2021, 10, 20)),
        ("2022年底前", 2020, date(2022, 12, 31)),
        ("年底前", 2020, date(2020, 12, 31)),
        ("2020—2022年", 2020, date(2022, 12, 31)),
        ("2020年启动，2023年3月底前完成", 2020, date(2023, 3, 31)),
        ("第三季度末", 2020, date(2020, 9, 30)),
        ("上半年", 2020, date(2020, 6, 30)),
        ("2月31日前", 2021, date(2021, 2, 28)),
        ("6月底前完成", None, None),
        ("长期坚持", 2020, None),
        ("持续推进", 2020, None),
        ("三个月内", 2020, None),
        ("", 2020, None),
    ],
)
def test_a_deadline_means_its_last_day(words: str, year: int | None, expected: date | None) -> None:
    assert due(words, year) == expected
