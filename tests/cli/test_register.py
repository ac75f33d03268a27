"""``policykb check`` looks at a corpus folder's register of departments."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.cli import main
from tests.conftest import ROOT

HEADER = (ROOT / "corpus" / "register" / "remits.tsv").read_text(encoding="utf-8").splitlines()


def test_the_shipped_register_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(ROOT / "corpus")]) == 0
    assert "部门名录" not in capsys.readouterr().err


def test_a_mistake_in_the_register_is_named_with_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "意见.txt").write_text("关于试点的意见\n一、目标\n建成试点。\n", encoding="utf-8")
    register = tmp_path / "register"
    register.mkdir()
    columns = next(line for line in HEADER if not line.startswith("#"))
    (register / "remits.tsv").write_text(columns + "\nno-such-function\t计量\t计量器具\t一般职责\n", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 1
    assert "remits.tsv 第 2 行" in capsys.readouterr().err


def test_a_mistake_in_the_table_of_synonyms_is_named_with_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "意见.txt").write_text("关于试点的意见\n一、目标\n建成试点。\n", encoding="utf-8")
    table = tmp_path / "synonyms-own.tsv"
    table.write_text("日常说法\t正式说法\t方向\t来源\n路灯\t道路照明设施\t单向\t\n", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 1
    assert "同义词表：synonyms-own.tsv 第 2 行：“来源”一栏不能空着" in capsys.readouterr().err
    table.write_text("日常说法\t正式说法\t方向\t来源\n路灯\t道路照明设施\t单向\t某市条例\n", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 0


def test_departments_that_the_register_lacks_are_listed_for_review(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "方案.txt").write_text(
        "关于试点的方案\n一、任务\n（一）建设平台。（责任单位：市某某某中心、市财政局）\n（二）开展评价。（市某某某中心负责）\n",
        encoding="utf-8",
    )
    assert main(["check", str(tmp_path)]) == 0  # nothing is wrong with the file
    out = capsys.readouterr().out
    assert "第 3、4 行：部门名录中没有“市某某某中心”" in out
    assert "没有“市财政局”" not in out
