"""A slip in a query is mended or named, never punished; no query is beyond reading."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engine.query.parser import MAX_WORDS
from indexer.engine.query.tree import All, Either, Node, Phrase, Prefix, Query, Word, wanted
from indexer.engine.query.wording import describe
from indexer.errors import QuerySyntaxError
from tests.engine.query.parsing import DRUG, FOOD, both, read


@pytest.mark.parametrize(
    ("query", "root", "note"),
    [
        ("“食品 药品", both(FOOD, DRUG), "引号"),
        ("食品 “", FOOD, "引号"),
        ("(食品 药品", both(FOOD, DRUG), "括号"),
        ("食品) 药品", both(FOOD, DRUG), "括号"),
        ("食品 AND", FOOD, "AND"),
        ("AND 食品", FOOD, "AND"),
        ("食品 AND AND 药品", All((FOOD, DRUG)), "AND"),
        ("食品 OR", FOOD, "OR"),
        ("|食品", FOOD, "OR"),
        ("食品 NOT", FOOD, "NOT"),
        ("食品 OR OR 药品", Either((FOOD, DRUG)), "OR"),
        ("() 食品", FOOD, "括号"),
        ("“” 食品", FOOD, "引号"),
        ("食品！！！", FOOD, ""),
        ("食品”", FOOD, ""),
        ("《食品》", FOOD, ""),
        ("- 食品", FOOD, ""),
    ],
)
def test_a_slip_is_mended_and_said(query: str, root: Node, note: str) -> None:
    understood = read(query)
    assert understood.root == root
    assert note in "；".join(understood.notes)
    assert bool(understood.notes) == bool(note)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("食品 AND ((", ("AND", "括号")),
        ("食品 OR ((", ("OR", "括号")),
        ("食品 NOT ((", ("NOT", "括号")),
        ("食品 AND NOT", ("AND", "NOT")),
        ("食品 AND “", ("AND", "引号")),
        ("食品 OR “。”", ("OR", "引号")),
        ("食品 AND ()", ("AND", "括号")),
        ("(AND) 食品", ("AND", "括号")),
        ("() AND 食品", ("AND", "括号")),
        ("(食品 AND (NOT “，”", ("AND", "NOT", "引号", "括号")),
    ],
)
def test_every_piece_that_does_not_take_part_is_said(query: str, said: tuple[str, ...]) -> None:
    understood = read(query)
    assert understood.root == FOOD
    for piece in said:
        assert piece in "；".join(understood.notes), piece


def test_what_is_left_out_between_two_words_does_not_part_them() -> None:
    understood = read("食品 AND “。” 药品")
    assert understood.root == All((FOOD, DRUG))
    assert understood.notes == ("引号里没有词，已忽略",)


@pytest.mark.parametrize("query", ["AND", "？！", "()", "“”", "-", "*", "NOT OR", "。，", "\ud800", "“、”"])
def test_a_query_with_nothing_to_search_for_says_so(query: str) -> None:
    with pytest.raises(QuerySyntaxError) as error:
        read(query)
    assert error.value.hint and error.value.position == 0


@pytest.mark.parametrize("query", ["", " ", "\n\t　"])
def test_a_blank_query_is_empty(query: str) -> None:
    assert read(query) == Query(None)


def test_brackets_too_deep_are_refused_where_it_becomes_too_much() -> None:
    with pytest.raises(QuerySyntaxError) as error:
        read("食品" + "(" * 40 + "药品")
    assert error.value.position == 2 + 30


def test_the_position_of_a_slip_counts_the_characters_as_typed() -> None:
    with pytest.raises(QuerySyntaxError) as error:
        read("㎡㎡" + "（" * 40 + "药品")
    assert error.value.position == 2 + 30


@pytest.mark.parametrize(
    "query",
    [
        "食品" * 5_000,
        "(" * 10_000,
        '"' * 9_999,
        "“" * 9_999,
        "-" * 10_000,
        "（八）" * 3_000,
        "国" * 10_000,
        "国发〔2018〕3号" * 1_000,
        "[2018]" * 2_000,
        "a OR " * 2_500,
        "NOT " * 2_500 + "a",
        "第一" * 5_000,
        "".join(chr(0x4E00 + i) for i in range(10_000)),
        "\x00\x01\ud800\udfff" * 2_500,
    ],
)
def test_a_query_of_ten_thousand_characters_is_read_in_bounded_time(query: str) -> None:
    begun = time.perf_counter()
    try:
        understood = read(query)
    except QuerySyntaxError:
        pass
    else:
        assert len(set(wanted(understood.root))) <= 2 * MAX_WORDS
    assert time.perf_counter() - begun < 2


@given(
    st.text(
        st.sampled_from('食品药品监管的 \t“”"「」()（）|*-－，。AND ORNOT第八条二、〔2018〕3号国发\ud800\u200b㈧'),
        max_size=40,
    )
)
def test_no_query_is_beyond_reading(query: str) -> None:
    try:
        understood = read(query)
    except QuerySyntaxError as error:
        assert 0 <= error.position <= len(query)
        return
    assert all(text for text in describe(understood.root))
    for leaf in wanted(understood.root):
        assert not isinstance(leaf, Word | Phrase | Prefix) or leaf.text
