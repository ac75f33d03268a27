"""Ruled tables of a PDF file are rows of cells; frames and drawings are not taken for tables."""

from __future__ import annotations

import time
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

from tests.reading.pdf.asking import lines, source
from tests.reading.pdf.making import drawn, table

TASKS = [["序号", "任务", "责任单位"], ["1", "清理河道\n淤积", "甲局、乙局、\n丙局"], ["2", "合并的格", ""]]


def test_a_ruled_table_is_rows_of_cells() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(79, 780, "任务分工表")
        table(canvas, TASKS, 100, widths=[40, 100, 120], spans=[((1, 2), (2, 2))])
        canvas.drawString(79, 500, "注：略")

    expected = ["任务分工表", "序号\t任务\t责任单位", "1\t清理河道淤积\t甲局、乙局、丙局", "2\t合并的格", "注：略"]
    assert lines(drawn(page)) == expected


def test_a_cell_that_reaches_over_rows_stands_where_it_begins() -> None:
    def page(canvas: Canvas) -> None:
        cells = [["改善", "甲", "1"], ["", "乙", "2"], ["提高", "丙", "3"]]
        table(canvas, cells, 100, widths=[60, 60, 60], spans=[((0, 0), (0, 1))])

    assert lines(drawn(page)) == ["改善\t甲\t1", "\t乙\t2", "提高\t丙\t3"]


def test_the_head_of_a_table_repeated_on_the_next_page_is_read_once() -> None:
    def page(first: int) -> Callable[[Canvas], None]:
        rows = [["序号", "任务"], *([str(number), "清理"] for number in range(first, first + 3))]
        return lambda canvas: table(canvas, rows, 100, widths=[60, 60])

    read_back = source(drawn(page(1), page(4), page(7)))
    assert read_back.text.split("\n") == ["序号\t任务", *(f"{number}\t清理" for number in range(1, 10))]
    assert "跨页表格在后续页上重复的表头 2 处未收入。" in read_back.notes


def test_a_frame_around_text_is_no_table() -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(70, 600, 460, 120)
        canvas.drawString(79, 690, "专栏1 河道整治")
        canvas.drawString(79, 660, "清理河道二十条。")

    assert lines(drawn(page)) == ["专栏1 河道整治", "清理河道二十条。"]


def test_a_page_full_of_lines_is_a_drawing() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(79, 780, "示意图")
        for step in range(2500):
            canvas.line(79, 100 + step / 10, 400, 100 + step / 10)
            canvas.line(79 + step / 10, 100, 79 + step / 10, 400)

    begin = time.perf_counter()
    assert lines(drawn(page)) == ["示意图"]
    assert time.perf_counter() - begin < 5
