"""Boolean logic, and what is done where nothing holds all words."""

from __future__ import annotations

from indexer.engine.protocol import Filter, SearchEngine
from tests.engine_contract.asking import ask, found
from tests.engine_contract.corpora import STALL_ITEM
from tests.record_maker import texts


def test_boolean_operators_combine_sets(engine: SearchEngine) -> None:
    food, lamp = found(engine, "食品"), found(engine, "灯具")
    assert found(engine, "食品 OR 灯具") == food | lamp
    assert found(engine, "食品 AND 灯具") == food & lamp == set()
    everything = found(engine, "")
    assert found(engine, "NOT 食品") == everything - food
    assert found(engine, "(食品 OR 灯具) -检查") == (food | lamp) - found(engine, "检查")


def test_the_title_helps_only_when_nothing_else_does(engine: SearchEngine) -> None:
    assert found(engine, "经营") == STALL_ITEM
    assert found(engine, "街道 合格证") == {"灯具企业须有合格证。"}
    assert ask(engine, "实施意见").total == 7


def test_relaxing_is_said_and_quoted_words_still_hold(engine: SearchEngine) -> None:
    result = ask(engine, "飞行检查 灯具")
    assert result.relaxed and any("部分" in phrase for phrase in result.understood)
    assert "检索词：飞行检查、灯具" in result.understood, "not that the clauses hold both"
    assert set(texts(result.hits)) == found(engine, "飞行检查 OR 灯具")
    assert not ask(engine, "飞行检查").relaxed
    strict = ask(engine, "飞行检查 AND 灯具")
    assert strict.total == 0 and not strict.relaxed
    kept = ask(engine, "“灯具企业” 飞行检查 合格证 补助")
    assert kept.relaxed and texts(kept.hits) == ["灯具企业须有合格证。"]
    alone = ask(engine, "“灯具企业”飞行检查")
    assert alone.relaxed and texts(alone.hits) == ["灯具企业须有合格证。"]


def test_a_chosen_document_shows_what_is_nearest_in_it_though_another_holds_all_words(engine: SearchEngine) -> None:
    lamps = Filter("document", "lamps")
    assert found(engine, "摊点 合理设置") and not ask(engine, "摊点 合理设置").relaxed
    here = ask(engine, "摊点 合理设置", lamps)
    assert set(texts(here.hits)) == found(engine, "摊点", lamps)
    assert here.relaxed and any("部分" in phrase for phrase in here.understood)
    assert not ask(engine, "摊点 照明", lamps).relaxed
    assert ask(engine, "摊点 AND 合理设置", lamps).total == 0


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


def test_a_quotation_that_stands_somewhere_still_holds_in_a_question(engine: SearchEngine) -> None:
    asked = ask(engine, "“合格证”怎么登记照明")
    assert asked.relaxed and texts(asked.hits) == ["灯具企业须有合格证。"]
    assert not any("引号" in phrase for phrase in asked.understood)
    elsewhere = ask(engine, "“合格证”怎么登记照明", Filter("document", "stalls"))
    assert set(texts(elsewhere.hits)) == found(engine, "登记 OR 照明", Filter("document", "stalls"))
    assert any("引号" in phrase for phrase in elsewhere.understood)


def test_where_none_of_several_words_stands_beside_a_quotation_the_quotation_is_found(engine: SearchEngine) -> None:
    kept = ask(engine, "“合格证” 登记 摊贩")
    assert kept.relaxed and texts(kept.hits) == ["灯具企业须有合格证。"]
    numbered = ask(engine, "（八） 登记 摊贩")
    assert numbered.relaxed and set(texts(numbered.hits)) == found(engine, "（八）")
    assert ask(engine, "-合格证 地摊 摊贩").total == 0


def test_what_is_said_of_another_reading_is_true_where_a_document_is_chosen(engine: SearchEngine) -> None:
    everywhere = ask(engine, "飞行检查", Filter("document", "lamps")).understood
    assert found(engine, "飞行检查") and not any("没有条款含有" in phrase for phrase in everywhere)
