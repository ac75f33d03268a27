"""PDF files: paragraphs as they were written, without what the layout put on every page."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from indexer.errors import ReadingError
from indexer.models import SourceText
from indexer.reading import pdf, pdf_paragraphs, read
from tests.reading_pdf import FONT, Sheet, drawn, picture, table, typeset

LONG = (
    "为进一步加强河道管理，保障行洪安全，根据《河道管理条例》（2018年修订）等规定，结合我市实际，"
    "坚持“统一领导、分级负责”，用3年左右时间，推动全市128条河道水质达到III类以上，岸线整洁率不低于95%。"
)
TITLES = ("加强巡查", "清理淤积", "整治岸线", "严格审批", "落实经费", "明确责任", "强化监督", "广泛宣传")
TASK = "各县区要每月巡查河道一次，发现坑洼、塌方、淤积等情况，应当在24小时内报告市水利局，并采取Emergency Plan等措施"
ITEMS = [
    f"（{number}）{title}。{TASK}{'，确保安全' * length}。"
    for length, (number, title) in enumerate(zip("一二三四五六七八", TITLES, strict=True))
]
DOCUMENT = [
    "^关于加强河道管理的实施意见",
    "^（试行）",
    "|各县区人民政府，市政府各部门：",
    LONG,
    "一、总体要求",
    *ITEMS,
    "二、保障措施",
    *ITEMS,
    "附件：任务分工表",
    ">甲市人民政府",
    ">2024年5月6日",
]


def source(data: bytes) -> SourceText:
    return pdf.extract(Path("文.pdf"), data)


def lines(data: bytes) -> list[str]:
    return source(data).text.split("\n")


def plain(paragraphs: list[str]) -> list[str]:
    return [paragraph.lstrip("^>|") for paragraph in paragraphs]


def refusal(data: bytes) -> str:
    with pytest.raises(ReadingError) as caught:
        source(data)
    return caught.value.reason


SHEETS = {
    "GB/T 9704": Sheet(),
    "justified": Sheet(justify=True),
    "small type, many lines": Sheet(size=10.5, columns=40, lines=38, leading=16),
    "paragraphs with gaps and no indentation": Sheet(indent=0, gap=10, lines=18),
    "indentation of four": Sheet(indent=4),
    "wide leading": Sheet(leading=36, lines=17),
    "page numbers like 第1页": Sheet(number="第{}页"),
    "bare page numbers": Sheet(number="{}"),
    "page numbers with the total": Sheet(number="{}/9"),
    "running head": Sheet(head=lambda _: "甲市人民政府公报 2024年第3期"),
    "heads of left and right pages": Sheet(head=lambda page: "甲市公报" if page % 2 else "规范性文件汇编"),
    "the page number in the head": Sheet(number="", head=lambda page: f"甲市公报 2024年第3期 {page}"),
}


@pytest.mark.parametrize("name", SHEETS)
def test_a_document_of_several_pages_comes_back_paragraph_by_paragraph(name: str) -> None:
    read_back = source(typeset(DOCUMENT, SHEETS[name]))
    assert read_back.text.split("\n") == plain(DOCUMENT)
    assert read_back.format == "pdf"


def test_page_numbers_are_left_out_and_reported() -> None:
    notes = source(typeset(DOCUMENT)).notes
    assert notes == ("页码 4 处未收入，如“— 1 —”。",)


def test_running_heads_are_left_out_and_quoted() -> None:
    notes = source(typeset(DOCUMENT, SHEETS["heads of left and right pages"])).notes
    assert "页眉或页脚“甲市公报”在 2 页上重复出现，未收入。" in notes
    assert "页眉或页脚“规范性文件汇编”在 2 页上重复出现，未收入。" in notes


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


def test_a_watermark_is_left_out_and_reported() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(79, 700, "正文")
        canvas.translate(300, 400)
        canvas.rotate(45)
        canvas.drawString(0, 0, "内部资料")

    read_back = source(drawn(page))
    assert read_back.text == "正文"
    assert "斜置或旁置的文字（水印等）共 4 字未收入，开头为“内部资料”。" in read_back.notes


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_page_is_read_upright(turned: int) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(turned)
        canvas.translate(297, 421)
        canvas.rotate(turned)
        canvas.drawString(-150, 50, "第一行")
        canvas.drawString(-150, 22, "第二行更长")

    assert lines(drawn(page)) == ["第一行", "第二行更长"]


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


def test_the_title_among_the_properties_is_a_fact_of_lower_rank() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setTitle("河道管理 办法")
        canvas.drawString(79, 700, "正文")

    assert dict(source(drawn(page)).facts) == {"page_title": "河道管理 办法"}


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


@pytest.mark.parametrize("strength", [40, 128])
def test_an_encrypted_file_is_refused_with_what_to_do(strength: int) -> None:
    reason = refusal(typeset(["正文"], encrypt=StandardEncryption("secret", "owner", strength=strength)))
    assert "加密" in reason
    assert "解除密码" in reason


def test_a_file_that_anybody_may_open_is_read_though_it_forbids_changes() -> None:
    data = typeset(["正文"], encrypt=StandardEncryption("", "owner", canModify=0, canCopy=0, strength=128))
    assert lines(data) == ["正文"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7\nnothing of the kind", "已损坏"),
        (b"just text", "不是 PDF"),
        (b"PK\x03\x04", "Office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office"),
        (typeset(["正文"])[:300], "已损坏"),
    ],
)
def test_what_is_no_pdf_or_damaged_is_told(data: bytes, told: str) -> None:
    assert told in refusal(data)


def test_a_file_cut_off_at_the_end_is_read_or_refused_but_never_wrong() -> None:
    whole = typeset(DOCUMENT, pageCompression=0)
    for kept in range(2000, len(whole), len(whole) // 12):
        try:
            text = source(whole[:kept]).text
        except ReadingError:
            continue
        assert "".join(text.split()) in "".join("".join(plain(DOCUMENT)).split())


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 3)
    assert "上限为 3 页" in refusal(typeset(DOCUMENT))


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


def test_several_threads_read_at_once(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.pdf" for number in range(4)]
    for number, path in enumerate(paths):
        path.write_bytes(typeset([f"第{number}份", *ITEMS]))
    found: dict[int, list[str]] = {}

    def work(number: int) -> None:
        for _ in range(3):
            found[number] = read(paths[number], max_bytes=10**7).text.split("\n")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: [f"第{number}份", *ITEMS] for number in range(4)}


def test_everything_opened_is_closed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[pypdfium2.PdfDocument] = []

    class Watched(pypdfium2.PdfDocument):  # type: ignore[misc]
        def __init__(self, data: bytes) -> None:
            super().__init__(data)
            opened.append(self)

    monkeypatch.setattr(pypdfium2, "PdfDocument", Watched)
    source(typeset(["正文"]))
    refusal(drawn(picture))
    assert len(opened) == 2
    assert all(document.raw is None for document in opened)


def test_a_picture_beside_the_text_does_no_harm() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("L", (20, 20), 9)), 300, 300, 50, 50)
        canvas.drawString(79, 700, "正文")

    read_back = source(drawn(page))
    assert (read_back.text, read_back.notes) == ("正文", ())


PARAGRAPH = st.text("甲乙丙丁戊己，。（）“”、AB12", min_size=1, max_size=90).filter(
    lambda text: text[0] not in "，。）”、"
)


@settings(max_examples=40, deadline=None)
@given(st.lists(PARAGRAPH, min_size=1, max_size=12), st.booleans(), st.integers(0, 3))
def test_every_character_is_in_the_text_once_and_in_order(texts: list[str], justify: bool, indent: int) -> None:
    data = typeset(texts, Sheet(lines=6, justify=justify, indent=indent))
    assert "".join(source(data).text.split()) == "".join(texts)
