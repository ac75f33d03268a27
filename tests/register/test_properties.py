"""What holds for every name, however odd."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.register import How, load_register

REGISTER = load_register()
REGIONS = st.sampled_from(
    ["", "全国", "辽宁", "辽宁省沈阳市", "甘肃", "上海", "上海青浦区", "深圳罗湖区", "没有的地方"]
)
LEVELS = st.sampled_from(["", "国务院", "部门", "省", "市", "县", "区县", "开发区", "没有的层级"])
WORDS = """
省 市 区 县 委 政府 各 有关 部门 单位 市场监管局 发展和改革委员会 财政厅 税务局 沈阳 大连市 甘肃省 人行 中心支行 海关
知识产权局 （ ） 〔 〕 、 和 及 会同 等 / 国家 监管 成员单位 集团 处 办公室 团 人民政府 某 “ ”
"""
PIECES = st.sampled_from(WORDS.split())
NAMES = st.one_of(st.lists(PIECES, max_size=8).map("".join), st.text(max_size=60))


@given(NAMES, REGIONS, LEVELS)
@settings(max_examples=200, deadline=None)
def test_every_name_gets_an_answer_and_is_never_lost(name: str, region: str, level: str) -> None:
    found = REGISTER.resolve(name, region=region, level=level)
    assert found.name == name
    where, _, body = found.key.partition("/")
    assert where
    assert body
    assert "/" not in body
    assert found.function in REGISTER.functions or found.function == ""
    assert (found.how is How.REGISTER) == (found.key in REGISTER.departments)


@given(NAMES, REGIONS, LEVELS)
@settings(max_examples=100, deadline=None)
def test_resolving_twice_gives_the_same(name: str, region: str, level: str) -> None:
    first = REGISTER.resolve(name, region=region, level=level)
    assert REGISTER.resolve(name, region=region, level=level) == first


@given(NAMES.map(lambda name: f"{name}（省知识产权局）"), REGIONS, LEVELS)
@settings(max_examples=100, deadline=None)
def test_the_shape_of_brackets_and_blanks_changes_nothing(name: str, region: str, level: str) -> None:
    written = REGISTER.resolve(name, region=region, level=level)
    other = REGISTER.resolve(" " + name.replace("（", "〔").replace("）", "〕"), region=region, level=level)
    assert other.key == written.key


@given(st.sampled_from(sorted(REGISTER.departments)))
def test_a_full_name_leads_to_its_department_from_anywhere(key: str) -> None:
    department = REGISTER.departments[key]
    for region, level in (("甘肃", "省"), ("辽宁-沈阳-和平区", "县"), ("", "国务院"), ("", "")):
        assert REGISTER.resolve(department.name, region=region, level=level).key == key
