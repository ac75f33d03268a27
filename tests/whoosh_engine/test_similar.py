"""Which clauses are near another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from indexer.engine.answers import Similar
from indexer.engine.protocol import SearchEngine
from indexer.models import ClauseKind
from tests.engine_contract.engines import Make
from tests.record_maker import RecordMaker, record_of

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
