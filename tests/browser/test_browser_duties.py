"""Departments, ledgers and the table of duties in a browser, at a desk and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SEED = "/documents/liaoning-2019-quality-improvement"


@pytest.mark.parametrize("address", ["/departments", "/departments/辽宁/各级党委和政府", f"{SEED}/duties"])
def test_nothing_is_wider_than_the_phone(phone: Page, address: str) -> None:
    phone.goto(address)
    assert phone.evaluate("document.documentElement.scrollWidth") == 360


def test_from_the_list_to_the_ledger_to_the_sentence_and_back(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="部门", exact=True).click()
    page.get_by_role("link", name="各级党委和政府", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("各级党委和政府")
    page.locator(".task a").first.click()
    expect(page.locator(".clause-text")).to_be_visible()
    page.locator(".answering").get_by_role("link", name="各级党委和政府").first.click()
    expect(page.locator(".ledger").first).to_be_visible()
    page.get_by_role("link", name="在文件全文中查看").first.click()
    expect(page.locator("#said")).to_be_in_viewport()


def test_the_ledger_is_filtered_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/departments/辽宁/各级党委和政府")
    before = page.locator(".task").count()
    page.get_by_label("任务中的文字").fill("没有这样的话")
    page.keyboard.press("Enter")
    expect(page.get_by_text("没有符合条件的职责")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="清除条件").first.click()
    expect(page.locator(".task")).to_have_count(before)


def test_the_filter_is_folded_on_a_phone_and_unfolds(phone: Page) -> None:
    phone.goto("/departments/辽宁/各级党委和政府")
    expect(phone.get_by_label("任务中的文字")).to_be_hidden()
    phone.get_by_text("筛选、排序和分组").click()
    expect(phone.get_by_label("任务中的文字")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") == 360


def test_the_table_of_duties_scrolls_in_its_own_frame_and_keeps_the_tasks_in_sight(phone: Page) -> None:
    phone.set_viewport_size({"width": 260, "height": 740})  # the seed names few bodies: a table for a small screen
    phone.goto(f"{SEED}/duties")
    assert phone.evaluate("document.documentElement.scrollWidth") == 260
    frame = phone.locator(".matrix-frame")
    assert frame.evaluate("e => e.scrollWidth > e.clientWidth")
    frame.evaluate("e => { e.scrollLeft = e.scrollWidth }")
    assert frame.evaluate("e => e.scrollLeft") > 0
    expect(phone.locator(".matrix tbody th").first).to_be_in_viewport()


@pytest.mark.parametrize("media", ["screen", "print"])
def test_the_bases_have_frames_of_different_shape(page: Page, media: str) -> None:
    page.goto("/departments/辽宁/各级党委和政府")
    page.emulate_media(media=media)  # type: ignore[arg-type]
    shapes = page.locator(".basis").first.evaluate(
        """tag => ['stated', 'inherited', 'suggested', 'confirmed'].map(basis => {
            tag.className = `basis basis-${basis}`;
            return getComputedStyle(tag).borderTopStyle;
        })"""
    )
    assert shapes == ["solid", "dashed", "dotted", "double"]


def test_a_workbook_is_downloaded(page: Page) -> None:
    page.goto(f"{SEED}/duties")
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel 工作簿").click()
    assert download.value.suggested_filename.endswith("任务分工表.xlsx")
