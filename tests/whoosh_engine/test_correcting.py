"""What a query with a slip may have meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.duties.models import Basis, Role
from indexer.engine.answers import ClauseDuties
from indexer.engine.protocol import Filter, SearchEngine, SearchRequest
from indexer.models import Record
from indexer.synonyms import Synonyms
from tests.engine_contract.asking import ask
from tests.engine_contract.corpora import stalls
from tests.engine_contract.engines import Make
from tests.record_maker import RecordMaker, record_of


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


@pytest.mark.parametrize("typed", ["第三十八条 罚款", "第三十八条罚款", "三十五日 罚款"])
def test_a_number_is_no_slip_for_another(make: Make, tmp_path: Path, typed: str) -> None:
    """Of 第三十八条 and 第十八条 only one may be in the corpus, and people look for the other."""
    engine = make([record_of("fines", "依照第十八条处以罚款。", "限三十日内缴纳罚款。", "到第三年免收。")], tmp_path)
    assert engine.correct(SearchRequest(typed)) == ()
    (offered,) = engine.correct(SearchRequest("第十八条 罚宽"))
    assert offered.query == "第十八条 罚款"
    engine.close()


@pytest.mark.parametrize("found", [1, 9])
def test_an_everyday_word_that_no_clause_holds_is_no_slip(make: Make, tmp_path: Path, found: int) -> None:
    sentences = [*(f"请大家参加第{n}次培训。" for n in range(12)), *(f"打击假冒伪劣第{n}号。" for n in range(found))]
    record = record_of("fakes", *sentences)
    unknown, known = (
        make([record], tmp_path / name, Synonyms(table))
        for name, table in (("unknown", {}), ("known", {"打假": ("打击假冒伪劣",)}))
    )
    assert [offered.query for offered in unknown.correct(SearchRequest("打假"))] == ["大家"]
    assert ask(known, "打假").total == found
    assert known.correct(SearchRequest("打假")) == known.correct(SearchRequest("打假", synonyms=False)) == ()
    unknown.close()
    known.close()


def test_a_correction_keeps_the_filters(engine: SearchEngine) -> None:
    assert engine.correct(SearchRequest("明亮厨灶", (Filter("document", "lamps"),))) == ()
    assert engine.correct(SearchRequest("明亮厨灶", (Filter("document", "stalls"),)))[0].total == 1


def test_what_only_a_filter_hides_is_no_slip(make: Make, tmp_path: Path) -> None:
    safe = record_of("safe", *(f"第{n}家报告食品安全。" for n in range(9)))
    engine = make([safe, record_of("goods", "报告产品安全。")], tmp_path)
    elsewhere = (Filter("document", "goods"),)
    assert not engine.correct(SearchRequest("食品安全", elsewhere))
    assert [one.query for one in engine.correct(SearchRequest("产品案全", elsewhere))] == ["产品安全"]


def test_a_question_is_corrected_only_where_it_evidently_has_a_slip(make: Make, tmp_path: Path) -> None:
    """交公积金 is no slip for 公积金 because clauses have only that: who asks has words of their own."""
    funds = record_of("funds", *(f"个体户公积金由第{n}中心办理。" for n in range(9)))
    stalls = record_of("stalls", *(f"第{n}处登记食品摊点，提升质量。" for n in range(9)), "本月采取质量提升行动。")
    engine = make([funds, stalls], tmp_path)
    assert not engine.correct(SearchRequest("个体户能交公积金吗"))
    for typed, meant in (
        ("质量提生行动何时结束？", "质量提升行动何时结束？"),
        ("食平摊点找谁登记", "食品摊点找谁登记"),
    ):
        (offered,) = engine.correct(SearchRequest(typed))
        assert offered.query == meant
        assert offered.total == engine.search(SearchRequest(meant)).total
    engine.close()


def test_a_correction_counts_what_a_long_query_finds_as_a_question(make: Make, tmp_path: Path) -> None:
    """Of many words a part is enough, though nobody asks."""
    sentences = (
        *(f"第{n}处登记食品摊点，采取质量提升行动。" for n in range(9)),
        "质量提升行动补助登记食品摊点清洗设备。",
    )
    engine = make([record_of("stalls", *sentences)], tmp_path)
    request = SearchRequest("食品 摊点 登记 设备 补助 清洗 质量提生行动")
    (offered,) = engine.correct(request)
    assert engine.correct(request, found=engine.search(request)) == (offered,)
    assert offered.total == engine.search(SearchRequest(offered.query)).total
    engine.close()


def test_corrections_count_with_the_duties_given(make: Make, tmp_path: Path) -> None:
    engine = make([stalls()], tmp_path)
    clause = next(hit.clause.id for hit in ask(engine, "明厨亮灶").hits)
    confirmed = ClauseDuties(clause, "辽宁/商务", "商务厅", frozenset({(Role.LEAD, Basis.CONFIRMED)}))
    asked = SearchRequest("明亮厨灶", (Filter("basis", "confirmed"),))
    assert engine.correct(asked) == ()
    assert [offer.total for offer in engine.with_duties([confirmed]).correct(asked)] == [1]
    engine.close()
