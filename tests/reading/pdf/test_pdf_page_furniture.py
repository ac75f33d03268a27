"""What the layout put on every page of a PDF file is left out and reported; what only resembles it stays."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

from tests.reading.pdf.asking import lines, source
from tests.reading.pdf.documents import DOCUMENT, LONG, SHEETS, plain
from tests.reading.pdf.making import Sheet, drawn, typeset


def test_page_numbers_are_left_out_and_reported() -> None:
    notes = source(typeset(DOCUMENT)).notes
    assert notes == ("页码 4 处未收入，如“— 1 —”。",)


def test_running_heads_are_left_out_and_quoted() -> None:
    notes = source(typeset(DOCUMENT, SHEETS["heads of left and right pages"])).notes
    assert "页眉或页脚“甲市公报”在 2 页上重复出现，未收入。" in notes
    assert "页眉或页脚“规范性文件汇编”在 2 页上重复出现，未收入。" in notes


def test_a_number_that_is_no_page_number_stays() -> None:
    paragraphs = [LONG] * 3 + ["|2024", *[LONG] * 4, "|17", LONG]
    data = typeset(paragraphs, Sheet(lines=13))
    assert lines(data) == plain(paragraphs)


def test_sentences_that_stand_in_the_same_place_of_some_pages_stay() -> None:
    months = (6, 9, 6, 12, 3, 9, 12)
    pages = [[f"完成时限：{month}月底前", "推进" * (month % 5 + 1), *"甲乙丙"[: month % 4]] for month in months]

    def page(texts: list[str]) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            for row, text in enumerate(texts):
                canvas.drawString(111, 790 - 28 * row, text)

        return draw

    assert lines(drawn(*map(page, pages))) == [text for texts in pages for text in texts]


def test_numbers_that_go_up_with_the_pages_but_wander_over_them_stay() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(111, 600, "甲" * number)
            canvas.drawString(111, 40 + 15 * number, str(number))

        return draw

    assert lines(drawn(page(1), page(2), page(3))) == ["甲", "1", "甲甲", "2", "甲甲甲", "3"]


def test_the_page_number_of_a_single_page_is_recognised() -> None:
    assert lines(typeset(["甲乙丙"])) == ["甲乙丙"]
    assert lines(typeset(["甲乙丙"], Sheet(number="{}"))) == ["甲乙丙"]


def test_a_watermark_is_left_out_and_reported() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(79, 700, "正文")
        canvas.translate(300, 400)
        canvas.rotate(45)
        canvas.drawString(0, 0, "内部资料")

    read_back = source(drawn(page))
    assert read_back.text == "正文"
    assert "斜置或旁置的文字（水印等）共 4 字未收入，开头为“内部资料”。" in read_back.notes
