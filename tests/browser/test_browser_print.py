"""On paper: A4 with the margins of an official document, the whole text, and nothing of the screen."""

from __future__ import annotations

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


@pytest.fixture(scope="module")
def paper(browser: Browser, base_url: str) -> Iterator[pypdfium2.PdfDocument]:
    page = browser.new_page(base_url=base_url)
    page.goto(f"/documents/{SEED}")
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    page.close()
    yield document
    document.close()


def texts(document: pypdfium2.PdfDocument) -> list[str]:
    found = []
    for page in document:
        lines = page.get_textpage()
        found.append(lines.get_text_bounded())
        lines.close()
        page.close()
    return found


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


def test_the_type_area_is_that_of_an_official_document(paper: pypdfium2.PdfDocument) -> None:
    page = paper[1]
    lines = page.get_textpage()
    boxes = [lines.get_charbox(n) for n in range(lines.count_chars()) if lines.get_text_range(n, 1).strip()]
    height = page.get_size()[1]
    lines.close()
    page.close()
    left = min(box[0] for box in boxes) / POINTS_PER_MM
    right = max(box[2] for box in boxes) / POINTS_PER_MM
    top = (height - max(box[3] for box in boxes)) / POINTS_PER_MM
    bottom = min(box[1] for box in boxes) / POINTS_PER_MM
    assert 28 <= left < 32
    assert 178 < right <= 185
    assert 37 <= top < 44
    assert bottom >= 35


def test_a_full_page_has_twenty_two_lines(paper: pypdfium2.PdfDocument) -> None:
    page = paper[1]
    lines = page.get_textpage()
    count = len([line for line in lines.get_text_bounded().splitlines() if line.strip()])
    lines.close()
    page.close()
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
