"""How the engine ranks beyond what every engine must."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from indexer.engine.protocol import Filter, SearchRequest, Sort
from indexer.models import Record
from tests.engine_contract.asking import ask
from tests.engine_contract.engines import Make, whoosh_engine, whoosh_engine_in_parts
from tests.engine_contract.random_corpora import CORPORA, QUERIES
from tests.record_maker import RecordMaker


def test_words_spread_over_the_sentences_of_an_item_bring_it_forward(make: Make, tmp_path: Path) -> None:
    maker = RecordMaker("spread")
    item, other = maker.heading("（一）", "甲"), maker.heading("（二）", "乙")
    maker.sentence("摊点须登记。", other)
    maker.sentence("公布名单。", other)
    maker.sentence("摊点须登记。", item)
    maker.sentence("照明须检查。", item)
    engine = make([maker.make()], tmp_path)
    best = ask(engine, "摊点登记照明怎么检查", sort=Sort.RELEVANCE).hits
    assert [hit.clause.section for hit in best if hit.clause.text == "摊点须登记。"] == [0, 1]
    engine.close()


def test_in_a_chosen_document_words_that_all_of_it_is_about_do_not_decide(make: Make, tmp_path: Path) -> None:
    """Elsewhere nobody speaks of 专利代理 and everybody of 投诉; here it is the other way round."""
    chosen = RecordMaker("chosen")
    for text in ("专利代理应当自愿。", "专利代理须有许可。", "专利代理禁止泄密。", "管理部门受理投诉的期限另行规定。"):
        chosen.sentence(text)
    others = RecordMaker("others")
    for place in "甲乙丙丁戊己庚辛":
        others.sentence(f"{place}区应当受理投诉。")
    engine = make([chosen.make(), others.make()], tmp_path)
    query = "专利代理 处理投诉"
    first = ask(engine, query, Filter("document", "chosen"), sort=Sort.RELEVANCE).hits[0]
    assert first.clause.text == "管理部门受理投诉的期限另行规定。"
    assert ask(engine, query, sort=Sort.RELEVANCE).hits[0].clause.text.startswith("专利代理")
    told = engine.explain(SearchRequest(query, (Filter("document", "chosen"),)), first.clause.id)
    assert told is not None and told.score == pytest.approx(first.score)
    engine.close()


def test_words_of_a_title_typed_beside_others_choose_the_document(make: Make, tmp_path: Path) -> None:
    records = []
    for place in ("抚顺", "锦州", "营口"):
        maker = RecordMaker(place, f"{place}市食品安全工作方案")
        maker.sentence("摊贩须登记备案。")
        records.append(maker.make())
    engine = make(records, tmp_path)
    query = "锦州 摊贩 备案 收费"
    best = ask(engine, query, sort=Sort.RELEVANCE).hits[0]
    assert best.document.id == "锦州"
    told = engine.explain(SearchRequest(query), best.clause.id)
    assert told is not None and told.score == pytest.approx(best.score)
    assert [each.term for each in told.contributions if each.view == "titles"] == ["锦州"]
    engine.close()


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("四川摊贩要不要备案", "province"),
        ("嘉善摊贩要不要备案", "county"),
        ("青浦摊贩要不要备案", "district"),
        ("青浦区摊贩要不要备案", "district"),
        ("社区摊贩要不要备案", "plain"),
    ],
)
def test_a_document_of_the_place_that_is_asked_about_comes_first(
    make: Make, tmp_path: Path, query: str, first: str
) -> None:
    """People name the place whose document they mean, and its clauses do not repeat it."""
    records = []
    for name, region, title in (
        ("plain", "", "摊贩办法"),
        ("other", "甘肃", "摊贩备案办法"),
        ("province", "四川", "摊贩办法"),
        ("county", "", "嘉善县摊贩办法"),
        ("district", "上海市青浦区", "社区摊贩办法"),
    ):
        maker = RecordMaker(name, title, region=region)
        maker.sentence("摊贩须备案。" if name == "plain" else "各地的摊贩须按规定备案，期限另定。")
        records.append(maker.make())
    engine = make(records, tmp_path)
    best = ask(engine, query, sort=Sort.RELEVANCE).hits[0]
    assert best.document.id == first
    told = engine.explain(SearchRequest(query), best.clause.id)
    assert told is not None and told.score == pytest.approx(best.score)
    assert {each.term for each in told.contributions if each.view == "places"} == (
        set() if first == "plain" else {query.partition("摊贩")[0]}
    )
    engine.close()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=CORPORA, query=QUERIES)
def test_an_index_built_in_parts_ranks_as_one_built_at_once(
    tmp_path_factory: pytest.TempPathFactory, records: tuple[Record, ...], query: str
) -> None:
    results = []
    for make in (whoosh_engine, whoosh_engine_in_parts):
        engine = make(records, tmp_path_factory.mktemp("parts"))
        results.append([(h.clause.id, round(h.score, 9)) for h in ask(engine, query, sort=Sort.RELEVANCE).hits])
        engine.close()
    assert results[0] == results[1]
