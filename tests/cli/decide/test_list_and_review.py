"""Decisions are listed with what became of each, and reviewed where the text has changed."""

from __future__ import annotations

import json

from indexer.decisions.file import DecisionFile
from indexer.decisions.models import DecisionKind
from tests.cli.decide.shell import PROMOTION, SHOWS, STALLS, Shell
from tests.decisions.makers import CULTURE, PLAN, document, place


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
