"""What the commands of ``policykb decide`` do; each function returns the exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from indexer.cli.decide_showing import (
    listed_json,
    print_decision,
    print_hanging,
    print_list,
    problem_json,
    review_json,
)
from indexer.cli.output import note, print_json
from indexer.decisions import tables
from indexer.decisions.choosing import Wish, kept, wished
from indexer.decisions.deciding import Signature, withdrawn
from indexer.decisions.errors import DecisionError
from indexer.decisions.file import DecisionFile
from indexer.decisions.force import in_force
from indexer.decisions.lines import plain
from indexer.decisions.models import Decision, Decisions
from indexer.decisions.resolve import resolve
from indexer.decisions.wording import said
from indexer.decisions.workplace import Desk, Workplace
from indexer.storage import replace_file
from indexer.system_errors import refusal

OpenWorkplace = Callable[[Path, Path, int, str], Workplace]
"""Opens the workplace on a corpus and an index; the other two are the size limit in bytes and the segmenter."""

READERS: dict[str, Callable[[bytes], Decisions]] = {".csv": tables.from_csv, ".json": tables.from_json}


@dataclass(frozen=True, slots=True)
class Folders:
    """The options that all commands share which look at documents."""

    corpus: Path
    index: Path
    max_bytes: int
    segmenter: str
    as_json: bool


def decide(open_workplace: OpenWorkplace, folders: Folders, wish: Wish, signature: Signature) -> int:
    """Record what a person wants."""
    with _desk(open_workplace, folders) as desk:
        return _record(folders.corpus, folders.as_json, lambda decisions: wished(wish, signature, desk, decisions))


def keep(
    open_workplace: OpenWorkplace, folders: Folders, identifier: str, task: str | None, signature: Signature
) -> int:
    """Carry a reviewed decision over to where its text stands now."""
    with _desk(open_workplace, folders) as desk:
        return _record(
            folders.corpus, folders.as_json, lambda decisions: kept(identifier, task, signature, desk, decisions)
        )


def withdraw(corpus: Path, identifier: str, signature: Signature, as_json: bool) -> int:
    """Take a decision back."""
    return _record(corpus, as_json, lambda decisions: withdrawn(identifier, signature, decisions))


def show_list(corpus: Path, document: str | None, department: str | None, everything: bool, as_json: bool) -> int:
    """List decisions by time: those in force, or all with what became of them."""
    decisions = DecisionFile(corpus).load()
    force = in_force(decisions.all)
    chosen = [
        decision
        for decision in decisions.all
        if (everything or force.holds(decision))
        and document in (None, decision.document)
        and (department is None or department in f"{decision.part.label}\n{decision.part.department}")
    ]
    if as_json:
        problems = [problem_json(problem) for problem in decisions.problems]
        print_json({"decisions": [listed_json(decision, force) for decision in chosen], "problems": problems})
    else:
        print_list(chosen, force)
    _note_problems(corpus, decisions)
    return 0


def show_review(open_workplace: OpenWorkplace, folders: Folders) -> int:
    """List what has to be reviewed; 1 when there is anything."""
    decisions = DecisionFile(folders.corpus).load()
    with _desk(open_workplace, folders) as desk:
        hangings = resolve(decisions, desk).review
    if folders.as_json:
        print_json(review_json(hangings, decisions.problems))
    else:
        for hanging in hangings:
            print_hanging(hanging)
        click.echo(f"待复核的决定 {len(hangings)} 项。" if hangings else "没有待复核的决定。")
    _note_problems(folders.corpus, decisions)
    return 1 if hangings or decisions.problems else 0


def export(corpus: Path, kind: str, output: Path | None) -> int:
    """Write all decisions as ``csv`` or ``json`` to a file, or to standard output."""
    decisions = DecisionFile(corpus).load()
    content = tables.to_csv(decisions.all) if kind == "csv" else tables.to_json(decisions.all)
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        try:
            replace_file(output, content)
        except OSError as error:
            raise DecisionError(f"无法写入 {output}：{refusal(error)}。请检查文件夹、权限和磁盘空间。") from error
        note(f"已导出 {len(decisions.all)} 项决定到 {output}。")
    _note_problems(corpus, decisions)
    return 0


def import_table(corpus: Path, file: Path, as_json: bool) -> int:
    """Add the decisions of a table that the file lacks; its suffix must be among ``READERS``."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise DecisionError(f"无法读取 {file}：{refusal(error)}。") from error
    table = READERS[file.suffix.lower()](content)
    added = DecisionFile(corpus).decide(lambda decisions: tables.unknown(table, decisions))
    known = len(table.all) - len(added)
    if as_json:
        print_json({"added": [decision.id for decision in added], "known": known})
    else:
        click.echo(f"新导入 {len(added)} 项决定，已有 {known} 项。")
    return 0


@contextmanager
def _desk(open_workplace: OpenWorkplace, folders: Folders) -> Iterator[Desk]:
    workplace = open_workplace(folders.corpus, folders.index, folders.max_bytes, folders.segmenter)
    try:
        yield Desk(workplace)
    finally:
        workplace.close()


def _record(corpus: Path, as_json: bool, make: Callable[[Decisions], Decision]) -> int:
    """Record what ``make`` makes, and say so."""
    for decision in DecisionFile(corpus).decide(lambda decisions: [make(decisions)]):
        if as_json:
            print_json(plain(decision))
        else:
            click.echo(f"已记录 {decision.id}：{said(decision)}")
            print_decision(decision)
    return 0


def _note_problems(corpus: Path, decisions: Decisions) -> None:
    for problem in decisions.problems:
        note(f"注意：{DecisionFile(corpus).path} 第 {problem.line} 行：{problem.reason}")
