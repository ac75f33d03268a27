"""The ``policykb`` command.

    __init__    the command itself, what every error becomes, exit codes
    options     the options that several commands share
    chinese     click in Chinese
    output      writing to the terminal: JSON, columns, progress
    commands    build, outline, check, serve: one function each
    searching   search
    explaining  explain
    duties      duties
    export      export duties
    suggest     suggest, train
    decide      decide; decide_actions does its work, decide_showing prints
    workplace   what decide and export work on

Loading numpy, Whoosh or a dictionary takes a noticeable part of a second, so the commands import what they need when
they run, and ``--help`` answers at once.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

import click

from indexer.cli.chinese import Group, explain
from indexer.cli.commands import build, check, outline, serve
from indexer.cli.decide import decide_group
from indexer.cli.duties import duties
from indexer.cli.explaining import explain as explain_command
from indexer.cli.export import export
from indexer.cli.output import error, prepare_streams
from indexer.cli.searching import search
from indexer.cli.suggest import suggest, train
from indexer.cli.workplace import open_workplace
from indexer.errors import PolicyError, QuerySyntaxError, ReadingError

OK = 0
DOCUMENTS_WRONG = 1
NOT_DONE = 2
INTERRUPTED = 130
"""128 + SIGINT, as shells have it."""
PIPE_CLOSED = 141
"""128 + SIGPIPE."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code.

    0: done. 1: done, but something is wrong with documents (not readable, characters lost). 2: not done: the command
    line, a missing index, a full disk. 130: interrupted.
    """
    prepare_streams()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        # Not policykb.main: it would turn a closed pipe and an interrupt into exit codes and words of its own.
        with policykb.make_context("policykb", given or ["--help"]) as context:
            code = policykb.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as finished:  # --help and --version
        return finished.exit_code
    except click.UsageError as slip:
        return error(explain(slip), NOT_DONE)
    except QuerySyntaxError as slip:
        return error(f"{slip}（第 {slip.position + 1} 个字起）{slip.hint}", NOT_DONE)
    except ReadingError as wrong:
        return error(str(wrong), DOCUMENTS_WRONG)
    except PolicyError as wrong:
        return error(str(wrong), NOT_DONE)
    except KeyboardInterrupt:
        return error("已中断。", INTERRUPTED)
    except OSError as closed:
        if closed.errno != errno.EPIPE:
            raise
        # The reader of our output has gone. What Python still holds for it must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    return code if isinstance(code, int) else OK


@click.group(cls=Group, options_metavar="[选项]", subcommand_metavar="命令 …")
@click.version_option(package_name="policykb", message="policykb %(version)s", help="显示版本")
def policykb() -> None:
    """把政策文件变成可检索的条款库。

    先用 build 为文件夹里的政策文件建立索引，再用 search 检索，或用 serve 打开网页。
    每个命令都有说明：policykb 命令 --help
    """


for command in (
    build,
    search,
    explain_command,
    outline,
    check,
    duties,
    decide_group(open_workplace),
    export,
    suggest,
    train,
    serve,
):
    policykb.add_command(command)
