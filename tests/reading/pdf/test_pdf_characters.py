"""Characters of a PDF file are those a reader sees, in the order of reading."""

from __future__ import annotations

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.reading.pdf.asking import lines, refusal, source
from tests.reading.pdf.making import drawn


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([(79, "Green"), (79 + 45, "Paper")], "Green Paper"),
        ([(79, "甲局"), (300, "乙局")], "甲局 乙局"),
        ([(79, "甲"), (95, "乙")], "甲乙"),
        ([(79, "甲"), (99, "乙")], "甲 乙"),
        ([(79, "共"), (99, "5"), (112, "项")], "共5项"),
        ([(79, "甲 乙"), (140, "丙　丁")], "甲 乙 丙　丁"),
    ],
)
def test_blanks_are_those_a_reader_sees(pieces: list[tuple[float, str]], expected: str) -> None:
    def page(canvas: Canvas) -> None:
        for x, text in pieces:
            canvas.drawString(x, 700, text)

    assert lines(drawn(page)) == [expected]


def test_characters_drawn_twice_to_look_bold_are_read_once() -> None:
    def page(canvas: Canvas) -> None:
        for shift in (0, 0.3):
            canvas.drawString(79 + shift, 700, "总体要求")

    assert lines(drawn(page)) == ["总体要求"]


def test_a_page_drawn_from_the_bottom_up_is_read_from_the_top_down() -> None:
    def page(canvas: Canvas) -> None:
        for row in reversed(range(5)):
            canvas.drawString(111, 700 - 28 * row, f"第{row}行")

    assert lines(drawn(page)) == [f"第{row}行" for row in range(5)]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_page_is_read_upright(turned: int) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(turned)
        canvas.translate(297, 421)
        canvas.rotate(turned)
        canvas.drawString(-150, 50, "第一行")
        canvas.drawString(-150, 22, "第二行更长")

    assert lines(drawn(page)) == ["第一行", "第二行更长"]


def mapped(text: str, to: dict[str, str]) -> bytes:
    """A page in a font of its own whose table of meanings says ``to`` for some of its characters."""
    if "Vera" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))

    def page(canvas: Canvas) -> None:
        canvas.setFont("Vera", 16)
        canvas.drawString(79, 700, text)

    data = drawn(page, pageCompression=0)
    for char, meaning in to.items():
        table_entry = f"<{ord(char):04X}>".encode()
        assert data.count(table_entry) == 1
        data = data.replace(table_entry, f"<{ord(meaning):04X}>".encode())
    return data


def test_radicals_that_stand_for_ideographs_are_put_right() -> None:
    read_back = source(mapped("ABCD", {"A": "⼀", "B": "⻓", "C": "⽇", "D": "、"}))
    assert read_back.text == "一长日、"
    assert any("3 个字在文件中写成了部首符号" in note for note in read_back.notes)


def test_text_in_a_font_that_does_not_tell_its_characters_is_refused() -> None:
    reason = refusal(mapped("ABCDE", {"A": "\ue000", "B": "\ue001", "C": "\ue002"}))
    assert "字体没有给出文字编码" in reason
    assert "需先做文字识别" in reason


def test_a_few_unknown_characters_are_marked_and_counted() -> None:
    read_back = source(mapped("A" + "b" * 60, {"A": "\ue000"}))
    assert read_back.text == "\ufffd" + "b" * 60
    assert any("1 个字符的字体没有给出文字编码" in note for note in read_back.notes)
