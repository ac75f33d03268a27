"""A corpus of two documents, and the command run on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.cli import main
from tests.cli.running import Outcome, Run
from tests.corpus_maker import write_corpus


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command on a corpus of two documents, by environment variables unless told otherwise."""
    write_corpus(tmp_path / "corpus")
    monkeypatch.setenv("POLICYKB_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("POLICYKB_INDEX", str(tmp_path / "index"))

    def run_it(*arguments: object) -> Outcome:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Outcome(code, captured.out, captured.err)

    return run_it
