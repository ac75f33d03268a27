"""What a build tells while it runs and when it is done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Stage(StrEnum):
    """What a build is doing, as it is shown."""

    LOOKING = "查看文件"
    ANALYSING = "分析文件"
    WRITING = "写入索引"


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` files in this stage; ``name`` is the file begun."""

    stage: Stage
    done: int
    total: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that is not in the index, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. ``switched`` is False when nothing had changed and the generation stayed.

    ``added``, ``changed`` and ``removed`` are document ids. ``unsupported`` are files of kinds that are not read.
    ``remade`` says in Chinese why nothing could be taken over from the index before, empty when it could.
    """

    generation: str
    switched: bool
    documents: int
    clauses: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    failures: tuple[Failure, ...]
    unsupported: tuple[Path, ...]
    remade: str
    seconds: float
