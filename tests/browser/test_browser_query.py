"""Typing a query: completions by keyboard and by click, corrections, and synonyms switched off."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

SUGGESTED = "[role=option]"


def type_into_box(page: Page, text: str) -> None:
    page.locator("#q").press_sequentially(text)
    expect(page.locator(SUGGESTED).first).to_be_visible()


def test_completions_are_chosen_with_the_arrow_keys(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-expanded", "false")
    type_into_box(page, "明厨")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("[role=status]", has_text="条建议")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    option = page.get_by_role("option", selected=True)
    expect(option).to_contain_text("明厨亮灶")
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    expect(box).to_have_value("明厨")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/search"))
    expect(page.locator("#q")).to_have_value("明厨亮灶")
    expect(page.locator(".hit").first).to_be_visible()


def test_escape_closes_the_list_and_keeps_what_was_typed(page: Page) -> None:
    page.goto("/")
    type_into_box(page, "明厨")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator(".suggestions")).to_be_hidden()
    expect(page.locator("#q")).to_have_value("明厨")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/search"))
    expect(page.locator("#q")).to_have_value("明厨")


def test_past_the_last_completion_the_text_as_typed_comes_again(page: Page) -> None:
    page.goto("/")
    type_into_box(page, "明厨")
    count = page.locator(SUGGESTED).count()
    for _ in range(count + 1):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_count(0)
    page.keyboard.press("ArrowUp")
    expect(page.locator(SUGGESTED).last).to_have_attribute("aria-selected", "true")


def test_a_completion_is_taken_by_a_click_and_typed_by_its_sound(page: Page) -> None:
    page.goto("/documents")
    type_into_box(page, "mingchu")
    page.get_by_role("option", name="明厨亮灶").click()
    page.wait_for_url(re.compile("/search"))
    expect(page.locator("#q")).to_have_value("明厨亮灶")


def test_without_an_answer_the_box_is_a_plain_form(page: Page) -> None:
    page.route("**/suggest*", lambda route: route.fulfill(json={"completions": []}))
    page.goto("/")
    page.locator("#q").fill("食品摊贩")
    expect(page.locator(".suggestions")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/search"))
    expect(page.locator(".hit").first).to_contain_text("食品摊贩")


def test_one_question_at_a_time_is_asked_while_typing(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/suggest" in request.url else None)
    page.goto("/")
    page.locator("#q").press_sequentially("质量提升行动", delay=5)
    expect(page.locator(SUGGESTED).first).to_be_visible()
    assert 1 <= len(asked) <= 3


def test_did_you_mean_leads_to_what_was_meant(page: Page) -> None:
    page.goto("/search?q=明亮厨灶")
    offer = page.locator(".correction")
    expect(offer).to_contain_text("您是不是要找")
    offer.get_by_role("link", name="明厨亮灶").click()
    expect(page.locator("#q")).to_have_value("明厨亮灶")
    expect(page.locator(".correction")).to_have_count(0)
    expect(page.locator(".hit mark").first).to_have_text("明厨亮灶")


def test_synonyms_are_switched_off_and_on_again(page: Page) -> None:
    page.goto("/search?q=奶粉")
    expect(page.locator(".understood")).to_contain_text("婴幼儿配方乳粉")
    expect(page.locator(".hit").first).to_contain_text("婴幼儿配方乳粉")
    page.get_by_role("link", name="只按原词检索").click()
    expect(page.locator(".hit")).to_have_count(0)
    page.get_by_role("link", name="同时检索婴幼儿配方乳粉").click()
    expect(page.locator(".hit").first).to_be_visible()


def test_the_list_fits_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/")
    type_into_box(page, "质量")
    box = page.locator(".suggestions").bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
