"""The list of documents narrows by what documents are and by words of their titles, and counts documents."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.document_classes import FIELDS
from indexer.engine.protocol import Filter
from indexer.models import Document
from indexer.register import load_register
from tests.record_maker import record_of
from tests.web.documents import SEED, library, lighting
from tests.web.fakes import FakeEngine, FakeProvider
from tests.web.pages import Visit, make_app, visitor
from webapp.catalogue import catalogue

REGISTER = load_register()


def listed(visit: Visit, **arguments: object) -> list[str]:
    page = visit("/documents", **arguments)
    return [link.get("href").rpartition("/")[2] for link in page.tree.xpath("//tbody/tr/th/a")]


def test_documents_are_found_by_words_of_their_title_and_by_their_number(visit: Visit) -> None:
    assert listed(visit, q="照明 通知") == ["lighting"]
    assert listed(visit, q="云政发〔2020〕7号") == ["lighting"]
    assert listed(visit, q="飞船") == []
    assert "没有符合条件的文件" in visit("/documents", q="飞船").text


def test_documents_are_narrowed_by_class_and_a_choice_can_be_widened_or_taken_back(visit: Visit) -> None:
    page = visit("/documents", genre="意见")
    assert page.texts("chip") == ["去掉条件 文种：意见×"]
    assert page.link("文种：意见", "chips") == "/documents"
    assert listed(visit, genre="意见") == [SEED]
    wider = visit(page.link("办法", "facets"))
    assert wider.texts("chip") == ["去掉条件 文种：意见×", "去掉条件 文种：办法×"]
    assert wider.texts("catalogue-total")[0].startswith("共 2 份")


def test_a_new_word_keeps_the_chosen_filters(visit: Visit) -> None:
    page = visit("/documents", region="辽宁", q="质量")
    fields = page.tree.xpath("//form[@aria-label='查找文件']//input")
    assert {field.get("name"): field.get("value") for field in fields} == {"q": "质量", "region": "辽宁"}


def test_what_is_left_out_of_an_address_is_said(visit: Visit) -> None:
    page = visit("/documents", q="照" * 301, region=[f"甲{number}" for number in range(51)])
    cut, many = page.texts("notice-warning")
    assert cut == "标题或文号过长（301 个字），只用了前 300 个字。请缩短后重试。"
    assert many.startswith("条件过多，只按前 50 个筛选，其余 1 个没有计入（地区 1 个）。")


def test_the_counts_are_of_documents(visit: Visit) -> None:
    page = visit("/documents")
    assert any(text.startswith("通知 1 份") for text in page.texts("facet-value"))


def test_documents_that_say_nothing_are_listed_as_such(visit: Visit) -> None:
    assert listed(visit, level="none") == ["library"]
    assert library().document.level == ""


DOCUMENTS = st.lists(
    st.builds(
        Document,
        st.uuids().map(str),
        st.sampled_from(("照明通知", "照明办法", "印发《照明方案》的通知", "灯")),
        region=st.sampled_from(("", "辽宁", "甘肃-白银", "全国")),
        level=st.sampled_from(("", "省", "国务院")),
        written_date=st.sampled_from(("", "2019-01-01", "2020-02-02")),
    ),
    max_size=8,
)
FILTERS = st.lists(
    st.builds(Filter, st.sampled_from(FIELDS), st.sampled_from(("none", "辽宁", "甘肃", "省", "2019", "通知", "诗"))),
    max_size=3,
)


@given(documents=DOCUMENTS, filters=FILTERS, words=st.sampled_from(("", "照明", "方案 照明")))
def test_choosing_a_value_gives_as_many_documents_as_its_count_said(
    documents: list[Document], filters: list[Filter], words: str
) -> None:
    found = catalogue(documents, REGISTER, words, filters)
    for facet in found.facets:
        for value in facet.values:
            others = [chosen for chosen in filters if chosen.field != facet.field]
            alone = catalogue(documents, REGISTER, words, [*others, Filter(facet.field, value.value)])
            assert len(alone.entries) == value.count
    assert {e.document for e in found.entries} <= set(documents)


def test_the_place_of_a_document_is_read_from_its_issuers() -> None:
    (entry,) = catalogue([lighting().document], REGISTER, "").entries
    assert entry.classes == {"region": ("云溪",), "level": ("市",), "year": ("2020",), "genre": ("通知",)}


def test_a_region_that_only_the_title_names_is_told_as_implied() -> None:
    stated = Document("a", "关于照明的通知", region="辽宁")
    named = Document("b", "大连市照明办法")
    unknown = Document("c", "照明办法")
    entries = catalogue([stated, named, unknown], REGISTER, "").entries
    assert [entry.implied_region for entry in entries] == ["", "大连", ""]


def test_an_implied_region_does_not_look_like_a_stated_one() -> None:
    named = record_of("b", "照明。", title="大连市照明办法")
    page = visitor(make_app(FakeProvider(FakeEngine([lighting(), named]))).test_client())("/documents")
    cells = [cell.text_content().strip() for cell in page.tree.xpath("//td[@data-label='地区']")]
    assert sorted(cells) == ["云溪", "大连（推定）"]
    assert page.texts("implied") == ["大连（推定）"]
