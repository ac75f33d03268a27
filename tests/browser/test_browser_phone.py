"""On a phone of 360 pixels, and with everything a phone lacks."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SEED = "/documents/liaoning-2019-quality-improvement"
PAGES = [
    "/",
    "/search?q=质量",
    "/search?q=质量&section=liaoning-2019-quality-improvement:3",
    "/search?q=“量子纠缠”",
    "/search?q=()",
    "/search?q=" + "质量" * 100,
    "/documents",
    SEED,
    "/clauses/liaoning-2019-quality-improvement:2.8:aaaaaa",
    "/help",
    "/nowhere",
]


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_wider_than_the_phone(phone: Page, address: str) -> None:
    phone.goto(address)
    assert phone.evaluate("document.documentElement.scrollWidth") == 360


def test_a_clause_page_fits_too(phone: Page) -> None:
    phone.goto("/search?q=海绵城市")
    phone.get_by_role("link", name="查看条款").first.click()
    expect(phone.locator(".clause-text")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") == 360


def test_the_table_of_contents_is_folded_and_unfolds(phone: Page) -> None:
    phone.goto(SEED)
    entry = phone.locator(".contents").get_by_role("link", name="(八)守住食品药品安全防线")
    expect(entry).to_be_hidden()
    phone.locator(".contents summary").click()
    entry.click()
    expect(phone.locator(".heading:target")).to_be_in_viewport()


LEFT = "(e, of) => e.getBoundingClientRect().left - e.closest(of).getBoundingClientRect().left"
"""Pixels from the left edge of what it stands in."""


@pytest.mark.parametrize("width", [360, 390])
def test_the_links_of_a_hit_stand_at_the_left_edge_however_little_is_known_of_its_document(
    phone: Page, width: int
) -> None:
    """Below the tags, or on the line where the tags would be: never where a thumb does not look for them."""
    phone.set_viewport_size({"width": width, "height": 844})
    phone.goto("/search?q=质量")
    links, text = phone.locator(".hit-links").first, phone.locator(".hit-text").first
    assert links.evaluate(LEFT, ".hit") == text.evaluate(LEFT, ".hit")
    phone.locator(".hit-foot > .tags").first.evaluate("e => e.remove()")  # as in a document without number and date
    assert links.evaluate(LEFT, ".hit") == text.evaluate(LEFT, ".hit")


def test_the_links_of_a_hit_stand_at_the_right_edge_of_a_wide_window(page: Page) -> None:
    page.goto("/search?q=质量")
    links = page.locator(".hit-links").first
    assert links.evaluate(LEFT, ".hit") > 300


def test_the_text_begins_on_the_first_screen_of_a_document(phone: Page) -> None:
    phone.goto(SEED)
    assert phone.locator(".paper").evaluate("e => e.getBoundingClientRect().top") < 740


def test_the_filters_stand_below_the_hits_one_tap_away(phone: Page) -> None:
    phone.goto("/search?q=质量")
    phone.get_by_role("link", name="筛选条件").click()
    expect(phone.get_by_role("heading", name="筛选")).to_be_in_viewport()


def test_text_is_large_enough_to_read_and_lines_are_apart(phone: Page) -> None:
    phone.goto("/search?q=质量")
    size, height = phone.locator(".hit-text").first.evaluate(
        "e => { const s = getComputedStyle(e); return [parseFloat(s.fontSize), parseFloat(s.lineHeight)] }"
    )
    assert size >= 15
    assert height / size >= 1.7


def test_the_document_is_readable_without_scripts(phone: Page, base_url: str) -> None:
    browser = phone.context.browser
    assert browser
    context = browser.new_context(java_script_enabled=False, base_url=base_url, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto("/")
    page.get_by_label("检索词", exact=True).fill("海绵城市")
    page.get_by_role("button", name="检索").click()
    page.get_by_role("link", name="查看条款").first.click()
    expect(page.locator("#citation")).to_have_value(
        "《中共辽宁省委 辽宁省人民政府关于开展质量提升行动的实施意见》第二部分第（九）条第3句"
    )
    expect(page.get_by_role("button", name="复制出处")).to_be_hidden()
    page.goto(SEED)
    expect(page.locator(".contents a").first).to_be_visible()
    context.close()
