"""A civil servant at work in a browser: search, filter, open, cite, go back, on a phone, by keyboard, on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SEED = "/documents/liaoning-2019-quality-improvement"
TITLE = "中共辽宁省委 辽宁省人民政府关于开展质量提升行动的实施意见"


def search(page: Page, query: str) -> None:
    page.goto("/")
    page.get_by_label("检索词", exact=True).fill(query)
    page.get_by_role("button", name="检索").click()


def in_view(page: Page, selector: str) -> bool:
    """Whether the element's top stands inside the window."""
    return bool(
        page.evaluate(
            "selector => { const {top} = document.querySelector(selector).getBoundingClientRect();"
            " return top >= 0 && top < innerHeight }",
            selector,
        )
    )


def test_a_search_finds_the_sentence_and_marks_the_words(page: Page) -> None:
    search(page, "食品摊贩 备案")
    hit = page.locator(".hit").first
    expect(hit.locator(".hit-text")).to_have_text("对食品摊贩实行登记备案管理。")
    expect(hit.locator(".hit-place")).to_contain_text("(八)守住食品药品安全防线")
    assert "备案" in hit.locator(".hit-text mark").all_inner_texts()
    expect(page).to_have_title(re.compile("食品摊贩 备案"))


def test_a_phrase_in_full_width_quotes_is_found_to_the_letter(page: Page) -> None:
    search(page, "“事中事后监管”")
    expect(page.locator(".results-total")).to_contain_text("共 1 条")
    expect(page.locator(".hit-text mark")).to_have_text("事中事后监管")


def test_a_filter_narrows_and_its_chip_widens_again(page: Page) -> None:
    search(page, "质量")
    total = page.locator(".results-total").inner_text()
    value = page.locator(".facet-value a", has_text="三、健全完善质量发展政策和制度")
    count = value.locator(".facet-count").evaluate("e => e.firstChild.textContent")
    value.click()
    expect(page.locator(".results-total")).to_contain_text(f"共 {count} 条")
    expect(page.locator(".is-selected")).to_contain_text("三、健全完善质量发展政策和制度")
    for place in page.locator(".hit-place").all_inner_texts():
        assert "三、健全完善" in place
    page.get_by_role("link", name=re.compile("去掉条件")).click()
    assert page.locator(".results-total").inner_text().split("，")[0] == total.split("，")[0]


def test_a_hit_opens_at_its_place_in_the_document_and_back_returns_to_the_hits(page: Page) -> None:
    search(page, "海绵城市")
    address = page.url
    page.get_by_role("link", name="在文件中查看").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert page.locator(".clause:target").inner_text().startswith("编制海绵城市专项规划")
    assert in_view(page, ".clause:target")
    background = page.locator(".clause:target").evaluate("e => getComputedStyle(e).backgroundColor")
    assert background == "rgb(255, 231, 160)"
    page.go_back()
    assert page.url == address
    expect(page.get_by_label("检索词", exact=True)).to_have_value("海绵城市")
    expect(page.locator(".hit")).not_to_have_count(0)


def test_the_permalink_of_a_sentence_leads_to_its_page_and_back_to_its_place(page: Page) -> None:
    page.goto(SEED)
    sentence = page.locator(".clause", has_text="对食品摊贩实行登记备案管理。")
    sentence.hover()
    permalink = sentence.locator(".permalink")
    expect(permalink).to_have_css("opacity", "1")
    permalink.click()
    expect(page.locator(".clause-text")).to_have_text("对食品摊贩实行登记备案管理。")
    expect(page.get_by_role("heading", level=1)).to_have_text("第二部分第（八）条第3句")
    page.get_by_role("link", name="在文件全文中查看").click()
    assert page.locator(".clause:target").inner_text() == "对食品摊贩实行登记备案管理。"


def test_the_table_of_contents_leads_to_its_sections_and_stays_beside_the_text(page: Page) -> None:
    page.goto(SEED)
    page.locator(".contents").get_by_role("link", name="(二十三)广泛宣传动员").click()
    assert in_view(page, ".heading:target")
    assert in_view(page, ".contents")


def test_the_citation_is_copied_with_one_click(page: Page, base_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=base_url)
    search(page, "食品摊贩 备案")
    page.get_by_role("link", name="查看条款").first.click()
    page.get_by_role("button", name="复制出处").click()
    expect(page.locator("#copy-status")).to_have_text("已复制。")
    assert page.evaluate("navigator.clipboard.readText()") == f"《{TITLE}》第二部分第（八）条第3句"
    page.get_by_role("button", name="复制链接").click()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_without_a_clipboard_the_citation_is_selected_to_be_copied_by_hand(page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false"
    )
    search(page, "食品摊贩 备案")
    page.get_by_role("link", name="查看条款").first.click()
    page.get_by_role("button", name="复制出处").click()
    expect(page.locator("#copy-status")).to_contain_text("请按 Ctrl+C")
    assert page.evaluate("getSelection().toString()") == f"《{TITLE}》第二部分第（八）条第3句"


def test_a_slip_in_the_query_is_explained_and_can_be_mended(page: Page) -> None:
    search(page, "()")
    expect(page.get_by_role("alert")).to_contain_text("检索式有误")
    page.get_by_label("检索词", exact=True).fill("计量")
    page.get_by_label("检索词", exact=True).press("Enter")
    expect(page.locator(".hit").first).to_be_visible()


def test_a_search_without_hits_offers_a_way_on(page: Page) -> None:
    search(page, "“量子纠缠”")
    expect(page.get_by_role("heading", name="没有符合条件的条款")).to_be_visible()


def test_an_old_link_says_what_became_of_the_sentence(page: Page) -> None:
    page.goto("/clauses/liaoning-2019-quality-improvement:2.8:aaaaaa")
    expect(page.get_by_role("heading", level=1)).to_have_text("没有这条条款")
    page.get_by_role("link", name=re.compile("实施意见")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_a_class_of_documents_narrows_the_list_and_the_hits(page: Page) -> None:
    page.goto("/documents")
    expect(page.locator(".facet-shared")).to_contain_text("辽宁")
    page.goto("/search?q=质量")
    expect(page.locator(".facet-shared")).to_contain_text("2019年")
    page.goto("/search?q=质量&region=辽宁")
    page.locator(".facet a.is-selected", has_text="辽宁").click()
    expect(page).to_have_url(re.compile(r"/search\?q=[^&]+$"))


def test_a_near_clause_leads_to_its_own_page(page: Page) -> None:
    page.goto(f"{SEED}")
    addresses = page.locator(".clause a.permalink").evaluate_all("links => links.map(link => link.href)")
    for address in addresses:
        page.goto(address)
        near = page.locator(".similar-text").first
        if near.count():
            words = near.inner_text()
            near.click()
            expect(page.locator(".clause-text")).to_have_text(words)
            return
    pytest.fail("no clause of the document is near another")
