"""A clause's page: its words, where they stand, how to cite them, and what became of an old link."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from indexer.analysis import record
from indexer.models import Clause, Record, SourceText
from tests.web.documents import library, lighting, seed
from tests.web.fakes import FakeEngine, FakeProvider
from tests.web.pages import Page, Visit, make_app, visitor


def clause_with(words: str, found: Record) -> Clause:
    (clause,) = [clause for clause in found.clauses if words in clause.text]
    return clause


@pytest.fixture
def page(visit: Visit) -> Page:
    return visit(f"/clauses/{clause_with('优先更换', lighting()).id}")


def field(page: Page, name: str) -> str:
    element = page.tree.get_element_by_id(name)
    assert element.get("readonly") is not None
    return str(element.get("value") if element.tag == "input" else element.text)


def test_the_clause_and_its_place_are_shown(page: Page) -> None:
    assert page.texts("clause-text") == ["优先更换学校、医院周边的灯具。"]
    assert page.tree.xpath("//h1")[0].text_content().strip() == "第二部分第（一）条第2句"
    assert page.texts("trail") == [
        "文件 › 云溪市人民政府关于加强街道照明管理的通知 › 二、主要任务 › （一）更换老旧灯具"
    ]


def test_the_citation_and_the_permalink_are_there_to_be_copied(page: Page) -> None:
    citation = "《云溪市人民政府关于加强街道照明管理的通知》（云政发〔2020〕7号）第二部分第（一）条第2句"
    assert field(page, "citation") == citation
    assert field(page, "permalink") == f"http://localhost/clauses/{clause_with('优先更换', lighting()).id}"
    assert field(page, "quotation") == f"“优先更换学校、医院周边的灯具。”——{citation}"


def test_the_seed_is_cited_as_the_paper_would(visit: Visit) -> None:
    page = visit(f"/clauses/{clause_with('食品摊贩', seed()).id}")
    assert (
        field(page, "citation")
        == "《中共辽宁省委 辽宁省人民政府关于开展质量提升行动的实施意见》第二部分第（八）条第3句"
    )


def test_the_copy_buttons_stay_hidden_where_no_script_runs(page: Page) -> None:
    buttons = page.tree.xpath("//button[@data-copy]")
    assert len(buttons) == 3
    assert all(button.get("hidden") is not None for button in buttons)


def test_the_clause_is_marked_in_its_surroundings(page: Page) -> None:
    (around,) = page.tree.find_class("surroundings")
    (mark,) = around.iter("mark")
    assert (mark.text, mark.get("aria-current")) == ("优先更换学校、医院周边的灯具。", "true")
    assert "逐街登记使用十年以上的灯具" in around.text_content()
    assert "（责任单位：市城管局、市财政局）" in around.text_content()


def test_the_neighbours_in_the_text_are_one_click_away(page: Page, visit: Visit) -> None:
    clauses = lighting().clauses
    at = clauses.index(clause_with("优先更换", lighting()))
    assert page.link("上一条", "neighbours") == f"/clauses/{clauses[at - 1].id}"
    assert page.link("下一条", "neighbours") == f"/clauses/{clauses[at + 1].id}"
    assert "上一条" not in visit(f"/clauses/{clauses[0].id}").text
    assert "下一条" not in visit(f"/clauses/{clauses[-1].id}").text


def test_the_place_in_the_source_is_stated_as_an_editor_counts_it(page: Page) -> None:
    clause = clause_with("优先更换", lighting())
    lines = lighting().text.split("\n")
    assert "优先更换" in lines[clause.line - 1]
    assert any(
        f"第 {clause.line} 行，第 {clause.start + 1} 至 {clause.end} 个字符" in fact for fact in page.texts("fact")
    )


def test_the_clause_leads_to_its_place_in_the_whole_text(page: Page, visit: Visit) -> None:
    address, _, anchor = page.link("在文件全文中查看").partition("#")
    assert anchor in visit(address).anchors()


def test_every_clause_of_every_document_has_a_page(visit: Visit) -> None:
    for clause in (*lighting().clauses, *library().clauses):
        found = visit(f"/clauses/{clause.id}")
        assert found.status == 200
        assert found.texts("clause-text") == [clause.text]


def test_an_annotation_says_what_it_is(visit: Visit) -> None:
    page = visit(f"/clauses/{clause_with('责任单位', lighting()).id}")
    assert page.texts("tag-kind") == ["责任标注"]


def test_a_clause_that_moved_to_another_item_is_found_by_its_old_link(client: FlaskClient) -> None:
    clause = clause_with("优先更换", lighting())
    moved = clause.id.replace(":2.1:", ":5.7:")
    response = client.get(f"/clauses/{moved}")
    assert (response.status_code, response.headers["Location"]) == (302, f"/clauses/{clause.id}")


def test_a_clause_whose_words_changed_offers_its_document_and_a_search_in_it(visit: Visit) -> None:
    page = visit("/clauses/lighting:2.1:aaaaaa")
    assert page.status == 404
    assert "没有这条条款" in page.text
    assert page.link("照明管理的通知") == "/documents/lighting"
    (form,) = page.tree.find_class("within")
    assert ("document", "lighting") in [(f.get("name"), f.get("value")) for f in form.iter("input")]


@pytest.mark.parametrize("unknown", ["nowhere:1:aaaaaa", "x", "::", "lighting:", "a/b:1:c", "lighting:2.1:", "%00"])
def test_an_id_that_never_was_offers_the_list_and_a_search(visit: Visit, unknown: str) -> None:
    page = visit(f"/clauses/{unknown}")
    assert page.status == 404
    assert "没有这条条款" in page.text


def test_the_same_words_in_two_items_are_offered_both() -> None:
    text = "通知\n\n一、城区\n要认真落实，按月报告。再办别的事。\n\n二、乡镇\n要认真落实，按月报告。再办另外的事。\n"
    found = record(SourceText("two.txt", "txt", text), "two")
    first, second = [clause for clause in found.clauses if "认真落实" in clause.text]
    page = visitor(make_app(FakeProvider(FakeEngine([found]))).test_client())(f"/clauses/two:9:{first.id[-6:]}")
    assert page.status == 404
    assert page.link("一、城区") == f"/clauses/{first.id}"
    assert page.link("二、乡镇") == f"/clauses/{second.id}"
