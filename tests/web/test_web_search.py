"""Searching: the start page, hits with their place, filters, paging, and a clear answer to every kind of nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from flask.testing import FlaskClient

from indexer.analysis import record
from indexer.models import Record, SourceText
from tests.web.documents import SEED, lighting, seed
from tests.web.fakes import FakeEngine, FakeProvider
from tests.web.pages import Page, Visit, make_app, visitor


def test_the_start_page_tells_what_the_corpus_holds(visit: Visit, records: Sequence[Record]) -> None:
    page = visit("/")
    assert page.status == 200
    assert "现有政策文件 3 份" in page.text
    assert f"条款 {sum(len(found.clauses) for found in records)} 条" in page.text
    for found in records:
        assert page.link(found.document.title, "document-table") == f"/documents/{found.document.id}"


def test_the_examples_on_the_start_page_come_from_the_corpus_and_find_something(visit: Visit) -> None:
    page = visit("/")
    examples = [link for area in page.tree.find_class("examples") for link in area.iter("a")]
    assert len(examples) >= 3
    for example in examples:
        found = visit(example.get("href"))
        assert found.texts("hit"), example.text


def test_an_empty_corpus_says_so_and_how_to_add_documents() -> None:
    page = visitor(make_app(FakeProvider(FakeEngine([]))).test_client())("/")
    assert page.status == 200
    assert "库中还没有文件" in page.text
    assert page.link("如何添加文件") == "/help#adding"


@pytest.mark.parametrize("address", ["/search", "/search?q=", "/search?q=%20%20", "/search?page=3"])
def test_an_empty_query_leads_to_the_start_page(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert (response.status_code, response.headers["Location"]) == (302, "/")


def test_a_hit_shows_its_sentence_its_place_and_its_document(visit: Visit) -> None:
    page = visit("/search", q="老旧灯具 登记")
    (hit,) = page.tree.find_class("hit")
    assert page.texts("hit-text") == ["逐街登记使用十年以上的灯具，编制更换计划。"]
    assert page.texts("hit-place") == ["云溪市人民政府关于加强街道照明管理的通知 › 二、主要任务 › （一）更换老旧灯具"]
    assert page.texts("tag") == [
        "发文机关：云溪市人民政府",
        "发文字号：云政发〔2020〕7号",
        "地区：云溪",
        "成文日期：2020年3月2日",
    ]
    assert [mark.text_content() for mark in hit.iter("mark")] == ["老旧灯具", "登记"]


def test_a_hit_leads_to_its_clause_its_document_its_section_and_its_place(visit: Visit) -> None:
    page = visit("/search", q="老旧灯具 登记")
    (clause,) = [clause for clause in lighting().clauses if "逐街登记" in clause.text]
    assert page.link("查看条款") == f"/clauses/{clause.id}"
    assert page.link("在文件中查看") == f"/documents/lighting#{clause.id.removeprefix('lighting:')}"
    assert page.link("照明管理的通知", "hit-place") == "/documents/lighting"
    assert page.link("二、主要任务", "hit-place") == "/documents/lighting#2"
    assert page.link("（一）更换老旧灯具", "hit-place") == "/documents/lighting#2.1"


def test_every_link_of_a_hit_points_to_something_that_is_there(visit: Visit) -> None:
    page = visit("/search", q="质量")
    anchors = visit(f"/documents/{SEED}").anchors()
    addresses = [link.get("href") for hit in page.tree.find_class("hit") for link in hit.iter("a")]
    assert len(addresses) >= 40
    for address in dict.fromkeys(addresses):
        path, _, anchor = address.partition("#")
        assert visit(path).status == 200
        assert not anchor or anchor in anchors, address


def test_an_annotation_is_tagged_as_one(visit: Visit) -> None:
    page = visit("/search", q="责任单位")
    assert "责任标注" in page.texts("tag")


def test_a_plain_sentence_carries_no_tag_of_its_kind(visit: Visit) -> None:
    assert visit("/search", q="逐街登记").texts("tag-kind") == []


def test_the_total_and_the_time_are_shown(visit: Visit) -> None:
    page = visit("/search", q="质量")
    total = sum("质量" in clause.text + "".join(clause.path) for clause in seed().clauses)
    assert page.texts("results-total") == [f"共 {total} 条，用时4毫秒，第 1/{-(-total // 10)} 页"]


def test_pages_together_show_every_hit_once_and_keep_the_order(visit: Visit) -> None:
    page = visit("/search", q="质量")
    seen = page.texts("hit-text")
    while any("下一页" in text for text in page.texts("paging")):
        page = visit(page.link("下一页"))
        seen += page.texts("hit-text")
    expected = [clause.text for clause in seed().clauses if "质量" in clause.text + "".join(clause.path)]
    assert seen == expected


def test_a_page_beyond_the_last_leads_to_the_last(client: FlaskClient, visit: Visit) -> None:
    response = client.get("/search", query_string={"q": "质量", "page": 999})
    assert response.status_code == 302
    page = visit(response.headers["Location"])
    assert page.texts("hit")
    assert "下一页" not in page.text


def test_the_current_page_is_marked_for_those_who_cannot_see_it(visit: Visit) -> None:
    page = visit("/search", q="质量", page=2)
    (current,) = page.tree.xpath("//nav[@aria-label='分页']//*[@aria-current='page']")
    assert current.text_content() == "第2页"


def test_choosing_a_facet_narrows_the_hits_to_its_count(visit: Visit) -> None:
    page = visit("/search", q="更换")
    (value,) = [v for v in page.tree.find_class("facet-value") if "更换老旧灯具" in v.text_content()]
    count = value.find_class("facet-count")[0].text
    narrowed = visit(value.find("a").get("href"))
    assert narrowed.texts("results-total")[0].startswith(f"共 {count} 条")
    assert narrowed.texts("chip") == ["去掉条件 部分：（一）更换老旧灯具×"]


def test_a_chosen_filter_can_be_taken_away(visit: Visit) -> None:
    page = visit("/search", q="更换", document="lighting", kind="sentence")
    assert len(page.texts("chip")) == 2
    assert page.link("条款类型", "chips") == "/search?q=更换&document=lighting".replace("更换", "%E6%9B%B4%E6%8D%A2")
    assert page.link("全部清除", "chips") == "/search?q=%E6%9B%B4%E6%8D%A2"


def test_filters_alone_list_everything_they_let_through(visit: Visit) -> None:
    page = visit("/search", document="library")
    assert page.texts("results-total")[0].startswith("共 8 条")


def test_a_new_query_keeps_the_chosen_filters_and_order(visit: Visit) -> None:
    page = visit("/search", q="更换", document="lighting", sort="date")
    hidden = {field.get("name"): field.get("value") for field in page.tree.xpath("//main//input[@type='hidden']")}
    assert hidden == {"document": "lighting", "sort": "date"}


def test_the_order_can_be_chosen_and_is_marked(visit: Visit) -> None:
    page = visit(visit("/search", q="质量").link("日期", "sorting"))
    (current,) = page.tree.xpath("//nav[@aria-label='排序']//*[@aria-current]")
    assert current.text == "日期"


def test_long_facets_fold_their_rest_and_unfold_when_it_holds_the_choice(visit: Visit) -> None:
    page = visit("/search", q="质量")
    below = page.tree.find_class("facet-below")
    assert [folded.get("open") for folded in below] == [None] * 3
    chosen = visit(below[1].xpath(".//a")[-1].get("href"))
    assert [folded.get("open") is not None for folded in chosen.tree.find_class("facet-below")] == [False, True, False]


def test_without_a_query_hits_stand_by_document_and_no_relevance_is_spoken_of(visit: Visit) -> None:
    page = visit("/search", document="lighting")
    names = [link.text for link in page.tree.xpath("//nav[@aria-label='排序']//a")]
    (current,) = page.tree.xpath("//nav[@aria-label='排序']//*[@aria-current]")
    assert names == ["文件", "日期"] and current.text == "文件"


def test_how_the_query_was_read_is_shown(visit: Visit) -> None:
    assert visit("/search", q="照明 平台").texts("understood") == ["检索理解 词“照明”；词“平台”"]


def test_no_hits_says_that_the_search_worked_and_what_to_try(visit: Visit) -> None:
    page = visit("/search", q="飞船", document="lighting")
    assert page.status == 200
    assert "没有符合条件的条款" in page.text
    assert "检索已正常完成" in page.text
    assert page.texts("understood") == ["检索理解 词“飞船”"]


def test_no_hits_in_what_was_chosen_leads_to_those_elsewhere_and_says_where_there_are_none(visit: Visit) -> None:
    page = visit("/search", q='"灯具"', document="library")
    assert page.link("文件：", "nothing") == page.link("在全部文件中检索", "nothing")
    assert '在全部文件中检索“"灯具"”（3 条）' in page.text
    assert visit(page.link("在全部文件中检索", "nothing")).texts("results-total")[0].startswith("共 3 条")
    nowhere = visit("/search", q="飞船", document="lighting")
    assert "去掉已选的条件，库中也没有符合“飞船”的条款。" in nowhere.text
    assert "去掉条件 文件" not in " ".join(nowhere.texts("nothing"))


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ('"飞船" -登记', []),
        ('"飞船" NOT 登记 灯具', ["灯具"]),
        ('"飞船" -"登记 灯具"', []),
        ('"飞船" (登记 OR 灯具)', ["登记", "灯具"]),
        ('"飞船" -（登记 灯具）', []),
    ],
)
def test_what_is_excluded_and_brackets_are_no_simpler_search(visit: Visit, query: str, offered: list[str]) -> None:
    found = [text.split("（")[0].removeprefix("只检索 ") for text in visit("/search", q=query).texts("suggestion")]
    assert found == offered


def test_no_hits_offers_simpler_searches_that_find_something_with_their_number(visit: Visit) -> None:
    page = visit("/search", q='"登记 灯具" 飞船')
    assert page.texts("suggestion") == ["只检索 登记（3 条）", "只检索 灯具（3 条）"]
    assert visit(page.link("灯具", "suggestion")).texts("results-total")[0].startswith("共 3 条")


def test_a_quoted_phrase_without_hits_offers_its_words_without_quotation_marks(visit: Visit) -> None:
    page = visit("/search", q='"登记 灯具"')
    assert page.texts("suggestion")[0] == "只检索 登记 灯具（1 条）"


def test_no_hits_inside_a_filter_offers_only_what_the_filter_lets_through(visit: Visit) -> None:
    assert visit("/search", q='"登记 灯具"', document="library").texts("suggestion") == []


def test_a_slip_is_shown_where_it_is_with_a_hint(visit: Visit) -> None:
    page = visit("/search", q='照明 "灯具 监控')
    assert page.status == 400
    assert "检索式有误：引号没有成对" in page.text
    assert page.texts("slip") == ['"']
    assert page.texts("slip-query") == ['照明 "灯具 监控']
    assert "第 4 个字符" in page.text
    assert "请补上另一半引号" in page.text
    (box,) = page.tree.xpath("//main//input[@name='q']")
    assert box.get("value") == '照明 "灯具 监控'


def test_the_slip_in_a_very_long_query_is_shown_with_its_neighbours_only(visit: Visit) -> None:
    page = visit("/search", q="甲" * 300 + '"' + "乙" * 300)
    assert page.texts("slip-query") == ["……" + "甲" * 40 + '"' + "乙" * 40 + "……"]


@pytest.mark.parametrize("query", ["<script>alert(1)</script>", '"><img src=x onerror=x>"', "{{ 7*7 }}", "\x00", "é̀"])
def test_whatever_is_typed_comes_back_as_text(visit: Visit, query: str) -> None:
    page = visit("/search", q=query)
    assert page.status in (200, 400)
    assert [script.get("src") for script in page.tree.iter("script")] == ["/static/policykb.js"]
    assert "49" not in page.texts("nothing")
    assert not page.tree.xpath("//img")


def test_markup_in_a_document_is_shown_as_text_in_hits() -> None:
    text = "照明<b>办法</b>\n\n一、<i>要求</i>\n照明要<script>节约</script>，不得浪费。\n"
    found = record(SourceText("evil.txt", "txt", text), "evil")
    page: Page = visitor(make_app(FakeProvider(FakeEngine([found]))).test_client())("/search", q="照明")
    assert "<script>节约</script>" in "".join(page.texts("hit-text"))
    assert not page.tree.xpath("//main//script | //main//b | //main//i")


def test_a_hit_of_which_nothing_is_known_has_no_empty_list_beside_its_links() -> None:
    """It would take room and move the links; a screen reader would announce it."""
    found = record(SourceText("bare.txt", "txt", "照明要节约，不得浪费。\n"), "bare")
    page = visitor(make_app(FakeProvider(FakeEngine([found]))).test_client())("/search", q="照明")
    assert page.texts("hit-text") == ["照明要节约，不得浪费。"]
    (foot,) = page.tree.find_class("hit-foot")
    assert [child.get("class") for child in foot] == ["hit-links"]


def test_a_slow_engine_still_gives_the_page(records: Sequence[Record]) -> None:
    page = visitor(make_app(FakeProvider(FakeEngine(records, delay=0.05))).test_client())("/search", q="照明")
    assert page.status == 200


def test_one_search_page_asks_the_engine_for_one_search(records: Sequence[Record]) -> None:
    engine = FakeEngine(records)
    asked: list[object] = []
    search: Callable[..., object] = engine.search
    engine.search = lambda request: asked.append(request) or search(request)  # type: ignore[method-assign]
    visitor(make_app(FakeProvider(engine)).test_client())("/search", q="照明")
    assert len(asked) == 1


@pytest.mark.parametrize(
    "query", ["照明", "zzzz", "(照明"], ids=["with results", "without results", "with a query not understood"]
)
def test_filters_left_out_are_said_on_the_page(visit: Visit, query: str) -> None:
    page = visit("/search", q=query, region=[f"甲{number}" for number in range(60)])
    assert "其余 10 个没有计入（地区 10 个）" in " ".join(page.texts("notice"))


def test_a_query_without_hits_is_repeated_with_its_quotation_marks_nested(visit: Visit) -> None:
    page = visit("/search", q="“飞船升空”")
    assert not page.texts("hit")
    assert "没有条款符合“‘飞船升空’”" in page.tree.text_content()
