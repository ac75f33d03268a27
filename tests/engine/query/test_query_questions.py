"""Who asks is understood by the subject of the question, not by the words that it is asked with."""

from __future__ import annotations

import pytest

from indexer.engine.query.parser import GRAMMAR_WORDS
from indexer.engine.query.questions import asks
from indexer.engine.query.tree import (
    All,
    Not,
    Phrase,
    Word,
)
from tests.engine.query.parsing import FOOD, STALL, read


def test_words_of_grammar_are_no_subjects() -> None:
    assert {"怎么", "的", "哪些"} <= GRAMMAR_WORDS
    assert not {"食品", "管理", "企业", "质量", "负责"} & GRAMMAR_WORDS
    assert read("什么时候 摊贩").root == read("摊贩 多长时间").root == STALL
    assert read("其实 摊贩 没有 几天").root == read("如果 摊贩 已经").root == STALL


def test_who_asks_in_everyday_words_asks() -> None:
    for typed in ("摊贩登记要几天", "摊贩登记多久", "摊贩啥时候登记", "摊贩何时登记", "摊贩贷款给不给"):
        assert asks(typed)
    for typed in ("摊贩登记没办", "摊贩其实登记了", "摊贩因为搬家"):
        assert asks(typed)
    for typed in ("摊贩登记", "摊贩 不得 登记", "摊贩不登记", "没收摊贩用具", "淹没摊贩"):
        assert not asks(typed)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("摊贩能不能登记", ["摊贩", "登记"]),
        ("摊贩收不收费", ["摊贩", "收费"]),
        ("摊贩合不合法", ["摊贩", "合法"]),
        ("摊贩可以不可以登记", ["摊贩", "登记"]),
        ("摊贩办没办登记", ["摊贩", "办", "登记"]),
    ],
)
def test_who_asks_whether_is_not_searched_for_with_the_contrary(query: str, words: list[str]) -> None:
    """正反问句: jieba reads 能不能 as 能 and 不能."""
    assert read(query).root == All(tuple(map(Word, words)), relaxable=True)
    assert asks(query)


def test_a_not_between_like_characters_stays_where_nobody_asks() -> None:
    assert read("动不动").root == Word("动不动") and not asks("动不动")
    assert read("“收不收费”").root == Phrase("收不收费")
    assert read("食品 -收不收费").root == All((FOOD, Not(Phrase("收不收费"))), relaxable=True)
