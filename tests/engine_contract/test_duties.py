"""Facets over duties: department, role, basis."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.duties.models import Role
from indexer.engine.protocol import Filter, SearchEngine
from tests import brute_force_counts
from tests.engine_contract.asking import ask, facet, found
from tests.engine_contract.corpora import CHECKING, MARKET, SUPPLYING, TRADE, many_departments
from tests.engine_contract.engines import Make
from tests.record_maker import RecordMaker


def test_a_department_has_the_clauses_of_its_tasks_and_their_annotations(duties: SearchEngine) -> None:
    assert found(duties, "", MARKET) == CHECKING
    assert found(duties, "", TRADE) == CHECKING | SUPPLYING
    assert found(duties, "摊点", TRADE) == {"检查灯会摊点。"}


def test_a_department_is_the_one_of_the_documents_own_place(duties: SearchEngine) -> None:
    assert found(duties, "", Filter("department", "甘肃/商务")) == {"灯会由省商务厅负责。"}
    assert facet(ask(duties, ""), "department") == {"辽宁/商务": 5, "辽宁/市场监管": 3, "甘肃/商务": 1}
    labels = {v.value: v.label for f in ask(duties, "").facets if f.field == "department" for v in f.values}
    assert labels["辽宁/市场监管"] == "辽宁省市场监督管理局"


def test_departments_with_the_same_label_are_told_apart_by_their_place(make: Make, tmp_path: Path) -> None:
    records = []
    for name, region, level in (("a", "上海", "省"), ("b", "广东-广州", "市"), ("c", "", "")):
        maker = RecordMaker(name, region=region, level=level)
        maker.sentence("清点路灯。")
        maker.duty(maker.task(0), "路灯巡查队", Role.RESPONSIBLE)
        maker.duty(maker.task(0), f"{name}字号门店", Role.RESPONSIBLE)
        records.append(maker.make())
    engine = make(records, tmp_path)
    labels = {v.label for f in ask(engine, "").facets if f.field == "department" for v in f.values}
    patrols = {"路灯巡查队（上海）", "路灯巡查队（广东广州）", "路灯巡查队（地区未注明）"}
    assert labels == patrols | {"a字号门店", "b字号门店", "c字号门店"}
    engine.close()


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


def test_of_many_departments_those_with_most_hits_come_first_and_the_chosen_one_is_there(
    make: Make, tmp_path: Path
) -> None:
    engine = make([many_departments()], tmp_path)
    (departments,) = (f for f in ask(engine, "").facets if f.field == "department")
    assert departments.values[0].count == 60 and departments.values[0].value == "辽宁/商务"
    assert len(departments.values) + departments.left_out == 61
    counts = [value.count for value in departments.values]
    assert counts == sorted(counts, reverse=True)
    record = many_departments()
    for clause in record.clauses[::6]:
        key = brute_force_counts.duties(record, clause)[0]["department"]
        (chosen,) = (f for f in ask(engine, "", Filter("department", key)).facets if f.field == "department")
        assert [v.value for v in chosen.values if v.selected] == [key]
        assert len(chosen.values) + chosen.left_out == 61
        (none,) = (f for f in ask(engine, "“没有这件事”", Filter("department", key)).facets if f.field == "department")
        assert [(v.value, v.count, v.selected) for v in none.values] == [(key, 0, True)]
    engine.close()
