"""The command line explains itself in Chinese, and a wrong one on one line."""

from __future__ import annotations

import re

import pytest

from indexer import settings
from indexer.cli.output import width
from tests.cli.running import Run

COMMANDS = ("build", "search", "outline", "check", "serve")


def test_every_command_has_help_in_chinese_with_an_example(run: Run) -> None:
    overview = run("--help")
    for command in COMMANDS:
        assert re.search(rf"^  {command} +\S", overview.out, re.MULTILINE)
        outcome = run(command, "--help")
        assert outcome.code == 0
        assert "用法：" in outcome.out and "例如：" in outcome.out and f"  policykb {command}" in outcome.out
        assert not re.search(r"\b(Usage|Options|Show|default|required|DIR|PATH)\b", outcome.out)
    assert run().out == overview.out


def test_every_setting_is_an_option_told_with_its_default_and_variable(run: Run) -> None:
    shown = "".join(run(command, "--help").out for command in COMMANDS)
    for setting in settings.SETTINGS:
        assert f"--{setting.name}" in shown and setting.default in shown and setting.variable in shown


def test_help_lines_fit_a_terminal(run: Run) -> None:
    for command in COMMANDS:
        assert max(width(line) for line in run(command, "--help").out.splitlines()) <= 110


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sarch"], "没有 sarch 这个命令"),
        (["search"], "缺少检索词"),
        (["search", "食品", "--jsn"], "没有 --jsn 这个选项"),
        (["build", "--jsn"], "没有 --jsn 这个选项"),
        (["build", "--index"], "--index"),
        (["build", "extra"], "多余的参数：extra"),
        (["search", "--limit", "many", "食品"], "--limit"),
        (["search", "--limit", "-1", "食品"], "--limit"),
        (["search", "--sort", "best", "食品"], "relevance、document、date"),
        (["outline"], "缺少文件"),
        (["check"], "缺少文件或文件夹"),
        (["build", "--segmenter", "x"], "rjieba、jieba"),
        (["serve", "--port", "99999"], "--port"),
    ],
)
def test_a_wrong_command_line_is_explained_on_one_line(run: Run, arguments: list[str], said: str) -> None:
    outcome = run(*arguments)
    assert outcome.code == 2
    assert outcome.err.startswith("错误：") and said in outcome.err and outcome.err.count("\n") == 1
    assert "--help" in outcome.err and not re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", outcome.err)
