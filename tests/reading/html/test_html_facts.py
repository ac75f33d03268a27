"""What a web page states about its document becomes facts: header tables, meta tags, the title."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.reading import read
from tests.reading.html.asking import notes, page

BODY = "<div class=TRS_Editor><p>各县区要加强河道巡查，发现险情及时报告，确保行洪安全。</p></div>"
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
