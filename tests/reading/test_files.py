"""What a user is told about files that cannot be read at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from indexer.errors import ReadingError
from indexer.reading import SUFFIXES, read
from indexer.reading.files import megabytes

MB = 1024 * 1024


def refusal(path: Path, max_bytes: int = MB) -> str:
    with pytest.raises(ReadingError) as caught:
        read(path, max_bytes=max_bytes)
    assert caught.value.path == path
    assert str(path) in str(caught.value)
    return caught.value.reason


def test_the_supported_endings_are_known() -> None:
    assert {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf"} == SUFFIXES


def test_the_ending_may_be_in_capitals(tmp_path: Path) -> None:
    path = tmp_path / "通知.TXT"
    path.write_text("一、总则", encoding="utf-8")
    source = read(path, max_bytes=MB)
    assert (source.name, source.format, source.text) == ("通知.TXT", "txt", "一、总则")


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("通知.doc", "另存为 .docx"),
        ("通知.wps", "另存为 .docx"),
        ("通知.ofd", "OFD"),
        ("通知.xlsx", "表格"),
        ("通知.jpg", "支持的格式"),
        ("通知", "没有扩展名"),
        (".txt", "没有扩展名"),
    ],
)
def test_another_ending_is_refused_with_what_to_do(tmp_path: Path, name: str, advice: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"x")
    reason = refusal(path)
    assert advice in reason
    assert ".txt .text .md" in reason


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "不存在" in refusal(tmp_path / "没有.txt")


def test_a_broken_symbolic_link_is_called_that(tmp_path: Path) -> None:
    link = tmp_path / "链接.txt"
    link.symlink_to(tmp_path / "没有.txt")
    assert "符号链接" in refusal(link)


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "原件.txt").write_text("正文", encoding="utf-8")
    link = tmp_path / "链接.txt"
    link.symlink_to(tmp_path / "原件.txt")
    assert read(link, max_bytes=MB).text == "正文"


def test_links_that_lead_to_each_other_are_an_error_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").symlink_to(tmp_path / "乙.txt")
    (tmp_path / "乙.txt").symlink_to(tmp_path / "甲.txt")
    assert "无法读取" in refusal(tmp_path / "甲.txt")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "文件夹.txt"
    folder.mkdir()
    assert "文件夹" in refusal(folder)


def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    pipe = tmp_path / "管道.txt"
    os.mkfifo(pipe)
    assert "管道" in refusal(pipe)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for the superuser")
def test_a_file_without_permission_says_so(tmp_path: Path) -> None:
    path = tmp_path / "密.txt"
    path.write_text("正文", encoding="utf-8")
    path.chmod(0)
    assert "权限" in refusal(path)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(13, "Permission denied"), "权限"),
        (FileNotFoundError(2, "No such file or directory"), "不存在"),
        (OSError(5, "Input/output error"), "磁盘读写出错"),
    ],
)
def test_a_file_that_fails_while_it_is_opened_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, told: str
) -> None:
    path = tmp_path / "甲.txt"
    path.write_text("正文", encoding="utf-8")

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", fail)
    assert told in refusal(path)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    for name in ("空.txt", "空.md", "空.html", "空.docx", "空.pdf"):
        path = tmp_path / name
        path.touch()
        assert "空的" in refusal(path)


@pytest.mark.parametrize("blank", [" ", "\r\n\t\n", "\u3000\u3000\n", "\ufeff", "\ufeff \n", "\u200b\n\u200b", "\x0c"])
def test_a_file_with_nothing_but_blanks_is_refused(tmp_path: Path, blank: str) -> None:
    path = tmp_path / "空白.txt"
    path.write_text(blank, encoding="utf-8")
    assert "没有文字" in refusal(path)


def test_a_file_above_the_limit_is_refused_with_both_figures(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    path.write_bytes(b"x" * (3 * MB))
    reason = refusal(path, max_bytes=2 * MB)
    assert "3.0 MB" in reason
    assert "2.0 MB" in reason
    assert str(3 * MB) in reason


def test_the_limit_itself_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "正好.txt"
    path.write_bytes(b"x" * 1000)
    assert len(read(path, max_bytes=1000).text) == 1000
    assert "1000 字节" in refusal(path, max_bytes=999)


def test_a_file_that_grows_after_its_size_was_asked_for_is_still_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "增长.txt"
    path.write_bytes(b"x" * 10)
    size_at_first = path.stat()
    path.write_bytes(b"x" * 5000)
    monkeypatch.setattr(Path, "stat", lambda *_, **__: size_at_first)
    assert "上限" in refusal(path, max_bytes=100)


def test_sizes_are_written_as_people_say_them() -> None:
    assert [megabytes(size) for size in (512, 1024 * 1024 - 1, MB, 64 * MB)] == [
        "0.5 KB",
        "1024.0 KB",
        "1.0 MB",
        "64.0 MB",
    ]
