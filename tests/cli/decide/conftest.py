"""A shell in which nobody has decided yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.cli import policykb
from indexer.cli.decide import decide_group
from tests.cli.decide.shell import Shell


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    made = Shell(tmp_path, capsys)
    monkeypatch.setitem(policykb.commands, "decide", decide_group(made.open))
    monkeypatch.setenv("LOGNAME", "wangwu")
    return made
