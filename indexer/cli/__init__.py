"""The ``policykb`` command.

    __init__    the command itself, what every error becomes, exit codes
    lazy        the subcommands, each imported when it is asked for
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
they run, and ``--help`` answers at once; ``tests/test_startup.py`` holds what is not loaded.
"""

from __future__ import annotations

import atexit
import errno
import gc
import os
import sys
from collections.abc import Sequence

import click

from indexer.cli.chinese import Group, explain
from indexer.cli.lazy import Commands
from indexer.cli.output import error, prepare_streams
from indexer.errors import PolicyError, QuerySyntaxError, ReadingError

OK = 0
DOCUMENTS_WRONG = 1
NOT_DONE = 2
INTERRUPTED = 130
"""128 + SIGINT, as shells have it."""
PIPE_CLOSED = 141
"""128 + SIGPIPE."""

_COMMANDS = {
    "build": ("indexer.cli.commands", "build"),
    "search": ("indexer.cli.searching", "search"),
    "explain": ("indexer.cli.explaining", "explain"),
    "outline": ("indexer.cli.commands", "outline"),
    "check": ("indexer.cli.commands", "check"),
    "duties": ("indexer.cli.duties", "duties"),
    "decide": ("indexer.cli.decide", "decide"),
    "export": ("indexer.cli.export", "export"),
    "suggest": ("indexer.cli.suggest", "suggest"),
    "train": ("indexer.cli.suggest", "train"),
    "serve": ("indexer.cli.commands", "serve"),
}
"""The subcommands in the order of ``--help``: the module of each, and its name there."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code.

    0: done. 1: done, but something is wrong with documents (not readable, characters lost). 2: not done: the command
    line, a missing index, a full disk. 130: interrupted.
    """
    prepare_streams()
    # At its end Python looks for cycles in all that was loaded, for longer than a search takes, to give back memory
    # that the system takes back anyway. What is frozen is not looked at.
    atexit.register(gc.freeze)
    # Before numpy is loaded. Builds share the work among processes and pages among threads; with threads of its own
    # inside a product of matrices of this size, OpenBLAS spends many times the work on waiting.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
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


@click.group(cls=Group, commands=Commands(_COMMANDS), options_metavar="[选项]", subcommand_metavar="命令 …")
@click.version_option(package_name="policykb", message="policykb %(version)s", help="显示版本")
def policykb() -> None:
    """把政策文件变成可检索的条款库。

    先用 build 为文件夹里的政策文件建立索引，再用 search 检索，或用 serve 打开网页。
    每个命令都有说明：policykb 命令 --help
    """
