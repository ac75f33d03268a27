"""What the result page offers for the query itself: synonyms to switch off, corrections, departments, completions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from indexer.build import build
from indexer.duties.models import Role
from indexer.engine.opening import open_engine
from indexer.engine.stored.batch import Batch
from indexer.engine.stored.batch_writing import write_batch
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.lexicon import load_lexicon
from indexer.register import load_register
from indexer.segmentation import segmenter_for
from tests.record_maker import RecordMaker
from tests.web import fakes
from tests.web.documents import lighting
from tests.web.fakes import FakeEngine, FakeProvider
from tests.web.pages import Visit, make_app, visitor

SEED = Path(__file__).parents[2] / "corpus"


def test_what_an_everyday_word_was_widened_by_is_shown_and_switched_off_with_one_click(visit: Visit) -> None:
    page = visit("/search", q="路灯杆")
    assert "同时检索：灯具" in page.texts("understood")[0]
    assert page.texts("hit")
    off = visit(page.link("只按原词检索", "understood"))
    assert not off.texts("hit")
    assert "已只按原词检索" in off.texts("understood")[0]
    on = visit(off.link("同时检索灯具", "understood"))
    assert on.texts("hit-text") == page.texts("hit-text")


def test_the_switch_stays_off_for_filters_paging_and_the_next_query(visit: Visit) -> None:
    page = visit("/search", q="质量 更换", syn="0")
    assert "syn=0" in page.link("日期", "sorting")
    hidden = {field.get("name"): field.get("value") for field in page.tree.xpath("//main//input[@type='hidden']")}
    assert hidden == {"syn": "0"}


def test_no_switch_is_shown_where_nothing_was_widened(visit: Visit) -> None:
    assert not visit("/search", q="照明").tree.find_class("synonyms-switch")


def test_a_slip_is_answered_by_did_you_mean_with_the_number_of_clauses(visit: Visit) -> None:
    page = visit("/search", q="造明", kind="sentence")
    (offer,) = page.texts("correction")
    total = visit("/search", q="照明", kind="sentence").texts("results-total")[0].split()[1]
    assert offer == f"您是不是要找 照明（{total} 条）"
    assert unquote(page.link("照明", "correction")) == "/search?q=照明&kind=sentence"
    assert not page.texts("hit")


def test_a_search_that_finds_enough_offers_no_correction(visit: Visit) -> None:
    assert not visit("/search", q="照明").tree.find_class("correction")


def test_a_document_number_that_is_nowhere_offers_the_others_of_its_year(tmp_path: Path) -> None:
    segmenter = segmenter_for(load_lexicon())
    maker = RecordMaker("tax", "关于专项附加扣除的通知", "国发〔2018〕41号")
    maker.sentence("现予公布。")
    write_batch(tmp_path / "batch", [maker.make()], segmenter, load_register())
    searching = WhooshEngine("g-000001-test", [Batch(tmp_path / "batch")], [[0]], segmenter)
    visit = visitor(make_app(FakeProvider(searching)).test_client())  # type: ignore[arg-type]
    page = visit("/search", q="国发[2018]3号文")
    assert page.texts("suggestion") == ["只检索 国发〔2018〕（1 条）"]
    assert "国发〔2018〕41号" in visit(page.link("国发〔2018〕", "suggestion")).text
    assert not visit("/search", q="国发〔2019〕3号").texts("suggestion")
    searching.close()


@pytest.fixture(scope="module")
def with_duties(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """Pages over the real engine, for a document that names departments."""
    segmenter = segmenter_for(load_lexicon())
    folder = tmp_path_factory.mktemp("duties") / "batch"
    write_batch(folder, [lighting()], segmenter, load_register())
    searching = WhooshEngine("g-000001-test", [Batch(folder)], [[0]], segmenter)
    yield visitor(make_app(FakeProvider(searching)).test_client())  # type: ignore[arg-type]
    searching.close()


def test_a_department_named_in_the_query_is_offered_as_a_filter_with_its_number(with_duties: Visit) -> None:
    page = with_duties("/search", q="市财政局 灯具")
    (offer,) = page.texts("department-offer")
    address = unquote(page.link("财政局", "department-offer"))
    assert address == "/search?q=灯具&department=云溪-某市/财政"
    narrowed = with_duties(address)
    total = narrowed.texts("results-total")[0].split()[1]
    assert offer.startswith("按部门筛选 ") and offer.endswith(f"（{total} 条）")
    assert page.texts("chip") == []
    assert not narrowed.tree.find_class("department-offer")


@pytest.fixture(scope="module")
def with_suggestions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """Pages over the document shipped with the program, whose tasks mostly name nobody."""
    index = tmp_path_factory.mktemp("suggested")
    build(SEED, index, max_bytes=10_000_000)
    searching = open_engine(index, corpus=SEED)
    yield visitor(make_app(FakeProvider(searching)).test_client())  # type: ignore[arg-type]
    searching.close()


@pytest.mark.parametrize("query", ["辽宁省市场监管局", "市监局 食品", "省市场监管局要做什么"])
def test_a_department_named_nowhere_is_offered_where_it_is_suggested_and_told_apart(
    with_suggestions: Visit, query: str
) -> None:
    page = with_suggestions("/search", q=query)
    assert not page.tree.find_class("department-offer")
    (offer,) = page.texts("suggested-offer")
    assert offer.startswith("原文没有写明部门，程序建议由其负责 辽宁省市场监督管理局（")
    (link,) = page.tree.xpath("//p[contains(@class, 'suggested-offer')]//a")
    assert "facet-suggested" in link.get("class")
    narrowed = with_suggestions(unquote(link.get("href")))
    assert offer.endswith(f"（{narrowed.texts('results-total')[0].split()[1]} 条）")
    assert not narrowed.tree.find_class("suggested-offer")


def test_nobody_who_asks_for_what_the_text_states_is_offered_suggestions(with_suggestions: Visit) -> None:
    assert not with_suggestions("/search", q="市监局 食品", basis="stated").tree.find_class("suggested-offer")


def test_a_chosen_or_unknown_department_is_not_offered(with_duties: Visit) -> None:
    assert not with_duties("/search", q="市教育局 灯具").tree.find_class("department-offer")
    chosen = with_duties("/search", q="市财政局", department="云溪-某市/财政")
    assert not chosen.tree.find_class("department-offer")


def test_departments_of_several_regions_with_the_same_name_are_offered_those_with_most_clauses_first(
    tmp_path: Path,
) -> None:
    regions = {"大连": 3, "沈阳": 2, "鞍山": 1, "抚顺": 4}
    records = []
    for number, (city, clauses) in enumerate(regions.items()):
        maker = RecordMaker(f"city{number}", f"{city}市工作方案", region=f"辽宁-{city}")
        for ordinal in range(clauses):
            item = maker.heading(f"{ordinal + 1}.", "检查灯具")
            maker.sentence("检查灯具。", item)
            maker.duty(maker.task(ordinal), f"{city}市财政局", Role.RESPONSIBLE)
        records.append(maker.make())
    segmenter = segmenter_for(load_lexicon())
    write_batch(tmp_path / "batch", records, segmenter, load_register())
    searching = WhooshEngine("g-000001-test", [Batch(tmp_path / "batch")], [range(4)], segmenter)
    several = visitor(make_app(FakeProvider(searching)).test_client())  # type: ignore[arg-type]
    (offer,) = several("/search", q="市财政局 灯具").texts("department-offer")
    places = [offer.index(city) for city in ("抚顺", "大连", "沈阳")]
    assert places == sorted(places)
    assert "鞍山" not in offer and "另有 1 个部门用这个名称" in offer
    narrowed = several(several("/search", q="市财政局 灯具").link("抚顺市财政局", "department-offer"))
    assert f"（{narrowed.texts('results-total')[0].split()[1]} 条）" in offer
    searching.close()


def test_a_field_of_work_is_no_department(visit: Visit) -> None:
    assert not visit("/search", q="财政 灯具").tree.find_class("department-offer")


def test_completions_come_as_json_with_the_name_of_their_kind(client: FlaskClient) -> None:
    answer = client.get("/suggest", query_string={"q": "照"})
    assert answer.mimetype == "application/json"
    assert answer.get_json()["completions"][:2] == [
        {"text": "照明", "kind": "word", "label": "词语"},
        {"text": "加强照明<b>", "kind": "section", "label": "标题"},
    ]
    assert client.get("/suggest").get_json() == {"completions": []}


def test_the_search_boxes_know_where_completions_are(visit: Visit) -> None:
    for address in ("/", "/search?q=照明", "/documents"):
        boxes = visit(address).tree.xpath("//input[@name='q' and @type='search' and @data-suggest='/suggest']")
        assert len(boxes) == 1, address


def test_without_an_index_completions_are_refused_like_pages() -> None:
    client = make_app(FakeProvider(FakeEngine([], failure=OSError("weg")))).test_client()
    assert client.get("/suggest", query_string={"q": "照"}).status_code == 503


def test_offers_are_shown_as_text() -> None:
    slip = "<b>造"
    fakes.SLIPS[slip] = "照明"
    try:
        page = visitor(make_app(FakeProvider(FakeEngine([lighting()]))).test_client())("/search", q=slip)
    finally:
        del fakes.SLIPS[slip]
    assert not page.tree.xpath("//main//b")
    assert page.texts("correction")
