"""click in Chinese: the frame of the help texts, and what it says about a command line it cannot read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click

from indexer.cli.output import width
from indexer.quoting import quoted


class Slip(click.UsageError):
    """Something wrong with the command line, said in Chinese."""


class _Formatter(click.HelpFormatter):
    """Help as it is written: lines are broken where the author broke them, columns counted as a terminal shows them."""

    def write_heading(self, heading: str) -> None:
        self.write(f"{heading}：\n")

    def write_text(self, text: str) -> None:
        for line in text.splitlines():
            self.write(f"{'':{self.current_indent}}{line}".rstrip() + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        rows = list(rows)
        column = min(max((width(term) for term, _ in rows), default=0), col_max) + col_spacing
        for term, meaning in rows:
            self.write(f"{'':{self.current_indent}}{term}{' ' * max(column - width(term), col_spacing)}{meaning}\n")


class _Context(click.Context):
    formatter_class = _Formatter


class _ChineseHelp(click.Command):
    """A command whose help has Chinese headings."""

    context_class = _Context

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        with formatter.section("选项"):
            formatter.write_dl([record for option in options if (record := option.get_help_record(ctx))])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本说明"
        return option


class Command(_ChineseHelp):
    """A subcommand. ``example`` lines end its help."""

    def __init__(self, *args: Any, example: str, **kwargs: Any) -> None:
        kwargs["context_settings"] = {"allow_extra_args": True, **kwargs.get("context_settings", {})}
        super().__init__(*args, **kwargs)
        self.options_metavar = "[选项]"
        self.example = example

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        if rest:
            raise Slip(f"多余的参数：{' '.join(rest)}", ctx)
        return rest

    def format_epilog(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("例如"):
            formatter.write_text(self.example)


class Group(_ChineseHelp, click.Group):
    """The command itself, with its subcommands listed in the order in which they were added."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            raise Slip(f"没有 {args[0]} 这个命令，可用的命令：{'、'.join(self.commands)}", ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section("命令"):
            formatter.write_dl([(name, command.get_short_help_str(100)) for name, command in self.commands.items()])


def whole_number(least: int, most: int) -> Callable[[click.Context, click.Parameter, str], int]:
    """For an option's ``callback``: its value as a whole number from ``least`` to ``most``."""

    def convert(ctx: click.Context, param: click.Parameter, value: str) -> int:
        if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
            raise click.BadParameter(f"{quoted(value)}不是 {least} 到 {most} 之间的整数", ctx, param)
        return int(value)

    return convert


def one_of(*words: str) -> Callable[[click.Context, click.Parameter, str], str]:
    """For an option's ``callback``: its value, which must be one of ``words``."""

    def convert(ctx: click.Context, param: click.Parameter, value: str) -> str:
        if value not in words:
            raise click.BadParameter(f"{quoted(value)}不在可用的值之中：{'、'.join(words)}", ctx, param)
        return value

    return convert


def explain(error: click.UsageError) -> str:
    """What is wrong with a command line, in one Chinese line."""
    for kind, said in _SAID.items():
        if isinstance(error, kind):
            what = said(error)
            break
    else:
        what = f"命令行无法理解：{error.format_message()}"
    path = error.ctx.command_path if error.ctx else "policykb"
    return f"{what.rstrip('。.')}。用法见：{path} --help"


def _missing(error: Any) -> str:
    parameter = error.param
    if isinstance(parameter, click.Option):
        return f"缺少选项 {'/'.join(parameter.opts)}"
    return f"缺少{parameter.human_readable_name.rstrip('…') if parameter else '参数'}"


def _bad(error: Any) -> str:
    name = "/".join(error.param.opts) if isinstance(error.param, click.Option) else ""
    return f"{name + '：' if name else ''}{error.message}"


def _no_option(error: Any) -> str:
    similar = f"，是否想写 {'、'.join(error.possibilities)}" if error.possibilities else ""
    return f"没有 {error.option_name} 这个选项{similar}"


# Subclasses before their bases.
_SAID: dict[type[click.UsageError], Callable[[Any], str]] = {
    Slip: lambda error: str(error.message),
    click.MissingParameter: _missing,
    click.BadParameter: _bad,
    click.NoSuchOption: _no_option,
    click.BadOptionUsage: lambda error: f"选项 {error.option_name} 的写法不对",
}
