"""What is offered while a query is typed."""

from __future__ import annotations

from pathlib import Path

from indexer.duties.models import Role
from indexer.engine.answers import ClauseDuties
from indexer.engine.protocol import SearchEngine, SearchRequest
from tests.engine_contract.engines import Make
from tests.record_maker import RecordMaker, record_of


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


def test_completions_come_heaviest_first_at_most_as_many_as_asked_and_never_what_is_typed(
    make: Make, tmp_path: Path
) -> None:
    engine = make([record_of("a", "质量标准。", "质量标准好。", "质量强省。", "质量。")], tmp_path)
    assert [text for text, _ in completed(engine, "质量")] == ["质量标准", "质量强省"]
    assert len(engine.complete("质", limit=1)) == 1
    assert engine.complete("质", limit=0) == ()
    engine.close()


def test_the_number_of_an_item_is_no_beginning_of_a_word(make: Make, tmp_path: Path) -> None:
    engine = make([record_of("a", "八项规定。", "一批项目。", "第八条规定。")], tmp_path)
    assert completed(engine, "八") and completed(engine, "一")
    for typed in ("（八", "(八", "食品 （八", "（12", "一、", "食品 一、"):
        assert completed(engine, typed) == [], typed
    engine.close()


def test_what_is_typed_in_other_letters_is_no_completion(make: Make, tmp_path: Path) -> None:
    engine = make([record_of("a", "建设5G基站。", "5G网络。", "支持AIGC和AI。")], tmp_path)
    assert [text for text, _ in completed(engine, "AI")] == ["aigc"]
    assert "5g" not in [text for text, _ in completed(engine, "5G")]
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


def test_a_department_without_duties_any_more_is_not_completed(duties: SearchEngine) -> None:
    label = duties.department_names()["辽宁/市场监管"]
    assert (label, "department") in completed(duties, label[:-1])
    clauses = [hit.clause.id for hit in duties.search(SearchRequest("", limit=100)).hits]
    rejected = [ClauseDuties(clause, "辽宁/市场监管", label, frozenset()) for clause in clauses]
    assert (label, "department") not in completed(duties.with_duties(rejected), label[:-1])


def test_a_title_that_was_replaced_is_offered_no_more(engine: SearchEngine) -> None:
    assert completed(engine, "旧标") == completed(engine, "药品") == []
