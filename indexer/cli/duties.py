"""``policykb duties``: what documents state about who answers for what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indexer.cli import options
from indexer.cli.chinese import Command
from indexer.cli.output import note, print_json_line

if TYPE_CHECKING:
    from indexer.duties.stated import StatedDuties
    from indexer.models import Record

_NAMES = (("lead", "牵头"), ("responsible", "负责"), ("cooperating", "配合"))


@click.command(
    cls=Command,
    short_help="列出文件写明的职责分工",
    example="policykb duties 方案.docx\npolicykb duties --json 方案.txt 意见.txt",
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="文件…")
@click.option("--running", is_flag=True, help="连同正文语句中写明的职责（如“由市财政局负责”“各级政府要……”）")
@options.max_bytes
@options.as_json
def duties(files: tuple[Path, ...], running: bool, max_bytes: int, as_json: bool) -> int:
    """列出责任标注写明的牵头、负责、配合单位和完成时限，名称照原文。

    --json 每行输出一个 JSON 对象：doc 为文件名（不含后缀），line 为标注所在行；text 为任务文字，annotation 为标注原文。
    scope 为 section 时，标注写在标题上，适用于其下各条；standing 为前文规定一律负责的单位；
    open_ended 表示原文有“等”字。
    读不了的文件列出原因，其余照常输出，此时退出码为 1。
    """
    from indexer.analysis import analyse
    from indexer.duties.omissions import omissions
    from indexer.errors import ReadingError

    failed = False
    for file in files:
        try:
            record = analyse(file, file.stem, max_bytes=max_bytes)
        except ReadingError as wrong:
            note(f"错误：{wrong}")
            failed = True
            continue
        rows = list(_annotated(record))
        if running:
            rows = sorted([*rows, *_in_sentences(record)], key=lambda row: row["line"])
        for row in rows:
            if as_json:
                print_json_line(row)
            else:
                click.echo(_shown(row))
        missing = omissions(record)
        for words in missing:
            note(f"注意：{file}：{words}")
        if not rows and not missing and not as_json:
            note(f"{file}：没有写明职责分工。")
    return 1 if failed else 0


def _annotated(record: Record) -> Iterator[dict[str, Any]]:
    from indexer.duties.stated import stated_duties
    from indexer.duties.tasks import covered_text

    for duty in stated_duties(record):
        yield _row(record, duty, covered_text(record, record.duties.tasks, duty))


def _row(record: Record, duty: StatedDuties, text: str) -> dict[str, Any]:
    return {
        "doc": record.document.id,
        "line": duty.annotation.line,
        "lead": list(duty.assignment.lead),
        "responsible": list(duty.assignment.responsible),
        "cooperating": list(duty.assignment.cooperating),
        "deadline": duty.assignment.deadline or None,
        "scope": duty.annotation.scope,
        "standing": list(duty.standing),
        "open_ended": duty.assignment.open_ended,
        "text": text,
        "annotation": duty.annotation.text,
    }


def _in_sentences(record: Record) -> Iterator[dict[str, Any]]:
    from indexer.duties.models import Role

    for duty in record.duties.duties:
        if duty.annotated or duty.role is Role.MENTIONED:
            continue
        clause = next(clause for clause in record.clauses if clause.start <= duty.start < clause.end)
        roles = {key: [duty.name] if duty.role.value == key else [] for key, _ in _NAMES}
        yield {
            "doc": record.document.id,
            "line": clause.line,
            **roles,
            "deadline": None,
            "scope": "sentence",
            "standing": [],
            "open_ended": False,
            "text": clause.text,
            "annotation": "",
        }


def _shown(row: dict[str, Any]) -> str:
    said = [f"{name}：{'、'.join(row[key])}" for key, name in _NAMES if row[key]]
    if row["deadline"]:
        said.append(f"时限：{row['deadline']}")
    scope = "（适用于本部分各条）" if row["scope"] == "section" else ""
    return f"{row['doc']} 第 {row['line']} 行{scope}  {'；'.join(said)}\n    {row['text']}"
