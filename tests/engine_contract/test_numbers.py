"""Numbers of documents and of items, years and percentages."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.engine.protocol import SearchEngine
from tests.engine_contract.asking import ask, found, marked
from tests.engine_contract.corpora import INSPECTION, LAMP_ITEM, STALL_ITEM
from tests.engine_contract.engines import Make
from tests.record_maker import RecordMaker, record_of, texts


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
    for query in ("百分之十五", "15%", "１５％", "达到15%"):
        assert found(engine, query) == set(sentences[:2]), query
    engine.close()


def test_a_percentage_is_no_other_number_and_no_part_of_one(make: Make, tmp_path: Path) -> None:
    five = ("提高5%以上。", "罚款百分之五以下。", "5 %的股权。")
    others = ("提高15%。", "提高2.5%。", "罚款百分之五十。", "百分之五点五。", "满5年的。", "第5条，占30%。")
    record = RecordMaker("a", "关于提高5%的通知")
    for sentence in (*five, *others):
        record.sentence(sentence)
    record.sentence("适用本节。", record.heading("（一）", "费用超过5%的"))
    engine = make([record.make()], tmp_path)
    under = {"适用本节。"}
    assert found(engine, "5%") == found(engine, "百分之五") == set(five) | under
    assert found(engine, "-5%") == set(others)
    assert found(engine, "提高 5%") == {"提高5%以上。"}
    marks = {
        hit.clause.text: [hit.clause.text[start:end] for start, end in hit.marks] for hit in ask(engine, "5%").hits
    }
    assert marks == dict(zip((*five, *under), (["5%"], ["百分之五"], ["5 %"], []), strict=True))
    assert ask(engine, "5%").understood == ("包含：5%（或写作百分之五）",)
    assert ask(engine, "5% 股权").understood == ("同时包含：5%（或写作百分之五）、股权",)
    engine.close()


def test_an_amount_is_found_in_any_spelling_and_never_as_part_of_another_or_of_a_date(
    make: Make, tmp_path: Path
) -> None:
    days = ("在30天内办结。", "三十日内答复。", "自受理之日起30日内答复。", "时限为 三十 天。")
    others = (
        "一百三十日内办结。",
        "于6月30日前报送。",
        "六月三十日前报送。",
        "自1日至30日开放。",
        "在130天内办结。",
        "三十个工作日内。",
    )
    fines = ("处五万元以下罚款。", "罚款5万元。", "处50000元罚款。")
    more = ("处十五万元罚款。", "罚款25万元。", "处250000元罚款。")
    shares = ("提高百分之五。", "提高5%。", "达到三分之一。", "占1/3。")
    no_shares = ("提高百分之五点五。", "提高百分之五十。", "提高15%。", "达到三分之一百。", "发于2021/1/3。")
    record = record_of("a", *days, *others, *fines, *more, *shares, *no_shares)
    engine = make([record], tmp_path)
    # Each finds besides what holds the very words typed.
    assert found(engine, "三十天 -于 -自1日 -六月") == set(days)
    assert found(engine, "30天") & {*others, *fines} == set()
    assert found(engine, "30天内") == {*days} - {"时限为 三十 天。"}
    assert found(engine, "五万元") == set(fines) | {"处十五万元罚款。"}, "typed words stand where their characters do"
    assert found(engine, "50000元") == found(engine, "5万元") == set(fines)
    assert found(engine, "三分之一") == {"达到三分之一。", "占1/3。", "达到三分之一百。"}
    assert found(engine, "1/3") >= {"达到三分之一。", "占1/3。"}
    assert "达到三分之一百。" not in found(engine, "1/3")
    assert {"提高百分之五点五。", "提高百分之五十。"}.isdisjoint(found(engine, "5%"))
    assert "提高15%。" not in found(engine, "百分之五")
    assert found(engine, "“30天内”") == {"在30天内办结。", "在130天内办结。"}, "what is quoted is taken as it stands"
    result = ask(engine, "30天")
    assert any(said.startswith("同时检索：三十天、30日、三十日") for said in result.understood)
    marks = {hit.clause.text: marked(hit) for hit in result.hits}
    assert marks["三十日内答复。"] == ["三十日"]
    engine.close()


def test_amounts_are_found_in_headings_and_titles_under_the_same_rule(make: Make, tmp_path: Path) -> None:
    maker = RecordMaker("a", "关于三十日内办结的通知", "")
    maker.sentence("甲。", maker.heading("一、", "六月三十日前", None, ""))
    maker.sentence("乙。", maker.heading("二、", "限30日办理", None, ""))
    dated = RecordMaker("b", "关于六月三十日放假的通知", "")
    dated.sentence("丙。", None)
    engine = make([maker.make(), dated.make()], tmp_path)
    assert found(engine, "30天") == {"乙。"}
    assert found(engine, "30天 通知") == {"甲。", "乙。"}
    engine.close()


def test_where_no_article_has_the_number_the_item_with_it_is_found(engine: SearchEngine) -> None:
    result = ask(engine, "第二条 明厨亮灶")
    assert texts(result.hits) == ["餐饮单位实行明厨亮灶。"]
    assert any("编号" in said for said in result.understood)
