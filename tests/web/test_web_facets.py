"""Facets as trees: parts in view, their items folded, and no choice ever hidden."""

from __future__ import annotations

from dataclasses import replace

from lxml.html import HtmlElement

from indexer.engine.protocol import Facet, FacetValue
from tests.web.fakes import FakeEngine, FakeProvider
from tests.web.pages import Page, Visit, make_app
from webapp.facets import choices, view


def facet(*values: tuple[str, int], chosen: str = "") -> Facet:
    return Facet("section", "部分", tuple(FacetValue(v, v, 1, v == chosen, level) for v, level in values))


PARTS = [(f"{part}{item or ''}", 2 if item else 1) for part in "甲乙丙" for item in range(6)]
MANY = [(f"第{n}", 0) for n in range(20)]


def test_items_are_gathered_under_their_part() -> None:
    shown = view(facet(*PARTS))
    assert [(tree.value.value, len(tree.below)) for tree in shown.first] == [("甲", 5), ("乙", 5), ("丙", 5)]


def test_only_the_part_with_the_choice_is_unfolded() -> None:
    assert [tree.unfolded for tree in view(facet(*PARTS, chosen="乙3")).first] == [False, True, False]


def test_a_small_facet_is_shown_whole() -> None:
    assert [tree.unfolded for tree in view(facet(*PARTS[:12])).first] == [True, True]


def test_a_long_list_keeps_its_rest_folded_until_it_holds_the_choice() -> None:
    assert (len(view(facet(*MANY)).first), len(view(facet(*MANY)).rest)) == (5, 15)
    assert not view(facet(*MANY)).rest_unfolded
    assert not view(facet(*MANY, chosen="第2")).rest_unfolded
    assert len(view(facet(*MANY[:7])).first) == 7
    assert view(facet(*MANY, chosen="第19")).rest_unfolded


def test_a_very_long_list_says_how_many_are_not_listed_but_always_lists_the_choice() -> None:
    values = [(f"第{n}", 0) for n in range(100)]
    shown = view(facet(*values, chosen="第99"))
    listed = [tree.value.value for tree in (*shown.first, *shown.rest)]
    assert listed == [f"第{n}" for n in range(20)] + ["第99"]
    assert shown.left_out == 79


def test_no_value_is_lost_even_when_the_first_is_the_deepest() -> None:
    shown = view(facet(("甲1", 2), ("甲2", 2), ("乙", 1), ("乙1", 2)))
    assert [value.value for tree in shown.first for value in (tree.value, *tree.below)] == ["甲1", "甲2", "乙", "乙1"]


def test_an_empty_facet_has_no_trees() -> None:
    assert view(facet()).first == ()


def test_what_the_engine_left_out_is_counted_with_what_the_page_leaves_out() -> None:
    assert view(replace(facet(*MANY), left_out=30)).left_out == view(facet(*MANY)).left_out + 30


def counted(field: str, *counts: int, chosen: bool = False, left_out: int = 0) -> Facet:
    values = tuple(FacetValue(str(n), f"值{n}", count, chosen) for n, count in enumerate(counts))
    return Facet(field, field, values, left_out)


def test_what_all_hits_share_is_told_and_offers_no_link() -> None:
    shown = choices([counted("level", 7), counted("year", 4, 3), counted("genre")], total=7)
    assert [facet.field for facet in shown.facets] == ["year"]
    assert shown.shared == (("level", "值0", False),)


def test_the_only_value_of_a_facet_stays_a_link_when_it_was_chosen_or_not_all_hits_have_it() -> None:
    facets = [counted("role", 3), counted("level", 7, chosen=True), counted("department", 7, left_out=1)]
    assert [facet.field for facet in choices(facets, total=7).facets] == ["role", "level", "department"]


def test_on_a_phone_only_facets_with_a_choice_stay_unfolded(visit: Visit) -> None:
    page = visit("/search", q="照明", document="lighting")
    folded = {fold.find(".//h3").text: fold.get("data-fold-on-phone") is not None for fold in folds(page)}
    assert folded["文件"] is False and folded["部分"] is True
    assert all(fold.get("open") is not None for fold in folds(page))


def folds(page: Page) -> list[HtmlElement]:
    return page.tree.find_class("facet-fold")


def test_a_search_can_be_narrowed_by_every_class_of_documents_and_says_so(visit: Visit) -> None:
    page = visit("/search?q=质量&region=辽宁&level=省&year=2019&genre=意见")
    assert page.texts("chip") == [
        "去掉条件 地区：辽宁×",
        "去掉条件 层级：省级×",
        "去掉条件 年份：2019年×",
        "去掉条件 文种：意见×",
    ]
    assert page.texts("results-total")[0].startswith("共 ")
    hidden = [field.get("name") for field in page.tree.xpath("//main//input[@type='hidden']")]
    assert hidden == ["region", "level", "year", "genre"]


def test_a_class_that_no_document_has_is_named_on_its_chip(visit: Visit) -> None:
    page = visit("/search?q=质量&region=甘肃-白银&level=none")
    assert page.texts("chip") == ["去掉条件 地区：白银×", "去掉条件 层级：未注明×"]


def test_the_shared_classes_are_shown_beside_the_facets(visit: Visit) -> None:
    page = visit("/search?q=开关")
    assert "年份2020年" in "".join(page.texts("facet-shared")).replace(" ", "")


def fields(*facets: Facet) -> list[str]:
    return [shown.field for shown in choices(facets, total=99).facets]


def test_sections_are_listed_once_the_hits_are_in_few_documents_or_in_chosen_ones() -> None:
    sections = counted("section", 3, 2)
    assert fields(counted("document", 3, 2, 1), sections) == ["document", "section"]
    assert fields(counted("document", 3, 2, 1, 1), sections) == ["document"]
    assert fields(counted("document", 3, 2, left_out=2), sections) == ["document"]
    assert fields(counted("document", 3, 2, 1, 1, chosen=True), sections) == ["document", "section"]
    assert fields(counted("document", 3, 2, 1, 1), counted("section", 3, 2, chosen=True)) == ["document", "section"]


def test_for_a_pasted_paragraph_each_facet_lists_few_values_and_the_chosen_ones() -> None:
    shown = view(facet(*MANY, chosen="第19"), brief=True)
    assert [tree.value.value for tree in shown.first] == ["第0", "第1", "第2", "第19"]
    assert (shown.rest, shown.left_out) == ((), 16)
    assert [len(tree.below) for tree in view(facet(*PARTS, chosen="乙3"), brief=True).first] == [0, 1, 0]
    (listed,) = choices([facet(*MANY)], total=99, brief=True).facets
    assert len(listed.first) == 3


def test_departments_and_roles_that_count_by_suggestion_are_told_so() -> None:
    def labels(chosen: bool) -> list[str]:
        basis = Facet(
            "basis",
            "依据",
            (FacetValue("stated", "原文明示", 2, False), FacetValue("suggested", "程序建议", 3, chosen)),
        )
        department = Facet("department", "部门", (FacetValue("甲", "甲", 2, False), FacetValue("乙", "乙", 1, False)))
        return [facet.label for facet in choices([department, basis, counted("year", 4, 3)], total=7).facets]

    assert labels(chosen=True) == ["部门（含程序建议）", "依据", "year"]
    assert labels(chosen=False) == ["部门", "依据", "year"]


def test_what_the_program_suggests_has_its_own_shape_among_the_filters() -> None:
    shown = choices([Facet("basis", "依据", (FacetValue("suggested", "程序建议", 7, False),))], total=7)
    assert shown.shared == (("依据", "程序建议", True),)
    macros = make_app(FakeProvider(FakeEngine([]))).jinja_env.get_template("search/_facets.html").module
    assert '<span class="facet-suggested">程序建议</span>' in macros.shared_values(shown)  # type: ignore[attr-defined]
