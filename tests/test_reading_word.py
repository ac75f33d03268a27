"""Word files: what a reader sees in Word, numbers included, one paragraph a line."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from indexer import numerals
from indexer.errors import ReadingError
from indexer.models import SourceText
from indexer.reading import counters, read, word, word_package
from tests import reading_word
from tests.reading_word import NAMESPACES, level, numbered, numbering, p, package, r, row, tc, zipped


def source(data: bytes) -> SourceText:
    return word.extract(Path("文.docx"), data)


def lines(body: str, parts: dict[str, str] | None = None) -> list[str]:
    return source(package(body, parts)).text.split("\n")


def notes(body: str, parts: dict[str, str] | None = None) -> str:
    return "\n".join(source(package(body, parts)).notes)


def refusal(data: bytes) -> str:
    with pytest.raises(ReadingError) as caught:
        source(data)
    return caught.value.reason


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


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
        reading_word.official_document(paragraphs, [["序号", "任务"], ["1", "清淤"]], footer="— 1 —"),
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


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (row("甲", "乙") + row("1", "2"), ["甲\t乙", "1\t2"]),
        (row(tc(p("甲") + p("续")), "乙"), ["甲 续\t乙"]),
        (row(tc("甲", '<w:gridSpan w:val="2"/>'), "乙") + row("1", "2", "3"), ["甲\t\t乙", "1\t2\t3"]),
        (
            row(tc("甲", '<w:vMerge w:val="restart"/>'), "乙") + row(tc("", "<w:vMerge/>"), "丙"),
            ["甲\t乙", "\t丙"],
        ),
        (row("甲", "", "丙") + row("", "", ""), ["甲\t\t丙"]),
        (row("甲", properties='<w:gridBefore w:val="1"/>') + row("1", "2"), ["\t甲", "1\t2"]),
        (row(p("专栏 1") + p("内容")), ["专栏 1", "内容"]),
        (row(tc("<w:tbl>" + row("内", "表") + "</w:tbl>" + p("后")), "旁"), ["内 表 后\t旁"]),
        (f"<w:sdt><w:sdtContent>{row('甲', '乙')}</w:sdtContent></w:sdt>", ["甲\t乙"]),
    ],
)
def test_tables_are_rows_of_cells(table: str, expected: list[str]) -> None:
    assert lines(p("前") + f"<w:tbl>{table}</w:tbl>" + p("后")) == ["前", *expected, "后"]


def test_a_merged_cell_made_by_word_itself_appears_once() -> None:
    document = Document()
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合并"
    table.cell(0, 2).merge(table.cell(1, 2)).text = "纵并"
    table.cell(1, 0).text, table.cell(1, 1).text = "甲", "乙"
    assert source(reading_word.saved(document)).text == "合并\t\t纵并\n甲\t乙"


OFFICIAL = [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "（%4）")]


def test_numbers_that_only_word_draws_are_part_of_the_text() -> None:
    paragraphs = [
        (None, "关于加强河道管理的通知"),
        (0, "总体要求"),
        (1, "加强巡查"),
        (2, "每月一次"),
        (2, "5G 监测"),
        (3, "布点"),
        (1, "清理淤积"),
        (2, "先急后缓"),
        (0, "保障措施"),
        (1, "落实经费"),
        (None, "附件"),
    ]
    assert source(reading_word.automatic_numbers(paragraphs, OFFICIAL)).text.split("\n") == [
        "关于加强河道管理的通知",
        "一、总体要求",
        "（一）加强巡查",
        "1.每月一次",
        "2. 5G 监测",
        "（1）布点",
        "（二）清理淤积",
        "1.先急后缓",
        "二、保障措施",
        "（一）落实经费",
        "附件",
    ]


@pytest.mark.parametrize(
    ("definition", "body", "expected"),
    [
        pytest.param(
            numbering(level(0, "chineseCountingThousand", "第%1章"), level(1, "chineseCountingThousand", "第%2条")),
            numbered("总则") + numbered("为了规范") + numbered("本办法", level=1) + numbered("其他", level=1),
            ["第一章 总则", "第二章 为了规范", "第一条 本办法", "第二条 其他"],
            id="chapters and articles",
        ),
        pytest.param(
            numbering(
                level(0, "chineseCounting", "第%1章"),
                level(1, "chineseCounting", "第%2条", more='<w:lvlRestart w:val="0"/>'),
            ),
            numbered("甲") + numbered("子", level=1) + numbered("乙") + numbered("丑", level=1),
            ["第一章 甲", "第一条 子", "第二章 乙", "第二条 丑"],
            id="articles that run on across chapters",
        ),
        pytest.param(
            numbering(level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3")),
            numbered("甲") + numbered("子", level=1) + numbered("寅", level=2) + numbered("丑", level=1)
            + numbered("乙") + numbered("卯", level=1),
            ["1 甲", "1.1 子", "1.1.1 寅", "1.2 丑", "2 乙", "2.1 卯"],
            id="emergency plan",
        ),
        pytest.param(
            numbering(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", more="<w:isLgl/>")),
            numbered("甲") + numbered("子", level=1),
            ["一、甲", "1.1 子"],
            id="legal numbering",
        ),
        pytest.param(
            numbering(level(0, "decimal", "%1.", start=4)),
            numbered("甲") + numbered("乙"),
            ["4.甲", "5.乙"],
            id="start",
        ),
        pytest.param(
            numbering(
                level(0, "decimal", "%1."),
                numbers='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
                '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
                '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
                '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>',
            ),
            numbered("甲") + numbered("乙") + numbered("丙", 2) + numbered("丁", 2) + numbered("戊", 3),
            ["1.甲", "2.乙", "1.丙", "2.丁", "3.戊"],
            id="a list that starts anew, and one that continues",
        ),
        pytest.param(
            numbering(level(0, "decimal", "%1.")),
            numbered("甲") + numbered("", level=0) + p("无") + numbered("乙", 0) + numbered("丙"),
            ["1.甲", "无", "乙", "3.丙"],
            id="an empty item counts, numId 0 means none",
        ),
        pytest.param(
            numbering(level(0, "bullet", "\uf06c"), level(1, "bullet", "——")),
            numbered("甲") + numbered("乙", level=1),
            ["甲", "——乙"],
            id="bullets",
        ),
        pytest.param(
            numbering(level(0, "decimal", "%1", more='<w:suff w:val="nothing"/>'), level(1, "none", "注：")),
            numbered("甲") + numbered("乙", level=1),
            ["1甲", "注：乙"],
            id="no separator, no number",
        ),
        pytest.param(
            numbering(level(0, "decimal", "（%1）")),
            f"<w:tbl>{row(tc(numbered('甲')), tc(numbered('乙')))}</w:tbl>" + numbered("丙"),
            ["（1）甲\t（2）乙", "（3）丙"],
            id="in cells",
        ),
        pytest.param(
            numbering(level(0, "decimal", "%1.")),
            p("甲", "<w:numPr><w:numId w:val='1'/></w:numPr><w:rPr><w:del/></w:rPr>") + numbered("乙") + numbered("丙"),
            ["1.甲乙", "2.丙"],
            id="a deleted paragraph end",
        ),
        pytest.param(numbering(level(0, "decimal", "%1.")), numbered("甲", 7), ["甲"], id="a list that does not exist"),
    ],
)  # fmt: skip
def test_lists_count_as_word_counts(definition: str, body: str, expected: list[str]) -> None:
    assert lines(body, {"numbering": definition}) == expected


def style(name: str, based_on: str, numbers: str = "") -> str:
    inside = f"<w:pPr><w:numPr>{numbers}</w:numPr></w:pPr>" if numbers else ""
    return f'<w:style w:type="paragraph" w:styleId="{name}"><w:basedOn w:val="{based_on}"/>{inside}</w:style>'


STYLES = (
    f'<w:styles {NAMESPACES}><w:style w:type="paragraph" w:default="1" w:styleId="a"/>'
    + style("1", "a", '<w:numId w:val="1"/>')
    + style("2", "1", '<w:ilvl w:val="1"/>')
    + style("3", "2")
    + style("x", "y")
    + style("y", "x")
    + "</w:styles>"
)


def styled(text: str, name: str, more: str = "") -> str:
    return p(text, f'<w:pStyle w:val="{name}"/>{more}')


def test_numbers_may_come_from_the_style_and_those_it_is_based_on() -> None:
    definition = numbering(level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"))
    body = (
        styled("甲", "1") + styled("子", "2") + styled("丑", "3")
        + styled("寅", "2", '<w:numPr><w:numId w:val="0"/></w:numPr>') + styled("乙", "1") + styled("环", "x") + p("文")
    )  # fmt: skip
    expected = ["一、甲", "（一）子", "（二）丑", "寅", "二、乙", "环", "文"]
    assert lines(body, {"numbering": definition, "styles": STYLES}) == expected


def test_a_level_may_name_its_style() -> None:
    definition = numbering(
        level(0, "chineseCounting", "%1、", more='<w:pStyle w:val="1"/>'),
        level(1, "chineseCounting", "（%2）", more='<w:pStyle w:val="3"/>'),
    )
    assert lines(styled("甲", "1") + styled("子", "3"), {"numbering": definition, "styles": STYLES}) == [
        "一、甲",
        "（一）子",
    ]


def test_an_unknown_number_format_is_arabic_and_reported() -> None:
    parts = {"numbering": numbering(level(0, "hindiVowels", "%1."))}
    assert lines(numbered("甲"), parts) == ["1.甲"]
    assert "hindiVowels" in notes(numbered("甲"), parts)


@pytest.mark.parametrize(
    ("form", "numbers", "written"),
    [
        ("chineseCounting", (1, 9, 10, 11, 19, 20, 21, 99), "一 九 十 十一 十九 二十 二十一 九十九"),
        ("chineseCountingThousand", (100, 101, 110, 1001, 1010), "一百 一百零一 一百一十 一千零一 一千零一十"),
        ("japaneseCounting", (3, 12), "三 十二"),
        ("ideographDigital", (1, 10, 23), "一 一〇 二三"),
        ("chineseLegalSimplified", (1, 10, 12, 105), "壹 壹拾 壹拾贰 壹佰零伍"),
        ("ideographTraditional", (1, 10, 11), "甲 癸 11"),
        ("ideographZodiac", (1, 12), "子 亥"),
        ("upperRoman", (1, 4, 9, 14, 40, 90, 1999), "I IV IX XIV XL XC MCMXCIX"),
        ("lowerRoman", (3, 8), "iii viii"),
        ("upperLetter", (1, 26, 27, 53), "A Z AA AAA"),
        ("lowerLetter", (2,), "b"),
        ("decimalEnclosedCircle", (1, 20, 21, 36, 50, 51), "① ⑳ ㉑ ㊱ ㊿ 51"),
        ("decimalEnclosedParen", (1, 20), "⑴ ⒇"),
        ("decimalFullWidth", (1, 12), "１ １２"),
        ("decimalZero", (3, 12), "03 12"),
        ("decimal", (7,), "7"),
    ],
)  # fmt: skip
def test_number_formats_are_written_as_word_writes_them(form: str, numbers: tuple[int, ...], written: str) -> None:
    assert " ".join(counters.write(number, form) for number in numbers) == written


@settings(deadline=None)
@given(st.integers(1, 9999))
def test_chinese_numbers_read_back_as_themselves(number: int) -> None:
    assert numerals.to_int(counters.write(number, "chineseCountingThousand")) == number
    assert numerals.to_int(counters.write(number, "ideographDigital")) == number


FOOTNOTES = f"""<w:footnotes {NAMESPACES}><w:footnote w:type="separator" w:id="-1">{p()}</w:footnote>
<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>" + r(" 指市本级。"))}</w:footnote>
<w:footnote w:id="3">{p("第一段。")}{p("第二段。")}</w:footnote>
<w:footnote w:id="9">{p("无人引用")}</w:footnote></w:footnotes>"""


def reference(number: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def test_footnotes_stand_at_the_end_with_the_label_of_their_place() -> None:
    body = p(r("甲") + reference(2) + r("乙")) + p(r("丙") + reference(3) + reference(8)) + p("末")
    expected = ["甲[注1]乙", "丙[注2]", "末", "[注1]指市本级。", "[注2]第一段。", "第二段。"]
    assert lines(body, {"footnotes": FOOTNOTES}) == expected


def test_endnotes_have_labels_of_their_own() -> None:
    endnotes = FOOTNOTES.replace("footnote", "endnote")
    body = p(r("甲") + reference(2, "endnote"))
    assert lines(body, {"endnotes": endnotes}) == ["甲[尾注1]", "[尾注1]指市本级。"]


def box(content: str) -> str:
    inside = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    body = p(r("前") + box(p("框一") + p("框二")) + r("后")) + p("末")
    assert lines(body) == ["前后", "框一", "框二", "末"]
    assert "1 个文本框" in notes(body)


def test_a_text_box_in_a_text_box_is_read_once() -> None:
    body = p(box(p(r("外") + box(p("内")))))
    assert sorted(lines(body)) == ["内", "外"]


def test_an_old_text_box_is_read_too() -> None:
    body = p(f"<w:r><w:pict><v:textbox><w:txbxContent>{p('框')}</w:txbxContent></v:textbox></w:pict></w:r>")
    assert lines(body) == ["框"]


def test_what_has_no_text_is_counted() -> None:
    body = p(
        "<w:r><w:drawing><a:blip/></w:drawing></w:r><w:r><w:pict><v:imagedata/></w:pict></w:r>"
        "<w:r><w:drawing><c:chart/></w:drawing></w:r><w:r><w:object/></w:r>"
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + r("甲")
    ) + "<w:altChunk/>"  # fmt: skip
    assert lines(body) == ["甲"]
    told = notes(body)
    assert "2 幅图片" in told
    assert "3 个嵌入对象" in told
    assert "1 个特殊符号" in told


def test_comments_headers_and_footers_are_reported() -> None:
    parts = {
        "comments": f"<w:comments {NAMESPACES}><w:comment>{p('再议')}</w:comment></w:comments>",
        "header1": f"<w:hdr {NAMESPACES}>{p('内部文件')}</w:hdr>",
        "header2": f"<w:hdr {NAMESPACES}>{p('内部文件')}</w:hdr>",
        "footer1": f"<w:ftr {NAMESPACES}>{p('— 1 —')}</w:ftr>",
    }
    assert lines(p("甲"), parts) == ["甲"]
    told = notes(p("甲"), parts)
    assert "1 条批注" in told
    assert "页眉、页脚的文字共 7 字未收入，开头为“内部文件 — 1 —”" in told


def test_the_title_among_the_properties_is_a_fact_of_lower_rank() -> None:
    document = Document()
    document.add_paragraph("正文")
    document.core_properties.title = " 关于河道的  通知 "
    assert dict(source(reading_word.saved(document)).facts) == {"page_title": "关于河道的 通知"}


def test_a_dangling_relationship_does_no_harm() -> None:
    data = package(p("甲"), {"numbering": numbering()})
    files = {
        name: zipfile.ZipFile(io.BytesIO(data)).read(name) for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
    }
    rels = "word/_rels/document.xml.rels"
    files[rels] = files[rels].replace(b"numbering.xml", b"../NULL")
    assert source(zipped(files)).text == "甲"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "旧版 Office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "取消密码"),
        (b"%PDF-1.7", "PDF"),
        ("只是文字".encode(), "已损坏"),
        (b"PK\x03\x04 cut off", "已损坏"),
        (zipped({}), "没有 Word 正文"),
        (zipped({"a.txt": b"x"}), "没有 Word 正文"),
        (zipped({"content.xml": b"<x/>", "mimetype": b"x"}), "OpenDocument"),
        (zipped({"OFD.xml": b"<x/>"}), "OFD"),
        (package("", document="<w:document"), "无法解析"),
        (package("", document=f"<w:document {NAMESPACES}/>"), "没有正文"),
        (package("", document="<x/>"), "没有正文"),
        (package("", document='<d xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"><body/></d>'), "严格"),
    ],
)  # fmt: skip
def test_what_is_no_word_document_is_told_what_to_do(data: bytes, told: str) -> None:
    assert told in refusal(data)


def test_a_spreadsheet_is_called_that() -> None:
    data = package("x")
    files = {
        name: zipfile.ZipFile(io.BytesIO(data)).read(name) for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
    }
    files["_rels/.rels"] = files["_rels/.rels"].replace(b"word/document.xml", b"xl/workbook.xml")
    files["xl/workbook.xml"] = b"<x/>"
    assert "Excel" in refusal(zipped(files))


def test_an_empty_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "空.docx"
    path.write_bytes(reading_word.saved(Document()))
    with pytest.raises(ReadingError, match="没有文字"):
        read(path, max_bytes=10**7)


def test_a_zip_bomb_is_refused_before_it_unpacks() -> None:
    reason = refusal(zipped({"word/document.xml": b"<w:t>" + b" " * (32 * 1024 * 1024)}))
    assert "压缩炸弹" in reason
    assert "倍" in reason


def test_a_large_form_of_like_rows_is_no_bomb() -> None:
    assert len(lines("<w:tbl>" + row("甲", "", "") * 20_000 + "</w:tbl>")) == 20_000


def test_many_parts_that_together_are_too_large_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_package, "MAX_UNPACKED", 10_000)
    reason = refusal(zipped({f"word/media/{number}.bin": bytes(range(256)) * 10 for number in range(5)}))
    assert "压缩炸弹" in reason
    assert "12.5 KB" in reason


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_package, "MAX_ENTRIES", 5)
    assert "6 个文件" in refusal(zipped({f"{number}": b"" for number in range(6)}))


def test_a_part_that_is_larger_than_allowed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_package, "MAX_PART", 5_000)
    assert "压缩炸弹" in refusal(package(p("甲" * 2_000)))


def test_an_archive_that_lies_about_its_sizes_gives_no_more_than_it_declared() -> None:
    content = b"<x>" + b"A" * 3_000_000 + b"</x>"
    data = bytearray(zipped({"word/document.xml": content}))
    declared = len(content).to_bytes(4, "little")
    assert data.count(declared) == 2
    forged = bytes(data).replace(declared, (1000).to_bytes(4, "little"))
    assert "已损坏" in refusal(forged)


def test_an_encrypted_archive_is_refused() -> None:
    data = bytearray(package(p("甲")))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "加密" in refusal(bytes(data))


def test_entities_are_never_expanded() -> None:
    bomb = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
    document = f"{bomb}<w:document {NAMESPACES}><w:body>{p('&b;')}</w:body></w:document>"
    assert "实体定义" in refusal(package("", document=document))


def test_no_file_of_the_machine_is_read_through_an_entity(tmp_path: Path) -> None:
    secret = tmp_path / "秘密.txt"
    secret.write_text("SECRET", encoding="utf-8")
    entity = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    document = f"{entity}<w:document {NAMESPACES}><w:body>{p('&a;')}</w:body></w:document>"
    assert "SECRET" not in refusal(package("", document=document))


@pytest.mark.parametrize("depth", [60, 200, 1000])
def test_deep_nesting_is_read_or_refused_but_never_crashes(depth: int) -> None:
    data = package(p("<w:smartTag>" * depth + r("深") + "</w:smartTag>" * depth))
    if depth == 60:
        assert source(data).text == "深"
    else:
        try:
            assert source(data).text == "深"
        except ReadingError as error:
            assert "嵌套过深" in error.reason


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
