"""What people type is understood as they mean it: words, phrases, operators, brackets."""

from __future__ import annotations

import pytest

from indexer.engine.query.lexer import Quoted, lex, quoted_spans
from indexer.engine.query.rewriting import relaxed, without_words
from indexer.engine.query.tree import All, Either, Node, Not, Percentage, Phrase, Prefix, Widened, Word
from indexer.engine.query.wording import describe, describe_widening
from indexer.errors import QuerySyntaxError
from tests.engine.query.parsing import DRUG, FOOD, STALL, both, read


@pytest.mark.parametrize(
    ("query", "root"),
    [
        ("食品", FOOD),
        ("食品 药品", both(FOOD, DRUG)),
        ("食品　药品", both(FOOD, DRUG)),
        ("摊贩管理", both(STALL, Word("管理"))),
        ("摊贩，管理。", both(STALL, Word("管理"))),
        ("摊贩怎么管理？", both(STALL, Word("管理"))),
        ("ＩＳＯ９００１认证", both(Word("iso9001"), Word("认证"))),
        ("食品 食品", FOOD),
        ("的", Word("的")),
        ("怎么 的", both(Word("怎么"), Word("的"))),
        ("“双随机、一公开”", Phrase("双随机、一公开")),
        ('"双随机、一公开"', Phrase("双随机、一公开")),
        ("＂双随机、一公开＂", Phrase("双随机、一公开")),
        ("「双随机、一公开」", Phrase("双随机、一公开")),
        ("『双随机、一公开』", Phrase("双随机、一公开")),
        ("‘双随机、一公开’", Phrase("双随机、一公开")),
        ('“双随机、一公开"', Phrase("双随机、一公开")),
        ("”双随机、一公开”", Phrase("双随机、一公开")),
        ("“双随机 、 一公开”", Phrase("双随机、一公开")),
        ("“（八）”", Phrase("(八)")),
        ("“ＡＢ”", Phrase("ab")),
        ("“食品”“药品”", both(Phrase("食品"), Phrase("药品"))),
        ("食品 AND 药品", All((FOOD, DRUG))),
        ("食品AND药品", All((FOOD, DRUG))),
        ("食品 ＡＮＤ 药品", All((FOOD, DRUG))),
        ("食品 OR 药品", Either((FOOD, DRUG))),
        ("食品|药品", Either((FOOD, DRUG))),
        ("食品 ｜ 药品", Either((FOOD, DRUG))),
        ("食品 NOT 药品", both(FOOD, Not(DRUG))),
        ("食品 -药品", both(FOOD, Not(DRUG))),
        ("食品 －药品", both(FOOD, Not(DRUG))),
        ("食品 AND NOT 药品", All((FOOD, Not(DRUG)))),
        ("食品 -“药品”", both(FOOD, Not(Phrase("药品")))),
        ("食品 -摊贩管理", both(FOOD, Not(Phrase("摊贩管理")))),
        ("NOT 食品", Not(FOOD)),
        ("NOT NOT 食品", FOOD),
        ("食品 OR 药品 摊贩", Either((FOOD, both(DRUG, STALL)))),
        ("(食品 OR 药品) 摊贩", both(Either((FOOD, DRUG)), STALL)),
        ("（食品 OR 药品） 摊贩", both(Either((FOOD, DRUG)), STALL)),
        ("食品 -(药品摊贩)", both(FOOD, Not(Phrase("药品摊贩")))),
        ("食品 -(药品 OR 摊贩)", both(FOOD, Not(Either((DRUG, STALL))))),
        ("质量*", Prefix("质量")),
        ("质量＊", Prefix("质量")),
        ("iso*", Prefix("iso")),
        ("食品 质量*", both(FOOD, Prefix("质量"))),
        ("摊贩质量*", Either((Prefix("摊贩质量"), All((STALL, Prefix("质量")))))),
        ("明厨*", Either((Prefix("明厨"), All((Word("明"), Prefix("厨")))))),
        ("and or not", both(Word("and"), Word("or"), Word("not"))),
        ("ANDROID", Word("android")),
        ("2020-2025", both(Word("2020"), Word("2025"))),
        ("3.5%", Percentage(("3.5%", "百分之三点五"))),
        ("15％", Percentage(("15%", "百分之十五"))),
        ("百分之十五", Percentage(("百分之十五", "15%"))),
        ("百分之一百", Percentage(("百分之一百", "100%"))),
        ("食品 -15%", both(FOOD, Not(Percentage(("15%", "百分之十五"))))),
        ("食品15%", both(FOOD, Percentage(("15%", "百分之十五")))),
        ("“15%”", Phrase("15%")),
        ("2020年", both(Widened(Word("2020"), (Word("二〇二〇"),)), Word("年"))),
        ("二〇二〇年", both(Widened(Word("二〇二〇"), (Word("2020"),)), Word("年"))),
        ("二○二○年", both(Widened(Word("二〇二〇"), (Word("2020"),)), Word("年"))),
        ("二0二0年", both(Widened(Word("二〇二〇"), (Word("2020"),)), Word("年"))),
        ("2020", Word("2020")),
        ("12020年", both(Word("12020"), Word("年"))),
        ("“2020年”", Phrase("2020年")),
        ("食品 -2020年", both(FOOD, Not(Phrase("2020年")))),
        ("A&B", both(Word("a"), Word("b"))),
        ("食\u200b品", FOOD),
        ("*", None),
    ],
)
def test_a_query_is_understood_as_it_is_meant(query: str, root: Node | None) -> None:
    if root is None:
        with pytest.raises(QuerySyntaxError):
            read(query)
    else:
        assert read(query).root == root
        assert not read(query).notes


def test_the_reading_is_told_in_words() -> None:
    assert describe(read("摊贩管理 “双随机” -药品 国发[2018]3号 第八条 质量*").root) == (
        "同时包含：摊贩、管理",
        "原文包含：“双随机”",
        "不包含：药品",
        "发文字号：国发〔2018〕3号（本文件及引用处）",
        "编号：第八条（该条目及提到它的文字）",
        "包含以“质量”开头的词",
    )
    assert describe(read("食品 OR (药品 -摊贩)").root) == ("包含任何一个：食品、（药品 且 非摊贩）",)
    assert describe(read("食品").root) == ()


def test_a_year_is_told_as_one_word() -> None:
    years = read("2020年 二〇二五年 食品").root
    assert describe(years) == ("同时包含：2020年、二〇二五年、食品",)
    assert describe_widening(years) == ("同时检索：二〇二〇年（视同“2020年”）", "同时检索：2025年（视同“二〇二五年”）")
    assert describe(relaxed(years)) == ("包含任何一个：2020年、二〇二五年、食品",)
    assert describe(read("哪一年 年度 食品").root) == ("同时包含：年度、食品",)
    assert describe(read("食品 年").root) == ("同时包含：食品、年",)


def test_only_words_written_side_by_side_may_be_relaxed() -> None:
    assert relaxed(read("食品 药品").root) == Either((FOOD, DRUG))
    assert relaxed(read("食品 药品 “摊贩” -管理").root) == All(
        (Phrase("摊贩"), Not(Word("管理")), Either((FOOD, DRUG)))
    )
    assert relaxed(read("食品 “药品”").root) == Phrase("药品")
    assert relaxed(read("食品 “药品” -管理").root) == All((Phrase("药品"), Not(Word("管理"))))
    for strict in ("食品", "食品 AND 药品", "食品 OR 药品", "“食品”“药品”", "食品 -药品", ""):
        assert relaxed(read(strict).root) is None


def test_without_its_loose_words_a_query_keeps_what_was_quoted_or_numbered() -> None:
    assert without_words(read("食品 药品 “摊贩” -管理").root) == All((Phrase("摊贩"), Not(Word("管理"))))
    assert without_words(read("食品 药品 “摊贩”").root) == Phrase("摊贩")
    for nothing_kept in ("食品 药品", "食品 -药品", "“食品”“药品”", "“食品” AND 药品", "食品", ""):
        assert without_words(read(nothing_kept).root) is None


def test_a_pasted_text_in_traditional_characters_is_not_repeated_whole_above_the_hits() -> None:
    assert read("食品監管").notes == ("已按简体字检索：食品监管",)
    assert all(len(note) < 80 for note in read("食品監管" * 100).notes)


@pytest.mark.parametrize(
    ("query", "quoted"),
    [
        ("食品", []),
        ("“食品”监管", ["“食品”"]),
        ("「食品」和『药品』", ["「食品」", "『药品』"]),
        ("食品“监管", []),
        ('“食品"监管', ['“食品"']),
        ('"食品""药品"', ['"食品"', '"药品"']),
    ],
)
def test_what_is_quoted_is_the_same_for_search_and_for_offers(query: str, quoted: list[str]) -> None:
    assert [query[start:end] for start, end in quoted_spans(query)] == quoted
    assert [piece.what.text for piece in lex(query) if isinstance(piece.what, Quoted)] == [
        text[1:-1] for text in quoted
    ]
