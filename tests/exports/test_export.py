"""The public face: formats, errors, and files that are whole or not there."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.errors import PolicyError
from indexer.exports import FORMATS, ExportError, export, export_to
from tests.exports.ledgers import LEDGER, OPTIONS


def test_the_formats_are_those_that_offices_use() -> None:
    assert {name: kind.suffix for name, kind in FORMATS.items()} == {
        "xlsx": ".xlsx",
        "docx": ".docx",
        "csv": ".csv",
        "json": ".json",
        "markdown": ".md",
    }
    assert all(kind.label and "/" in kind.media_type for kind in FORMATS.values())


@pytest.mark.parametrize("format", FORMATS)
def test_rows_may_come_from_anything_that_can_be_iterated(format: str) -> None:
    assert export(iter(LEDGER), format, OPTIONS) == export(LEDGER, format, OPTIONS)


def test_an_unknown_format_is_refused_with_the_list_of_formats() -> None:
    with pytest.raises(ExportError, match="没有“pdf”这种导出格式，可用的有：xlsx、docx、csv、json、markdown"):
        export(LEDGER, "pdf", OPTIONS)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "duties.example", "file:///etc"])
def test_a_site_that_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(ExportError, match="http"):
        export(LEDGER, "csv", replace(OPTIONS, base_url=address))


def test_an_export_error_is_safe_to_show() -> None:
    assert issubclass(ExportError, PolicyError)


def test_a_file_is_written_with_the_content_of_the_export(tmp_path: Path) -> None:
    path = tmp_path / "分工表.csv"
    path.write_text("旧", encoding="utf-8")
    export_to(path, LEDGER, "csv", OPTIONS)
    assert path.read_bytes() == export(LEDGER, "csv", OPTIONS)
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "分工表.csv"
    path.write_text("旧", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match=r"分工表\.csv：无法写入"):
        export_to(path, LEDGER, "csv", OPTIONS)
    assert path.read_text(encoding="utf-8") == "旧"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("place", ["没有的文件夹/表.csv", "文件/表.csv", "文件夹"])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "文件").touch()
    (tmp_path / "文件夹").mkdir()
    with pytest.raises(ExportError, match="无法写入"):
        export_to(tmp_path / place, LEDGER, "csv", OPTIONS)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["文件", "文件夹"]


def test_a_wrong_format_does_not_touch_the_file(tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        export_to(tmp_path / "表.pdf", LEDGER, "pdf", OPTIONS)
    assert not list(tmp_path.iterdir())
