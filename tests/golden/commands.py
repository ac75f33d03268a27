"""The command reference, made from the commands' own help: ``python -m tests.golden.commands`` writes it anew."""

from __future__ import annotations

from pathlib import Path

import click

from indexer.cli import policykb
from indexer.settings import SETTINGS

REFERENCE = Path(__file__).parent.parent.parent / "docs" / "commands.md"


def reference() -> str:
    """The text of ``docs/commands.md``."""
    parts = [
        "# 命令参考",
        "本文件由各命令的帮助生成（`python -m tests.golden.commands`），测试保证二者一致。",
        _help(policykb, "policykb"),
    ]
    for name in sorted(policykb.commands):
        command = policykb.commands[name]
        parts += [f"## {name}", _help(command, f"policykb {name}")]
        for inner, subcommand in sorted(getattr(command, "commands", {}).items()):
            parts += [f"### {name} {inner}", _help(subcommand, f"policykb {name} {inner}")]
    parts.append("## 环境变量")
    rows = [f"| `{setting.variable}` | `{setting.default}` | {setting.help} |" for setting in SETTINGS]
    parts.append("\n".join(["| 变量 | 默认值 | 说明 |", "|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def _help(command: click.Command, name: str) -> str:
    return f"```\n{command.get_help(command.context_class(command, info_name=name))}\n```"


if __name__ == "__main__":
    REFERENCE.write_text(reference(), encoding="utf-8")
