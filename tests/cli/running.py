"""Running the command in the tests, in this process or in one of its own."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

SEED = ROOT / "corpus" / "liaoning-2019-quality-improvement.md"


class Outcome:
    """What one run of the command gave."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Outcome]


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "indexer", *map(str, arguments)]


def environment(tmp_path: Path, **variables: str) -> dict[str, str]:
    folders = {"POLICYKB_CORPUS": str(tmp_path / "corpus"), "POLICYKB_INDEX": str(tmp_path / "index")}
    return {**os.environ, "PYTHONPATH": str(ROOT), **folders, **variables}
