"""Bytes from the disk: everything that can be wrong with a file before its content is looked at."""

from __future__ import annotations

import stat
from pathlib import Path

from indexer.errors import ReadingError
from indexer.system_errors import refusal


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """The whole content of an ordinary file of at most ``max_bytes`` bytes; never empty.

    Raises ``ReadingError`` where there is no such file, or it cannot be opened, is no ordinary file (a folder, a pipe,
    a device), is empty or is larger.
    """
    try:
        status = path.stat()
        _check(path, status.st_mode, status.st_size, max_bytes)
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except FileNotFoundError:
        what = "符号链接指向的文件不存在" if path.is_symlink() else "文件不存在，可能已被移走或改名"
        raise ReadingError(path, f"{what}。") from None
    except PermissionError:
        raise ReadingError(path, "没有读取权限。请检查文件及所在文件夹的权限。") from None
    except OSError as error:
        raise ReadingError(path, f"无法读取：{refusal(error)}。") from error
    if not data:
        raise ReadingError(path, "文件是空的。")
    if len(data) > max_bytes:  # it has grown since its size was asked for
        raise ReadingError(path, _too_large(len(data), max_bytes))
    return data


def _check(path: Path, mode: int, size: int, max_bytes: int) -> None:
    if stat.S_ISDIR(mode):
        raise ReadingError(path, "这是文件夹，不是文件。")
    if not stat.S_ISREG(mode):  # opening a pipe would wait for a writer for ever
        raise ReadingError(path, "不是普通文件（可能是管道或设备），无法读入。")
    if size > max_bytes:
        raise ReadingError(path, _too_large(size, max_bytes))


def _too_large(size: int, max_bytes: int) -> str:
    return (
        f"文件过大：{megabytes(size)}（{size} 字节），上限为 {megabytes(max_bytes)}（{max_bytes} 字节）。"
        "请拆分文件，或提高 max-bytes 设置。"
    )


def megabytes(size: int) -> str:
    """A size in bytes as people say it: ``64.0 MB``, and in KB below one MB."""
    if size < 1024 * 1024:
        return f"{size / 1024:.1f} KB"
    return f"{size / 1024 / 1024:.1f} MB"
