"""Web pages: the document's text as a reader sees it, line by line, and a word about everything that is left out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.errors import ReadingError
from indexer.models import SourceText
from indexer.reading import html, read


def page(markup: str) -> SourceText:
    return html.extract(Path("页.html"), markup.encode())


def lines(markup: str) -> list[str]:
    return page(markup).text.split("\n")


def notes(source: SourceText) -> str:
    return "\n".join(source.notes)


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


BODY = "<div class=TRS_Editor><p>各县区要加强河道巡查，发现险情及时报告，确保行洪安全。</p></div>"
NAVIGATION = "<div class='nav'><a href=/>首页</a><a href=/x>政务公开</a></div>"


@pytest.mark.parametrize(
    "container",
    [
        "<td id='UCAP-CONTENT'>{}</td>",
        "<div class='TRS_Editor'>{}</div>",
        "<div class='view TRS_UEDITOR trs_paper_default'>{}</div>",
        "<div id=zoom>{}</div>",
        "<div id=Zoom>{}</div>",
        "<div class=pages_content>{}</div>",
        "<article>{}</article>",
        "<main>{}</main>",
        "<div class='article-content'>{}</div>",
    ],
)
def test_the_text_is_found_in_well_known_containers(container: str) -> None:
    text = "<p>一、总则。各单位要加强管理，确保安全。</p><p>二、附则。自印发之日起施行。</p>"
    source = page(f"{NAVIGATION}{container.format(text)}<div>版权所有</div>")
    assert source.text == "一、总则。各单位要加强管理，确保安全。\n二、附则。自印发之日起施行。"
    assert "共 10 字未收入，开头为“首页政务公开 版权所有”" in notes(source)
    assert "未能识别" not in notes(source)


def test_a_text_in_several_parts_of_one_container_class_is_whole() -> None:
    source = page("<div class=TRS_Editor><p>第一部分</p></div><i>夹</i><div class=TRS_Editor><p>第二部分</p></div>")
    assert source.text == "第一部分\n第二部分"
    assert "“夹”" in notes(source)


def test_a_container_inside_its_like_is_not_read_twice() -> None:
    assert page("<div class=TRS_Editor>甲<div class=TRS_Editor>乙</div>丙</div>").text == "甲\n乙\n丙"


def test_a_control_named_like_a_container_does_not_hide_the_text() -> None:
    text = "<p>各单位要加强管理，确保安全，重大情况及时报告。</p>" * 5
    source = page(f"<span id=zoom>大 中 小</span><div class=wen>{text}</div>")
    assert source.text.count("确保安全") == 5


def test_a_page_without_known_container_is_kept_whole_without_its_furniture() -> None:
    source = page(
        "<header>某某市人民政府网</header><nav><a>首页</a></nav><div><p>正文第一段。</p><p>正文第二段。</p></div>"
        "<div class='share'>分享到</div><button>打印</button><footer>版权所有 备案号</footer>"
    )
    assert source.text == "正文第一段。\n正文第二段。"
    assert "未能识别网页的正文区域" in notes(source)
    assert "共 22 字未收入，开头为“某某市人民政府网 首页 分享到 打印 版权所有 备案号”" in notes(source)


def test_the_heading_of_an_article_is_no_site_header() -> None:
    assert page("<article><header><h1>标题</h1></header><p>正文</p></article>").text == "标题\n正文"


def test_a_large_block_is_kept_whatever_its_name() -> None:
    text = "<p>各单位要加强管理，确保安全。</p>" * 9
    assert page(f"<div class='menu'>{text}</div>").text.count("确保安全") == 9


def test_what_the_page_hides_is_left_out_and_reported() -> None:
    source = page(
        "<p>甲</p><p style='DISPLAY : none'>乙乙</p><p hidden>丙</p><p style='visibility:hidden'>丁</p>戊"
        "<table><tr><td>1</td><td>2</td></tr><tr style='display:none'><td>3</td><td>4</td></tr></table>"
    )
    assert source.text == "甲\n戊\n1\t2"
    assert "网页上不显示的文字共 6 字未收入，开头为“乙乙 丙 丁 3 4”" in notes(source)


def test_images_are_counted() -> None:
    source = page(f"<div class=TRS_Editor><p>甲</p><img src=a.png><p><img src=b.png></p></div>{NAVIGATION}<img src=c>")
    assert "2 幅图片" in notes(source)


def test_a_page_of_which_nothing_is_left_out_has_no_notes() -> None:
    assert page("<div class=TRS_Editor><p>甲</p></div>").notes == ()


HEADER = """
<table class="bd1"><tbody>
 <tr><td><b>索 引 号：</b></td><td>0001/2019-00006</td><td><b>主题分类：</b></td><td>水利\\河道</td></tr>
 <tr><td><b>发文机关：</b></td><td>甲市人民政府 乙县人民政府</td><td><b>成文日期：</b></td><td>2019年01月22日</td></tr>
 <tr><td><b>标　　题：</b></td><td colspan="3">关于改善河道环境的通知</td></tr>
 <tr><td><b>发文字号：</b></td><td>甲政发〔2019〕6号</td><td><b>发布日期：</b></td><td>2019年02月14日</td></tr>
</tbody></table>"""
HEADER_FACTS = {
    "index_number": "0001/2019-00006",
    "subject": "水利\\河道",
    "issuers": ("甲市人民政府", "乙县人民政府"),
    "written_date": "2019-01-22",
    "title": "关于改善河道环境的通知",
    "document_number": "甲政发〔2019〕6号",
    "publish_date": "2019-02-14",
}


@pytest.mark.parametrize("container", ["<div id=UCAP-CONTENT>{}</div>", "<div>{}</div>"])
def test_the_header_table_becomes_facts_and_is_not_in_the_text(container: str) -> None:
    source = page(HEADER + container.format("<p>各县区要加强巡查。</p>"))
    assert source.text == "各县区要加强巡查。"
    assert dict(source.facts) == HEADER_FACTS
    assert "网页文件头的 7 项信息" in notes(source)
    assert "以外的文字" not in notes(source)


@pytest.mark.parametrize(
    ("markup", "key", "value"),
    [
        ("<li><span>文号：</span>甲政发〔2019〕6号</li>", "document_number", "甲政发〔2019〕6号"),
        ("<p>来源：甲市政府办 发布时间：2020-03-01 08:00 字体：大 中 小</p>", "source", "甲市政府办"),
        ("<p>来源：甲市政府办 发布时间：2020-03-01 08:00 字体：大 中 小</p>", "publish_date", "2020-03-01"),
        (
            "<table><tr><td>发布机构</td><td>甲局</td></tr><tr><td>文号</td><td>甲发1号</td></tr></table>",
            "issuers",
            ("甲局",),
        ),
        ("<p>【发布日期】2020年3月1日</p>", "publish_date", "2020-03-01"),
    ],
)
def test_facts_are_found_in_other_layouts_too(markup: str, key: str, value: object) -> None:
    assert page(markup + BODY).facts[key] == value


@pytest.mark.parametrize("line", ["发布日期：近日", "数据来源：统计局", "副标题：甲", "标题党"])
def test_what_only_resembles_a_fact_is_none(line: str) -> None:
    assert dict(page(f"<p>{line}</p>{BODY}").facts) == {}


def test_a_table_of_the_document_that_mentions_a_label_stays_in_the_text() -> None:
    table = "<table><tr><td>标题</td><td>字体</td></tr><tr><td>黑体</td><td>三号</td></tr></table>"
    assert page(f"<div class=TRS_Editor>{table}</div>").text == "标题\t字体\n黑体\t三号"


def test_meta_tags_and_title_are_facts_of_lower_rank() -> None:
    source = page(
        "<html><head><title>通知_甲市人民政府</title><meta name=ArticleTitle content='关于河道的通知'>"
        "<meta name=PubDate content='2019-02-14 10:00'><meta name=ContentSource content='市水利局'></head>"
        f"<body><p>发布日期：2019年2月15日</p>{BODY}</body></html>"
    )
    assert dict(source.facts) == {
        "page_title": "通知_甲市人民政府",
        "title": "关于河道的通知",
        "publish_date": "2019-02-15",
        "source": "市水利局",
    }


@pytest.mark.parametrize(
    ("title", "heading", "expected"),
    [
        ("关于河道巡查的通知_通知公告_甲市人民政府", "关于河道巡查的通知", "关于河道巡查的通知"),
        ("关于河道巡查的通知", "关于河道巡查的通知", "关于河道巡查的通知"),
        ("关于河道巡查的通知 - 甲市水利局", "关于河道巡查的通知", "关于河道巡查的通知"),
        ("关于河道巡查的通知的解读", "关于河道巡查的通知", ""),
        ("通知公告_甲市人民政府", "通知公告", ""),
        ("甲市人民政府门户网站", "关于河道巡查的通知", ""),
    ],
)
def test_a_heading_outside_the_text_is_the_title_where_the_page_title_agrees(
    title: str, heading: str, expected: str
) -> None:
    facts = page(f"<title>{title}</title><h1>{heading}</h1>{BODY}").facts
    assert facts.get("title", "") == expected


@pytest.mark.parametrize(
    ("codec", "head"),
    [
        ("utf-8", ""),
        ("utf-8", "<meta charset=gb2312>"),
        ("gb18030", ""),
        ("gb18030", "<meta http-equiv=Content-Type content='text/html; charset=gb2312'>"),
        ("gbk", "<meta charset=utf-8>"),
        ("utf-16", "<meta charset=utf-16>"),
        ("utf-8-sig", ""),
    ],
)
def test_the_encoding_is_found_even_where_the_page_states_another(tmp_path: Path, codec: str, head: str) -> None:
    path = tmp_path / "页.htm"
    path.write_bytes(f"<html><head>{head}</head><body><p>加强河道巡查，确保行洪安全。</p></body></html>".encode(codec))
    assert read(path, max_bytes=10**6).text == "加强河道巡查，确保行洪安全。"


def test_a_declared_big5_page_is_read() -> None:
    data = "<meta charset=big5><p>關於加強河道巡查的通知</p>".encode("big5")
    assert html.extract(Path("页.html"), data).text == "關於加強河道巡查的通知"


@pytest.mark.parametrize(
    "markup", ["<html></html>", "<!-- 空 -->", "<script>document.write('甲')</script>", "<frameset>"]
)
def test_a_page_without_text_is_refused_with_what_to_do(tmp_path: Path, markup: str) -> None:
    path = tmp_path / "页.html"
    path.write_text(markup, encoding="utf-8")
    with pytest.raises(ReadingError, match="脚本"):
        read(path, max_bytes=10**6)


def test_a_page_nested_a_thousand_deep_is_read() -> None:
    assert page("<div>" * 1000 + "深" + "</div>" * 1000 + "<p>后</p>").text == "深\n后"


def test_a_page_nested_beyond_the_parser_is_refused_not_cut() -> None:
    with pytest.raises(ReadingError, match="嵌套过深"):
        page("<p>前</p>" + "<div>" * 5000 + "深")


def test_a_word_document_named_html_is_told_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "页.html"
    path.write_bytes(b"PK\x03\x04\x14\x00\x06\x00\x08\x00")
    with pytest.raises(ReadingError, match="Office"):
        read(path, max_bytes=10**6)


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


def test_the_sample_pages_state_the_facts_of_the_sample_documents(shared: Path) -> None:
    for path in sorted((shared / "policy" / "html").glob("*.html")):
        expected = json.loads((shared / "policy" / "docs" / f"{path.stem}.json").read_text(encoding="utf-8"))
        facts = read(path, max_bytes=10**7).facts
        assert facts["title"] == expected["title"]
        assert facts["document_number"] == expected["doc_number"]
        assert facts["subject"] == expected["subject"]
        assert facts["index_number"] == expected["index_number"]
        year, month, day = (int(part) for part in str(facts["written_date"]).split("-"))
        assert f"{year}年{month:02d}月{day:02d}日" == expected["written_date"]
