"""Scanned pages of a PDF file are told, with what to do; a picture beside the text does no harm."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.reading.pdf.asking import refusal, source
from tests.reading.pdf.making import drawn, picture


def test_a_scan_without_text_is_refused_with_what_to_do() -> None:
    reason = refusal(drawn(picture, picture))
    assert "需先做文字识别" in reason
    assert "2 页" in reason


def test_a_scan_with_nothing_but_page_numbers_is_refused_too() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            picture(canvas)
            canvas.drawCentredString(297, 40, f"— {number} —")

        return draw

    assert "需先做文字识别" in refusal(drawn(page(1), page(2), page(3)))


def test_pages_without_text_are_named() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(79, 700, "正文")

    def blank(_: Canvas) -> None:
        pass

    notes = source(drawn(page, picture, blank, page, picture, picture, picture, page)).notes
    assert any(note.startswith("第 2、5—7 页没有文字层") for note in notes)


def test_a_picture_beside_the_text_does_no_harm() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("L", (20, 20), 9)), 300, 300, 50, 50)
        canvas.drawString(79, 700, "正文")

    read_back = source(drawn(page))
    assert (read_back.text, read_back.notes) == ("正文", ())
