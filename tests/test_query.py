"""Query promises: what people type is understood as they mean it, and a slip is mended or named, never punished."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engine.lexer import Quoted, lex, quoted_spans
from indexer.engine.parser import GRAMMAR_WORDS, MAX_WORDS, parse
from indexer.engine.query import (
    All,
    DocumentNumber,
    Either,
    Node,
    Not,
    Percentage,
    Phrase,
    Prefix,
    Query,
    SectionNumber,
    Widened,
    Word,
    by_items,
    describe,
    relaxed,
    wanted,
    without_words,
)
from indexer.engine.questions import asks
from indexer.errors import QuerySyntaxError
from indexer.lexicon import load_lexicon
from indexer.segmentation import segmenter_for

SEGMENTER = segmenter_for(load_lexicon(), "rjieba")
FOOD, DRUG, STALL = Word("食品"), Word("药品"), Word("摊贩")


def read(query: str) -> Query:
    return parse(query, SEGMENTER)


def both(*items: Node) -> All:
    return All(items, relaxable=True)


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


@pytest.mark.parametrize(
    "query",
    [
        "国发〔2018〕3号",
        "国发[2018]3号",
        "国发［2018］3号",
        "国发（2018）3号",
        "国发(2018)3号",
        "国发【2018】3号",
        "国发﹝2018﹞3号",
        "国发〔２０１８〕３号",
        "国发 〔2018〕 3 号",
        "国发2018 3号",
        "国发2018年3号",
        "国发〔2018〕第3号",
        "国发[2018]3号文",
        "国发［２０１８］３号文件",
        "国发{2018}3号",
        "国发《2018》3号",
        "国发 2018 年第 3 号",
        "国发〔2018〕3",
        "关于国发〔2018〕3号",
        "根据国发〔2018〕3号",
    ],
)
def test_a_document_number_is_understood_in_any_brackets_or_none(query: str) -> None:
    assert DocumentNumber("国发", 2018, 3) in list(wanted(read(query).root))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("国发〔2018〕3号文", ()),
        ("国发〔2018〕3号文件", ()),
        ("国发2018年3号文", ()),
        ("国发〔2018〕3号文规定", ("规定",)),
        ("国发〔2018〕3号文件认证", ("认证",)),
        ("国发〔2018〕3号文化", ("文化",)),
    ],
)
def test_that_a_number_is_of_a_paper_need_not_stand_in_the_text(query: str, words: tuple[str, ...]) -> None:
    number = DocumentNumber("国发", 2018, 3)
    assert read(query).root == (both(number, *map(Word, words)) if words else number)


def test_a_document_number_without_agency_means_any_agency() -> None:
    assert read("〔2018〕3号").root == DocumentNumber("", 2018, 3)


@pytest.mark.parametrize("query", ["国发〔2018〕", "国发[2018]号", "国发 (2018)", "落实国发〔２０１８〕"])
def test_without_its_last_part_a_document_number_means_all_of_the_agency_and_year(query: str) -> None:
    found = list(wanted(read(query).root))
    assert DocumentNumber("国发", 2018) in found
    assert Word("号") not in found


@pytest.mark.parametrize(
    "query", ["方案2018", "2018年3月", "(2018)", "工作方案2018 3号", "3号", "要点（2018）", "发〔2018〕"]
)
def test_a_year_alone_is_no_document_number(query: str) -> None:
    assert not any(isinstance(leaf, DocumentNumber) for leaf in wanted(read(query).root))


@pytest.mark.parametrize(
    ("query", "styles", "ordinal"),
    [
        ("第八条", {"article"}, 8),
        ("第8条", {"article"}, 8),
        ("第二十三条", {"article"}, 23),
        ("第三章", {"chapter"}, 3),
        ("第一节", {"section"}, 1),
        ("第二部分", {"part", "han"}, 2),
        ("二、", {"han"}, 2),
        ("（八）", {"han-bracket"}, 8),
        ("(八)", {"han-bracket"}, 8),
        ("㈧", {"han-bracket"}, 8),
        ("(8)", {"arabic-bracket"}, 8),
        ("第（八）项", {"han-bracket"}, 8),
        ("第八项", {"han-bracket", "arabic-bracket"}, 8),
        ("第（八）条", {"han-bracket", "article"}, 8),
    ],
)
def test_numbers_of_items_are_understood(query: str, styles: set[str], ordinal: int) -> None:
    root = read(query).root
    assert isinstance(root, SectionNumber)
    assert (set(root.styles), root.ordinal) == (styles, ordinal)


@pytest.mark.parametrize("query", ["第八条例", "第一节能", "第三章程", "第三方机构", "第一编制", "2018)"])
def test_look_alikes_are_no_numbers_of_items(query: str) -> None:
    assert not any(isinstance(leaf, SectionNumber) for leaf in wanted(read(query).root))


def test_where_there_are_no_articles_an_article_may_mean_an_item() -> None:
    item = SectionNumber(("han-bracket",), 8, (), "(八)")
    assert by_items(read("第八条").root) == item
    assert by_items(read("第8条 食品").root) == both(item, FOOD)
    for other in ("食品", "（八）", "第八章", "“第八条”", "食品 -第八条", ""):
        assert by_items(read(other).root) is None


def test_a_pasted_heading_gives_its_number_and_its_words() -> None:
    leaves = list(wanted(read("（八）守住防线").root))
    assert leaves[0] == SectionNumber(("han-bracket",), 8, ("(八)",), "(八)")
    assert leaves[1:] == [Word("守住"), Word("防线")]


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
        ("() 食品", FOOD, ""),
        ("“” 食品", FOOD, ""),
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
