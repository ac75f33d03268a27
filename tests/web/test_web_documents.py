"""Reading: the list of documents, and a document's page with its facts, its contents and its whole text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from indexer.analysis import record
from indexer.models import Record, SourceText
from indexer.references import section_references
from tests.web.documents import SEED, library, lighting, seed
from tests.web.fakes import FakeEngine, FakeProvider
from tests.web.pages import Visit, make_app, visitor


def visit_one(found: Record) -> Visit:
    return visitor(make_app(FakeProvider(FakeEngine([found]))).test_client())


def solid(text: str) -> str:
    return "".join(text.split())


def test_the_list_names_every_document_with_what_is_known_of_it(visit: Visit) -> None:
    page = visit("/documents")
    assert "共 3 份" in page.text
    rows = [[cell.text_content() for cell in row] for row in page.tree.xpath("//tbody/tr")]
    assert rows == [
        [seed().document.title, "", "中共辽宁省委、辽宁省人民政府", "辽宁", "2019年4月5日", "143"],
        [lighting().document.title, "云政发〔2020〕7号", "云溪市人民政府", "云溪", "2020年3月2日", "12"],
        [library().document.title, "", "", "", "", "8"],
    ]


def test_a_long_list_has_pages_and_shows_every_document_once() -> None:
    found = [record(SourceText("d.txt", "txt", f"关于第{n:03}号灯具的通知\n请更换。\n"), f"d{n}") for n in range(205)]
    visit = visitor(make_app(FakeProvider(FakeEngine(found))).test_client())
    titles: list[str] = []
    for number in (1, 2, 3):
        titles += visit("/documents", page=number).tree.xpath("//tbody/tr/th//text()")
    assert [title for title in titles if title.strip()] == [one.document.title for one in found]
    assert visit("/documents", page=99).link("page=3") == "/documents?page=3"
    assert visit("/documents", page="x").status == 200


@pytest.mark.parametrize("make", [lighting, library, seed])
def test_a_document_page_shows_every_character_once_and_in_order(
    make: Callable[[], Record], read_document_page: Callable[[Record], str]
) -> None:
    found = make()
    assert solid(read_document_page(found)) == solid(found.text[found.body_start :])


def test_a_document_page_shows_what_is_known_and_leaves_out_what_is_not(visit: Visit) -> None:
    facts = visit("/documents/lighting").texts("fact")
    assert facts == [
        "发文机关云溪市人民政府",
        "发文字号云政发〔2020〕7号",
        "成文日期2020年3月2日",
        "地区云溪",
        "层级市",
        "公开方式此件公开发布",
        "规模7 个条目，12 条条款",
        "原始格式纯文本",
    ]
    assert not any("发文字号" in fact for fact in visit("/documents/library").texts("fact"))


def test_the_seed_says_that_the_print_begins_at_the_fourth_item(visit: Visit) -> None:
    page = visit(f"/documents/{SEED}")
    (note,) = page.texts("document-note")
    assert "之(四)起" in note
    (noticed,) = page.texts("notes")
    assert "“(一)”至“(三)”" in noticed


def test_every_section_and_every_clause_has_an_anchor(visit: Visit, records: Sequence[Record]) -> None:
    for found in records:
        page = visit(f"/documents/{found.document.id}")
        anchors = page.anchors()
        assert len(anchors) == len(set(anchors))
        assert set(section_references(found.sections)) <= set(anchors)
        assert {clause.id.removeprefix(f"{found.document.id}:") for clause in found.clauses} <= set(anchors)


def test_every_clause_links_to_its_own_page(visit: Visit) -> None:
    page = visit("/documents/library")
    links = [link.get("href") for link in page.tree.find_class("permalink") if link.get("href").startswith("/clauses/")]
    assert links == [f"/clauses/{clause.id}" for clause in library().clauses]
    assert visit(links[0]).status == 200


def test_a_permalink_has_a_name_but_adds_no_character_to_the_text(visit: Visit) -> None:
    links = visit("/documents/lighting").tree.find_class("permalink")
    assert links
    assert all(link.get("aria-label") and not link.text_content() for link in links)


def test_the_contents_list_every_titled_section_and_lead_to_it(visit: Visit) -> None:
    page = visit(f"/documents/{SEED}")
    (contents,) = page.tree.find_class("contents")
    links = [(link.text, link.get("href")) for link in contents.iter("a")]
    assert links[:2] == [("二、重点任务", "#2"), ("(四)提升装备制造水平", "#2.4")]
    assert len(links) == 23
    assert {address.removeprefix("#") for _, address in links} <= set(page.anchors())


def test_headings_are_nested_as_the_outline_is(visit: Visit) -> None:
    page = visit(f"/documents/{SEED}")
    (paper,) = page.tree.find_class("paper")
    headings = [(heading.tag, heading.text) for heading in paper.iter("h2", "h3", "h4", "h5", "h6")]
    assert headings[:3] == [("h3", "二、重点任务"), ("h4", "(四)提升装备制造水平"), ("h4", "(五)保障原材料供给质量")]
    assert [text for tag, text in headings if tag == "h3"] == [
        "二、重点任务",
        "三、健全完善质量发展政策和制度",
        "四、加强组织领导",
    ]


def test_a_run_in_heading_stays_on_the_line_of_its_sentence(visit: Visit) -> None:
    page = visit("/documents/lighting")
    (line,) = [line for line in page.texts("line") if "更换老旧灯具" in line]
    assert line == (
        "（一）更换老旧灯具。逐街登记使用十年以上的灯具，编制更换计划。优先更换学校、医院周边的灯具。"
        "（责任单位：市城管局、市财政局）"
    )


def test_title_number_addressee_and_signature_stand_in_their_places(visit: Visit) -> None:
    page = visit("/documents/lighting")
    (paper,) = page.tree.find_class("paper")
    kinds = [child.get("class").split("element-")[-1] for child in paper if "element-" in (child.get("class") or "")]
    assert kinds == ["title", "document_number", "addressee", "signature", "date", "note"]


def test_a_table_is_shown_by_rows_and_cells() -> None:
    source = SourceText(
        "t.html", "html", "云溪市任务清单\n现将任务列表如下，请按时完成。\n序号\t任务\t单位\n1\t更换灯具\t\n"
    )
    found = record(source, "t")
    page = visit_one(found)("/documents/t")
    rows = [[cell.text_content() for cell in row] for row in page.tree.xpath("//div[@class='cells']//tr")]
    assert rows == [["序号", "任务", "单位"], ["1", "更换灯具", ""]]


def test_an_unsafe_address_in_front_matter_is_not_linked() -> None:
    for url, linked in [("https://example.org/a", True), ("javascript:alert(1)", False), ("data:text/html,x", False)]:
        found = replace(lighting(), document=replace(lighting().document, url=url))
        page = visit_one(found)("/documents/lighting")
        assert url in page.text
        assert (url in [link.get("href") for link in page.tree.iter("a")]) is linked


def test_a_document_without_outline_has_no_empty_contents() -> None:
    found = record(SourceText("plain.txt", "txt", "今天下雨。\n明天放晴。\n"), "plain")
    page = visit_one(found)("/documents/plain")
    assert page.status == 200
    assert not page.tree.find_class("contents")


def test_a_big_document_is_shown_whole() -> None:
    items = "".join(f"（{n}）第{n}件事要认真办理，办完后登记。" + "说明文字很长。" * 40 + "\n" for n in range(1, 151))
    found = record(SourceText("big.txt", "txt", "大文件\n\n一、任务\n" + items), "big")
    assert len(found.text) > 40_000
    page = visit_one(found)("/documents/big")
    (paper,) = page.tree.find_class("paper")
    assert solid(paper.text_content()) == solid(found.text)


def test_searching_inside_a_document_is_offered(visit: Visit) -> None:
    page = visit("/documents/lighting")
    (form,) = page.tree.find_class("within")
    assert (form.get("action"), [(f.get("name"), f.get("value")) for f in form.iter("input")]) == (
        "/search",
        [("q", None), ("document", "lighting")],
    )


def test_an_unknown_document_is_said_to_be_missing_with_ways_on(visit: Visit) -> None:
    page = visit("/documents/nowhere")
    assert page.status == 404
    assert "没有这份文件" in page.text
    assert page.link("文件目录") == "/documents"
