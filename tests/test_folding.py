"""Folding promises: forms that mean the same compare equal, and every match can be marked in the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.folding import fold, letters, squeeze
from indexer.simplified import may_be_traditional, simplified


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("食品藥品監督管理", "食品药品监督管理"),
        ("質量強省", "质量强省"),
        ("產品質量責任保險", "产品质量责任保险"),
        ("二○一九年", "二〇一九年"),
        ("二0一九年", "二〇一九年"),
        ("二〇二○年", "二〇二〇年"),
        ("二００八年", "二〇〇八年"),
        ("○加强监管", "○加强监管"),
        ("达到100%", "达到100%"),
        ("第十0号", "第十0号"),
        ("Ｎo．３", "no.3"),
        ("著名乾隆", "著名乾隆"),
        ("朱镕基、陈喆", "朱镕基、陈喆"),
    ],
)
def test_forms_that_mean_the_same_compare_equal(text: str, folded: str) -> None:
    assert fold(text).text == folded


@given(st.text(st.sampled_from("食品藥監質量二○0〇九年㈠Ａ　㎡\u200b○")))
def test_every_folded_character_knows_where_it_came_from(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.origin)
    assert all(0 <= origin < len(text) for origin in folded.origin)
    assert list(folded.origin) == sorted(folded.origin)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("乾燥的食品藥品", "干燥的食品药品"),
        ("乾隆時期", "乾隆时期"),
        ("皇后在後臺", "皇后在后台"),
        ("食品安全", "食品安全"),
        ("ISO 9001", "ISO 9001"),
        ("喆", "喆"),
    ],
)
def test_a_query_in_traditional_characters_is_read_in_simplified_ones(typed: str, read: str) -> None:
    assert simplified(typed) == read


def test_no_ordinary_character_asks_for_the_tables() -> None:
    assert not any(may_be_traditional(character) for character in "中华人民共和国食品安全法，（一）2019 abc")
    assert all(may_be_traditional(character) for character in "藥質產臺灣")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("（八）", "(八)"),
        ("㈧", "(八)"),
        ("“双随机”", '"双随机"'),
        ("面积５㎡", "面积5m2"),
        ("质\u200b量", "质量"),
        ("A\u0007B", "a b"),
        ("\ud800坏", "\ufffd坏"),
        ("国发〔2018〕３号", "国发〔2018〕3号"),
    ],
)
def test_forms_that_look_alike_are_folded_together(text: str, folded: str) -> None:
    assert fold(text).text == folded


@given(st.text(max_size=60))
def test_folded_text_knows_where_each_character_came_from(text: str) -> None:
    for folded in (fold(text), squeeze(fold(text)), letters(fold(text))):
        assert len(folded.origin) == len(folded.text)
        assert list(folded.origin) == sorted(folded.origin)
        folded.text.encode()  # never a lone surrogate
        for i, character in enumerate(folded.text):
            start, end = folded.span(i, i + 1)
            assert character in fold(text[start:end]).text


def test_squeezing_drops_blanks_only_and_letters_drop_punctuation_too() -> None:
    folded = fold("首台 （套）、装备")
    assert squeeze(folded).text == "首台(套)、装备"
    assert letters(folded).text == "首台套装备"
    assert letters(folded).span(0, 3) == (0, 5)
