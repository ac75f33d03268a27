"""Lines of a PDF file become the paragraphs that were written, however the page is set."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from indexer.reading import pdf_paragraphs
from tests.reading.pdf.asking import lines, source
from tests.reading.pdf.documents import DOCUMENT, LONG, SHEETS, plain
from tests.reading.pdf.making import FONT, Sheet, drawn, typeset


@pytest.mark.parametrize("name", SHEETS)
def test_a_document_of_several_pages_comes_back_paragraph_by_paragraph(name: str) -> None:
    read_back = source(typeset(DOCUMENT, SHEETS[name]))
    assert read_back.text.split("\n") == plain(DOCUMENT)
    assert read_back.format == "pdf"


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["（一）" + "巡" * 23 + "查", "（二）" + "清理"],  # ends at the very edge of the line
        ["巡" * 25 + "。", "另起一段"],
        ["巡" * 26, "另起一段没有句号"],
        ["一、" + "巡" * 24, "（一）清理", "清理。"],
        ["巡查" * 30 + "3", "清理" * 20],
        ["甲" * 25 + "（乙）丙", "丁"],
        ["按照“双随机、一公开”要求" * 6, "甲"],
        ["使用Wi-Fi和5G网络开展GB/T 9704标准宣传" * 4, "甲"],
        ["总投资1234567.89万元" * 9],
        ["甲", "乙", "丙"],
        ["第一章 总则", "第一条 为了加强管理" * 5, "第二条 本办法" + "自印发之日起施行" * 9],
    ],
)
def test_paragraphs_that_end_anywhere_in_the_line(paragraphs: list[str]) -> None:
    assert lines(typeset([LONG, *paragraphs, LONG])) == [LONG, *paragraphs, LONG]


def test_lines_of_contents_are_not_run_together() -> None:
    contents = [
        f"|{title}{'…' * (26 - len(title))}{page}"
        for title, page in (("一、总则", 1), ("二、分则", 12), ("三、附则", 30))
    ]
    assert lines(typeset([LONG, *contents, LONG])) == plain([LONG, *contents, LONG])


def test_a_centred_title_of_several_lines_stays_in_lines() -> None:
    title = ["^甲市人民政府办公室关于", "^印发河道管理办法的通知"]
    assert lines(typeset([*title, LONG])) == plain([*title, LONG])


def test_text_in_another_size_does_not_run_on() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont(FONT, 22)
        canvas.drawString(79, 700, "甲" * 20)
        canvas.setFont(FONT, 16)
        for row in range(5):
            canvas.drawString(79, 660 - 28 * row, "乙" * 28)

    assert lines(drawn(page)) == ["甲" * 20, "乙" * 140]


def test_a_paragraph_set_in_as_a_whole_is_one_paragraph() -> None:
    def page(canvas: Canvas) -> None:
        for row in range(12):
            canvas.drawString(79, 760 - 28 * row, "甲" * 28)
        for row in range(3):
            canvas.drawString(79 + 64, 300 - 28 * row, "乙" * 24)

    assert lines(drawn(page)) == ["甲" * 336, "乙" * 72]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("甲", "乙", "甲乙"),
        ("Green", "Paper", "Green Paper"),
        ("共20", "19年", "共2019年"),
        ("GB/T", "9704", "GB/T 9704"),
        ("well-", "known", "well-known"),
        ("使用", "Wi-Fi", "使用Wi-Fi"),
        ("5G", "网络", "5G网络"),
    ],
)
def test_pieces_of_a_paragraph_are_joined_as_they_are_written(before: str, after: str, joined: str) -> None:
    assert pdf_paragraphs.join(before, after) == joined


PARAGRAPH = st.text("甲乙丙丁戊己，。（）“”、AB12", min_size=1, max_size=90).filter(
    lambda text: text[0] not in "，。）”、"
)


@settings(max_examples=40, deadline=None)
@given(st.lists(PARAGRAPH, min_size=1, max_size=12), st.booleans(), st.integers(0, 3))
def test_every_character_is_in_the_text_once_and_in_order(texts: list[str], justify: bool, indent: int) -> None:
    data = typeset(texts, Sheet(lines=6, justify=justify, indent=indent))
    assert "".join(source(data).text.split()) == "".join(texts)
