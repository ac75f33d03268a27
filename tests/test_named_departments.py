"""Departments named in a query are recognised by any of their names, and nothing else is."""

from __future__ import annotations

import pytest

from indexer import named_departments as module
from indexer.named_departments import may_name_departments, named_departments
from indexer.register import load_register
from indexer.register.models import Place, Resolution
from indexer.register.names import NameIndex

REGISTER = load_register()
KNOWN = {"辽宁/市场监管": "辽宁省市场监督管理局", "辽宁/教育": "辽宁省教育厅", "国家/教育": "中华人民共和国教育部"}


@pytest.mark.parametrize(
    ("query", "key", "rest"),
    [
        ("省市场监管局 抽查", "辽宁/市场监管", "抽查"),
        ("市场监督管理局抽查", "辽宁/市场监管", "抽查"),
        ("市监局", "辽宁/市场监管", ""),
        ("辽宁省市场监管局 抽查 不合格", "辽宁/市场监管", "抽查 不合格"),
        ("请问省教育厅负责什么", "辽宁/教育", ""),
        ("省教育厅要做什么？", "辽宁/教育", ""),
        ("省教育厅的任务有哪些", "辽宁/教育", ""),
        ("省教育厅检查什么", "辽宁/教育", "检查什么"),
        ("教育部", "国家/教育", ""),
    ],
)
def test_a_department_is_recognised_by_any_of_its_names(query: str, key: str, rest: str) -> None:
    assert may_name_departments(query)
    (found,) = named_departments(query, REGISTER, KNOWN)
    assert (found.labels, found.rest) == ({key: KNOWN[key]}, rest)
    assert found.typed in query


@pytest.mark.parametrize(
    "query",
    [
        "",
        "食品 抽查",
        "市场监管",
        "加强市场监管和执法",
        "教育部门责任",
        "有关部门",
        "各级党委和政府",
        "省财政厅",
        "“省市场监管局”",
        "抽查 -省市场监管局",
        "抽查 NOT 省市场监管局",
        "食品加工部",
        "工作机制办",
    ],
)
def test_topics_unknown_bodies_and_what_is_quoted_or_excluded_are_no_departments(query: str) -> None:
    assert named_departments(query, REGISTER, KNOWN) == ()


def test_a_name_without_a_region_may_mean_any_department_that_bears_it() -> None:
    both = {**KNOWN, "辽宁-大连/市场监管": "大连市市场监督管理局"}
    (found,) = named_departments("市场监管局 抽查", REGISTER, both)
    assert list(found.labels) == ["辽宁-大连/市场监管", "辽宁/市场监管"]
    (found,) = named_departments("大连市市场监管局", REGISTER, both)
    assert list(found.labels) == ["辽宁-大连/市场监管"]


def test_two_departments_are_found_in_the_order_of_the_query() -> None:
    found = named_departments("省教育厅和省市场监管局", REGISTER, {key: KNOWN[key] for key in list(KNOWN)[:2]})
    assert [key for department in found for key in department.labels] == ["辽宁/教育", "辽宁/市场监管"]


def test_most_queries_end_before_the_register_is_asked() -> None:
    for query in ("食品安全", "国发〔2018〕3号", "质量提升 2020年"):
        assert not may_name_departments(query)


def test_a_name_is_looked_up_once_and_anew_when_the_index_knows_other_departments(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    resolve = module.resolve

    def counting(names: NameIndex, name: str, place: Place) -> Resolution:
        asked.append(name)
        return resolve(names, name, place)

    monkeypatch.setattr(module, "resolve", counting)
    fewer = {"辽宁/教育": "辽宁省教育厅"}
    named_departments("省教育厅", REGISTER, fewer)
    assert asked
    asked.clear()
    (found,) = named_departments("省教育厅 检查", REGISTER, {"辽宁/教育": "教育厅（新名）"})
    assert found.labels == {"辽宁/教育": "教育厅（新名）"}
    assert asked == []
    assert named_departments("省教育厅", REGISTER, {"吉林/教育": "吉林省教育厅"})[0].labels == {
        "吉林/教育": "吉林省教育厅"
    }
    assert asked
