"""``policykb decide`` from the shell: what is recorded, what is said, what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
import pytest

from indexer.cli import main, policykb
from indexer.cli.decide import decide_group
from indexer.decisions.file import DecisionFile
from indexer.decisions.models import Decision, DecisionKind
from indexer.decisions.reading import read_decisions
from indexer.duties.models import Role
from tests.decisions.makers import CULTURE, PLAN, FakeWorkplace, document, place

STALLS = place("统一划定摊位").task.id
SHOWS = place("组织民间艺人").task.id
PROMOTION = place("利用广播").task.id


@dataclass
class Shell:
    """Runs ``policykb decide`` on a corpus; ``text`` is what its one document says."""

    corpus: Path
    capsys: pytest.CaptureFixture[str]
    text: str = PLAN
    opened: list[FakeWorkplace] = field(default_factory=list)

    def open(self, _corpus: Path, _index: Path, _max_bytes: int, _segmenter: str) -> FakeWorkplace:
        self.opened.append(FakeWorkplace(document(self.text)))
        return self.opened[-1]

    def run(self, *words: str) -> tuple[int, str, str]:
        code = main(["decide", *words, *(("--corpus", str(self.corpus)) if words and "--help" not in words else ())])
        said = self.capsys.readouterr()
        return code, said.out, said.err

    def done(self, *words: str) -> str:
        code, out, err = self.run(*words)
        assert code == 0, err
        return out

    def refused(self, *words: str) -> str:
        code, out, err = self.run(*words)
        assert (code, out) == (2, "")
        assert err.startswith("错误：")
        assert err.count("\n") == 1
        return err

    def decisions(self) -> tuple[Decision, ...]:
        return DecisionFile(self.corpus).load().all

    def last(self) -> Decision:
        content = DecisionFile(self.corpus).path.read_bytes()
        return read_decisions(content.splitlines(keepends=True)[-1]).all[0]


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    made = Shell(tmp_path, capsys)
    monkeypatch.setitem(policykb.commands, "decide", decide_group(made.open))
    monkeypatch.setenv("LOGNAME", "wangwu")
    return made


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


def test_the_list_shows_what_is_in_force_and_on_demand_the_whole_history(shell: Shell) -> None:
    assert shell.done("list") == "没有决定。\n"
    shell.done("confirm", SHOWS, CULTURE, "--why", "初议")
    first = shell.last()
    shell.done("reject", SHOWS, CULTURE, "--why", "复议")
    second = shell.last()
    shell.done("confirm", STALLS, "省市场监管局")
    short = shell.done("list")
    assert first.id not in short.split("取代")[0]
    assert "共 2 项。" in short
    whole = shell.done("list", "--all")
    assert f"{first.id}　确认 省文旅厅（负责）　〔已由 {second.id} 取代〕" in whole
    assert "理由：初议" in whole
    assert "共 1 项。" in shell.done("list", "--department", "文旅")
    assert "共 1 项。" in shell.done("list", "--department", "test/market")
    assert shell.done("list", "--document", "other") == "没有决定。\n"


def test_the_list_as_json_tells_what_became_of_each(shell: Shell) -> None:
    shell.done("confirm", SHOWS, CULTURE)
    shell.done("withdraw", shell.last().id, "--why", "误操作")
    found = json.loads(shell.done("list", "--all", "--json"))
    assert [entry["status"] for entry in found["decisions"]] == ["withdrawn", "withdrawal"]
    assert found["decisions"][0]["ended_by"] == found["decisions"][1]["id"]
    assert found["problems"] == []


def test_recording_as_json_prints_the_decision(shell: Shell) -> None:
    found = json.loads(shell.done("confirm", SHOWS, CULTURE, "--json"))
    assert (found["id"], found["kind"], found["label"]) == (shell.last().id, "confirm", "省文旅厅")


def test_review_lists_what_changed_and_keeping_settles_it(shell: Shell) -> None:
    shell.done("reject", SHOWS, CULTURE, "--who", "张三", "--why", "不归其管")
    old = shell.last()
    assert shell.run("review")[:2] == (0, "没有待复核的决定。\n")
    shell.text = PLAN.replace("每月不少于两场", "每周不少于一场")
    code, out, _ = shell.run("review")
    assert code == 1
    assert f"{old.id}　否定 省文旅厅（负责）　〔文字有变〕" in out
    assert "现在是“丰富活动内容。组织民间艺人展演，每周不少于一场。”" in out
    offered = json.loads(shell.run("review", "--json")[1])["review"][0]
    assert offered["state"] == "changed"
    assert offered["places"][0]["citation"] == "《关于办好夜间集市的通知》第二部分第（二）条第1句"
    shell.done("keep", old.id, "--who", "李四")
    kept = shell.last()
    assert (kept.kind, kept.who, kept.why) == (DecisionKind.REJECT, "李四", "不归其管")
    assert (kept.task, kept.replaces) == (offered["places"][0]["task"], (old.id,))
    assert shell.run("review")[0] == 0
    assert "不需要复核" in shell.refused("keep", kept.id)
    assert "取代，不再有效" in shell.refused("keep", old.id)


def test_deciding_anew_at_the_place_offered_settles_the_review_too(shell: Shell) -> None:
    shell.done("reject", SHOWS, CULTURE, "--why", "不归其管")
    old = shell.last()
    shell.text = PLAN.replace("每月不少于两场", "每周不少于一场")
    shell.done("confirm", place("每周不少于一场", document(shell.text)).task.id, CULTURE)
    assert shell.last().replaces == (old.id,)
    assert shell.run("review")[0] == 0


def test_what_has_no_place_any_more_is_kept_only_where_a_person_says(shell: Shell) -> None:
    shell.done("reject", SHOWS, CULTURE, "--why", "不归其管")
    old = shell.last()
    shell.text = PLAN[: PLAN.index("二、")] + "三、宣传\n利用广播介绍集市位置。\n"
    assert "--task" in shell.refused("keep", old.id)
    shell.done("keep", old.id, "--task", place("利用广播", document(shell.text)).task.id)
    assert shell.run("review")[0] == 0


def test_keeping_never_overrules_a_newer_decision_at_the_new_place(shell: Shell) -> None:
    shell.done("reject", SHOWS, CULTURE, "--why", "不归其管")
    old = shell.last()
    shell.done("confirm", PROMOTION, CULTURE, "--who", "李四")
    shell.text = PLAN.replace("（二）丰富活动内容。组织民间艺人展演，每月不少于两场。\n", "")
    assert "李四已就新位置上的同一部门作出决定" in shell.refused("keep", old.id, "--task", PROMOTION)


def test_spoilt_lines_are_named_on_every_look(shell: Shell) -> None:
    shell.done("confirm", SHOWS, CULTURE)
    with DecisionFile(shell.corpus).path.open("ab") as file:
        file.write(b'{"id": "d7", "wh')
    code, out, err = shell.run("list")
    assert (code, "共 1 项。" in out) == (0, True)
    assert "decisions.jsonl 第 2 行：没有写完" in err
    code, out, _ = shell.run("review", "--json")
    assert code == 1
    assert json.loads(out)["problems"][0]["text"] == '{"id": "d7", "wh'


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_export_and_import_carry_all_decisions_to_another_corpus(shell: Shell, tmp_path: Path, kind: str) -> None:
    shell.done("confirm", SHOWS, CULTURE)
    shell.done("change", STALLS, "省市场监管局", "--role", "牵头", "--why", "三定规定")
    table = tmp_path / f"决定.{kind}"
    shell.done("export", "--format", kind, "-o", str(table))
    before, shell.corpus = shell.decisions(), tmp_path / "other"
    shell.corpus.mkdir()
    assert shell.done("import", str(table)) == "新导入 2 项决定，已有 0 项。\n"
    assert shell.decisions() == before
    assert json.loads(shell.done("import", str(table), "--json")) == {"added": [], "known": 2}
    assert shell.decisions() == before


def test_export_without_a_file_goes_to_standard_output(shell: Shell) -> None:
    shell.done("confirm", SHOWS, CULTURE)
    assert json.loads(shell.done("export", "--format", "json"))["decisions"][0]["kind"] == "confirm"


def test_export_to_where_nothing_can_be_written_says_so(shell: Shell, tmp_path: Path) -> None:
    assert "无法写入" in shell.refused("export", "-o", str(tmp_path / "missing" / "决定.csv"))


def test_the_workplace_is_closed_whatever_happens(shell: Shell) -> None:
    shell.done("confirm", SHOWS, CULTURE)
    shell.refused("confirm", STALLS, "省商务厅")
    shell.run("review")
    assert [workplace.closed for workplace in shell.opened] == [True, True, True]


def commands() -> list[str]:
    def nothing(*_: Any) -> Any:
        raise AssertionError

    group: click.Group = decide_group(nothing)
    return list(group.commands)


@pytest.mark.parametrize("command", commands())
def test_every_command_has_help_in_chinese_with_an_example(shell: Shell, command: str) -> None:
    out = shell.done(command, "--help")
    assert f"用法：policykb decide {command}" in out
    assert f"例如：\n  policykb decide {command}" in out


def test_the_group_alone_shows_its_commands(shell: Shell) -> None:
    out = shell.done()
    assert all(f"  {command} " in out for command in commands())


def test_examples_in_the_help_can_be_parsed(shell: Shell) -> None:
    import shlex

    parse: Callable[..., Any] = click.Command.make_context
    group = decide_group(shell.open)
    for command in group.commands.values():
        for line in command.example.splitlines():  # type: ignore[attr-defined]
            program, name, subcommand, *words = shlex.split(line)
            assert (program, name, group.commands[subcommand]) == ("policykb", "decide", command)
            parse(command, subcommand, words, obj=shell.open)
