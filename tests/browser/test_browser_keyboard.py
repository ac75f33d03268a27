"""By keyboard alone: everything can be reached, the focus is always visible, and nothing holds it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SEED = "/documents/liaoning-2019-quality-improvement"


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.name"))


def test_a_search_is_typed_sent_read_and_opened_without_a_mouse(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_label("检索词", exact=True)).to_be_focused()
    page.keyboard.type("海绵城市")
    page.keyboard.press("Enter")
    expect(page.locator(".hit").first).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused(page) == "查看条款":
            break
    assert focused(page) == "查看条款"
    page.keyboard.press("Enter")
    expect(page.locator(".clause-text")).to_contain_text("海绵城市")


def test_the_first_tab_offers_to_skip_to_the_text(page: Page) -> None:
    page.goto(SEED)
    page.keyboard.press("Tab")
    assert focused(page) == "跳到正文"
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_slash_key_leads_to_the_search_box_of_any_page(page: Page) -> None:
    for address in (SEED, "/help", "/documents", "/search?q=计量"):
        page.goto(address)
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.name") == "q"
        assert page.evaluate("document.activeElement.value.includes('/')") is False


def test_a_slash_typed_into_the_search_box_is_text(page: Page) -> None:
    page.goto("/")
    page.keyboard.type("计量/认证")
    expect(page.get_by_label("检索词", exact=True)).to_have_value("计量/认证")


def test_every_focus_is_visible(page: Page) -> None:
    for address in ("/", "/search?q=计量", "/help", "/documents"):
        page.goto(address)
        for _ in range(25):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement === document.body"):
                break
            width, style = page.evaluate(
                "{ const {outlineWidth, outlineStyle} = getComputedStyle(document.activeElement);"
                " [outlineWidth, outlineStyle] }"
            )
            assert (width, style) == ("2px", "solid"), focused(page)


def test_the_mark_of_a_sentence_appears_when_the_focus_reaches_it(page: Page) -> None:
    page.goto(SEED)
    permalink = page.locator(".clause .permalink").first
    expect(permalink).to_have_css("opacity", "0")
    page.locator(".heading .permalink").first.focus()
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href').startsWith('/clauses/')"):
            break
    expect(permalink).to_be_focused()
    expect(permalink).to_have_css("opacity", "1")
