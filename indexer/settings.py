"""The one table of settings. The command line, the server and the documentation all read it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Setting(NamedTuple):
    """``name`` is the command-line option without dashes; the environment variable is ``POLICYKB_`` + its capitals."""

    name: str
    default: str
    help: str

    @property
    def variable(self) -> str:
        return "POLICYKB_" + self.name.upper().replace("-", "_")


SETTINGS = (
    Setting("corpus", "corpus", "政策文件所在的文件夹"),
    Setting("index", ".index", "索引所在的文件夹"),
    Setting("host", "127.0.0.1", "网页服务监听的地址"),
    Setting("port", "8000", "网页服务监听的端口"),
    Setting("max-bytes", str(64 * 1024 * 1024), "单个文件的大小上限（字节）"),
    Setting("decide", "on", "能否在网页上作决定，供公众查阅的设为 off"),
    Setting("hosts", "", "另可作决定的域名，逗号分开；IP 地址和本机名称不必写"),
    Setting("segmenter", "rjieba", "分词器：rjieba 或 jieba，二者结果一致"),
)

_BY_NAME = {setting.name: setting for setting in SETTINGS}


def value(name: str, environment: Mapping[str, str] = os.environ) -> str:
    """The setting's value from the environment, or its default. Raises ``KeyError`` for a name not in the table."""
    setting = _BY_NAME[name]
    return environment.get(setting.variable, setting.default)


def folder(name: str) -> Path:
    """A setting that names a folder, as a path."""
    return Path(value(name))
