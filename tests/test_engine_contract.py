"""What the protocol promises, asked of every engine. A new engine joins with one line in ``ENGINES``."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.duties.models import Basis, Role
from indexer.engine.batch import Batch
from indexer.engine.batch_writing import write_batch
from indexer.engine.protocol import (
    FIELD_NAMES,
    ClauseDuties,
    Filter,
    Hit,
    SearchEngine,
    SearchRequest,
    SearchResult,
    Similar,
    Sort,
)
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.errors import QuerySyntaxError
from indexer.lexicon import load_lexicon
from indexer.models import ClauseKind, Record
from indexer.register import load_register
from indexer.segmentation import segmenter_for
from indexer.synonyms import NO_SYNONYMS, Synonyms
from tests import brute_force
from tests.record_maker import RecordMaker, record_of, texts

SEGMENTER = segmenter_for(load_lexicon(), "rjieba")
REGISTER = load_register()

Make = Callable[..., SearchEngine]
"""Records and a folder, and the table of synonyms if any, to an engine."""


def whoosh_engine(records: Sequence[Record], folder: Path, synonyms: Synonyms = NO_SYNONYMS) -> SearchEngine:
    write_batch(folder / "all", records, SEGMENTER, REGISTER)
    return WhooshEngine("g-000001-test", [Batch(folder / "all")], [range(len(records))], SEGMENTER, synonyms=synonyms)


def whoosh_engine_in_parts(records: Sequence[Record], folder: Path, synonyms: Synonyms = NO_SYNONYMS) -> SearchEngine:
    """The same after many small builds: a batch for each document, and an old version of each that no longer counts."""
    batches = []
    for number, record in enumerate(records):
        old = record_of(record.document.id, "这是旧的版本，食品药品质量监管企业检查都在其中。", title="旧标题")
        write_batch(folder / str(number), [old, record], SEGMENTER, REGISTER)
        batches.append(Batch(folder / str(number)))
    return WhooshEngine("g-000002-test", batches, [[1]] * len(batches), SEGMENTER, synonyms=synonyms)


ENGINES: dict[str, Make] = {"whoosh": whoosh_engine, "whoosh-in-parts": whoosh_engine_in_parts}


@pytest.fixture(scope="module", params=ENGINES)
def make(request: pytest.FixtureRequest) -> Make:
    return ENGINES[request.param]


def stalls() -> Record:
    """A document with two parts, items, an annotation, a table cell and a closing sentence."""
    maker = RecordMaker("stalls", "关于规范食品摊点经营的实施意见", "某政发〔2018〕3号", "2018-05-01")
    part = maker.heading("一、", "总体要求")
    maker.sentence("坚持便民与安全并重，到2020年登记率达到90%以上。", part)
    part = maker.heading("二、", "主要任务")
    item = maker.heading("（一）", "划定经营区域", part)
    maker.sentence("合理设置食品摊点，推行“双随机、一公开”监管。", item)
    maker.sentence("对首台(套)清洗设备给予补助，鼓励ISO22000认证。", item)
    maker.sentence("（责任单位：市市场监管局、市商务局）", item, ClauseKind.ANNOTATION)
    item = maker.heading("（二）", "加强日常检查", part)
    maker.sentence("开展飞行检查，落实第八条规定。", item)
    maker.sentence("餐饮单位实行明厨亮灶。", item, ClauseKind.CELL)
    maker.sentence("各区政府要抓好落实。")
    return maker.make()


def lamps() -> Record:
    maker = RecordMaker("lamps", "关于加强街道照明管理的通知", "某政办发〔2019〕12号", "2019-02-01")
    item = maker.heading("（一）", "更换老旧灯具")
    maker.sentence("更换老旧灯具，质量须经检查。", item)
    item = maker.heading("（八）", "保障安全用电")
    maker.sentence("根据某政发〔2018〕3号文件，做好摊点周边照明。", item)
    maker.sentence("灯具企业须有合格证。", item)
    return maker.make()


@pytest.fixture(scope="module")
def engine(make: Make, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    opened = make([stalls(), lamps()], tmp_path_factory.mktemp("engine"))
    yield opened
    opened.close()


def ask(engine: SearchEngine, query: str, *filters: Filter, sort: Sort = Sort.DOCUMENT) -> SearchResult:
    return engine.search(SearchRequest(query, filters, sort, limit=1000))


def found(engine: SearchEngine, query: str, *filters: Filter) -> set[str]:
    return set(texts(ask(engine, query, *filters).hits))


STALL_ITEM = {
    "合理设置食品摊点，推行“双随机、一公开”监管。",
    "对首台(套)清洗设备给予补助，鼓励ISO22000认证。",
    "（责任单位：市市场监管局、市商务局）",
}
INSPECTION = {"开展飞行检查，落实第八条规定。", "餐饮单位实行明厨亮灶。"}
LAMP_ITEM = {"根据某政发〔2018〕3号文件，做好摊点周边照明。", "灯具企业须有合格证。"}


def test_a_word_is_found_in_text_and_in_the_headings_above(engine: SearchEngine) -> None:
    assert found(engine, "检查") == INSPECTION | {"更换老旧灯具，质量须经检查。"}


def test_all_words_of_a_run_must_occur_but_may_stand_in_text_and_heading(engine: SearchEngine) -> None:
    assert found(engine, "餐饮检查") == {"餐饮单位实行明厨亮灶。"}


def test_a_word_is_found_across_the_punctuation_written_into_it(engine: SearchEngine) -> None:
    assert found(engine, "双随机一公开") == {"合理设置食品摊点，推行“双随机、一公开”监管。"}
    assert found(engine, "首台套") == {"对首台(套)清洗设备给予补助，鼓励ISO22000认证。"}


def test_a_part_of_a_long_word_is_found(engine: SearchEngine) -> None:
    assert found(engine, "监管局") == {"（责任单位：市市场监管局、市商务局）"}
    assert found(engine, "亮") == {"餐饮单位实行明厨亮灶。"}


def test_words_of_letters_and_digits_are_found_whole_only(engine: SearchEngine) -> None:
    assert found(engine, "iso22000") == {"对首台(套)清洗设备给予补助，鼓励ISO22000认证。"}
    assert found(engine, "2020") == {"坚持便民与安全并重，到2020年登记率达到90%以上。"}
    assert found(engine, "020") == set()


def test_a_quoted_phrase_matches_across_words_and_only_as_written(engine: SearchEngine) -> None:
    assert found(engine, "“双随机、一公开”监管") == {"合理设置食品摊点，推行“双随机、一公开”监管。"}
    assert found(engine, "“摊点，推行”") == {"合理设置食品摊点，推行“双随机、一公开”监管。"}
    assert found(engine, "“双随机一公开”") == set()
    assert found(engine, "“随机、一”") == {"合理设置食品摊点，推行“双随机、一公开”监管。"}
    assert found(engine, "“90%”") == {"坚持便民与安全并重，到2020年登记率达到90%以上。"}
    assert found(engine, "“用电摊点”") == set()


def test_a_quoted_phrase_finds_a_heading(engine: SearchEngine) -> None:
    assert found(engine, "“加强日常检查”") == INSPECTION


def test_full_width_and_half_width_are_the_same(engine: SearchEngine) -> None:
    assert found(engine, "ＩＳＯ２２０００") == found(engine, "iso22000")
    assert found(engine, "“首台（套）”") == {"对首台(套)清洗设备给予补助，鼓励ISO22000认证。"}


def test_a_prefix_finds_words_that_begin_so(engine: SearchEngine) -> None:
    assert found(engine, "iso*") == {"对首台(套)清洗设备给予补助，鼓励ISO22000认证。"}
    assert found(engine, "明厨*") == {"餐饮单位实行明厨亮灶。"}
    assert found(engine, "厨亮*") == set()


def test_boolean_operators_combine_sets(engine: SearchEngine) -> None:
    food, lamp = found(engine, "食品"), found(engine, "灯具")
    assert found(engine, "食品 OR 灯具") == food | lamp
    assert found(engine, "食品 AND 灯具") == food & lamp == set()
    everything = found(engine, "")
    assert found(engine, "NOT 食品") == everything - food
    assert found(engine, "(食品 OR 灯具) -检查") == (food | lamp) - found(engine, "检查")


@pytest.mark.parametrize(
    "query", ["某政发〔2018〕3号", "某政发[2018]3号", "某政发（2018）3号", "某政发2018 3号", "〔2018〕3号"]
)
def test_a_document_number_finds_the_document_and_what_cites_it(engine: SearchEngine, query: str) -> None:
    result = ask(engine, query)
    assert result.total == 8
    assert {hit.document.id for hit in result.hits} == {"stalls", "lamps"}


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


def test_the_title_helps_only_when_nothing_else_does(engine: SearchEngine) -> None:
    assert found(engine, "经营") == STALL_ITEM
    assert found(engine, "街道 合格证") == {"灯具企业须有合格证。"}
    assert ask(engine, "实施意见").total == 7


def test_relaxing_is_said_and_quoted_words_still_hold(engine: SearchEngine) -> None:
    result = ask(engine, "飞行检查 灯具")
    assert result.relaxed and any("部分" in phrase for phrase in result.understood)
    assert set(texts(result.hits)) == found(engine, "飞行检查 OR 灯具")
    assert not ask(engine, "飞行检查").relaxed
    strict = ask(engine, "飞行检查 AND 灯具")
    assert strict.total == 0 and not strict.relaxed
    kept = ask(engine, "“灯具企业” 飞行检查 合格证 补助")
    assert kept.relaxed and texts(kept.hits) == ["灯具企业须有合格证。"]
    alone = ask(engine, "“灯具企业”飞行检查")
    assert alone.relaxed and texts(alone.hits) == ["灯具企业须有合格证。"]


def test_a_question_finds_what_holds_some_of_its_words_though_others_hold_all(engine: SearchEngine) -> None:
    asked = ask(engine, "清洗设备质量有没有补助")
    assert not found(engine, "清洗 AND 设备 AND 质量 AND 补助") and asked.relaxed
    asked = ask(engine, "清洗设备有没有补助 认证")
    assert found(engine, "清洗 AND 设备 AND 补助 AND 认证") and not asked.relaxed
    assert set(texts(asked.hits)) == found(engine, "清洗 OR 设备 OR 补助 OR 认证")
    assert any("提问" in phrase for phrase in asked.understood)


def test_a_quotation_that_nothing_holds_does_not_leave_a_question_without_answer(engine: SearchEngine) -> None:
    asked = ask(engine, "“地摊”怎么登记照明")
    assert asked.relaxed and any("引号" in phrase for phrase in asked.understood)
    assert set(texts(asked.hits)) == found(engine, "登记 OR 照明")
    assert ask(engine, "“地摊” 登记 照明").total == 0


def test_an_empty_query_lists_everything_in_document_order(engine: SearchEngine) -> None:
    result = ask(engine, "", sort=Sort.RELEVANCE)
    assert result.total == 10
    by_title = [c.id for r in sorted([stalls(), lamps()], key=lambda r: r.document.title) for c in r.clauses]
    assert [hit.clause.id for hit in result.hits] == by_title


def test_sorting_by_document_and_by_date(engine: SearchEngine) -> None:
    assert [h.document.id for h in ask(engine, "", sort=Sort.DATE).hits] == ["lamps"] * 3 + ["stalls"] * 7
    titles = [h.document.title for h in ask(engine, "", sort=Sort.DOCUMENT).hits]
    assert titles == sorted(titles)


def test_the_better_answer_comes_first(engine: SearchEngine) -> None:
    result = ask(engine, "灯具", sort=Sort.RELEVANCE)
    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)
    assert texts(result.hits) == ["更换老旧灯具，质量须经检查。", "灯具企业须有合格证。"]


@pytest.mark.parametrize("query", ["灯具", "清洗设备有没有补助 认证", "检查 OR 灯具", "（一）灯具 -照明", "便民 安全"])
def test_an_explanation_adds_up_to_the_score_of_the_hit(engine: SearchEngine, query: str) -> None:
    for hit in ask(engine, query, sort=Sort.RELEVANCE).hits:
        explained = engine.explain(SearchRequest(query), hit.clause.id)
        assert explained is not None and explained.found and explained.clause == hit.clause
        assert explained.score == pytest.approx(hit.score, rel=1e-5)
        assert sum(each.score for each in explained.contributions) == pytest.approx(hit.score, rel=1e-5, abs=1e-6)
        for each in explained.contributions:
            assert each.score == pytest.approx(each.share * each.weight * each.rarity * each.saturation)


def test_what_is_no_hit_can_be_explained_and_what_is_not_there_cannot(engine: SearchEngine) -> None:
    other = next(c for c in stalls().clauses if "明厨" in c.text)
    explained = engine.explain(SearchRequest("灯具"), other.id)
    assert explained is not None and not explained.found and explained.score == 0 and not explained.contributions
    assert engine.explain(SearchRequest("灯具"), "lamps:9:zzzzzz") is None


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


def test_pages_of_a_result_follow_each_other_without_gap(engine: SearchEngine) -> None:
    whole = [hit.clause.id for hit in ask(engine, "", sort=Sort.RELEVANCE).hits]
    pages = [engine.search(SearchRequest("", offset=offset, limit=3)) for offset in range(0, 12, 3)]
    assert [hit.clause.id for page in pages for hit in page.hits] == whole
    assert {page.total for page in pages} == {10}
    assert engine.search(SearchRequest("", offset=50)).hits == ()
    assert engine.search(SearchRequest("", limit=0)).hits == ()


def facet(result: SearchResult, field: str) -> dict[str, int]:
    return {value.value: value.count for facet in result.facets if facet.field == field for value in facet.values}


def test_facets_count_all_hits_and_form_a_tree(engine: SearchEngine) -> None:
    result = ask(engine, "")
    assert facet(result, "document") == {"stalls": 7, "lamps": 3}
    assert facet(result, "kind") == {"sentence": 8, "annotation": 1, "cell": 1}
    assert facet(result, "section") == {
        "stalls:1": 1,
        "stalls:2": 5,
        "stalls:2.1": 3,
        "stalls:2.2": 2,
        "lamps:1": 1,
        "lamps:8": 2,
    }
    sections = next(f for f in result.facets if f.field == "section").values
    assert [(v.value, v.level) for v in sections if v.value.startswith("stalls")] == [
        ("stalls:1", 1),
        ("stalls:2", 1),
        ("stalls:2.1", 2),
        ("stalls:2.2", 2),
    ]


def test_a_facet_is_counted_without_its_own_filter(engine: SearchEngine) -> None:
    result = ask(engine, "", Filter("document", "lamps"))
    assert result.total == 3
    assert facet(result, "document") == {"stalls": 7, "lamps": 3}
    assert facet(result, "kind") == {"sentence": 3}
    assert [v.value for f in result.facets if f.field == "document" for v in f.values if v.selected] == ["lamps"]


def test_filters_on_one_field_widen_and_on_several_narrow(engine: SearchEngine) -> None:
    section = Filter("section", "stalls:2.1"), Filter("section", "lamps:8")
    assert found(engine, "", section[0]) == STALL_ITEM
    assert found(engine, "", *section) == STALL_ITEM | LAMP_ITEM
    assert found(engine, "", *section, Filter("kind", "annotation")) == {"（责任单位：市市场监管局、市商务局）"}
    assert found(engine, "", Filter("section", "stalls:2")) == STALL_ITEM | INSPECTION
    assert found(engine, "灯具", Filter("document", "stalls")) == set()


@pytest.mark.parametrize(
    "chosen",
    [
        *(Filter("document", "nothing"), Filter("section", "stalls:9"), Filter("section", "x"), Filter("kind", "poem")),
        *(Filter("region", "火星"), Filter("level", "部长"), Filter("year", "1492"), Filter("genre", "诗")),
    ],
)
def test_a_filter_that_nothing_has_finds_nothing(engine: SearchEngine, chosen: Filter) -> None:
    assert ask(engine, "", chosen).total == 0


def festival() -> Record:
    """A province's document: a task with its annotation, one without, and one covered by an annotation above it."""
    maker = RecordMaker("festival", "关于办好灯会的通知", region="辽宁", level="省")
    maker.sentence("检查灯会摊点。")
    maker.sentence("公布检查结果。")
    maker.sentence("（牵头单位：省市场监管局，配合单位：省商务厅、省市场监督管理局）", kind=ClauseKind.ANNOTATION)
    maker.sentence("热烈欢迎游客。")
    maker.sentence("（责任单位：省商务厅）", kind=ClauseKind.ANNOTATION)
    maker.sentence("备足灯会货源。")
    checking, _, supplying = maker.task(0, 1), maker.task(3), maker.task(5)
    maker.duty(checking, "省市场监管局", Role.LEAD, annotation=2)
    maker.duty(checking, "省商务厅", Role.COOPERATING, annotation=2)
    maker.duty(checking, "省市场监督管理局", Role.COOPERATING, annotation=2)
    maker.duty(checking, "灯会组委会", Role.MENTIONED)
    maker.duty(supplying, "省商务厅", Role.RESPONSIBLE, Basis.INHERITED, annotation=4)
    return maker.make()


def elsewhere() -> Record:
    """Another province's document that names its own office by the same words."""
    maker = RecordMaker("elsewhere", "关于灯会的通知", region="甘肃", level="省")
    maker.sentence("灯会由省商务厅负责。")
    maker.duty(maker.task(0), "省商务厅", Role.RESPONSIBLE)
    return maker.make()


@pytest.fixture(scope="module")
def duties(make: Make, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    opened = make([festival(), elsewhere()], tmp_path_factory.mktemp("duties"))
    yield opened
    opened.close()


CHECKING = {"检查灯会摊点。", "公布检查结果。", "（牵头单位：省市场监管局，配合单位：省商务厅、省市场监督管理局）"}
SUPPLYING = {"备足灯会货源。", "（责任单位：省商务厅）"}
MARKET, TRADE = Filter("department", "辽宁/市场监管"), Filter("department", "辽宁/商务")


def test_a_department_has_the_clauses_of_its_tasks_and_their_annotations(duties: SearchEngine) -> None:
    assert found(duties, "", MARKET) == CHECKING
    assert found(duties, "", TRADE) == CHECKING | SUPPLYING
    assert found(duties, "摊点", TRADE) == {"检查灯会摊点。"}


def test_a_department_is_the_one_of_the_documents_own_place(duties: SearchEngine) -> None:
    assert found(duties, "", Filter("department", "甘肃/商务")) == {"灯会由省商务厅负责。"}
    assert facet(ask(duties, ""), "department") == {"辽宁/商务": 5, "辽宁/市场监管": 3, "甘肃/商务": 1}
    labels = {v.value: v.label for f in ask(duties, "").facets if f.field == "department" for v in f.values}
    assert labels["辽宁/市场监管"] == "辽宁省市场监督管理局"


def test_department_and_role_must_be_of_the_same_duty(duties: SearchEngine) -> None:
    lead, cooperating = Filter("role", "lead"), Filter("role", "cooperating")
    assert found(duties, "", lead) == CHECKING
    assert found(duties, "", TRADE, lead) == set()
    assert found(duties, "", TRADE, cooperating) == CHECKING
    assert found(duties, "", TRADE, MARKET, lead) == CHECKING
    assert found(duties, "", TRADE, Filter("role", "responsible"), Filter("basis", "inherited")) == {"备足灯会货源。"}
    assert facet(ask(duties, "", lead), "department") == {"辽宁/市场监管": 3}
    assert facet(ask(duties, "", TRADE), "role") == {"responsible": 2, "cooperating": 3}


def test_a_clause_counts_once_for_a_department_with_two_roles(duties: SearchEngine) -> None:
    assert facet(ask(duties, "", MARKET), "role") == {"lead": 3, "cooperating": 3}
    assert facet(ask(duties, "", MARKET), "basis") == {"stated": 3}
    assert facet(ask(duties, "", MARKET), "document") == {"festival": 3}


def test_an_annotation_above_its_tasks_states_what_they_inherit(duties: SearchEngine) -> None:
    assert found(duties, "", TRADE, Filter("basis", "inherited")) == {"备足灯会货源。"}
    assert found(duties, "", TRADE, Filter("basis", "stated")) == CHECKING | {"（责任单位：省商务厅）"}


@pytest.mark.parametrize(
    "chosen",
    [
        Filter("department", "灯会组委会"),
        Filter("department", "省商务厅"),
        Filter("role", "mentioned"),
        Filter("role", "提及"),
        Filter("basis", "suggested"),
        Filter("basis", "confirmed"),
    ],
)
def test_mentions_and_what_no_duty_has_find_nothing(duties: SearchEngine, chosen: Filter) -> None:
    assert ask(duties, "", chosen).total == 0


def test_the_names_of_roles_and_bases_are_those_of_the_ledger(duties: SearchEngine) -> None:
    labels = {f.field: [v.label for v in f.values] for f in ask(duties, "").facets}
    assert labels["role"] == ["牵头", "负责", "配合"]
    assert labels["basis"] == ["原文明示", "上文规定"]
    assert {f.field: f.label for f in ask(duties, "").facets if f.field in labels}["department"] == "部门"


def test_of_many_departments_those_with_most_hits_are_listed_and_the_chosen_one(make: Make, tmp_path: Path) -> None:
    maker = RecordMaker("many", region="辽宁", level="省")
    for number in range(60):
        maker.sentence(f"办好第{number}件事。")
        task = maker.task(number)
        maker.duty(task, f"第{number}巡查队", Role.RESPONSIBLE)
        maker.duty(task, "省商务厅", Role.COOPERATING)
    engine = make([maker.make()], tmp_path)
    (departments,) = (f for f in ask(engine, "").facets if f.field == "department")
    assert departments.values[0].count == 60 and departments.values[0].value == "辽宁/商务"
    assert len(departments.values) == 50 and departments.left_out == 11
    keys = {brute_force.duties(maker.make(), clause)[0]["department"] for clause in maker.make().clauses}
    hidden = sorted(keys - {value.value for value in departments.values})[-1]
    (chosen,) = (f for f in ask(engine, "", Filter("department", hidden)).facets if f.field == "department")
    assert len(chosen.values) == 51 and chosen.left_out == 10
    assert [v.value for v in chosen.values if v.selected] == [hidden]
    (none,) = (f for f in ask(engine, "“没有这件事”", Filter("department", hidden)).facets if f.field == "department")
    assert [(v.value, v.count, v.selected) for v in none.values] == [(hidden, 0, True)]
    engine.close()


def library_rules() -> Record:
    """A city's notice that carries rules, and says neither its region in front matter nor its date."""
    maker = RecordMaker("rules", "白银市人民政府关于印发《白银市图书馆管理办法（试行）》的通知")
    maker.sentence("图书馆每周开放六天。")
    return maker.make()


def crossing() -> Record:
    """A paper that says nothing of where it comes from or what it is."""
    maker = RecordMaker("crossing", "路口三十条")
    maker.sentence("路口设灯。")
    maker.sentence("灯下设座。")
    return maker.make()


@pytest.fixture(scope="module")
def shelf(make: Make, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    provincial = RecordMaker("plan", "甘肃省图书馆建设方案", date="2019-01-01", region="甘肃", level="省")
    provincial.sentence("各市建图书馆。")
    ministry = RecordMaker("ministry", "关于公共图书馆的意见", date="2021-03-01", region="全国", level="部门")
    ministry.sentence("支持建图书馆。")
    nation = RecordMaker("nation", "国务院关于图书馆的决定", date="2021-01-01", region="全国", level="国务院")
    nation.sentence("全国建图书馆。")
    records = [library_rules(), crossing(), provincial.make(), ministry.make(), nation.make()]
    opened = make(records, tmp_path_factory.mktemp("shelf"))
    yield opened
    opened.close()


def labelled(result: SearchResult, field: str) -> list[tuple[str, str, int]]:
    return [(v.value, v.label, v.count) for facet in result.facets if facet.field == field for v in facet.values]


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


def test_every_field_has_a_facet_in_the_promised_order(shelf: SearchEngine) -> None:
    assert [(facet.field, facet.label) for facet in ask(shelf, "").facets] == list(FIELD_NAMES.items())


DRILL = "每季度组织一次夜间照明设备应急抢修演练。"


@pytest.fixture(scope="module")
def drills(make: Make, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    own = RecordMaker("drill", "关于演练的通知")
    own.sentence(DRILL)
    own.sentence("每半年组织一次夜间照明设备应急抢修演练并总结。")
    own.sentence("各街道要报送摊点名单。")
    own.sentence("（责任单位：市照明中心，每季度组织一次夜间照明设备应急抢修演练）", kind=ClauseKind.ANNOTATION)
    others = [record_of(f"copy{n}", "每季度组织一次，夜间照明设备应急抢修演练；") for n in range(3)]
    rest = record_of("rest", "每季度组织一次水上照明设备应急抢修演练。", "图书馆每周开放六天。", "现通知如下。")
    twice = [record_of(f"twice{n}", "每年组织一次夜间照明设备应急抢修演练。") for n in range(2)]
    padding = [record_of(f"other{n}", f"第{n}号仓库存放货物，由保管员登记造册。") for n in range(30)]
    opened = make([own.make(), *others, rest, *twice, *padding], tmp_path_factory.mktemp("drills"))
    yield opened
    opened.close()


def clause_id(engine: SearchEngine, document: str, position: int) -> str:
    record = engine.record(document)
    assert record
    return record.clauses[position].id


def test_similar_clauses_are_those_that_say_much_the_same(drills: SearchEngine) -> None:
    similar = drills.similar(clause_id(drills, "drill", 0))
    assert {entry.clause.text for entry in similar.near} == {
        "每半年组织一次夜间照明设备应急抢修演练并总结。",
        "每季度组织一次水上照明设备应急抢修演练。",
        "每年组织一次夜间照明设备应急抢修演练。",
    }
    nearness = [entry.nearness for entry in similar.near]
    assert nearness == sorted(nearness, reverse=True) and all(0 < value < 1 for value in nearness)
    assert all(entry.document.id == entry.clause.document for entry in similar.near)


def test_the_same_words_in_other_documents_are_told_apart_and_counted(drills: SearchEngine) -> None:
    similar = drills.similar(clause_id(drills, "drill", 0), limit=2)
    assert similar.same_documents == 3
    assert len(similar.same) == len(similar.near) == 2
    assert {entry.document.id for entry in similar.same} < {"copy0", "copy1", "copy2"}
    assert {e.clause.text: e.copies for e in drills.similar(clause_id(drills, "drill", 0)).near}[
        "每年组织一次夜间照明设备应急抢修演练。"
    ] == 1


@pytest.mark.parametrize(("document", "position"), [("rest", 1), ("rest", 2), ("drill", 2), ("drill", 3)])
def test_nothing_is_similar_where_nothing_is_near(drills: SearchEngine, document: str, position: int) -> None:
    assert drills.similar(clause_id(drills, document, position)) == Similar()


@pytest.mark.parametrize("missing", ["", "nothing", "drill:0:zzzzzz", "drill", "\ud800"])
def test_nothing_is_similar_to_what_is_not_there(drills: SearchEngine, missing: str) -> None:
    assert drills.similar(missing) == Similar()


def marked(hit: Hit) -> list[str]:
    return [hit.clause.text[start:end] for start, end in hit.marks]


def test_marks_are_exact_spans_of_the_clauses_own_text(engine: SearchEngine) -> None:
    (hit,) = ask(engine, "首台套 iso22000").hits
    assert marked(hit) == ["首台(套", "ISO22000"]
    (hit,) = ask(engine, "“双随机、一公开”").hits
    assert marked(hit) == ["双随机、一公开"]
    (hit,) = ask(engine, "餐饮 检查").hits
    assert marked(hit) == ["餐饮"]
    assert hit.path_marks[-1] and [hit.clause.path[-1][a:b] for a, b in hit.path_marks[-1]] == ["检查"]
    hits = ask(engine, "某政发[2018]3号", Filter("document", "lamps")).hits
    assert [marked(hit) for hit in hits] == [["某政发〔2018〕3号"]]
    assert [ask(engine, "（八）").hits[0].path_marks] == [(((0, 3),),)]


def test_what_is_excluded_is_not_marked(engine: SearchEngine) -> None:
    (hit,) = ask(engine, "开展 -餐饮").hits
    assert marked(hit) == ["开展"]


def test_marks_are_sorted_and_disjoint(engine: SearchEngine) -> None:
    for hit in ask(engine, "食品 OR “合理设置食品” OR 设置 OR 食 OR 摊点").hits:
        flat = [offset for span in hit.marks for offset in span]
        assert flat == sorted(set(flat))


def test_records_clauses_and_outlines_come_back_as_they_went_in(engine: SearchEngine) -> None:
    assert [document.id for document in engine.documents()] == ["lamps", "stalls"]
    for record in (stalls(), lamps()):
        assert engine.record(record.document.id) == record
        assert engine.sections(record.document.id) == record.sections
        for clause in record.clauses:
            assert engine.clause(clause.id) == (clause, record)


@pytest.mark.parametrize("missing", ["", "nothing", "stalls:2.1:zzzzzz", "stalls", ":", "\ud800"])
def test_what_is_not_there_is_none(engine: SearchEngine, missing: str) -> None:
    assert engine.clause(missing) is None
    assert missing == "stalls" or engine.record(missing) is None
    assert missing == "stalls" or engine.sections(missing) == ()


def test_a_slip_is_an_error_with_a_hint_and_no_hits_is_a_result(engine: SearchEngine) -> None:
    with pytest.raises(QuerySyntaxError):
        ask(engine, "AND")
    assert ask(engine, "从未出现过").total == 0


@pytest.mark.parametrize(
    "query",
    ["食品" * 5000, "\x00\ud800", "words:食品", "食品~2^3", "[食品 TO 药品]", "食?品", '"', "\\", "{}", "a" * 10_000],
)
def test_no_text_breaks_a_search(engine: SearchEngine, query: str) -> None:
    try:
        result = ask(engine, query)
    except QuerySyntaxError:
        return
    assert result.total == len(result.hits)
    assert result.seconds < 2


def test_many_threads_get_the_answers_one_would_get(engine: SearchEngine) -> None:
    queries = [
        "食品",
        "iso*",
        "“双随机、一公开”",
        "检查 OR 灯具",
        "（八）",
        "某政发〔2018〕3号",
        "2020",
        "NOT 食品",
    ] * 12
    expected = [[h.clause.id for h in ask(engine, query).hits] for query in queries]
    start = threading.Barrier(8)

    def search_all(_: int) -> list[list[str]]:
        start.wait()
        return [[h.clause.id for h in ask(engine, query).hits] for query in queries]

    with ThreadPoolExecutor(8) as pool:
        assert all(answers == expected for answers in pool.map(search_all, range(8)))


def test_an_empty_corpus_answers_everything_with_nothing(make: Make, tmp_path: Path) -> None:
    engine = make([], tmp_path)
    assert ask(engine, "").total == ask(engine, "食品").total == ask(engine, "“食品” -药品 iso* 第八条").total == 0
    assert engine.documents() == () and engine.record("x") is None
    engine.close()


def test_documents_without_clauses_or_sections_do_no_harm(make: Make, tmp_path: Path) -> None:
    empty = RecordMaker("empty", "只有标题").make()
    bare = RecordMaker("bare", "只有层次")
    bare.heading("一、", "食品")
    engine = make([empty, bare.make(), record_of("one", "食品安全。")], tmp_path)
    assert ask(engine, "食品").total == 1
    assert {document.id for document in engine.documents()} == {"empty", "bare", "one"}
    assert facet(ask(engine, ""), "document") == {"one": 1}
    engine.close()


def test_adding_unrelated_documents_does_not_change_what_is_found(make: Make, tmp_path: Path) -> None:
    alone = make([stalls()], tmp_path / "1")
    together = make([lamps(), stalls(), record_of("x", "与此无关。")], tmp_path / "2")
    for query in ("食品", "“双随机、一公开”", "明厨*"):
        assert found(alone, query) == found(together, query)
    alone.close()
    together.close()


# Random corpora, checked against the slow and obvious search.

PIECES = (
    *("食品", "药品", "食品药品", "质量", "监管", "市场监管局", "检查", "企业"),
    *("的", "、", "，", "“", "”", " ", "（套）", "ISO9001", "2020", "年", "Ａ"),
    *("第八条", "(一)", "某政发〔2018〕3号"),
)
SENTENCES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(lambda pieces: "".join(pieces) + "。")
KINDS = st.sampled_from(ClauseKind)
BODIES = ("省市场监管局", "省农业农村厅", "省市场监督管理局", "各有关部门", "摊点巡查队")
NUMBERS = st.sampled_from(("一、", "（一）", "（二）", "第八条", ""))


@st.composite
def documents(draw: st.DrawFn, identifier: str) -> Record:
    ending = draw(st.sampled_from(("的通知", "的意见", "方案", "三十条")))
    title = "关于" + "".join(draw(st.lists(st.sampled_from(PIECES[:8]), max_size=3))) + ending
    number = draw(st.sampled_from(("", "某政发〔2018〕3号", "某政发〔2019〕3号")))
    maker = RecordMaker(identifier, title, number)
    for _ in range(draw(st.integers(0, 3))):
        parent = draw(st.none() | st.integers(0, len(maker.sections) - 1)) if maker.sections else None
        style = {"第八条": "article"}.get(written := draw(NUMBERS), "")
        section = maker.heading(written, draw(SENTENCES).rstrip("。"), parent, style)
        for _ in range(draw(st.integers(0, 2))):
            maker.sentence(draw(SENTENCES), section, draw(KINDS))
    for _ in range(draw(st.integers(0, 2))):
        maker.sentence(draw(SENTENCES), None, draw(KINDS))
    maker.region, maker.level = draw(st.sampled_from((("", ""), ("辽宁", "省"), ("甘肃", "省"), ("甘肃-白银", "市"))))
    maker.date = draw(st.sampled_from(("", "2018-05-01", "2020-12-31")))
    _duties(draw, maker)
    return maker.make()


def _duties(draw: st.DrawFn, maker: RecordMaker) -> None:
    """Divide the clauses at random into tasks and what annotates them, and give the tasks to bodies."""
    owners = draw(st.lists(st.sampled_from((None, 0, 1)), min_size=len(maker.clauses), max_size=len(maker.clauses)))
    for owner in {owner for owner in owners if owner is not None}:
        task = maker.task(*(position for position, other in enumerate(owners) if other == owner))
        alone = [None, *(position for position, other in enumerate(owners) if other is None)]
        for _ in range(draw(st.integers(0, 3))):
            name, role = draw(st.sampled_from(BODIES)), draw(st.sampled_from(Role))
            basis = draw(st.sampled_from((Basis.STATED, Basis.INHERITED)))
            maker.duty(task, name, role, basis, draw(st.sampled_from(alone)))


CORPORA = st.integers(0, 3).flatmap(lambda n: st.tuples(*(documents(f"d{i}") for i in range(n))))
TERMS = st.sampled_from(
    (
        *("食品", "药品", "质量监管", "品", "检查", "企业", "监管局", "的", "iso9001", "2020", "20", "A"),
        *("“食品、药品”", "“品药”", "“（套）”", "iso*", "质*", "-食品", "NOT 质量"),
        *("检查企业吗", "“食品药品”怎么检查", "第八条", "（一）", "一、", "某政发[2018]3号"),
    )
)
QUERIES = st.recursive(
    TERMS,
    lambda inner: (
        st.tuples(inner, st.sampled_from((" ", " AND ", " OR ", " -", "|")), inner).map("".join)
        | inner.map(lambda query: f"({query})")
    ),
    max_leaves=4,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=CORPORA, data=st.data())
def test_every_engine_agrees_with_the_slow_and_obvious_search(
    make: Make, tmp_path_factory: pytest.TempPathFactory, records: tuple[Record, ...], data: st.DataObject
) -> None:
    engine = make(records, tmp_path_factory.mktemp("random"))
    values = [("document", r.document.id) for r in records] + [("kind", kind.value) for kind in ClauseKind]
    values += [("section", v) for r in records for c in r.clauses for v in brute_force.section_values(r, c)]
    duties = [duty for r in records for c in r.clauses for duty in brute_force.duties(r, c)]
    values += [("role", role.value) for role in Role] + [("basis", basis.value) for basis in Basis]
    values += [item for duty in duties for item in duty.items()]
    values += [(f, value) for r in records for f, found in brute_force.document_values(r).items() for value in found]
    for _ in range(8):
        chosen = data.draw(st.lists(st.sampled_from(values).map(lambda v: Filter(*v)), max_size=3).map(tuple))
        request = SearchRequest(data.draw(QUERIES | st.just("")), chosen, Sort.DOCUMENT, limit=1000)
        rows, is_relaxed = brute_force.find(request, records, SEGMENTER)
        result = engine.search(request)
        expected = sorted(clause.id for record, clause in rows if brute_force.passes(chosen, (record, clause)))
        assert sorted(hit.clause.id for hit in result.hits) == expected
        assert result.total == len(expected)
        assert result.relaxed == is_relaxed
        for counted in result.facets:
            shown = {value.value: value.count for value in counted.values if value.count}
            assert shown == brute_force.counts(counted.field, chosen, rows)
            assert {v.value for v in counted.values if v.selected} <= {f.value for f in chosen}
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


EVERYDAY = Synonyms({"小吃摊": ("食品摊点",), "路灯": ("灯具", "照明")})


@pytest.fixture(scope="module")
def widened(make: Make, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    opened = make([stalls(), lamps()], tmp_path_factory.mktemp("widened"), EVERYDAY)
    yield opened
    opened.close()


def test_a_clause_with_the_official_word_counts_as_holding_the_everyday_word(widened: SearchEngine) -> None:
    official = found(widened, "食品摊点")
    assert official and found(widened, "小吃摊") == official
    assert found(widened, "路灯") == found(widened, "灯具 OR 照明")
    assert found(widened, "小吃摊 监管") == found(widened, "食品摊点 监管")


def test_totals_and_facets_count_widened_hits_like_others(widened: SearchEngine) -> None:
    result, official = ask(widened, "小吃摊"), ask(widened, "食品摊点")
    assert result.total == official.total
    assert result.facets == official.facets
    assert not result.relaxed


def test_widening_is_told_and_can_be_switched_off(widened: SearchEngine) -> None:
    on = widened.search(SearchRequest("小吃摊"))
    off = widened.search(SearchRequest("小吃摊", synonyms=False))
    assert [(synonym.typed, synonym.official) for synonym in on.synonyms] == [("小吃摊", ("食品摊点",))]
    assert any("食品摊点" in said for said in on.understood)
    assert on.total and not off.total
    assert off.synonyms == on.synonyms
    assert not any("食品摊点" in said for said in off.understood)


def test_quoted_and_excluded_words_are_never_widened(widened: SearchEngine) -> None:
    assert found(widened, "“小吃摊”") == set()
    assert found(widened, "监管 -小吃摊") == found(widened, "监管")
    assert found(widened, "食品摊点 -(小吃摊 OR 路灯)") == found(widened, "食品摊点")


def test_what_was_typed_ranks_before_what_only_stands_for_it(make: Make, tmp_path: Path) -> None:
    engine = make([record_of("a", "管好灯具。", "管好路灯。", "管好照明。")], tmp_path, EVERYDAY)
    assert texts(engine.search(SearchRequest("路灯")).hits)[0] == "管好路灯。"
    engine.close()


def test_traditional_characters_find_simplified_text_and_the_other_way_round(make: Make, tmp_path: Path) -> None:
    engine = make([record_of("a", "加强食品监管。", "引自碑文：嚴禁買賣藥品。")], tmp_path)
    assert found(engine, "食品監管") == {"加强食品监管。"}
    assert found(engine, "“严禁买卖”") == found(engine, "嚴禁買賣") == {"引自碑文：嚴禁買賣藥品。"}
    (hit,) = ask(engine, "“严禁买卖”").hits
    assert [hit.clause.text[slice(*span)] for span in hit.marks] == ["嚴禁買賣"]
    assert any("简体" in said for said in ask(engine, "食品監管").understood)
    engine.close()


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


def test_a_compound_word_that_no_clause_holds_is_looked_for_in_its_parts(engine: SearchEngine) -> None:
    result = ask(engine, "食品安全")
    assert found(engine, "食品安全") == found(engine, "食品 AND 安全") and result.total
    assert not result.relaxed
    assert any("拆成" in said for said in result.understood)
    assert found(engine, "“食品安全”") == set()
    assert found(engine, "摊点 -食品安全") == found(engine, "摊点")


def completed(engine: SearchEngine, typed: str) -> list[tuple[str, str]]:
    return [(completion.text, completion.kind) for completion in engine.complete(typed)]


def test_completions_are_words_and_titles_of_the_index(engine: SearchEngine) -> None:
    assert completed(engine, "明厨") == [("明厨亮灶", "word")]
    assert ("划定经营区域", "section") in completed(engine, "划定")
    assert ("划定经营区域", "section") in completed(engine, "经营")
    assert ("关于规范食品摊点经营的实施意见", "document") in completed(engine, "规范")
    assert ("更换老旧灯具", "section") in completed(engine, "更換老舊")
    assert completed(engine, "飞船") == []


def test_completions_may_be_typed_by_sound(engine: SearchEngine) -> None:
    assert ("明厨亮灶", "word") in completed(engine, "mingchu")
    assert ("明厨亮灶", "word") in completed(engine, "mcl")
    assert ("iso22000", "word") in completed(engine, "ISO")


def test_the_last_word_of_a_query_is_completed(engine: SearchEngine) -> None:
    assert ("食品 明厨亮灶", "word") in completed(engine, "食品 明厨")
    assert ("食品 -明厨亮灶", "word") in completed(engine, "食品 -明厨")
    assert completed(engine, "灯具企") == [("灯具企业", "word")]
    assert completed(engine, "灯具明") == []
    assert completed(engine, "食品 ") == completed(engine, "") == completed(engine, "？") == []


def test_text_inside_quotation_marks_is_not_completed(engine: SearchEngine) -> None:
    assert completed(engine, "“明厨") == completed(engine, '食品 "明厨') == []


def test_completions_come_heaviest_first_at_most_as_many_as_asked_and_never_what_is_typed(
    make: Make, tmp_path: Path
) -> None:
    engine = make([record_of("a", "质量标准。", "质量标准好。", "质量强省。", "质量。")], tmp_path)
    assert [text for text, _ in completed(engine, "质量")] == ["质量标准", "质量强省"]
    assert len(engine.complete("质", limit=1)) == 1
    assert engine.complete("质", limit=0) == ()
    engine.close()


def test_departments_are_completed_from_any_of_their_words(make: Make, tmp_path: Path) -> None:
    maker = RecordMaker("a", region="辽宁省", level="省")
    maker.sentence("建好平台。")
    maker.duty(maker.task(0), "省市场监管局", Role.LEAD)
    engine = make([maker.make()], tmp_path)
    (label,) = engine.department_names().values()
    assert engine.department_names() == {"辽宁/市场监管": label}
    assert (label, "department") in completed(engine, "市场监")
    assert (label, "department") in completed(engine, "辽宁省市")
    engine.close()


@given(st.text(st.sampled_from('食品明厨 a-"“*（|\ud800\u200bＡ'), max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_typed_breaks_completions_or_corrections(engine: SearchEngine, typed: str) -> None:
    for completion in engine.complete(typed, limit=3):
        assert completion.text != typed
    with suppress(QuerySyntaxError):
        assert len(engine.correct(SearchRequest(typed))) <= 3


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mingchuliangzao", "明厨亮灶"),
        ("mingchu liangzao", "明厨亮灶"),
        ("ming'chu'liang'zao", "明厨亮灶"),
        ("明厨凉灶", "明厨亮灶"),
        ("明除亮造", "明厨亮灶"),
        ("明亮厨灶", "明厨亮灶"),
        ("明厨灶", "明厨亮灶"),
        ("明厨亮大灶", "明厨亮灶"),
        ("查检", "检查"),
        ("canyin 检查", "餐饮 检查"),
        ("老旧登具", "老旧灯具"),
        ("餐饮 明亮厨灶", "餐饮 明厨亮灶"),
        ("minchu niangzao", "明厨亮灶"),
        ("mingcu nianzao", "明厨亮灶"),
        ("划定精营区域", "划定经营区域"),
        ("街到照明管理", "街道照明管理"),
        ("食平摊点", "食品摊点"),
        ("明厨量燥", "明厨亮灶"),
    ],
)
def test_a_slip_is_answered_by_what_was_meant(engine: SearchEngine, typed: str, meant: str) -> None:
    first, *_ = engine.correct(SearchRequest(typed))
    assert first.query == meant
    assert first.total == engine.search(SearchRequest(meant)).total > engine.search(SearchRequest(f"“{typed}”")).total


@pytest.mark.parametrize(
    "typed", ["明厨亮灶", "“明亮厨灶”", "飞船", "hello world", "iso22000", "", "食品 AND 检查", "abc"]
)
def test_what_is_right_or_unknown_or_quoted_is_not_corrected(engine: SearchEngine, typed: str) -> None:
    assert engine.correct(SearchRequest(typed)) == ()


def busy() -> Record:
    """A document where 食品 and 监管 are common, and the characters of both stand apart as well."""
    maker = RecordMaker("busy", "关于加强食品监管的通知", "某政办发〔2020〕1号", "2020-02-01")
    item = maker.heading("（一）", "监管")
    for _ in range(12):
        maker.sentence("加强食品监管，以监督促管理。", item)
    maker.sentence("管和监并重，品种和食用方法并列。", item)
    return maker.make()


def test_a_slip_that_falls_apart_into_common_characters_is_answered_though_it_finds_many(
    make: Make, tmp_path: Path
) -> None:
    engine = make([busy()], tmp_path)
    for typed, meant in (("管监", "监管"), ("品食 监管", "食品 监管"), ("实品监管", "食品监管")):
        found = engine.search(SearchRequest(typed))
        offered = engine.correct(SearchRequest(typed), found=found)
        assert meant in [correction.query for correction in offered], typed
        assert engine.correct(SearchRequest(typed)) == offered
    for right in ("食品监管", "食品和监管", "监督 管理", "监督促管理"):
        assert engine.correct(SearchRequest(right)) == (), right
    engine.close()


def test_a_rare_word_is_not_offered_beside_a_common_one_of_the_same_sound(make: Make, tmp_path: Path) -> None:
    engine = make([record_of("sounds", *["检查食品。"] * 12, "检查饰品。")], tmp_path)
    assert [correction.query for correction in engine.correct(SearchRequest("shipin"))] == ["食品"]
    assert [correction.query for correction in engine.correct(SearchRequest("时品"))] == ["食品"]
    engine.close()


def test_what_was_meant_may_stand_in_the_text_in_parts_only(make: Make, tmp_path: Path) -> None:
    engine = make([record_of("parts", "食品、药品安全由企业负责。")], tmp_path)
    (offered,) = engine.correct(SearchRequest("shipinanquan"))
    assert offered.query == "食品安全"
    assert offered.total == engine.search(SearchRequest("食品安全")).total == 1
    engine.close()


def test_characters_in_no_word_are_not_taken_for_others_unless_the_whole_occurs(engine: SearchEngine) -> None:
    assert engine.correct(SearchRequest("检察局")) == ()


def test_a_correction_keeps_the_filters(engine: SearchEngine) -> None:
    assert engine.correct(SearchRequest("明亮厨灶", (Filter("document", "lamps"),))) == ()
    assert engine.correct(SearchRequest("明亮厨灶", (Filter("document", "stalls"),)))[0].total == 1


def test_a_title_that_was_replaced_is_offered_no_more(engine: SearchEngine) -> None:
    assert completed(engine, "旧标") == completed(engine, "药品") == []


# Duties given to the engine after the index was built.


def now_has(clause: int, key: str, *duties: tuple[Role, Basis], label: str = "") -> ClauseDuties:
    """All duties of a department by one of the clauses of ``festival``."""
    return ClauseDuties(festival().clauses[clause].id, key, label, frozenset(duties))


def test_duties_given_later_take_the_place_of_those_in_the_index(duties: SearchEngine) -> None:
    lead, confirmed = Filter("role", "lead"), Filter("basis", "confirmed")
    now = duties.with_duties([now_has(0, TRADE.value, (Role.LEAD, Basis.CONFIRMED)), now_has(0, MARKET.value)])
    assert found(now, "", TRADE, confirmed) == found(now, "", TRADE, lead) == {"检查灯会摊点。"}
    assert found(now, "", TRADE, Filter("role", "cooperating")) == CHECKING - {"检查灯会摊点。"}
    assert found(now, "", MARKET) == CHECKING - {"检查灯会摊点。"}
    assert facet(ask(now, ""), "basis") == {"stated": 4, "inherited": 1, "confirmed": 1}
    assert facet(ask(now, ""), "department") == {"辽宁/商务": 5, "辽宁/市场监管": 2, "甘肃/商务": 1}
    assert facet(ask(now, "", lead), "department") == {"辽宁/市场监管": 2, "辽宁/商务": 1}
    (basis,) = (f for f in ask(now, "", TRADE, confirmed).facets if f.field == "basis")
    assert [v.label for v in basis.values if v.selected] == ["人工确认"]


def test_the_engine_that_was_built_goes_on_as_it_was(duties: SearchEngine) -> None:
    before = ask(duties, "").facets
    now = duties.with_duties([now_has(3, TRADE.value, (Role.LEAD, Basis.CONFIRMED))])
    assert found(now, "", TRADE) == CHECKING | SUPPLYING | {"热烈欢迎游客。"}
    assert ask(duties, "").facets == before
    assert now.generation == duties.generation
    assert now.documents() == duties.documents()


def test_a_department_that_no_text_names_is_counted_under_the_name_given_with_it(duties: SearchEngine) -> None:
    culture = Filter("department", "辽宁/文化和旅游")
    added = now_has(3, culture.value, (Role.LEAD, Basis.CONFIRMED), label="辽宁省文化和旅游厅")
    now = duties.with_duties([added])
    assert found(now, "", culture) == {"热烈欢迎游客。"}
    assert now.department_names()[culture.value] == "辽宁省文化和旅游厅"
    shown = {v.value: (v.label, v.count) for f in ask(now, "").facets if f.field == "department" for v in f.values}
    assert shown[culture.value] == ("辽宁省文化和旅游厅", 1)
    assert culture.value not in duties.department_names()


def test_what_is_suggested_gives_way_to_what_is_given(duties: SearchEngine) -> None:
    suggested, confirmed = Filter("basis", "suggested"), Filter("basis", "confirmed")
    proposal = now_has(3, TRADE.value, (Role.RESPONSIBLE, Basis.SUGGESTED))
    before = duties.with_duties([proposal])
    assert found(before, "", suggested, TRADE) == {"热烈欢迎游客。"}
    assert found(before, "", TRADE) == CHECKING | SUPPLYING
    rejected = duties.with_duties([proposal, now_has(3, TRADE.value)])
    assert found(rejected, "", suggested) == set()
    agreed = duties.with_duties([proposal, now_has(3, TRADE.value, (Role.RESPONSIBLE, Basis.CONFIRMED))])
    assert found(agreed, "", suggested) == set()
    assert found(agreed, "", confirmed) == {"热烈欢迎游客。"}
    assert found(agreed, "", TRADE) == CHECKING | SUPPLYING | {"热烈欢迎游客。"}


def test_duties_of_clauses_that_do_not_exist_and_mentions_change_nothing(duties: SearchEngine) -> None:
    nowhere = (ClauseDuties(clause, "辽宁/商务", "", frozenset()) for clause in ("gone:1:abcdef", "festival", ""))
    mention = now_has(3, "辽宁/商务", (Role.MENTIONED, Basis.STATED))
    assert ask(duties.with_duties([*nowhere, mention]), "").facets == ask(duties, "").facets


def test_corrections_count_with_the_duties_given(make: Make, tmp_path: Path) -> None:
    engine = make([stalls()], tmp_path)
    clause = next(hit.clause.id for hit in ask(engine, "明厨亮灶").hits)
    confirmed = ClauseDuties(clause, "辽宁/商务", "商务厅", frozenset({(Role.LEAD, Basis.CONFIRMED)}))
    asked = SearchRequest("明亮厨灶", (Filter("basis", "confirmed"),))
    assert engine.correct(asked) == ()
    assert [offer.total for offer in engine.with_duties([confirmed]).correct(asked)] == [1]
    engine.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=CORPORA, data=st.data())
def test_duties_given_later_count_as_if_the_index_had_been_built_with_them(
    make: Make, tmp_path_factory: pytest.TempPathFactory, records: tuple[Record, ...], data: st.DataObject
) -> None:
    """Each document loses the duties of some of its tasks; what that changes is given to the index of the others."""
    bare = [_without(data.draw(st.sets(st.integers(0, 3))), record) for record in records]
    folder = tmp_path_factory.mktemp("given")
    built, wanted = make(records, folder / "built"), make(bare, folder / "wanted")
    now = built.with_duties([change for old, new in zip(records, bare, strict=True) for change in _changes(old, new)])
    back = wanted.with_duties([change for old, new in zip(bare, records, strict=True) for change in _changes(old, new)])
    values = [
        (field, value)
        for r in records
        for c in r.clauses
        for d in brute_force.duties(r, c)
        for field, value in d.items()
    ]
    chosen = data.draw(st.lists(st.sampled_from(values).map(lambda v: Filter(*v)), max_size=2)) if values else []
    for query in ("", data.draw(QUERIES)):
        for one, other in ((now, wanted), (back, built)):
            asked, expected = ask(one, query, *chosen), ask(other, query, *chosen)
            assert [hit.clause.id for hit in asked.hits] == [hit.clause.id for hit in expected.hits]
            assert asked.total == expected.total
            for field in FIELD_NAMES:
                assert facet(asked, field).items() >= {k: n for k, n in facet(expected, field).items() if n}.items()
                assert sum(facet(asked, field).values()) == sum(facet(expected, field).values())
    built.close()
    wanted.close()


def _without(tasks: set[int], record: Record) -> Record:
    kept = tuple(duty for duty in record.duties.duties if duty.task not in tasks)
    return replace(record, duties=replace(record.duties, duties=kept))


def _changes(old: Record, new: Record) -> Iterator[ClauseDuties]:
    for clause in old.clauses:
        before, after = brute_force.duties(old, clause), brute_force.duties(new, clause)
        for key in {duty["department"] for duty in [*before, *after]}:
            now = {(Role(d["role"]), Basis(d["basis"])) for d in after if d["department"] == key}
            yield ClauseDuties(clause.id, key, key, frozenset(now))


def test_searches_go_on_safely_while_duties_change(duties: SearchEngine) -> None:
    request = SearchRequest("", (Filter("basis", "confirmed"),))
    states = [
        duties.with_duties([now_has(n, "辽宁/商务", (Role.LEAD, Basis.CONFIRMED)) for n in range(k)]) for k in range(5)
    ]

    def look(turn: int) -> bool:
        k = turn % 5
        again = duties.with_duties([now_has(n, "辽宁/商务", (Role.LEAD, Basis.CONFIRMED)) for n in range(k)])
        return again.search(request).total == states[k].search(request).total == k

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(look, range(80)))
