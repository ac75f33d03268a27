"""The lines of a web page are those a reader sees: blocks, numbers of lists, rows of tables, every character once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.reading import read
from tests.reading.html.asking import lines, page


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
        ("<p>甲<br>乙<br/>丙</p>", ["甲", "乙", "丙"]),
        ("<div>甲<p>乙</p>丙</div>丁", ["甲", "乙", "丙", "丁"]),
        ("<p>甲<p>乙<p>丙", ["甲", "乙", "丙"]),
        ("<h1>甲</h1>乙<hr>丙", ["甲", "乙", "丙"]),
        ("<p>一<span>二<b>三</b></span>四</p>", ["一二三四"]),
        ("<p>　　甲　乙　</p>", ["甲　乙"]),
        ("<p>&nbsp;&nbsp;甲&nbsp;&nbsp;乙&nbsp;</p>", ["甲 乙"]),
        ("<p>甲  \t 乙</p>", ["甲 乙"]),
        ("<p>甲\n      乙</p>", ["甲乙"]),
        ("<p>Green\n      Paper 甲\n乙，\n丙</p>", ["Green Paper 甲乙，丙"]),
        ("<p>甲&#12288;乙&#x3000;丙&ldquo;丁&rdquo;&mdash;&lt;戊&gt;&amp;</p>", ["甲　乙　丙“丁”—<戊>&"]),
        ("<p>甲&#150;乙</p>", ["甲–乙"]),
        ("<p>甲&bogus;乙</p>", ["甲&bogus;乙"]),
        ("<p>10<sup>3</sup>吨CO<sub>2</sub></p>", ["103吨CO2"]),
        ("<p>甲\u200b乙\ufeff丙\u00ad</p>", ["甲乙丙"]),
        ("<p> </p><p>&nbsp;</p><p>　</p><p>甲</p>", ["甲"]),
        ("<pre>甲\n  乙\n</pre>丙", ["甲", "乙", "丙"]),
        ("<p>甲<!-- 注 -->乙<?x y?></p>", ["甲乙"]),
        ("<p>甲<o:p></o:p>乙</p>", ["甲乙"]),
        ("<p>甲<script>var x='乙';</script><style>p{}</style>丙</p>", ["甲丙"]),
        ("<dl><dt>甲</dt><dd>乙</dd></dl>", ["甲", "乙"]),
        ("甲<p>乙</p>", ["甲", "乙"]),
        ("纯文本，没有标签", ["纯文本，没有标签"]),
        ("<?xml version='1.0' encoding='utf-8'?><html><body><p>甲</p></body></html>", ["甲"]),
    ],
)
def test_blocks_and_breaks_end_lines_and_inline_elements_do_not(markup: str, expected: list[str]) -> None:
    assert lines(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<ol><li>甲<li>乙</ol>", ["1. 甲", "2. 乙"]),
        ("<ol start=4><li>甲</li><li value=9>乙</li><li>丙</li></ol>", ["4. 甲", "9. 乙", "10. 丙"]),
        ("<ol type=a><li>甲</li><li>乙</li></ol>", ["a. 甲", "b. 乙"]),
        ("<ol type=I start=3><li>甲</li><li>乙</li></ol>", ["III. 甲", "IV. 乙"]),
        ("<ol style='list-style-type: cjk-ideographic'><li>甲</li><li>乙</li></ol>", ["一、甲", "二、乙"]),
        ("<ol style='list-style: none inside'><li>甲</li></ol>", ["甲"]),
        ("<ol reversed><li>甲</li><li>乙</li></ol>", ["2. 甲", "1. 乙"]),
        ("<ol><li><p>甲</p><p>续</p></li><li>乙</li></ol>", ["1. 甲", "续", "2. 乙"]),
        ("<ol><li>甲<ol type=a><li>子</li></ol></li><li>乙</li></ol>", ["1. 甲", "a. 子", "2. 乙"]),
        ("<ol><li></li><li>乙</li></ol>丙", ["2. 乙", "丙"]),
        ("<ol><li>1.甲</li><li>2.乙</li></ol>", ["1.甲", "2.乙"]),
        ("<ol><li>（一）甲</li><li>（二）乙</li></ol>", ["（一）甲", "（二）乙"]),
        ("<ul><li>甲</li><li>乙</li></ul>", ["甲", "乙"]),
        ("<ol start=x><li>甲</li></ol>", ["1. 甲"]),
    ],
)
def test_the_numbers_a_browser_draws_are_part_of_the_text(markup: str, expected: list[str]) -> None:
    assert lines(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<table><tr><th>甲</th><th>乙</th></tr><tr><td>1</td><td>2</td></tr></table>", ["甲\t乙", "1\t2"]),
        ("<table><tr><td>甲<td>乙<tr><td>1<td>2</table>", ["甲\t乙", "1\t2"]),
        ("<table><tr><td><p>甲</p><p>续</p></td><td>乙<br>续</td></tr><tr><td>1</td><td>2</td></tr></table>",
         ["甲 续\t乙 续", "1\t2"]),
        ("<table><tr><td rowspan=2>甲</td><td>乙</td></tr><tr><td>丙</td></tr><tr><td>丁</td><td>戊</td></tr></table>",
         ["甲\t乙", "\t丙", "丁\t戊"]),
        ("<table><tr><td colspan=2>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>",
         ["甲\t\t乙", "1\t2\t3"]),
        ("<table><tr><td>甲</td><td rowspan=3>乙</td></tr><tr><td>丙</td></tr><tr><td>丁</td></tr></table>",
         ["甲\t乙", "丙", "丁"]),
        ("<table><tr><td>甲</td><td></td><td>丙</td></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>",
         ["甲\t\t丙", "1\t2\t3"]),
        ("<table><caption>表</caption><thead><tr><th>甲</th><th>乙</th></tr></thead><tr><td>1</td><td>2</td></tr></table>",
         ["表", "甲\t乙", "1\t2"]),
        ("<p>前</p><table><tr><td>甲</td><td>乙</td></tr></table>后", ["前", "甲\t乙", "后"]),
        ("<table><td>甲<td>乙</table>", ["甲", "乙"]),
        ("<table><tr><td>独</td></tr><tr><td>列</td></tr></table>", ["独", "列"]),
        ("<table><tr><td><table><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td></tr></table></td>"
         "<td>旁</td></tr></table>", ["甲\t乙", "1\t2", "旁"]),
        ("<table><tr><td><p>一、甲</p><p>（一）乙</p></td><td>旁</td></tr></table>", ["一、甲", "（一）乙", "旁"]),
        ("<table role=presentation><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td></tr></table>",
         ["甲", "乙", "1", "2"]),
        ("<table><tr><td colspan=99999999999>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td></tr></table>",
         ["甲\t乙", "1\t2"]),
        ("<table><tr><td>甲</td><td><ol><li>子</li><li>丑</li></ol></td></tr><tr><td>1</td><td>2</td></tr></table>",
         ["甲\t1. 子 2. 丑", "1\t2"]),
    ],
)  # fmt: skip
def test_table_rows_are_lines_and_layout_tables_are_not_tables(markup: str, expected: list[str]) -> None:
    assert lines(markup) == expected


def test_a_page_framed_by_a_table_keeps_its_paragraphs() -> None:
    body = "".join(f"<p>第{number}段正文，内容若干。</p>" for number in range(20))
    source = page(f"<table><tr><td>甲</td><td>乙</td></tr><tr><td>栏</td><td>{body}</td></tr></table>")
    assert source.text.count("\n") == 22
    assert "\t" not in source.text


WORDS = st.text("甲乙丙丁，。1a ", min_size=1, max_size=4)
INLINE = st.sampled_from(["span", "b", "i", "font", "a", "sup", "em", "u"])
BLOCK = st.sampled_from(["p", "div", "section", "h2", "blockquote", "ul", "li", "center"])


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    block = st.builds(lambda tag, inside: f"<{tag}>{inside}</{tag}>", BLOCK, children)
    table = st.builds(
        lambda cells, span: (
            f"<table><tr><td rowspan={span}>{cells[0]}</td><td>{cells[1]}</td></tr>"
            f"<tr><td>{cells[2]}</td><td colspan={span}>{cells[3]}</td></tr></table>"
        ),
        st.tuples(children, children, children, children),
        st.integers(0, 3),
    )
    return st.lists(st.one_of(WORDS, st.just("<br>"), block, table), min_size=1, max_size=4).map("".join)


INLINES = st.builds(lambda tag, text: f"<{tag}>{text}</{tag}>", INLINE, WORDS)
MARKUP = st.recursive(st.one_of(WORDS, INLINES), element, max_leaves=25)


@settings(deadline=None)
@given(MARKUP, st.sampled_from(["", " class=TRS_Editor", " id=UCAP-CONTENT"]))
def test_every_visible_character_is_in_the_text_once_and_in_order(markup: str, attribute: str) -> None:
    # <p> may not hold blocks: the parser then closes it, which moves nothing; tags alone are taken away here.
    visible = "".join(re.sub(r"<[^>]*>", "", markup).split())
    assert "".join(page(f"<div{attribute}>{markup}</div>").text.split()) == visible


@settings(deadline=None)
@given(MARKUP)
def test_no_line_is_empty_or_has_blanks_around_it(markup: str) -> None:
    text = page(markup).text
    if text:
        assert all(line.strip() and line.strip("\t") == line.strip() for line in text.split("\n"))


def test_the_sample_pages_give_the_text_of_the_sample_documents_line_by_line(shared: Path) -> None:
    pages = sorted((shared / "policy" / "html").glob("*.html"))
    assert len(pages) == 34
    for path in pages:
        expected = (shared / "policy" / "docs" / f"{path.stem}.txt").read_text(encoding="utf-8")
        text = read(path, max_bytes=10**7).text
        assert "".join(text.split()) == "".join(expected.split()), path.name
        rows = {"".join(line.split()) for line in text.split("\n") if "\t" in line}
        paragraphs = [line for line in text.split("\n") if "".join(line.split()) not in rows]
        assert set(paragraphs) <= set(expected.split("\n")), path.name
