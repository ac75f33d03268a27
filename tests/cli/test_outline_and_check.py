"""``policykb outline`` and ``check``: the tree of a document, and that every character is accounted for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.running import SEED, Run


def test_outline_prints_the_json_it_promises(run: Run) -> None:
    outline = run("outline", SEED, "--json").json
    assert set(outline) == {"document", "sections", "clauses", "elements"}
    assert outline["document"]["id"] == "liaoning-2019-quality-improvement"
    assert len(outline["clauses"]) == 143
    assert set(outline["sections"][0]) == {"number", "title", "level", "line", "start", "end", "ordinal"}
    assert set(outline["clauses"][0]) == {"id", "text", "path", "line", "start", "end", "kind", "ordinal"}
    source = SEED.read_text(encoding="utf-8")
    for clause in outline["clauses"]:
        assert source[clause["start"] : clause["end"]] == clause["text"]
        assert source.count("\n", 0, clause["start"]) + 1 == clause["line"]


def test_outline_draws_the_tree(run: Run, tmp_path: Path) -> None:
    out = run("outline", tmp_path / "corpus" / "lamps.md").out
    assert "关于加强街道照明管理的通知" in out and "某政办发〔2019〕12号" in out
    assert out.index("一、工作目标") < out.index("二、重点任务") < out.index("（二）保障用电安全")


def test_outline_of_a_file_that_cannot_be_read_is_a_fault_of_the_document(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    for name in ("empty.txt", "nowhere.txt", "old.doc"):
        outcome = run("outline", tmp_path / name)
        assert outcome.code == 1 and name in outcome.err and outcome.err.count("\n") == 1


def test_check_accounts_for_every_character(run: Run, tmp_path: Path) -> None:
    outcome = run("check", tmp_path / "corpus", SEED)
    assert outcome.code == 0 and "全部完整" in outcome.out
    checks = run("check", SEED, "--json").json
    assert checks[0]["characters"] == checks[0]["covered"] == 5991
    assert (checks[0]["sections"], checks[0]["clauses"]) == (23, 143)


def test_check_fails_for_a_file_that_cannot_be_read_or_loses_text(
    run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "corpus" / "empty.txt").write_bytes(b"")
    outcome = run("check", tmp_path / "corpus")
    assert outcome.code == 1 and re.search(r"无法读入：.*empty\.txt", outcome.out) and "1 个有问题" in outcome.out
    assert [bool(c["error"]) for c in run("check", tmp_path / "corpus", "--json").json] == [True, False, False]
    from indexer import analysis

    whole = analysis.clauses
    monkeypatch.setattr(analysis, "clauses", lambda *args: whole(*args)[1:])
    outcome = run("check", tmp_path / "corpus" / "lamps.md")
    assert outcome.code == 1 and re.search(r"遗漏：.*lamps\.md 第 \d+ 行：到2020年完成老旧灯具更换。", outcome.out)
