"""On paper: A4 with the margins of an official document, the whole text, and nothing of the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from indexer.analysis import analyse

pytestmark = pytest.mark.browser

SEED = "liaoning-2019-quality-improvement"
FILE = Path(__file__).parents[2] / "corpus" / f"{SEED}.md"
POINTS_PER_MM = 72 / 25.4
PAGE_NUMBER = re.compile(r"^\s*[—-]\s*(\d+)\s*[—-]\s*$", re.M)


@pytest.fixture(scope="module")
def paper(browser: Browser, base_url: str) -> Iterator[pypdfium2.PdfDocument]:
    page = browser.new_page(base_url=base_url)
    page.goto(f"/documents/{SEED}")
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    page.close()
    yield document
    document.close()


def printed(document: pypdfium2.PdfDocument) -> list[str]:
    """The text of each page, page number included."""
    found = []
    for page in document:
        lines = page.get_textpage()
        found.append(lines.get_text_bounded())
        lines.close()
        page.close()
    return found


def texts(document: pypdfium2.PdfDocument) -> list[str]:
    """The text of each page without its number."""
    return [PAGE_NUMBER.sub("", text) for text in printed(document)]


def solid(text: str) -> str:
    """Letters and digits only: print breaks lines, and PDF readers guess at blanks and brackets."""
    return "".join(char for char in text if char.isalnum())


def test_the_sheet_is_a4(paper: pypdfium2.PdfDocument) -> None:
    page = paper[0]
    width, height = page.get_size()
    page.close()
    assert abs(width / POINTS_PER_MM - 210) < 1
    assert abs(height / POINTS_PER_MM - 297) < 1


def test_the_whole_text_is_printed_once_and_nothing_else(paper: pypdfium2.PdfDocument) -> None:
    record = analyse(FILE, SEED, max_bytes=1_000_000)
    assert solid("".join(texts(paper))) == solid(record.text[record.body_start :])


def character_boxes(document: pypdfium2.PdfDocument, number: int) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of every character of a page, in millimetres from the lower left corner."""
    page = document[number]
    lines = page.get_textpage()
    found = [lines.get_charbox(n) for n in range(lines.count_chars()) if lines.get_text_range(n, 1).strip()]
    lines.close()
    page.close()
    return [tuple(edge / POINTS_PER_MM for edge in box) for box in found]


def test_the_type_area_is_that_of_an_official_document(paper: pypdfium2.PdfDocument) -> None:
    boxes = [box for box in character_boxes(paper, 1) if box[3] > 30]  # below is the page number
    assert 28 <= min(box[0] for box in boxes) < 32
    assert 178 < max(box[2] for box in boxes) <= 185
    assert 253 < max(box[3] for box in boxes) <= 260
    assert min(box[1] for box in boxes) >= 35


def test_page_numbers_stand_below_the_type_area_at_the_outer_edge(paper: pypdfium2.PdfDocument) -> None:
    for number in range(4):
        boxes = [box for box in character_boxes(paper, number) if box[3] <= 30]
        middle = sum(box[0] + box[2] for box in boxes) / (2 * len(boxes))
        assert middle > 165 if number % 2 == 0 else middle < 50
    numbers = [PAGE_NUMBER.findall(text) for text in printed(paper)]
    assert numbers == [[str(n + 1)] for n in range(len(paper))]


def test_a_full_page_has_twenty_two_lines(paper: pypdfium2.PdfDocument) -> None:
    count = len([line for line in texts(paper)[1].splitlines() if line.strip()])
    assert count in (21, 22)  # a heading may leave the last line free


def test_no_heading_is_left_alone_at_the_foot_of_a_page(paper: pypdfium2.PdfDocument) -> None:
    record = analyse(FILE, SEED, max_bytes=1_000_000)
    headings = {solid(record.text[section.start : section.end]) for section in record.sections}
    for text in texts(paper)[:-1]:
        assert solid(text.strip().splitlines()[-1]) not in headings


def test_hits_are_printed_without_controls(page: Page) -> None:
    page.goto("/search?q=海绵城市")
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    text = solid("".join(texts(document)))
    document.close()
    assert "编制海绵城市专项规划建设试点区域打造示范工程" in text
    for control in ("检索方法", "查看条款", "筛选", "排序", "跳到正文"):
        assert control not in text


def test_a_ledger_is_printed_on_landscape_pages_in_lines_that_can_be_read(page: Page) -> None:
    page.goto("/departments/辽宁/各级党委和政府")
    (task,) = {row.split("。")[0] for row in page.locator(".task").all_text_contents()[:1]}
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    first = document[0]
    width, height = first.get_size()
    lines = first.get_textpage()
    words = lines.get_text_bounded().splitlines()
    lines.close()
    first.close()
    document.close()
    assert width > height
    assert any(len(line) > 25 and solid(line)[:20] in solid(task) for line in words)


def test_departments_are_printed_a_line_each(page: Page) -> None:
    page.goto("/departments")
    count = page.locator("tbody tr").count()
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    pages = len(document)
    document.close()
    assert pages <= 1 + count / 12
