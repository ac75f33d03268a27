"""Every command of ``policykb decide`` has help, with examples that can be run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
import pytest

from indexer.cli.decide import decide_group
from tests.cli.decide.shell import Shell


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
