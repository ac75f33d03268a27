"""Amounts are known in every spelling that means exactly the same, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engine.query.amounts import UNITS, alone, amounts, in_chinese
from indexer.engine.query.parser import parse
from indexer.engine.query.tree import Phrase, wanted
from indexer.lexicon import load_lexicon
from indexer.segmentation import segmenter_for

SEGMENTER = segmenter_for(load_lexicon(), "rjieba")


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("30天", "三十天 30日 三十日"),
        ("三十日", "30天 三十天 30日"),
        ("2天", "二天 两天 2日 二日 两日"),
        ("10个工作日", "十个工作日 10工作日 十工作日"),
        ("3个月", "三个月"),
        ("一个月", "1个月"),
        ("两年", "2年 二年"),
        ("24小时", "二十四小时 24个小时 二十四个小时"),
        ("3.5小时", "三点五小时 3.5个小时 三点五个小时"),
        ("5万元", "50000元 五万元"),
        ("五千元", "5000元"),
        ("二万五千元", "25000元 2.5万元"),
        ("2.5亿元", "25000万元 二亿五千万元"),
        ("110万元", "一百一十万元"),
        ("十万零五百元", "100500元 10.05万元"),
        ("50万人", "500000人 五十万人"),
        ("60周岁", "六十周岁 60岁 六十岁"),
        ("一百岁", "100周岁 一百周岁 100岁"),
        ("十条", "10条"),
        ("2级", "二级"),
        ("1.5个百分点", "一点五个百分点"),
        ("1/3", "三分之一"),
        ("三分之二", "2/3"),
        ("一年", "1年"),
    ],
)
def test_an_amount_has_other_spellings(typed: str, others: str) -> None:
    assert [(start, end, " ".join(forms)) for start, end, forms in amounts(typed)] == [(0, len(typed), others)]


@pytest.mark.parametrize(
    "typed",
    [
        *("1月30日", "六月三十日前", "10-30日"),
        *("第三年", "第10天", "三年级", "数十日", "几十天", "三十多天", "百日", "万元", "三四天"),
        *("1年", "2020/1/3", "4/3", "13/14", "四分之五", "0元", "2023年", "10000级"),
    ],
)
def test_dates_ordinals_and_vague_numbers_are_no_amounts(typed: str) -> None:
    assert list(amounts(typed)) == []


@pytest.mark.parametrize("typed", ["统一天然气", "唯一个", "50个体工商户", "“30天”", "食品 -30天"])
def test_words_are_not_cut_and_what_is_quoted_or_excluded_is_taken_as_it_stands(
    typed: str,
) -> None:
    assert not any(isinstance(leaf, Phrase) and leaf.alone for leaf in wanted(parse(typed, SEGMENTER).root))


@pytest.mark.parametrize("typed", ["30天内", "30天以内", "三十日内", "申请后30日", "罚款5万元以下", "达到三分之一以上"])
def test_an_amount_in_a_run_of_text_is_widened(typed: str) -> None:
    assert any(isinstance(leaf, Phrase) and leaf.alone for leaf in wanted(parse(typed, SEGMENTER).root))


@pytest.mark.parametrize(
    ("text", "amount", "stands"),
    [
        ("三十日内", "三十日", True),
        ("之日起三十日", "三十日", True),
        ("一百三十日", "三十日", False),
        ("六月三十日", "三十日", False),
        ("1日至30日", "30日", False),
        ("15日30日", "30日", True),
        ("10—30个工作日", "30个工作日", True),
        ("130天", "30天", False),
        ("0.5万元", "5万元", False),
        ("百分之五点五", "百分之五", False),
        ("百分之五十", "百分之五", False),
        ("百分之五，", "百分之五", True),
        ("11/3", "1/3", False),
        ("1/30", "1/3", False),
    ],
)
def test_an_amount_stands_alone_or_is_another(text: str, amount: str, stands: bool) -> None:
    assert bool(alone(amount).search(text)) is stands


@given(value=st.integers(1, 10**12 - 1))
def test_every_spelling_leads_back_to_the_others(value: int) -> None:
    typed = f"{in_chinese(value)}元"
    for _, _, forms in amounts(typed):
        for form in forms:
            ((start, end, back),) = amounts(form)
            assert (start, end) == (0, len(form))
            assert {*back, form} == {*forms, typed}


def test_of_units_that_begin_alike_the_longest_counts() -> None:
    names = [name for unit in UNITS for name in unit.names]
    assert len(names) == len(set(names))
    assert [forms for _, _, forms in amounts("3个月")] == [("三个月",)]
    assert [forms for _, _, forms in amounts("3个百分点")] == [("三个百分点",)]
