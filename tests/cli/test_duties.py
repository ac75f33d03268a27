"""``policykb duties``: the JSON lines that scorers and offices read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.cli import main

TEXT = """任务清单
一、任务
1.扩大进口。设立窗口。（省商务厅牵头，甲海关等配合，6月底前完成）
2.抓好落实。由省财政厅负责保障。
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "清单.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_each_annotation_is_one_line_of_json(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["duties", "--json", str(file)]) == 0
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert row == {
        "doc": "清单",
        "line": 3,
        "lead": ["省商务厅"],
        "responsible": [],
        "cooperating": ["甲海关"],
        "deadline": "6月底前完成",
        "scope": "item",
        "standing": [],
        "open_ended": True,
        "text": "扩大进口。设立窗口。",
        "annotation": "（省商务厅牵头，甲海关等配合，6月底前完成）",
    }


def test_duties_of_running_text_are_added_on_demand(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["duties", "--json", "--running", str(file)]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["line"], row["scope"], row["responsible"]) for row in rows] == [
        (3, "item", []),
        (4, "sentence", ["省财政厅"]),
    ]


def test_people_read_it_in_chinese(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["duties", str(file)]) == 0
    assert "清单 第 3 行  牵头：省商务厅；配合：甲海关；时限：6月底前完成" in capsys.readouterr().out


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_done(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["duties", "--json", str(tmp_path / "none.txt"), str(file)]) == 1
    captured = capsys.readouterr()
    assert "none.txt" in captured.err
    assert len(captured.out.splitlines()) == 1


def test_the_text_of_a_task_holds_no_annotation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(
        "某市方案\n一、任务\n1.开展帮扶。帮助企业（市甲局负责）。办展（市乙局牵头，市丙局配合）。\n2.优化服务。(责任单位：市甲局、市乙局",
        encoding="utf-8",
    )
    assert main(["duties", "--json", str(file)]) == 0
    found = [json.loads(line)["text"] for line in capsys.readouterr().out.splitlines()]
    assert found == ["开展帮扶。帮助企业。", "开展帮扶。办展。", "优化服务。"]


def test_the_reading_of_real_annotations_is_as_good_as_promised(shared: Path, tmp_path: Path) -> None:
    gold = sorted((shared / "policy" / "gold").glob("*.jsonl"))
    files = [shared / "policy" / "docs" / f"{path.stem}.txt" for path in gold]
    predictions = tmp_path / "predictions.jsonl"
    command = [sys.executable, "-m", "indexer", "duties", "--json", *map(str, files)]
    predictions.write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)
    scorer = [sys.executable, str(shared / "policy" / "score_duties.py"), str(predictions), *map(str, gold)]
    report = subprocess.run(scorer, check=True, capture_output=True, text=True).stdout
    values = {line.split()[0]: float(line.split()[-1]) for line in report.splitlines() if "F1" in line}
    wholly = next(float(line.split()[-1]) for line in report.splitlines() if line.startswith("lines wholly"))
    assert values["role"] >= 0.97
    assert values["name"] >= 0.985
    assert wholly >= 0.93
