"""Options that several commands share. Their defaults come from the settings table and the environment."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from indexer import settings
from indexer.cli.chinese import one_of, whole_number

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

LARGEST = 2**40


def setting(
    name: str, metavar: str, callback: Callable[[click.Context, click.Parameter, str], object]
) -> Callable[[Decorated], Decorated]:
    """An option that stands for a setting: the environment variable counts where the option is not given."""
    found = next(entry for entry in settings.SETTINGS if entry.name == name)
    return click.option(
        f"--{name}",
        default=lambda: settings.value(name),
        callback=callback,
        metavar=metavar,
        help=f"{found.help}（默认 {found.default or '无'}，环境变量 {found.variable}）",
    )


def _folder(_ctx: click.Context, _param: click.Parameter, value: str) -> Path:
    return Path(value)


corpus = setting("corpus", "文件夹", _folder)
index = setting("index", "文件夹", _folder)
max_bytes = setting("max-bytes", "字节", whole_number(1, LARGEST))
segmenter = setting("segmenter", "名称", one_of("rjieba", "jieba"))
host = setting("host", "地址", lambda _ctx, _param, value: value)
port = setting("port", "端口", whole_number(0, 65535))
decide = setting("decide", "on|off", one_of("on", "off"))
hosts = setting(
    "hosts", "域名", lambda _ctx, _param, value: frozenset(value.replace("，", ",").replace(",", " ").split())
)
as_json = click.option("--json", "as_json", is_flag=True, help="输出 JSON（UTF-8），供其他程序使用")


def as_typed(text: str) -> str:
    """A text of the command line, read as UTF-8 where the locale could not read it."""
    try:
        text.encode()
    except UnicodeEncodeError:  # lone surrogates stand for bytes that the locale does not know
        return os.fsencode(text).decode("utf-8", "replace")
    return text
