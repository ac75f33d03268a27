"""The tables that ship with the program: sound, sourced, and doing what their own examples say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from indexer.register import Kind, Level, Register, validate_register
from indexer.register.building import name_patterns, stationed_types
from indexer.register.models import NamePattern, StationedType
from indexer.register.names import fold_name
from indexer.register.tables import read_tables

TABLES, _ = read_tables()


def test_the_shipped_register_has_no_problems() -> None:
    assert validate_register() == ()


def test_every_name_in_use_leads_to_its_own_department(register: Register) -> None:
    taken_over = {"国家外国专家局": "国家/人力资源社会保障"}
    taken_over |= {"辽宁省版权局": "辽宁/宣传部", "省版权局": "辽宁/宣传部"}
    for department in register.departments.values():
        others = [other.name for other in department.other_names]
        for name in (department.name, *department.short_names, *others):
            found = register.resolve(name, region=department.region, level=department.level)
            assert found.key == taken_over.get(name, department.key), name


def test_every_fact_says_where_it_comes_from(register: Register) -> None:
    cited = {source for department in register.departments.values() for source in department.sources}
    cited |= {source for step in register.successions for source in step.sources}
    cited |= {source for remit in register.remits for source in remit.sources}
    assert cited <= set(register.sources)
    assert all(department.sources for department in register.departments.values())


def test_an_abolished_department_has_an_heir(register: Register) -> None:
    heirless = {
        department.key
        for department in register.departments.values()
        if department.abolished and not register.successors(department.key)
    }
    assert heirless == set()


def test_no_heir_was_gone_before_it_inherited(register: Register) -> None:
    for step in register.successions:
        heir = register.departments[step.successor]
        assert step.year is None or heir.until is None or heir.until > step.year, step


@pytest.mark.parametrize(
    ("key", "kind", "function"),
    [
        ("辽宁/市场监管", Kind.DIRECT, "market-regulation"),
        ("辽宁/知识产权", Kind.SUBORDINATE, "ip"),
        ("辽宁/农业农村", Kind.GOVERNMENT_DEPARTMENT, "agriculture"),
        ("辽宁/国资委", Kind.SPECIAL, "sasac"),
        ("辽宁/营商环境建设", Kind.DIRECT, "government-services"),
        ("辽宁/沈阳海关", Kind.STATIONED, "customs"),
        ("辽宁/检察院", Kind.JUDICIAL, "procuratorate"),
        ("国家/市场监管", Kind.STATE_COUNCIL_BODY, "market-regulation"),
        ("国家/数据", Kind.STATE_BUREAU, "data"),
    ],
)
def test_departments_are_what_the_reform_made_them(register: Register, key: str, kind: Kind, function: str) -> None:
    department = register.departments[key]
    assert (department.kind, department.function) == (kind, function)


def test_the_state_council_of_2018_is_complete(register: Register) -> None:
    now = [entry for entry in register.departments.values() if entry.level is Level.NATION and not entry.abolished]
    assert sum(entry.kind is Kind.STATE_COUNCIL_DEPARTMENT for entry in now) == 26
    assert sum(entry.kind is Kind.STATE_COUNCIL_BODY for entry in now) == 14  # 国发〔2023〕5号
    assert sum(entry.kind is Kind.STATE_BUREAU for entry in now) == 17  # 国发〔2023〕6号
    assert sum(entry.kind is Kind.STATE_COUNCIL_INSTITUTION for entry in now) == 7


def test_every_function_has_remit_terms(register: Register) -> None:
    for function in register.functions:
        terms = {term for remit in register.remit(function) for term in remit.terms}
        assert len(terms) >= 10, function


def test_a_departments_remit_is_its_own_and_its_functions(register: Register) -> None:
    fields = [remit.field for remit in register.remit("辽宁/营商环境建设")]
    assert fields[0] == "营商环境建设"
    assert len(fields) > 1
    terms = {term for remit in register.remit("辽宁/市场监管") for term in remit.terms}
    assert {"计量", "标准化", "认证认可", "特种设备", "缺陷产品召回"} <= terms
    assert register.remit("没有的职能") == ()


@pytest.mark.parametrize("pattern", name_patterns(TABLES), ids=lambda pattern: pattern.pattern[:30])
def test_each_form_of_name_matches_its_examples(register: Register, pattern: NamePattern) -> None:
    assert pattern.examples
    for example in pattern.examples:
        assert re.search(pattern.pattern, fold_name(example))
        found = register.resolve(example, region="甘肃-平凉", level="市")
        assert found.kind is pattern.kind, example


@pytest.mark.parametrize("form", stationed_types(TABLES), ids=lambda form: form.pattern[:30])
def test_each_stationed_type_matches_its_examples(register: Register, form: StationedType) -> None:
    assert form.examples
    for example in form.examples:
        found = register.resolve(example, region="甘肃", level="省")
        assert (found.kind, found.function) == (form.kind, form.function), example


def test_the_table_of_functions_is_the_one_duties_are_scored_with(shared: Path, register: Register) -> None:
    lines = (shared / "policy" / "functions.tsv").read_text(encoding="utf-8").splitlines()
    expected = [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
    assert [(entry.id, entry.name, entry.pattern) for entry in register.functions.values()] == expected
