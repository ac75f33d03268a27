"""Text of a Word file is found wherever it stands, once and in order, as a reader sees it with all changes accepted."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from indexer.reading import read
from tests.reading.word import making
from tests.reading.word.asking import lines, notes, source
from tests.reading.word.making import NAMESPACES, p, package, r, row


def test_a_document_in_official_form_is_read_paragraph_by_paragraph(tmp_path: Path) -> None:
    paragraphs = [
        ("title", "甲市人民政府关于加强河道管理的通知"),
        ("body", "各县区人民政府："),
        ("head", "一、总体要求"),
        ("sub", "（一）加强巡查。"),
        ("body", "每月巡查一次，发现险情及时报告。"),
        ("right", "甲市人民政府"),
        ("right", "2024年5月6日"),
    ]
    path = tmp_path / "通知.docx"
    path.write_bytes(
        making.official_document(paragraphs, [["序号", "任务"], ["1", "清淤"]], footer="— 1 —"),
    )
    document = read(path, max_bytes=10**7)
    assert document.format == "docx"
    assert document.text.split("\n") == [text for _, text in paragraphs] + ["序号\t任务", "1\t清淤"]
    assert document.notes == ("页眉、页脚的文字共 3 字未收入，开头为“— 1 —”。",)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("甲") + p("乙"), ["甲", "乙"]),
        (p(r("甲") + r("乙")), ["甲乙"]),
        (p("　　甲　乙 ") + p() + p(" ") + p("丙"), ["甲　乙", "丙"]),
        (p(r("甲") + "<w:r><w:br/></w:r>" + r("乙")), ["甲", "乙"]),
        (p(r("甲") + "<w:r><w:tab/></w:r>" + r("乙")), ["甲 乙"]),
        (p(r("甲") + "<w:r><w:noBreakHyphen/></w:r>" + r("乙")), ["甲-乙"]),
        (p(f"<w:hyperlink>{r('链接')}</w:hyperlink>" + r("后")), ["链接后"]),
        (p(f"<w:sdt><w:sdtPr/><w:sdtContent>{r('控件')}</w:sdtContent></w:sdt>"), ["控件"]),
        (f"<w:sdt><w:sdtContent>{p('甲')}{p('乙')}</w:sdtContent></w:sdt>" + p("丙"), ["甲", "乙", "丙"]),
        (p(f'<w:fldSimple w:instr="DATE">{r("2024年")}</w:fldSimple>'), ["2024年"]),
        (
            p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>' + r("3")),
            ["3"],
        ),
        (p(r("共") + "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>" + r("项")), ["共x+1项"]),
        ("<m:oMathPara><m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath></m:oMathPara>", ["a=b"]),
        (
            p("<w:ruby><w:rt>" + r("hàn") + "</w:rt><w:rubyBase>" + r("汉") + "</w:rubyBase></w:ruby>" + r("字")),
            ["汉字"],
        ),
        (p("<w:unheardOf><w:deeper>" + r("甲") + "</w:deeper></w:unheardOf>" + r("乙")), ["甲乙"]),
        (p("甲\u200b乙\ufeff"), ["甲乙"]),
    ],
)
def test_text_is_found_wherever_it_stands(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


@pytest.mark.parametrize(
    ("body", "expected", "left_out"),
    [
        (p(r("甲") + f"<w:ins>{r('乙')}</w:ins>"), ["甲乙"], ""),
        (p(r("甲") + "<w:del><w:r><w:delText>旧词</w:delText></w:r></w:del>" + r("乙")), ["甲乙"], "旧词"),
        (p(f"<w:moveFrom>{r('移')}</w:moveFrom>" + r("甲")) + p(f"<w:moveTo>{r('移')}</w:moveTo>"), ["甲", "移"], "移"),
        (p("甲", "<w:rPr><w:del/></w:rPr>") + p("乙") + p("丙"), ["甲乙", "丙"], ""),
        (
            p("<w:del><w:r><w:delText>全段</w:delText></w:r></w:del>", "<w:rPr><w:del/></w:rPr>") + p("乙"),
            ["乙"],
            "全段",
        ),
        (
            "<w:tbl>" + row("甲", "乙") + row("丙", "丁", properties="<w:del/>") + "</w:tbl>",
            ["甲\t乙"],
            "丙丁",
        ),
        (p("甲", "<w:rPr><w:del/></w:rPr>") + "<w:tbl>" + row("乙", "丙") + "</w:tbl>", ["甲", "乙\t丙"], ""),
    ],
)  # fmt: skip
def test_recorded_changes_are_read_as_accepted(body: str, expected: list[str], left_out: str) -> None:
    assert lines(body) == expected
    told = notes(body)
    assert (f"已删除的文字共 {len(left_out)} 字未收入，开头为“{left_out}”" in told) if left_out else (told == "")


def test_hidden_text_is_left_out_and_reported() -> None:
    body = p(r("甲") + r("密文", "<w:vanish/>") + r("乙", '<w:vanish w:val="0"/>'))
    assert lines(body) == ["甲乙"]
    assert "隐藏的文字共 2 字未收入，开头为“密文”" in notes(body)


def test_the_title_among_the_properties_is_a_fact_of_lower_rank() -> None:
    document = Document()
    document.add_paragraph("正文")
    document.core_properties.title = " 关于河道的  通知 "
    assert dict(source(making.saved(document)).facts) == {"page_title": "关于河道的 通知"}


WORDS = st.text("甲乙，1a", min_size=1, max_size=4)
PARAGRAPH = st.lists(WORDS, min_size=1, max_size=3).map(lambda words: p("".join(map(r, words))))


def table(cells: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    one_row = st.lists(cells.map(lambda inside: f"<w:tc>{inside}</w:tc>"), min_size=1, max_size=3).map(
        lambda inside: f"<w:tr>{''.join(inside)}</w:tr>"
    )
    return st.lists(one_row, min_size=1, max_size=3).map(lambda rows: f"<w:tbl>{''.join(rows)}</w:tbl>" + p("尾"))


BLOCKS = st.recursive(
    PARAGRAPH, lambda inner: st.one_of(table(inner), st.lists(inner, min_size=1).map("".join)), max_leaves=15
)


@settings(deadline=None)
@given(BLOCKS)
def test_every_character_is_in_the_text_once_and_in_order(body: str) -> None:
    root = etree.fromstring(f"<w:body {NAMESPACES}>{body}</w:body>")
    assert "".join(source(package(body)).text.split()) == "".join(map(str, root.itertext()))
