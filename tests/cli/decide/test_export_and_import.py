"""Decisions are carried to another corpus as a table, and none is lost on the way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.decide.shell import SHOWS, STALLS, Shell
from tests.decisions.makers import CULTURE


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_export_and_import_carry_all_decisions_to_another_corpus(shell: Shell, tmp_path: Path, kind: str) -> None:
    shell.done("confirm", SHOWS, CULTURE)
    shell.done("change", STALLS, "省市场监管局", "--role", "牵头", "--why", "三定规定")
    table = tmp_path / f"决定.{kind}"
    shell.done("export", "--format", kind, "-o", str(table))
    before, shell.corpus = shell.decisions(), tmp_path / "other"
    shell.corpus.mkdir()
    assert shell.done("import", str(table)) == "新导入 2 项决定，已有 0 项。\n"
    assert shell.decisions() == before
    assert json.loads(shell.done("import", str(table), "--json")) == {"added": [], "known": 2}
    assert shell.decisions() == before


def test_export_without_a_file_goes_to_standard_output(shell: Shell) -> None:
    shell.done("confirm", SHOWS, CULTURE)
    assert json.loads(shell.done("export", "--format", "json"))["decisions"][0]["kind"] == "confirm"


def test_export_to_where_nothing_can_be_written_says_so(shell: Shell, tmp_path: Path) -> None:
    assert "无法写入" in shell.refused("export", "-o", str(tmp_path / "missing" / "决定.csv"))
