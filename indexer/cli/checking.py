"""``policykb check``: every file read and outlined, and every character accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from indexer.analysis import analyse
from indexer.cli.output import print_table
from indexer.corpus import CorpusFile, identify, list_corpus
from indexer.coverage import coverage
from indexer.duties.unknown_names import UnknownName, unknown_names
from indexer.errors import ReadingError
from indexer.register import Problem, Register, load_register, validate_register
from indexer.synonyms import is_synonym_table, validate_synonyms


@dataclass(frozen=True, slots=True)
class Place:
    """Characters that are in no span, or in two."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Check:
    """What was found in one file: non-blank characters, those covered, sections, clauses; or why it cannot be read."""

    file: Path
    characters: int = 0
    covered: int = 0
    sections: int = 0
    clauses: int = 0
    lost: tuple[Place, ...] = ()
    doubled: tuple[Place, ...] = ()
    error: str = ""
    unknown: tuple[UnknownName, ...] = ()
    """Departments that the register does not know; for review, nothing is wrong with the file."""

    @property
    def good(self) -> bool:
        return not (self.lost or self.doubled or self.error)


def check_files(paths: Sequence[Path], max_bytes: int) -> tuple[list[Check], list[Path]]:
    """One check a file, folders taken with all documents in them; and the files of kinds that are not read.

    Raises ``CorpusError`` for a folder that is missing.
    """
    files: list[tuple[CorpusFile, Register]] = []
    unsupported: list[Path] = []
    for path in paths:
        register = _register(path)
        if path.is_dir():
            listing = list_corpus(path)
            files += [(file, register) for file in listing.documents]
            unsupported += [file.path for file in listing.unsupported]
        else:
            files.append((CorpusFile(path.name, path), register))
    return [_check(file, max_bytes, register) for file, register in files], unsupported


def _register(path: Path) -> Register:
    """The register of a folder that has a sound one of its own (``check_registers`` reports the others)."""
    own = path.is_dir() and not validate_register(path)
    return load_register(path if own else None)


def check_registers(folders: Sequence[Path]) -> list[Problem]:
    """What is wrong with the registers of departments of those ``folders`` that have one."""
    return [problem for folder in folders if (folder / "register").is_dir() for problem in validate_register(folder)]


def check_synonyms(folders: Sequence[Path]) -> list[Problem]:
    """What is wrong with the tables of synonyms of those ``folders`` that have one."""
    having = [f for f in folders if f.is_dir() and any(is_synonym_table(entry.name) for entry in f.iterdir())]
    return [problem for folder in having for problem in validate_synonyms(folder)]


def print_checks(checks: Sequence[Check]) -> None:
    """The table, and below it what is wrong."""
    rows = [
        (str(c.file), *("-" * 4 if c.error else (str(c.characters), str(c.covered), str(c.sections), str(c.clauses))))
        for c in checks
    ]
    print_table(("文件", "字数", "已归入", "条目", "条款"), rows)
    for checked in checks:
        for place in checked.lost:
            click.echo(f"遗漏：{checked.file} 第 {place.line} 行：{place.text}")
        for place in checked.doubled:
            click.echo(f"重复：{checked.file} 第 {place.line} 行：{place.text}")
        if checked.error:
            click.echo(f"无法读入：{checked.file}：{checked.error}")
        for name in checked.unknown:
            lines = "、".join(map(str, name.lines))
            click.echo(f"待核对：{checked.file} 第 {lines} 行：部门名录中没有“{name.name}”，按原文称谓保留。")
    wrong = sum(not checked.good for checked in checks)
    click.echo(f"共 {len(checks)} 个文件，" + (f"{wrong} 个有问题。" if wrong else "全部完整。"))


def _check(file: CorpusFile, max_bytes: int, register: Register) -> Check:
    try:
        record = analyse(file.path, identify(file, max_bytes=max_bytes), max_bytes=max_bytes)
    except ReadingError as error:
        return Check(file.path, error=error.reason)
    found = coverage(record)
    return Check(
        file.path,
        found.characters,
        found.covered,
        len(record.sections),
        len(record.clauses),
        tuple(Place(*place) for place in found.lost),
        tuple(Place(*place) for place in found.doubled),
        unknown=unknown_names(record, register),
    )
