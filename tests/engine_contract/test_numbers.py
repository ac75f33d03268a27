"""Numbers of documents and of items, years and percentages."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.engine.protocol import SearchEngine
from tests.engine_contract.asking import ask, found
from tests.engine_contract.corpora import INSPECTION, LAMP_ITEM, STALL_ITEM
from tests.engine_contract.engines import Make
from tests.record_maker import record_of, texts


@pytest.mark.parametrize(
    "query", ["某政发〔2018〕3号", "某政发[2018]3号", "某政发（2018）3号", "某政发2018 3号", "〔2018〕3号"]
)
def test_a_document_number_finds_the_document_and_what_cites_it(engine: SearchEngine, query: str) -> None:
    result = ask(engine, query)
    assert result.total == 8
    assert {hit.document.id for hit in result.hits} == {"stalls", "lamps"}


def test_agency_and_year_find_all_documents_so_numbered_and_what_cites_them(engine: SearchEngine) -> None:
    result = ask(engine, "某政发〔2018〕")
    assert result.total == 8
    assert result.understood == ("发文字号：某政发〔2018〕（本文件及引用处）",)
    assert {hit.document.id for hit in ask(engine, "某政办发（2019）").hits} == {"lamps"}


def test_another_number_is_not_found(engine: SearchEngine) -> None:
    assert ask(engine, "某政发〔2018〕30号").total == 0
    assert ask(engine, "某政办发〔2018〕3号").total == 0


def test_the_number_of_an_item_finds_the_items_so_numbered_and_mentions(engine: SearchEngine) -> None:
    assert found(engine, "（八）") == LAMP_ITEM
    assert found(engine, "第（八）项") == LAMP_ITEM
    assert found(engine, "(一)") == STALL_ITEM | {"更换老旧灯具，质量须经检查。"}
    assert found(engine, "第八条") == {"开展飞行检查，落实第八条规定。"}
    assert found(engine, "二、") == STALL_ITEM | INSPECTION
    assert found(engine, "第二部分 飞行检查") == {"开展飞行检查，落实第八条规定。"}


def test_years_and_percentages_are_found_in_either_spelling(make: Make, tmp_path: Path) -> None:
    sentences = ("到2020年达到15%。", "到二〇二〇年达到百分之十五。", "到二○二○年完成。", "到2021年达到25%。")
    engine = make([record_of("a", *sentences)], tmp_path)
    for query in ("2020年", "二〇二〇年", "二○二○年", "２０２０年"):
        assert found(engine, query) == set(sentences[:3]), query
    for query in ("百分之十五",):
        assert found(engine, query) == set(sentences[:2])
    assert found(engine, "15%") >= set(sentences[:2])
    engine.close()


def test_where_no_article_has_the_number_the_item_with_it_is_found(engine: SearchEngine) -> None:
    result = ask(engine, "第二条 明厨亮灶")
    assert texts(result.hits) == ["餐饮单位实行明厨亮灶。"]
    assert any("编号" in said for said in result.understood)
