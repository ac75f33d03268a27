"""Duties given to the engine after the index was built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.duties.models import Basis, Role
from indexer.engine.answers import ClauseDuties
from indexer.engine.protocol import FIELD_NAMES, Filter, SearchEngine, SearchRequest
from indexer.models import Record
from tests import brute_force_counts
from tests.engine_contract.asking import ask, facet, found
from tests.engine_contract.corpora import CHECKING, MARKET, SUPPLYING, TRADE, festival
from tests.engine_contract.engines import Make
from tests.engine_contract.random_corpora import CORPORA, QUERIES


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


def test_what_is_suggested_stands_below_what_texts_say_and_persons_confirmed(duties: SearchEngine) -> None:
    proposal, agreed = (
        now_has(3, key, (Role.LEAD, basis)) for key, basis in (("甲", Basis.SUGGESTED), ("乙", Basis.CONFIRMED))
    )
    (basis,) = (f for f in ask(duties.with_duties([proposal, agreed]), "").facets if f.field == "basis")
    assert [value.label for value in basis.values] == ["原文明示", "上文规定", "人工确认", "程序建议"]


def test_a_duty_of_the_text_against_which_somebody_objects_is_found_as_such_and_stays_what_it_was(
    duties: SearchEngine,
) -> None:
    objected = Filter("standing", "objected")
    assert found(duties, "", objected) == set()
    assert facet(ask(duties, ""), "standing") == {}
    lead, helps = (Role.LEAD, Basis.STATED), (Role.COOPERATING, Basis.STATED)
    clause, key = festival().clauses[0].id, MARKET.value
    now = duties.with_duties([ClauseDuties(clause, key, "", frozenset({lead, helps}), frozenset({helps}))])
    assert found(now, "", objected) == found(now, "", objected, MARKET) == {"检查灯会摊点。"}
    assert found(now, "", objected, Filter("role", "cooperating"), Filter("basis", "stated")) == {"检查灯会摊点。"}
    assert found(now, "", objected, Filter("role", "lead")) == found(now, "", objected, TRADE) == set()
    (standing,) = (f for f in ask(now, "").facets if f.field == "standing")
    assert (standing.label, [v[:3] for v in standing.values]) == ("处理情况", [("objected", "有异议", 1)])
    assert facet(ask(now, "", objected), "role") == {"cooperating": 1}
    for other in ("department", "role", "basis", "document"):
        assert facet(ask(now, ""), other) == facet(ask(duties, ""), other)
    again = now.with_duties([now_has(1, TRADE.value, (Role.LEAD, Basis.CONFIRMED))])
    assert found(again, "", objected) == {"检查灯会摊点。"}
    assert found(again.with_duties([now_has(0, MARKET.value, lead, helps)]), "", objected) == set()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=CORPORA, data=st.data())
def test_objections_are_counted_as_the_duties_that_they_are_about(
    make: Make, tmp_path_factory: pytest.TempPathFactory, records: tuple[Record, ...], data: st.DataObject
) -> None:
    """Of every department some duties are objected to; those are found and counted, under any other filter on them."""
    rows = [(record, clause) for record in records for clause in record.clauses]
    changes: list[ClauseDuties] = []
    against: dict[str, list[dict[str, str]]] = {}
    for record, clause in rows:
        own = brute_force_counts.duties(record, clause)
        for key in sorted({duty["department"] for duty in own}):
            all_of_it = frozenset((Role(d["role"]), Basis(d["basis"])) for d in own if d["department"] == key)
            some = data.draw(st.sets(st.sampled_from(sorted(all_of_it))))
            changes.append(ClauseDuties(clause.id, key, key, all_of_it, frozenset(some)))
            against.setdefault(clause.id, []).extend(
                {"department": key, "role": role, "basis": basis} for role, basis in some
            )
    built = make(records, tmp_path_factory.mktemp("objected"))
    engine = built.with_duties(changes)
    role = data.draw(st.sampled_from([*Role, None]))
    chosen = [Filter("role", role)] if role else []
    meant = {at: [d for d in duties if role in (None, d["role"])] for at, duties in against.items()}
    result = ask(engine, "", Filter("standing", "objected"), *chosen)
    assert {hit.clause.id for hit in result.hits} == {at for at, duties in meant.items() if duties}
    assert facet(result, "department") == Counter(
        key for duties in meant.values() for key in {d["department"] for d in duties}
    )
    without = facet(ask(engine, "", *chosen), "standing")
    assert without == ({"objected": result.total} if result.total else {})
    built.close()


def test_duties_of_clauses_that_do_not_exist_and_mentions_change_nothing(duties: SearchEngine) -> None:
    nowhere = (ClauseDuties(clause, "辽宁/商务", "", frozenset()) for clause in ("gone:1:abcdef", "festival", ""))
    mention = now_has(3, "辽宁/商务", (Role.MENTIONED, Basis.STATED))
    assert ask(duties.with_duties([*nowhere, mention]), "").facets == ask(duties, "").facets


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
        for d in brute_force_counts.duties(r, c)
        for field, value in d.items()
        if field != "standing"
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
        before, after = brute_force_counts.duties(old, clause), brute_force_counts.duties(new, clause)
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
