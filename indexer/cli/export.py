"""``policykb export duties``: the ledger of duties as a file that offices use."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.cli import options
from indexer.cli.chinese import Command, Group, Slip
from indexer.cli.output import note
from indexer.quoting import quoted

if TYPE_CHECKING:
    from indexer.duties.book import DepartmentCount, DutyBook

FORMATS = {"xlsx": ".xlsx", "docx": ".docx", "csv": ".csv", "json": ".json", "markdown": ".md"}
"""Names of the formats and their suffixes; the same as ``indexer.exports.FORMATS``, which takes long to import."""

_SHORT = {"md": "markdown"}
"""Other names under which a format may be asked for."""


@click.group(cls=Group, options_metavar="[选项]", subcommand_metavar="命令 …", short_help="把职责分工导出为文件")
def export() -> None:
    """把索引中的内容导出为办公文件。"""


@export.command(
    cls=Command,
    short_help="导出任务分工表",
    example=(
        "policykb export duties --document liaoning-2019-quality-improvement --format xlsx -o 分工表.xlsx\n"
        "policykb export duties --department 辽宁/市场监管 --format docx -o 市场监管局.docx"
    ),
)
@click.option("--department", default="", metavar="部门", help="只要这个部门：部门代码（辽宁/市场监管）或部门名称")
@click.option("--document", default="", metavar="标识", help="只要这份文件")
@click.option(
    "--format",
    "kind",
    default="",
    metavar="格式",
    help=f"{'、'.join(FORMATS)}（默认依 -o 文件的后缀，没有后缀的为 xlsx）",
)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="文件", help="写到哪个文件")
@options.corpus
@options.index
@options.segmenter
def duties(department: str, document: str, kind: str, output: Path, corpus: Path, index: Path, segmenter: str) -> int:
    """导出职责：文件、条目、任务、部门、角色、依据、时限和出处。

    依据一栏区分原文明示、上文规定、程序建议和人工确认。没有符合条件的职责时，仍写出一个注明这一点的文件。
    """
    from indexer.cli.workplace import open_book
    from indexer.duties.book import LedgerQuery
    from indexer.exports import ExportOptions, Grouping, export_to

    kind = _format(kind, output)
    book, close = open_book(corpus, index, segmenter)
    try:
        record = book.record(document) if document else None
        if document and record is None:
            raise Slip(f"索引中没有标识为{quoted(document)}的文件。")
        chosen = _chosen(book, department) if department else None
        rows = book.rows(LedgerQuery(department=chosen.key if chosen else "", document=document))
    finally:
        close()
    title = record.document.title if record else ""
    subject = chosen.name if chosen else title
    options = ExportOptions(
        generated=date.today(),
        title=" ".join(f"{subject}任务分工表".split()),
        scope=f"文件《{title}》" if title else "",
        grouping=Grouping.DEPARTMENT if document and not department else Grouping.DOCUMENT,
    )
    export_to(output, rows, kind, options)
    note(f"已写入 {output}：{len(rows)} 条职责。")
    return 0


def _format(kind: str, output: Path) -> str:
    """The format asked for by name or, without one, by the suffix of the file; a suffix that belongs to another format
    than the one named is a slip, because office programs would not open the file."""
    suffix = output.suffix.lower()
    kind = _SHORT.get(kind, kind)
    named = next((name for name, known in FORMATS.items() if known == suffix), "")
    if kind and kind not in FORMATS:
        raise Slip(f"没有{quoted(kind)}这种格式，可用的有：{'、'.join(FORMATS)}。")
    if kind and named and kind != named:
        raise Slip(f"文件后缀 {suffix} 属于 {named} 格式，与 --format {kind} 不一致，请改正其中一个。")
    if not kind and suffix and not named:
        raise Slip(f"不能从后缀 {suffix} 看出格式，请用 --format 指明：{'、'.join(FORMATS)}。")
    return kind or named or "xlsx"


def _chosen(book: DutyBook, department: str) -> DepartmentCount:
    """The department given by key, by name, or by part of a name; one that fits several is a slip that lists them."""
    entries = book.departments()
    known = book.register.resolve(department, region="", level="")
    for fits in (
        [entry for entry in entries if entry.key == department],
        [entry for entry in entries if entry.name == department],
        [entry for entry in entries if known.certain and entry.key == known.key],
        [entry for entry in entries if department in entry.name],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            keys = "、".join(entry.key for entry in fits[:8]) + (f" 等 {len(fits)} 个" if len(fits) > 8 else "")
            raise Slip(f"{quoted(department)}对应多个部门，请用部门代码指明：{keys}。")
    raise Slip(f"没有找到部门{quoted(department)}的职责。部门名称和代码见网页“部门”页。")
