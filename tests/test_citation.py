"""Citations: how a civil servant refers to one sentence, for every way in which documents are numbered."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.analysis import record
from indexer.citation import citation, document_citation, place
from indexer.models import Clause, ClauseKind, Document, Record, Section, SourceText
from indexer.outlining import numbering
from indexer.reading import read

SEED = Path(__file__).parent.parent / "corpus" / "liaoning-2019-quality-improvement.md"


def analysed(text: str) -> Record:
    return record(SourceText("text.txt", "txt", text), "text")


def clause_with(words: str, found: Record) -> Clause:
    (clause,) = [clause for clause in found.clauses if words in clause.text]
    return clause


def test_the_seed_document_is_cited_as_the_issue_writes_it() -> None:
    found = record(read(SEED, max_bytes=1_000_000), "seed")
    clause = clause_with("食品摊贩实行登记备案", found)
    assert citation(clause, found) == (
        "《中共辽宁省委 辽宁省人民政府关于开展质量提升行动的实施意见》第二部分第（八）条第3句"
    )


def test_the_closing_paragraph_of_the_seed_is_counted_from_its_own_beginning() -> None:
    found = record(read(SEED, max_bytes=1_000_000), "seed")
    assert [place(clause, found) for clause in found.clauses if clause.section is None] == ["结语第1句", "结语第2句"]


NOTICE = """\
云溪市人民政府关于加强街道照明管理的通知
云政发〔2020〕7号

各县人民政府：

为方便夜间出行，现通知如下。请遵照执行。

一、总体要求

节约用电。分步实施。

二、主要任务

（一）更换灯具。先换老街。后换新街。（责任单位：市城管局）

（二）智能控制

1.建设控制平台。

2．在公园和广场试点，行人通过时亮灯，无人时关灯。

（三）日常维护。一般故障两日内修复。

各县人民政府要结合实际制定实施办法，并于2020年6月底前报市城管局。

云溪市人民政府
2020年3月2日
"""

RULES = """\
云溪市社区图书馆管理办法

第一章 总则

第一条 为了方便居民借阅，制定本办法。

第二章 借阅

第二条 居民凭证借阅图书。

借阅期限为三十日。期满可以续借。

有下列情形的，暂停借阅：

（一）逾期未还的；

（二）损坏未赔的：

1.损坏一册以上的；

第三条 图书馆每日开放。
"""

PARAGRAPHS = """\
云溪市人民政府关于设立读书日的决定

云溪市人民政府决定：

一、每年五月第一个星期日为读书日。

二、各图书馆当日延长开放，开放至二十二时；当日举办讲座，不收费用。
"""


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (NOTICE, "现通知如下", "导语第1句"),
        (NOTICE, "请遵照执行", "导语第2句"),
        (NOTICE, "分步实施", "第一部分第2句"),
        (NOTICE, "后换新街", "第二部分第（一）条第2句"),
        (NOTICE, "责任单位", "第二部分第（一）条第3句（责任标注）"),
        (NOTICE, "建设控制平台", "第二部分第（二）条第1项第1句"),
        (NOTICE, "公园和广场", "第二部分第（二）条第2项第1句"),
        (NOTICE, "结合实际", "结语第1句"),
        (RULES, "方便居民借阅", "第一条第1句"),
        (RULES, "凭证借阅", "第二条第一款第1句"),
        (RULES, "期满可以续借", "第二条第二款第2句"),
        (RULES, "暂停借阅", "第二条第三款第1句"),
        (RULES, "逾期未还", "第二条第三款第（一）项第1句"),
        (RULES, "一册以上", "第二条第三款第（二）项第1目第1句"),
        (RULES, "每日开放", "第三条第1句"),
        (PARAGRAPHS, "延长开放", "第二条第1句"),
        (PARAGRAPHS, "不收费用", "第二条第2句"),
        ("没有编号的短文\n\n今天下雨。明天放晴。\n", "放晴", "第2句"),
    ],
)
def test_the_place_of_a_sentence_in_a_real_outline(text: str, words: str, expected: str) -> None:
    found = analysed(text)
    assert place(clause_with(words, found), found) == expected


def test_the_document_number_stands_in_brackets_after_the_title() -> None:
    assert document_citation(analysed(NOTICE)) == "《云溪市人民政府关于加强街道照明管理的通知》（云政发〔2020〕7号）"


def test_a_document_without_number_is_cited_by_its_title_alone() -> None:
    assert document_citation(analysed(RULES)) == "《云溪市社区图书馆管理办法》"


def test_a_title_inside_a_title_gets_single_marks() -> None:
    found = Record(Document("d", "关于印发《读书办法》的通知"), "", 0, (), (), ())
    assert document_citation(found) == "《关于印发〈读书办法〉的通知》"


def chain(*links: tuple[numbering.Style, str, str]) -> Record:
    """A record with one sentence at the end of a chain of sections, each (style, number, title)."""
    sections = tuple(
        Section(number, None, title, n, style.name, n - 1 if n else None, n + 1, n, n + 1)
        for n, (style, number, title) in enumerate(links)
    )
    at = len(sections) - 1
    clause = Clause("d:0:x", "d", at, (), 3, ClauseKind.SENTENCE, "句。", at + 2, 90, 92)
    return Record(Document("d", "题"), "", 0, (), sections, (clause,))


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([(numbering.HAN, "八、", "题")], "第八部分第3句"),
        ([(numbering.HAN, "八．", "")], "第八条第3句"),
        ([(numbering.HAN_BRACKET, "(八)", "题")], "第（八）条第3句"),
        ([(numbering.HAN_BRACKET, "〔八〕", "题")], "第（八）条第3句"),
        ([(numbering.ARABIC, "８．", "题")], "第8条第3句"),
        ([(numbering.HAN, "一、", "题"), (numbering.ARABIC, "8﹒", "题")], "第一部分第8条第3句"),
        ([(numbering.ARABIC_BRACKET, "( 8 )", "")], "第（8）条第3句"),
        ([(numbering.HAN_BRACKET, "（八）", "题"), (numbering.CIRCLED, "②", "")], "第（八）条第②项第3句"),
        ([(numbering.HAN_BRACKET, "（八）", "题"), (numbering.ENUMERATED, "二是", "")], "第（八）条第二项第3句"),
        ([(numbering.HAN_BRACKET, "（八）", "题"), (numbering.DASH, "——", "")], "第（八）条第1项第3句"),
        (
            [
                (numbering.HAN_BRACKET, "（八）", "题"),
                (numbering.ARABIC, "2.", ""),
                (numbering.ARABIC_BRACKET, "(3)", ""),
                (numbering.CIRCLED, "④", ""),
            ],
            "第（八）条第2项第（3）目第④点第3句",
        ),
        ([(numbering.CHAPTER, "第三章", "题"), (numbering.PARAGRAPH, "第一节", "题")], "第三章第一节第3句"),
        ([(numbering.CHAPTER, "第三章", "题"), (numbering.ARTICLE, "第八条之一", "")], "第八条之一第3句"),
        ([(numbering.PART, "第 二 编", "题"), (numbering.CHAPTER, "第一章", "题")], "第二编第一章第3句"),
        ([(numbering.DECIMAL, "6", "题")], "第6章第3句"),
        ([(numbering.DECIMAL, "6", "题"), (numbering.DECIMAL, "6.3", "题")], "第6.3条第3句"),
        ([(numbering.DECIMAL, "6.3", "题"), (numbering.ARABIC_BRACKET, "（1）", "")], "第6.3条第（1）项第3句"),
        ([(numbering.PLAIN, "", "保障措施")], "“保障措施”部分第3句"),
        ([(numbering.HAN, "一、", "题"), (numbering.LEAD, "", "坚持便民。")], "第一部分“坚持便民”段第3句"),
        ([(numbering.ANNEX, "附件2", "清单"), (numbering.HAN, "一、", "题")], "附件2第一部分第3句"),
        ([(numbering.ANNEX, "附件：", "清单"), (numbering.ARTICLE, "第八条", "")], "附件第八条第3句"),
        (
            [(numbering.TEXT, "", "云溪市读书办法"), (numbering.ARTICLE, "第八条", "")],
            "所附《云溪市读书办法》第八条第3句",
        ),
        ([(numbering.HAN, "一、", "题"), (numbering.BOX, "专栏3", "题")], "第一部分专栏3第3句"),
    ],
)
def test_the_place_of_a_sentence_by_style(links: list[tuple[numbering.Style, str, str]], expected: str) -> None:
    found = chain(*links)
    assert place(found.clauses[0], found) == expected


def test_a_chapter_is_named_when_articles_start_anew_in_each() -> None:
    articles = [
        ("第一章", numbering.CHAPTER, None),
        ("第一条", numbering.ARTICLE, 0),
        ("第二章", numbering.CHAPTER, None),
        ("第一条", numbering.ARTICLE, 2),
    ]
    sections = tuple(
        Section(number, 1, "", 1, style.name, parent, n, n, n + 1) for n, (number, style, parent) in enumerate(articles)
    )
    clause = Clause("d:2.1:x", "d", 3, (), 1, ClauseKind.SENTENCE, "句。", 9, 90, 92)
    assert place(clause, Record(Document("d", "题"), "", 0, (), sections, (clause,))) == "第二章第一条第1句"


def test_the_same_article_number_in_an_annex_does_not_bring_the_chapter_back() -> None:
    sections = tuple(
        Section(number, 1, "", level, style.name, parent, n, n, n + 1)
        for n, (number, style, level, parent) in enumerate(
            [
                ("附件1", numbering.ANNEX, 0, None),
                ("第一章", numbering.CHAPTER, 1, 0),
                ("第一条", numbering.ARTICLE, 2, 1),
                ("附件2", numbering.ANNEX, 0, None),
                ("第一条", numbering.ARTICLE, 1, 3),
            ]
        )
    )
    clause = Clause("d:a1.1.1:x", "d", 2, (), 1, ClauseKind.SENTENCE, "句。", 9, 90, 92)
    assert place(clause, Record(Document("d", "题"), "", 0, (), sections, (clause,))) == "附件1第一条第1句"


def test_a_table_cell_is_counted_as_a_cell() -> None:
    cell = Clause("d:0:x", "d", None, (), 12, ClauseKind.CELL, "市财政局", 9, 90, 94)
    assert place(cell, Record(Document("d", "题"), "", 0, (), (), (cell,))) == "第12格（表格）"
