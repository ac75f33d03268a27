"""Searching with decisions from the shell: what was decided is found and counted, or said to be unread."""

from __future__ import annotations

import json

import pytest

from indexer.cli import main
from indexer.decisions.models import DecisionKind
from tests.decisions.searched.office import BUREAU, TRADE, Office


def test_the_shell_finds_what_somebody_objects_to(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.decide(DecisionKind.REJECT, "公布流程", TRADE)
    folders = ["--corpus", str(office.corpus), "--index", str(office.index)]
    capsys.readouterr()
    assert main(["search", "窗口", "--standing", "objected", *folders]) == 0
    assert "设立窗口。" in capsys.readouterr().out
    assert main(["search", "手册", "--standing", "objected", *folders]) == 0
    assert "没有找到条款" in capsys.readouterr().out


def searched_from_the_shell(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> tuple[dict[str, dict[str, int]], str]:
    capsys.readouterr()
    folders = ["--corpus", str(office.corpus), "--index", str(office.index)]
    assert main(["search", "每季度抽查", "--document", "pilot", "--json", *folders]) == 0
    printed, noted = capsys.readouterr()
    facets = json.loads(printed)["facets"]
    return {field: {value["value"]: value["count"] for value in values} for field, values in facets.items()}, noted


def test_a_search_from_the_shell_counts_what_was_decided(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    facets, noted = searched_from_the_shell(office, capsys)
    assert "confirmed" not in facets["basis"] and noted == ""
    office.decide(DecisionKind.CONFIRM, "每季度抽查一次", BUREAU)
    facets, _ = searched_from_the_shell(office, capsys)
    assert facets["basis"]["confirmed"] == facets["department"][BUREAU] == facets["role"]["responsible"] == 1


def test_a_search_from_the_shell_says_when_decisions_cannot_be_read(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.file.path.mkdir()
    facets, noted = searched_from_the_shell(office, capsys)
    assert "suggested" in facets["basis"]
    assert "人工决定没有读到" in noted
