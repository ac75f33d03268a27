"""Marks: where the words of the query stand."""

from __future__ import annotations

from indexer.engine.protocol import Filter, SearchEngine
from tests.engine_contract.asking import ask, marked


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
