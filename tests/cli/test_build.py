"""``policykb build`` reports what it took in and what not, and takes the folders it is given."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cli.running import Run
from tests.corpus_maker import write_corpus


def test_build_reports_what_it_took_in(run: Run) -> None:
    outcome = run("build")
    assert outcome.code == 0 and outcome.out == ""
    assert "2 份文件" in outcome.err and "新增 2 份" in outcome.err
    assert "没有变化" in run("build").err
    report = run("build", "--json").json
    assert report["documents"] == 2 and report["switched"] is False and report["failures"] == []


def test_build_lists_bad_files_and_its_exit_code_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "corpus" / "empty.txt").write_bytes(b"")
    (tmp_path / "corpus" / "old.doc").write_bytes(b"x")
    outcome = run("build", "--json")
    assert outcome.code == 1
    assert re.search(r"未收录：.*empty\.txt：.*空", outcome.err) and re.search(r"不支持的格式.*old\.doc", outcome.err)
    assert outcome.json["documents"] == 2
    assert outcome.json["failures"][0]["path"].endswith("empty.txt")
    assert run("search", "灯具").code == 0


def test_many_files_of_another_format_are_counted_and_one_of_them_named(run: Run, tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / "corpus" / f"{number:02}.png").write_bytes(b"x")
    (tmp_path / "corpus" / "old.doc").write_bytes(b"x")
    lines = [line for line in run("build").err.splitlines() if "不支持的格式" in line]
    assert len(lines) == 2
    assert "old.doc" in lines[1] and re.search(r"\.png 文件 12 个，如 .*00\.png", lines[0])


def test_options_choose_other_folders(run: Run, tmp_path: Path) -> None:
    other = write_corpus(tmp_path / "other", kiosks="关于报刊亭的通知\n\n规范报刊亭设置。\n")
    assert run("build", "--corpus", other, "--index", tmp_path / "there").code == 0
    assert run("search", "报刊亭", "--corpus", other, "--index", tmp_path / "there", "--json").json["total"] == 1
    assert run("search", "报刊亭").code == 2, "the folder of the environment has no index yet"


def test_a_missing_corpus_is_named(run: Run, tmp_path: Path) -> None:
    outcome = run("build", "--corpus", tmp_path / "nowhere")
    assert outcome.code == 2 and "nowhere" in outcome.err and "--corpus" in outcome.err
