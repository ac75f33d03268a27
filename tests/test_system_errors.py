"""What the operating system refuses is told in Chinese, whatever language the system speaks."""

from __future__ import annotations

import ast
import errno
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.system_errors import REASONS, refusal
from tests.conftest import ROOT


def of(number: int) -> OSError:
    return OSError(number, "Some English words", "file.txt")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (of(errno.EACCES), "没有权限"),
        (of(errno.ENOENT), "文件或文件夹不存在"),
        (of(errno.EROFS), "所在的磁盘是只读的"),
        (of(errno.ENOSPC), "磁盘空间不足"),
        (of(errno.EISDIR), "这是文件夹，不是文件"),
        (of(errno.EDOM), "系统错误 EDOM"),
        (of(99_999), "系统错误 99999"),
        (OSError("Some English words"), "系统没有说明原因"),
        (socket.gaierror(-2, "Name or service not known"), "找不到这个网络地址"),
        (UnicodeDecodeError("utf-8", b"ab\xff", 2, 3, "invalid start byte"), "从第 3 个字节起不是 UTF-8 编码"),
    ],
)
def test_a_refusal_is_told_in_chinese(error: OSError | UnicodeDecodeError, said: str) -> None:
    assert refusal(error) == said


@pytest.mark.parametrize("name", [*REASONS])
def test_every_reason_of_the_table_is_chinese_and_can_stand_inside_a_sentence(name: str) -> None:
    assert not re.search(r"[A-Za-z]|。$", REASONS[name])
    number = getattr(errno, name, None)
    assert number is None or refusal(of(number)) == REASONS[errno.errorcode[number]]


def own_words(path: Path) -> Iterator[str]:
    """Places where a source file puts the words of the system into a message."""
    for handler in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(handler, ast.ExceptHandler) and handler.type and handler.name:
            caught = ast.unparse(handler.type)
            if not re.search(r"\b(OSError|UnicodeDecodeError)\b", caught):
                continue
            for node in ast.walk(handler):
                words = ast.unparse(node)
                if words in (f"str({handler.name})", f"{handler.name}.args") or (
                    isinstance(node, ast.FormattedValue) and ast.unparse(node.value) == handler.name
                ):
                    yield words


def test_no_message_takes_the_words_of_the_system() -> None:
    found = set()
    for folder in ("indexer", "webapp"):
        for path in (ROOT / folder).rglob("*.py"):
            if [*own_words(path)] or ".strerror" in path.read_text("utf-8"):
                found.add(path.relative_to(ROOT).as_posix())
    assert found == set()
