"""``policykb decide`` on a real index: what a person decides is kept beside the corpus and survives rebuilds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.cli import main

TEXT = """辽宁省人民政府关于推进试点的意见
一、任务
1.扩大进口。设立窗口。（省商务厅牵头，省市场监管局配合，6月底前完成）
2.加强抽查。公布结果。
"""


@pytest.fixture
def folders(tmp_path: Path) -> list[str]:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "pilot.txt").write_text(TEXT, encoding="utf-8")
    arguments = ["--corpus", str(corpus), "--index", str(tmp_path / "index")]
    assert main(["build", *arguments]) == 0
    return arguments


def task(folders: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    main(["search", "--json", "抽查 结果", *folders])
    return str(json.loads(capsys.readouterr().out)["hits"][0]["id"])


def test_an_added_duty_is_kept_in_a_readable_file(
    folders: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = task(folders, capsys)
    words = ["省市场监管局", "--who", "甲", "--why", "会议纪要", "--role", "牵头"]
    assert main(["decide", "add", chosen, *words, *folders]) == 0, capsys.readouterr().err
    (line,) = (tmp_path / "corpus" / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
    decision = json.loads(line)
    assert (decision["who"], decision["why"], decision["department"]) == ("甲", "会议纪要", "辽宁/市场监管")
    assert main(["build", *folders]) == 0
    assert main(["decide", "review", *folders]) == 0


def test_a_decision_whose_text_changed_is_up_for_review(
    folders: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = task(folders, capsys)
    words = ["省市场监管局", "--who", "甲", "--why", "会议纪要", "--role", "牵头"]
    assert main(["decide", "add", chosen, *words, *folders]) == 0
    path = tmp_path / "corpus" / "pilot.txt"
    path.write_text(TEXT.replace("公布结果。", "每年公布全部结果。"), encoding="utf-8")
    assert main(["build", *folders]) == 0
    assert main(["decide", "review", *folders]) == 1
