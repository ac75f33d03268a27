"""Facets over the classes of documents: region, level, year, genre."""

from __future__ import annotations

from indexer.engine.protocol import Filter, SearchEngine
from tests.engine_contract.asking import ask, facet, found, labelled
from tests.record_maker import texts


def test_the_classes_of_documents_are_counted_in_an_order_that_reads_well(shelf: SearchEngine) -> None:
    result = ask(shelf, "")
    assert labelled(result, "level") == [
        ("国家", "国家", 1),
        ("部门", "国务院部门", 1),
        ("省", "省级", 1),
        ("市", "市级", 1),
        ("none", "未注明", 2),
    ]
    assert labelled(result, "year") == [("2021", "2021年", 2), ("2019", "2019年", 1), ("none", "未注明", 3)]
    assert labelled(result, "region") == [
        ("全国", "全国", 2),
        ("甘肃", "甘肃", 2),
        ("甘肃-白银", "白银", 1),
        ("none", "未注明", 2),
    ]
    assert [v.level for f in result.facets if f.field == "region" for v in f.values] == [0, 0, 1, 0]


def test_a_region_holds_what_lies_inside_it(shelf: SearchEngine) -> None:
    assert found(shelf, "", Filter("region", "甘肃")) == {"各市建图书馆。", "图书馆每周开放六天。"}
    assert found(shelf, "", Filter("region", "甘肃-白银")) == {"图书馆每周开放六天。"}


def test_a_notice_is_found_by_its_own_genre_and_by_that_of_what_it_carries(shelf: SearchEngine) -> None:
    assert found(shelf, "", Filter("genre", "通知")) == found(shelf, "", Filter("genre", "办法"))
    assert {value for value, _, _ in labelled(ask(shelf, ""), "genre")} == {
        "通知",
        "办法",
        "方案",
        "意见",
        "决定",
        "none",
    }


def test_what_a_document_does_not_say_can_be_asked_for_and_is_never_dropped(shelf: SearchEngine) -> None:
    for field in ("region", "level", "genre"):
        assert found(shelf, "", Filter(field, "none")) == {"路口设灯。", "灯下设座。"}
    for field in ("level", "year"):
        assert sum(facet(ask(shelf, ""), field).values()) == ask(shelf, "").total


def test_classes_are_counted_without_their_own_filter_and_with_all_others(shelf: SearchEngine) -> None:
    result = ask(shelf, "图书馆", Filter("year", "2021"), Filter("level", "部门"))
    assert texts(result.hits) == ["支持建图书馆。"]
    assert facet(result, "year") == {"2021": 1}
    assert facet(result, "level") == {"国家": 1, "部门": 1}
    assert facet(result, "region") == {"全国": 1}
