"""Excel refuses a workbook for one wrong sheet name."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.exports.sheet_names import sheet_names


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["省财政厅"], ["省财政厅"]),
        (["甲/乙:丙*丁?[戊]\\"], ["甲／乙：丙＊丁？［戊］＼"]),
        (["省财政厅", "省财政厅"], ["省财政厅", "省财政厅（2）"]),
        (["ABC", "abc"], ["ABC", "abc（2）"]),
        (["字" * 31], ["字" * 31]),
        (["字" * 32], ["字" * 30 + "…"]),
        (["字" * 40, "字" * 50], ["字" * 30 + "…", "字" * 27 + "…（2）"]),
        (["'引号'"], ["’引号’"]),
        (["", "  "], ["未命名", "未命名（2）"]),
        (["history"], ["history（2）"]),
        (["说明"], ["说明（2）"]),
        (["两\n行"], ["两 行"]),
    ],
)
def test_titles_become_names_that_excel_accepts(titles: list[str], names: list[str]) -> None:
    assert list(sheet_names(titles, taken=["说明"])) == names


@given(st.lists(st.text(max_size=40) | st.sampled_from(["字" * 40, "字" * 35, "a", "A", "𠮷" * 20]), max_size=15))
def test_names_are_valid_and_unlike_whatever_the_titles(titles: list[str]) -> None:
    names = sheet_names(titles)
    assert len({name.casefold() for name in names}) == len(titles)
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", name)
