"""Deciding in a browser: confirm, change, reject, add, withdraw, review; with scripts and without."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

LEDGER = "/departments/辽宁/各级党委和政府"


@pytest.fixture
def duty(page: Page) -> Page:
    """The page of a sentence for which the text names a body, taken back to nobody's decision afterwards."""
    page.goto(LEDGER)
    page.locator(".task a").first.click()
    return page


def decide(page: Page, button: str, who: str = "张三", why: str = "会议议定", **typed: str) -> None:
    form = page.locator(".duty").first
    if not form.get_by_label("决定人").is_visible():
        form.get_by_text("作决定").click()
    form.get_by_label("决定人").fill(who)
    form.get_by_label("理由").fill(why)
    for label, value in typed.items():
        form.get_by_label(label).fill(value)
    form.get_by_role("button", name=button, exact=True).click()


def test_confirm_then_object_then_withdraw(duty: Page) -> None:
    decide(duty, "确认")
    expect(duty.get_by_role("status").filter(has_text="已记录")).to_contain_text("张三，确认")
    expect(duty.locator(".duty").first).to_contain_text("此前依据：原文明示")
    decide(duty, "否定", why="已划转")
    expect(duty.locator(".duty").first).to_contain_text("有异议")
    decide(duty, "撤回决定", why="误操作")
    expect(duty.locator(".duty .basis").first).to_have_text("原文明示")
    duty.get_by_text("决定经过").click()
    expect(duty.locator(".answering .decision")).to_have_count(3)


def test_a_change_is_shown_beside_what_the_text_says(duty: Page) -> None:
    decide(duty, "按所填更改", 时限="8月底前")
    expect(duty.locator(".duty").filter(has_text="人工确认")).to_contain_text("8月底前")
    expect(duty.locator(".duty").filter(has_text="有异议")).to_contain_text("原文明示")
    duty.goto(LEDGER)
    expect(duty.locator(".ledger .basis-confirmed").first).to_be_visible()
    decided = duty.locator("tr").filter(has_text="人工确认").first
    decided.get_by_text("作决定").click()
    decided.get_by_label("理由").fill("误操作")
    decided.get_by_label("决定人").fill("张三")
    decided.get_by_role("button", name="撤回决定").click()
    expect(duty.locator(".ledger .basis-confirmed")).to_have_count(0)


def test_a_name_the_register_lacks_is_said_and_nothing_typed_is_lost(duty: Page) -> None:
    duty.get_by_text("补充职责").click()
    form = duty.get_by_role("form", name="补充职责")
    form.get_by_label("部门").fill("呱呱叫")
    form.get_by_label("决定人").fill("张三")
    form.get_by_label("理由").fill("会议议定")
    form.get_by_role("button", name="补充").click()
    expect(duty.get_by_role("alert")).to_contain_text("部门名录中没有“呱呱叫”")
    expect(duty.get_by_label("理由")).to_have_value("会议议定")
    duty.get_by_label("部门").fill("省公安厅")
    duty.get_by_role("button", name="补充").click()
    added = duty.locator(".duty").filter(has_text="辽宁省公安厅")
    expect(added).to_contain_text("此前依据：原文和程序均未提出")
    with duty.expect_download() as download:
        duty.goto("/departments/辽宁/公安")
        duty.get_by_role("link", name="CSV 表格").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        (line,) = csv.DictReader(io.StringIO(file.read()))
    assert (line["部门"], line["人工决定"], line["决定人"]) == ("辽宁省公安厅", "人工确认", "张三")
    duty.goto("/decisions")
    first = duty.locator(".decision").filter(has_text="辽宁省公安厅").first
    first.get_by_text("撤回").first.click()
    first.get_by_label("决定人").fill("张三")
    first.get_by_label("理由").fill("误操作")
    first.get_by_role("button", name="撤回决定").click()
    expect(duty.locator(".decision").first).to_contain_text("撤回 辽宁省公安厅")


def test_the_name_is_remembered_by_the_browser(duty: Page) -> None:
    decide(duty, "确认", who="王五")
    duty.goto("/departments")
    duty.goto(LEDGER)
    row = duty.locator("tr").filter(has_text="作决定").last
    row.get_by_text("作决定").click()
    expect(row.get_by_label("决定人")).to_have_value("王五")


def test_the_enter_key_alone_decides_nothing(duty: Page) -> None:
    duty.locator(".duty").first.get_by_text("作决定").click()
    field = duty.locator(".duty").first.get_by_label("决定人")
    field.fill("张三")
    field.press("Enter")
    expect(duty.get_by_role("status").filter(has_text="已记录")).to_have_count(0)


def test_the_words_that_state_a_duty_are_marked_and_lead_back(page: Page) -> None:
    page.goto(LEDGER)
    page.get_by_role("link", name="在文件全文中查看").first.click()
    expect(page.locator("#said")).to_be_in_viewport()
    expect(page.locator("#said")).to_contain_text("各级党委和政府")
    page.get_by_role("link", name="返回台账").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("各级党委和政府")


@pytest.fixture
def plain(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page without scripts."""
    context = browser.new_context(base_url=base_url, java_script_enabled=False, viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


def test_without_scripts_a_decision_is_recorded_just_so(plain: Page) -> None:
    plain.goto(LEDGER)
    plain.locator(".task a").last.click()
    decide(plain, "确认", who="赵六")
    expect(plain.locator("#decided")).to_contain_text("赵六，确认")
    expect(plain.locator("[name=who]").first).to_have_value("赵六")


def test_forms_and_decisions_are_no_wider_than_the_phone(phone: Page) -> None:
    phone.goto(LEDGER)
    phone.locator(".task a").first.click()
    phone.locator(".duty").first.get_by_text("作决定").click()
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    phone.goto("/decisions")
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
