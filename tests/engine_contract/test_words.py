"""Words: in the text and in the headings above, in any spelling, in parts."""

from __future__ import annotations

from pathlib import Path

from indexer.engine.protocol import SCATTERED, Filter, Hit, SearchEngine
from tests.engine_contract.asking import ask, found, marked
from tests.engine_contract.corpora import INSPECTION
from tests.engine_contract.engines import Make
from tests.record_maker import record_of


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


def test_full_width_and_half_width_are_the_same(engine: SearchEngine) -> None:
    assert found(engine, "ＩＳＯ２２０００") == found(engine, "iso22000")
    assert found(engine, "“首台（套）”") == {"对首台(套)清洗设备给予补助，鼓励ISO22000认证。"}


def test_a_prefix_finds_words_that_begin_so(engine: SearchEngine) -> None:
    assert found(engine, "iso*") == {"对首台(套)清洗设备给予补助，鼓励ISO22000认证。"}
    assert found(engine, "明厨*") == {"餐饮单位实行明厨亮灶。"}
    assert found(engine, "厨亮*") == set()


def test_traditional_characters_find_simplified_text_and_the_other_way_round(make: Make, tmp_path: Path) -> None:
    engine = make([record_of("a", "加强食品监管。", "引自碑文：嚴禁買賣藥品。")], tmp_path)
    assert found(engine, "食品監管") == {"加强食品监管。"}
    assert found(engine, "“严禁买卖”") == found(engine, "嚴禁買賣") == {"引自碑文：嚴禁買賣藥品。"}
    (hit,) = ask(engine, "“严禁买卖”").hits
    assert [hit.clause.text[slice(*span)] for span in hit.marks] == ["嚴禁買賣"]
    assert any("简体" in said for said in ask(engine, "食品監管").understood)
    engine.close()


def test_where_no_clause_holds_all_parts_what_was_found_of_them_is_said_and_marked(engine: SearchEngine) -> None:
    result = ask(engine, "食品安全", Filter("document", "lamps"))
    assert result.relaxed and any("“食品安全”" in said and "“安全”" in said for said in result.understood)
    assert [marks for hit in result.hits for marks in [*marked(hit), *_marked_above(hit)]] == ["安全"] * len(
        result.hits
    )


def _marked_above(hit: Hit) -> list[str]:
    pairs = zip(hit.clause.path, hit.path_marks, strict=True)
    return [entry[start:end] for entry, spans in pairs for start, end in spans]


def test_a_compound_word_that_no_clause_holds_is_looked_for_in_its_parts(engine: SearchEngine) -> None:
    result = ask(engine, "食品安全")
    assert found(engine, "食品安全") == found(engine, "食品 AND 安全") and result.total
    assert not result.relaxed
    assert any("拆成" in said for said in result.understood)
    assert ["安全"] in [marked(hit) for hit in result.hits]
    assert found(engine, "“食品安全”") == set()
    assert found(engine, "摊点 -食品安全") == found(engine, "摊点")


def test_a_word_that_no_clause_holds_is_looked_for_in_pieces_of_it_and_that_is_said(engine: SearchEngine) -> None:
    result = ask(engine, "检查站")
    assert found(engine, "检查站") == found(engine, "检查") and result.total and result.relaxed
    assert any("“检查站”" in said and "“检查”" in said for said in result.understood)
    assert "检查" in [word for hit in result.hits for word in marked(hit)]
    assert found(engine, "检查站 旧灯具厂") == found(engine, "检查 OR 旧灯 OR 灯具")


def test_what_is_there_and_what_was_quoted_excluded_or_joined_by_an_operator_is_not_taken_to_pieces(
    engine: SearchEngine,
) -> None:
    assert found(engine, "飞行检查 监管局") == found(engine, "飞行检查 OR 监管局")
    assert found(engine, "“检查站”") == found(engine, "检查站 AND 灯具") == set()
    assert found(engine, "摊点 -检查站") == found(engine, "摊点")


def test_a_word_that_only_another_document_holds_is_taken_to_pieces_in_the_chosen_one(engine: SearchEngine) -> None:
    assert found(engine, "飞行检查", Filter("document", "lamps")) == {"更换老旧灯具，质量须经检查。"}
    assert found(engine, "飞行检查") == {"开展飞行检查，落实第八条规定。"}


def test_where_nothing_holds_any_word_most_of_the_characters_are_enough_and_that_is_said(engine: SearchEngine) -> None:
    result = ask(engine, "质检")
    assert found(engine, "质检") == {"更换老旧灯具，质量须经检查。"}
    assert result.relaxed and SCATTERED in result.understood
    assert found(engine, "“质检”") == found(engine, "质检 AND 灯具") == found(engine, "质疑") == set()
    assert SCATTERED not in ask(engine, "质检 灯具").understood
    assert found(engine, "质检", Filter("document", "stalls")) == set()
