"""Numbers that Word counts and draws by itself are part of the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import numerals
from indexer.reading import counters
from tests.reading.word import making
from tests.reading.word.asking import lines, notes, source
from tests.reading.word.making import NAMESPACES, level, numbered, numbering, p, row, tc

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
    assert source(making.automatic_numbers(paragraphs, OFFICIAL)).text.split("\n") == [
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
