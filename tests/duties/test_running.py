"""Duties stated in running text, told apart from mere mentions."""

from __future__ import annotations

import time

import pytest

from indexer.duties.running import named_bodies


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("各级党委和政府要聚焦质量工作，统筹规划。", [("各级党委和政府", "responsible")]),
        ("省直有关部门要按照责任分工，制定方案。", [("省直有关部门", "responsible")]),
        ("各地区、各有关部门要抓好落实。", [("各地区、各有关部门", "responsible")]),
        ("健全“地方政府负总责，监管部门各负其责”的体系。", [("地方政府", "responsible"), ("监管部门", "responsible")]),
        ("由市甲局牵头负责，市各有关部门配合。", [("市甲局", "lead"), ("市各有关部门", "cooperating")]),
        ("由财政部会同商务部制定办法。", [("财政部", "responsible"), ("商务部", "responsible")]),
        ("县级以上人民政府应当加强领导。", [("县级以上人民政府", "responsible")]),
        ("评定办法由市医疗保障局另行制定。", [("市医疗保障局", "responsible")]),
        ("市甲局负责资金拨付，市乙局负责审计监督。", [("市甲局", "responsible"), ("市乙局", "responsible")]),
        ("各县主要负责同志要亲自抓。", [("各县", "mentioned")]),
        (
            "名单由省级主管部门推荐，财政部会同商务部、国家能源局根据条件筛选确定。",
            [
                ("省级主管部门", "responsible"),
                ("财政部", "responsible"),
                ("商务部", "responsible"),
                ("国家能源局", "responsible"),
            ],
        ),
        ("财政部会同有关部门制定办法。", [("财政部", "responsible"), ("有关部门", "mentioned")]),
        ("财政部会同商务部研究提出了意见。", []),
        ("由本级人民政府确定的机构评估。", []),
        ("由首先接到诉求的平台先行受理。", []),
        ("由专家推荐，择优支持。", []),
        (
            "省直有关部门要抓好落实，支持省直有关部门创新，省直有关部门要报告情况。",
            [("省直有关部门", "responsible")],
        ),
        ("具体标准由各区自行制定。", [("各区", "responsible")]),
        ("强化监督管理各地各部门要抓好落实。", [("各地各部门", "responsible")]),
        ("积极拓宽社会参与渠道。", []),
        ("强化各级党委和政府质量工作责任制。", [("各级党委和政府", "mentioned")]),
        ("充分发挥质量工作领导小组作用。", [("质量工作领导小组", "mentioned")]),
        ("施工单位应当建立责任制。", []),
        ("鼓励行业协会参与标准制定。", []),
        ("要加大投入，全部要素应当到位。", []),
        ("工程质量要求严格。", []),
        ("推进绿色制造体系建设。", []),
    ],
)
def test_bodies_are_found_with_the_wording_that_brings_them_in(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert [(named.name, named.wording.value) for named in named_bodies(sentence)] == expected


def test_a_name_stands_where_it_says() -> None:
    sentence = "同时，市直有关部门要按照分工，由市财政局负责保障。"
    found = named_bodies(sentence)
    assert found
    assert all(sentence[named.start : named.end] == named.name for named in found)


@pytest.mark.parametrize("tail", ["", "要抓好落实。", "会议在此。"])
def test_long_lists_of_names_take_no_time(tail: str) -> None:
    started = time.process_time()
    for count in (10, 40, 400):
        named_bodies("、".join(["劳动人事争议仲裁委员会"] * count) + "，" * (count % 2) + tail)
        named_bodies("劳动人事争议仲裁委员会办公室" * count + tail)
    assert time.process_time() - started < 5  # it was minutes: no measure of speed, a guard against backtracking
