"""The subcommands. Each reads its options, calls the library, and prints."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.cli import options
from indexer.cli.chinese import Command
from indexer.cli.output import note, note_unsupported, print_json, progress_bar

if TYPE_CHECKING:
    from indexer.build_report import BuildReport
    from indexer.engine.protocol import SearchEngine
    from indexer.models import Record


@click.command(
    cls=Command,
    short_help="为文件夹里的政策文件建立索引",
    example="policykb build\npolicykb build --corpus 我的文件 --index 我的索引",
)
@options.corpus
@options.index
@options.max_bytes
@options.segmenter
@options.as_json
def build(corpus: Path, index: Path, max_bytes: int, segmenter: str, as_json: bool) -> int:
    """为文件夹里的政策文件建立索引。

    只处理新增和改动的文件；建成之前，原有索引照常使用。
    读不了的文件列出原因，其余文件照常收录，此时退出码为 1。
    """
    report = _build(corpus, index, max_bytes, segmenter)
    if as_json:
        print_json(_plain(report))
    return 1 if report.failures else 0


@click.command(
    cls=Command,
    short_help="显示一个文件的条目和条款",
    example="policykb outline corpus/通知.docx\npolicykb outline 通知.md --json",
)
@click.argument("file", type=click.Path(path_type=Path), metavar="文件")
@options.max_bytes
@options.as_json
def outline(file: Path, max_bytes: int, as_json: bool) -> int:
    """显示一个文件的标题、条目和条款，不写入索引。

    JSON 中的 start 和 end 是在文件文字中的起止位置，从 0 数起，不含 end。
    """
    record = _record(file, max_bytes)
    if as_json:
        print_json(_outline_json(record))
    else:
        _print_outline(record)
    return 0


@click.command(
    cls=Command,
    short_help="检查文件能否读入、文字有无遗漏",
    example="policykb check corpus\npolicykb check 通知.pdf 办法.docx",
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="文件或文件夹…")
@options.max_bytes
@options.as_json
def check(paths: tuple[Path, ...], max_bytes: int, as_json: bool) -> int:
    """检查文件能否读入，每个字是否都归入了标题或条款。

    文件夹里有部门名录（register）或同义词表（synonyms*.tsv）时，一并检查。
    有文件读不了，有文字遗漏，名录或同义词表有错时，退出码为 1。
    """
    from indexer.cli.checking import check_files, check_registers, check_synonyms, print_checks

    checks, unsupported = check_files(paths, max_bytes)
    note_unsupported("未检查", unsupported)
    if as_json:
        print_json([_plain(checked) for checked in checks])
    else:
        print_checks(checks)
    problems = check_registers(paths)
    for problem in problems:
        note(f"部门名录：{problem}")
    wrong = check_synonyms(paths)
    for problem in wrong:
        note(f"同义词表：{problem}")
    return 0 if all(checked.good for checked in checks) and not problems and not wrong else 1


@click.command(cls=Command, short_help="建立索引并打开网页服务", example="policykb serve\npolicykb serve --port 8080")
@options.host
@options.port
@options.corpus
@options.index
@options.max_bytes
@options.decide
@options.hosts
@options.segmenter
def serve(
    host: str,
    port: int,
    corpus: Path,
    index: Path,
    max_bytes: int,
    decide: str,
    hosts: frozenset[str],
    segmenter: str,
) -> int:
    """先使索引与文件夹一致，再打开网页服务，按 Ctrl+C 停止。

    服务运行时可以另行执行 build，网页随即使用新的索引。网页没有登录，能打开网页的人都能对职责作决定；
    供公众查阅的，用 --decide off 关闭。用域名（不是 IP 地址或本机名称）打开网页作决定的，须用 --hosts 列出
    该域名，以免其他网站借域名解析冒用；查阅不受影响。
    """
    from indexer.cli.serving import run_server
    from indexer.errors import BuildBusy

    try:
        _build(corpus, index, max_bytes, segmenter)
    except BuildBusy as busy:
        note(f"{busy}网页暂用现有索引。")
    run_server(host, port, corpus, index, segmenter, deciding=decide == "on", hosts=hosts)
    return 0


def _build(corpus: Path, index: Path, max_bytes: int, segmenter: str) -> BuildReport:
    """Build, with progress and what came of it on standard error."""
    from indexer.build import build as build_index

    with progress_bar() as progress:
        report = build_index(corpus, index, max_bytes=max_bytes, segmenter=segmenter, progress=progress)
    if report.remade:
        note(f"{report.remade} 现已全部重新建立。")
    for failure in report.failures:
        note(f"未收录：{failure.path}：{failure.reason}")
    note_unsupported("未收录", report.unsupported)
    counts = (("新增", report.added), ("更新", report.changed), ("移除", report.removed))
    changes = "、".join(f"{what} {len(ids)} 份" for what, ids in counts if ids) or "文件没有变化"
    note(f"索引中有 {report.documents} 份文件、{report.clauses} 条条款（{changes}），用时 {report.seconds:.1f} 秒。")
    return report


def open_index(corpus: Path, index: Path, max_bytes: int, segmenter: str) -> SearchEngine:
    """The engine in service; an index that is damaged or out of date is built anew first."""
    from indexer.engine.opening import open_engine
    from indexer.errors import IndexDamaged, IndexOutdated

    try:
        return open_engine(index, corpus=corpus, segmenter=segmenter)
    except (IndexDamaged, IndexOutdated) as stale:
        note(f"{stale} 正在重新建立……")
        _build(corpus, index, max_bytes, segmenter)
        return open_engine(index, corpus=corpus, segmenter=segmenter)


def _record(file: Path, max_bytes: int) -> Record:
    from indexer.analysis import analyse
    from indexer.corpus import CorpusFile, identify

    return analyse(file, identify(CorpusFile(file.name, file), max_bytes=max_bytes), max_bytes=max_bytes)


def _outline_json(record: Record) -> dict[str, object]:
    return {
        "document": asdict(record.document),
        "sections": [
            {
                "number": section.number,
                "title": section.title,
                "level": section.level,
                "line": section.line,
                "start": section.start,
                "end": section.end,
                "ordinal": section.ordinal,
            }
            for section in record.sections
        ],
        "clauses": [
            {
                "id": clause.id,
                "text": clause.text,
                "path": clause.path,
                "line": clause.line,
                "start": clause.start,
                "end": clause.end,
                "kind": clause.kind,
                "ordinal": clause.ordinal,
            }
            for clause in record.clauses
        ],
        "elements": [asdict(element) for element in record.elements],
    }


def _print_outline(record: Record) -> None:
    from collections import Counter

    from indexer.clauses import heading

    document = record.document
    stated = (document.document_number, "、".join(document.issuers), document.publish_date or document.written_date)
    click.echo(click.style(document.title, bold=True))
    click.echo("　".join(part for part in stated if part))
    counts = Counter(clause.section for clause in record.clauses)
    for position, section in enumerate(record.sections):
        count = f"　{counts[position]} 条" if counts[position] else ""
        click.echo(f"{'　' * section.level}{heading(section)}{count}　第 {section.line} 行")
    click.echo(
        f"共 {len(record.sections)} 个条目、{len(record.clauses)} 条条款，其中 {counts[None]} 条不属于任何条目。"
    )
    for remark in document.notes:
        click.echo(f"注意：{remark}")


def _plain(value: object) -> object:
    """A dataclass as JSON takes it."""
    fields = asdict(value)  # type: ignore[call-overload]
    return _strings(fields)


def _strings(value: object) -> object:
    if isinstance(value, dict):
        return {key: _strings(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_strings(entry) for entry in value]
    return str(value) if isinstance(value, Path) else value
