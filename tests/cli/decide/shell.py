"""``policykb decide`` as the tests run it, on a corpus of one document."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from indexer.cli import main
from indexer.decisions.file import DecisionFile
from indexer.decisions.models import Decision
from indexer.decisions.reading import read_decisions
from tests.decisions.makers import PLAN, FakeWorkplace, document, place

STALLS = place("统一划定摊位").task.id
SHOWS = place("组织民间艺人").task.id
PROMOTION = place("利用广播").task.id


@dataclass
class Shell:
    """Runs ``policykb decide`` on a corpus; ``text`` is what its one document says."""

    corpus: Path
    capsys: pytest.CaptureFixture[str]
    text: str = PLAN
    opened: list[FakeWorkplace] = field(default_factory=list)

    def open(self, _corpus: Path, _index: Path, _max_bytes: int, _segmenter: str) -> FakeWorkplace:
        self.opened.append(FakeWorkplace(document(self.text)))
        return self.opened[-1]

    def run(self, *words: str) -> tuple[int, str, str]:
        code = main(["decide", *words, *(("--corpus", str(self.corpus)) if words and "--help" not in words else ())])
        said = self.capsys.readouterr()
        return code, said.out, said.err

    def done(self, *words: str) -> str:
        code, out, err = self.run(*words)
        assert code == 0, err
        return out

    def refused(self, *words: str) -> str:
        code, out, err = self.run(*words)
        assert (code, out) == (2, "")
        assert err.startswith("错误：")
        assert err.count("\n") == 1
        return err

    def decisions(self) -> tuple[Decision, ...]:
        return DecisionFile(self.corpus).load().all

    def last(self) -> Decision:
        content = DecisionFile(self.corpus).path.read_bytes()
        return read_decisions(content.splitlines(keepends=True)[-1]).all[0]
