"""Writing to the terminal: JSON, columns of Chinese text, progress, errors."""

from __future__ import annotations

import io
import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

if TYPE_CHECKING:
    from indexer.build_report import Progress

_NAMED = 10
"""So many files of a format that cannot be read are named one by one."""


def prepare_streams() -> None:
    """Have characters that the terminal's encoding lacks replaced instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def error(message: str, code: int) -> int:
    """Say on one line what went wrong; the exit code given."""
    note(f"错误：{' '.join(message.splitlines())}")
    return code


def note(message: str) -> None:
    """Say something that is no result, on standard error."""
    click.echo(message, err=True)


def note_unsupported(left_out: str, paths: Sequence[Path]) -> None:
    """Name the files that are ``left_out`` (未收录) because of their format. Where they are many, as in a folder with a
    picture beside each text, they are counted by ending, with one of each named: a screen of names hides the rest."""
    by_ending: dict[str, list[Path]] = {}
    for path in paths:
        by_ending.setdefault(path.suffix, []).append(path)
    for ending, some in by_ending.items():
        if len(paths) <= _NAMED or len(some) == 1:
            for path in some:
                note(f"{left_out}（不支持的格式）：{path}")
        else:
            note(f"{left_out}（不支持的格式）：{ending or '无扩展名'} 文件 {len(some)} 个，如 {some[0]}")


def print_json(value: object) -> None:
    """Print a value as JSON in UTF-8, whatever the terminal's encoding (RFC 8259)."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_json_line(value: object) -> None:
    """Print a value as one line of JSON in UTF-8."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    click.echo(json.dumps(value, ensure_ascii=False))


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows in columns, the first flush left and all others flush right. A Chinese character is two wide."""
    lines = [header, *rows]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    for first, *rest in lines:
        cells = [first + " " * (widths[0] - width(first))]
        cells += [" " * (wide - width(cell)) + cell for cell, wide in zip(rest, widths[1:], strict=True)]
        click.echo("  ".join(cells).rstrip())


def marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """``text`` with its spans in bold; click takes the bold away where the output is no terminal."""
    pieces, last = [], 0
    for start, end in spans:
        pieces += [text[last:start], click.style(text[start:end], bold=True)]
        last = end
    return "".join([*pieces, text[last:]])


class Report(Protocol):
    def __call__(self, progress: Progress, /) -> None: ...


@contextmanager
def progress_bar() -> Iterator[Report]:
    """Something to call with each ``Progress`` of a build; it draws a bar where standard error is a terminal."""
    with ExitStack() as stack:
        stage, bar = "", None

        def show(progress: Progress) -> None:
            nonlocal stage, bar
            if progress.stage != stage:
                stack.close()
                stage = progress.stage
                bar = stack.enter_context(
                    click.progressbar(length=progress.total, label=stage, file=sys.stderr, show_eta=False)
                )
            elif bar is not None:
                bar.update(progress.done - bar.pos)

        yield show if sys.stderr.isatty() else lambda _: None


def width(text: str) -> int:
    """Columns that a terminal needs for ``text``: two for a Chinese character."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
