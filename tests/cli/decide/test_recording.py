"""``policykb decide`` records who decided what and why, and refuses in one line what cannot be recorded."""

from __future__ import annotations

import json

import pytest

from indexer.decisions.models import DecisionKind
from indexer.duties.models import Role
from tests.cli.decide.shell import SHOWS, STALLS, Shell
from tests.decisions.makers import CULTURE, document


def test_confirming_records_who_when_why_and_the_duty_as_the_ledger_has_it(shell: Shell) -> None:
    out = shell.done("confirm", STALLS, "市场监管局", "--who", "张三", "--why", "会议议定")
    made = shell.last()
    assert (made.kind, made.who, made.why) == (DecisionKind.CONFIRM, "张三", "会议议定")
    assert (made.document, made.task, made.excerpt[:10]) == ("market-2023", STALLS, "规范摊位设置。统一划")
    assert (made.part.department, made.part.label, made.part.role) == ("test/market", "省市场监管局", Role.RESPONSIBLE)
    assert made.instant.tzinfo is not None
    assert out.startswith(f"已记录 {made.id}：确认 省市场监管局（负责）\n")


def test_the_login_name_signs_unless_another_is_given(shell: Shell) -> None:
    shell.done("confirm", SHOWS, CULTURE)
    assert shell.last().who == "wangwu"


def test_without_a_login_name_the_user_is_asked_to_sign(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert "--who" in shell.refused("confirm", SHOWS, CULTURE)
    shell.done("confirm", SHOWS, CULTURE, "--who", "张三")


def test_any_sentence_of_the_task_names_it(shell: Shell) -> None:
    second = next(c.id for c in document().clauses if c.text.startswith("建立摊主"))
    shell.done("confirm", second, "省市场监管局")
    assert shell.last().task == STALLS


def test_rejecting_takes_a_reason(shell: Shell) -> None:
    assert "否定应当写明理由" in shell.refused("reject", SHOWS, CULTURE)
    assert shell.decisions() == ()
    shell.done("reject", SHOWS, CULTURE, "--why", "不归其管")
    assert shell.last().kind is DecisionKind.REJECT


def test_adding_takes_a_role_and_a_duty_that_is_not_there_yet(shell: Shell) -> None:
    assert "--role" in shell.refused("add", SHOWS, "省商务厅", "--why", "会议议定")
    shell.done("add", SHOWS, "省商务厅", "--role", "配合", "--deadline", "5月底前", "--why", "会议议定")
    made = shell.last()
    assert (made.part.role, made.part.deadline) == (Role.COOPERATING, "5月底前")
    assert "台账中已有省商务厅（配合）" in shell.refused(
        "add", SHOWS, "省商务厅", "--role", "cooperating", "--why", "再议"
    )


def test_changing_keeps_what_is_not_mentioned_and_remembers_what_was(shell: Shell) -> None:
    shell.done("change", STALLS, "省市场监管局", "--role", "牵头", "--why", "三定规定")
    first = shell.last()
    assert first.was is not None
    assert (first.was.role, first.part.role, first.part.label) == (Role.RESPONSIBLE, Role.LEAD, "省市场监管局")
    out = shell.done("change", STALLS, "省市场监管局", "--was", "牵头", "--to", "药监局", "--why", "机构改革")
    second = shell.last()
    assert second.was is not None
    assert (second.was.label, second.part.label, second.part.role) == ("省市场监管局", "省药监局", Role.LEAD)
    assert second.replaces == (first.id,)
    assert "更改 省市场监管局（牵头） → 省药监局（牵头）" in out


def test_a_change_that_changes_nothing_is_refused(shell: Shell) -> None:
    assert "更改前后相同" in shell.refused("change", SHOWS, CULTURE, "--role", "负责", "--why", "无")


def test_a_department_with_several_roles_needs_one_named(shell: Shell) -> None:
    shell.done("change", STALLS, "省市场监管局", "--role", "牵头", "--why", "三定规定")
    assert "有多种角色（牵头、负责），请用 --role" in shell.refused("confirm", STALLS, "省市场监管局")
    shell.done("confirm", STALLS, "省市场监管局", "--role", "负责")
    assert shell.last().part.role is Role.RESPONSIBLE


def test_what_a_person_decided_is_confirmed_rather_than_what_the_text_says_otherwise(shell: Shell) -> None:
    shell.done("change", STALLS, "省市场监管局", "--deadline", "8月底前", "--why", "会议议定")
    shell.done("confirm", STALLS, "省市场监管局")
    assert shell.last().part.deadline == "8月底前"


def test_a_duty_that_is_not_in_the_ledger_cannot_be_confirmed(shell: Shell) -> None:
    said = shell.refused("confirm", STALLS, "省商务厅")
    assert "没有省商务厅，现有：省市场监管局（负责）" in said
    assert shell.decisions() == ()


def test_a_rejected_suggestion_is_no_longer_there_to_be_confirmed(shell: Shell) -> None:
    shell.done("reject", SHOWS, CULTURE, "--why", "不归其管")
    assert "现有：无" in shell.refused("confirm", SHOWS, CULTURE)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("confirm", STALLS, "某某局"), "部门名录中没有“某某局”"),
        (("confirm", "market-2023:9:aaaaaa", CULTURE), "没有标识为“market-2023:9:aaaaaa”的任务"),
        (("confirm", "elsewhere:1:aaaaaa", CULTURE), "没有标识为“elsewhere:1:aaaaaa”的任务"),
        (("confirm", "", CULTURE), "没有标识为“”的任务"),
        (("confirm", STALLS), "缺少部门"),
        (("confirm", STALLS, CULTURE, "--role", "主管"), "“主管”不在可用的值之中：牵头、负责、配合"),
        (("withdraw", "d9", "--why", "误"), "没有编号为 d9 的决定"),
        (("approve", STALLS), "没有 approve 这个命令"),
        (("import", "表.xlsx"), "只能导入 .csv 或 .json"),
        (("import", "nowhere.csv"), "无法读取 nowhere.csv"),
        (("confirm", SHOWS, CULTURE, "--who", " "), "缺少决定人"),
    ],
)
def test_what_cannot_be_recorded_is_refused_in_one_line(shell: Shell, words: tuple[str, ...], said: str) -> None:
    assert said in shell.refused(*words)
    assert shell.decisions() == ()


def test_withdrawing_takes_back_and_cannot_be_repeated(shell: Shell) -> None:
    shell.done("reject", SHOWS, CULTURE, "--why", "不归其管")
    first = shell.last()
    assert "撤回应当写明理由" in shell.refused("withdraw", first.id)
    shell.done("withdraw", first.id, "--why", "误操作")
    back = shell.last()
    assert (back.kind, back.replaces) == (DecisionKind.WITHDRAW, (first.id,))
    assert "撤回，不再有效" in shell.refused("withdraw", first.id, "--why", "再撤")
    assert "不能再撤回" in shell.refused("withdraw", back.id, "--why", "再撤")
    shell.done("confirm", SHOWS, CULTURE)
    assert shell.last().replaces == (back.id,)


def test_recording_as_json_prints_the_decision(shell: Shell) -> None:
    found = json.loads(shell.done("confirm", SHOWS, CULTURE, "--json"))
    assert (found["id"], found["kind"], found["label"]) == (shell.last().id, "confirm", "省文旅厅")


def test_the_workplace_is_closed_whatever_happens(shell: Shell) -> None:
    shell.done("confirm", SHOWS, CULTURE)
    shell.refused("confirm", STALLS, "省商务厅")
    shell.run("review")
    assert [workplace.closed for workplace in shell.opened] == [True, True, True]
