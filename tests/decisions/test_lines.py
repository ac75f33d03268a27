"""A decision is one readable line, and every line that is not a decision says why."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given

from indexer.decisions.errors import InvalidDecision
from indexer.decisions.lines import LONGEST, check, format_line, parse_line
from indexer.decisions.models import Decision, DecisionKind
from indexer.duties.models import Role
from tests.decisions.makers import DRUG, decision, part
from tests.decisions.strategies import decisions, unhurried

GOOD = json.loads(format_line(decision("d1")))


@unhurried
@given(decisions())
def test_every_decision_comes_back_as_it_was_written(made: Decision) -> None:
    line = format_line(made)
    assert parse_line(line) == made
    assert format_line(parse_line(line)) == line


@unhurried
@given(decisions())
def test_a_line_is_one_line_for_every_editor(made: Decision) -> None:
    line = format_line(made)
    assert line.splitlines() == [line]
    assert line.encode().decode() == line


def test_a_line_reads_as_a_person_would_tell_it() -> None:
    made = decision("d20230401-4f7a2c9e", DecisionKind.CHANGE, why="三定规定", was=part(DRUG, Role.LEAD, "年底前"))
    assert format_line(made) == (
        '{"id": "d20230401-4f7a2c9e", "when": "2023-04-01T09:00:00+08:00", "who": "张三", "kind": "change", '
        '"document": "market-2023", "task": "market-2023:2.1:abcdef", "excerpt": "规范摊位设置。", '
        '"department": "test/market", "label": "省市场监管局", "role": "responsible", '
        '"was": {"department": "test/drug", "label": "省药监局", "role": "lead", "deadline": "年底前"}, '
        '"why": "三定规定", "text": "blake2b:0123456789abcdef"}'
    )


def test_marks_that_turn_the_direction_of_writing_are_visible_in_the_file() -> None:
    assert "\\u202e" in format_line(decision("d1", why="同意\u202e意同"))


def test_keys_of_a_later_version_are_kept() -> None:
    line = json.dumps(GOOD | {"核对": {"by": ["李四", 3]}, "batch": None}, ensure_ascii=False)
    assert json.loads(format_line(parse_line(line))) == json.loads(line)


def test_a_confirmation_needs_no_reason() -> None:
    check(decision("d1", why=""))


MEANINGLESS = [
    ("{", "不是完整的 JSON"),
    ('{"id": "d1"', "不是完整的 JSON"),
    ("[]", "应是一个 JSON 对象"),
    ("null", "应是一个 JSON 对象"),
    ("{}", "缺少编号（id）、时间（when）"),
    ("[" * 100_000, "嵌套过深"),
    ('{"n": ' + "[" * 30 + "]" * 30 + "}", "嵌套过深"),
    ('{"n": ' + "9" * 5000 + "}", "过长的数字"),
    ('{"id": "a", "id": "b"}', "“id”写了两次"),
    ('{"n": NaN}', "NaN 不是 JSON 的数值"),
]


@pytest.mark.parametrize(("line", "said"), MEANINGLESS)
def test_a_line_that_is_no_decision_says_why(line: str, said: str) -> None:
    with pytest.raises(InvalidDecision, match=said):
        parse_line(line)


WRONG = [
    ({"kind": "approve"}, "决定（kind）应是 confirm、reject、add、change、withdraw 之一，不是“approve”"),
    ({"role": "boss"}, "角色（role）应是"),
    ({"role": "mentioned"}, "“提及”不是职责"),
    ({"who": "  "}, "缺少决定人（who）"),
    ({"who": 7}, "决定人（who）应是文字"),
    ({"when": "昨天"}, "时间（when）应写作"),
    ({"when": "2023-04-01T09:30:00"}, r"缺少时区，应写作 2023-04-01T09:30:00\+08:00"),
    ({"id": "有 空格"}, "不能作为决定的编号"),
    ({"id": "d" * 81}, "不能作为决定的编号"),
    ({"replaces": "d2"}, r"取代或撤回（replaces）应是决定编号的列表"),
    ({"replaces": ["d1"]}, "不能取代自己"),
    ({"was": "省药监局"}, "原来的职责（was）应是"),
    ({"was": {"department": "a", "label": "甲局", "role": "lead"}}, "其他决定不写"),
    ({"kind": "change"}, "更改应当写明原来的职责"),
    (
        {"kind": "change", "was": {"department": GOOD["department"], "label": "别名", "role": GOOD["role"]}},
        "更改前后相同",
    ),
    ({"kind": "reject", "why": ""}, "否定应当写明理由"),
    ({"kind": "add", "why": " "}, "补充应当写明理由"),
    ({"kind": "withdraw"}, "撤回应当写明撤回哪一项"),
    ({"excerpt": ""}, "缺少任务文字"),
    ({"why": "长" * (LONGEST + 1)}, "理由（why）过长"),
    ({"label": "\ud800"}, "无法保存的字符"),
    ({"注": 1e999}, "“注”中有无法保存的数值"),
]


@pytest.mark.parametrize(("change", "said"), WRONG)
def test_a_wrong_value_is_named(change: dict[str, object], said: str) -> None:
    value = {key: entry for key, entry in (GOOD | change).items() if entry is not None}
    with pytest.raises(InvalidDecision, match=said):
        parse_line(json.dumps(value).replace("Infinity", "1e999"))


def test_a_mere_mention_can_be_rejected_or_changed_into_a_duty() -> None:
    mentioned = replace(part(), role=Role.MENTIONED)
    check(decision("d1", DecisionKind.REJECT, part=mentioned))
    check(decision("d1", DecisionKind.CHANGE, was=mentioned))
    with pytest.raises(InvalidDecision, match="不能确认"):
        check(decision("d1", part=mentioned))
