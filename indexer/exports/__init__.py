"""Exports (导出): rows of the ledger as files that offices use.

``export`` gives the bytes of a file, ``export_to`` writes them; ``FORMATS`` lists what there is. What the text states
and what the program suggests is told apart by word in every format, and by shape (italics, 【建议】) where people read.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from indexer.duties.ledger import LedgerRow
from indexer.exports import data, markdown, word, workbook
from indexer.exports.characters import is_web_address, legible, legible_row, shortened, web_address
from indexer.exports.options import ExportError, ExportOptions, Grouping
from indexer.storage import sync_folder
from indexer.system_errors import refusal

__all__ = ["FORMATS", "ExportError", "ExportOptions", "Format", "Grouping", "export", "export_to"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name on the command line, suffix, media type, and what pages call it."""

    name: str
    suffix: str
    media_type: str
    label: str
    write: Callable[[Sequence[LedgerRow], ExportOptions], bytes]


_OFFICE = "application/vnd.openxmlformats-officedocument."

FORMATS = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            Format("xlsx", ".xlsx", _OFFICE + "spreadsheetml.sheet", "Excel 工作簿", workbook.write),
            Format("docx", ".docx", _OFFICE + "wordprocessingml.document", "Word 文档", word.write),
            Format("csv", ".csv", "text/csv; charset=utf-8", "CSV 表格", data.write_csv),
            Format("json", ".json", "application/json", "JSON 数据", data.write_json),
            Format("markdown", ".md", "text/markdown; charset=utf-8", "Markdown 文本", markdown.write),
        )
    }
)


def export(rows: Iterable[LedgerRow], format: str, options: ExportOptions) -> bytes:
    """The file of these rows, in the order given. No rows give a valid file that says so.

    Raises ``ExportError`` for a format that is not in ``FORMATS`` and for a base address that is no web address.
    """
    if format not in FORMATS:
        raise ExportError(f"没有“{format}”这种导出格式，可用的有：{'、'.join(FORMATS)}。")
    if options.base_url and not is_web_address(options.base_url):
        raise ExportError(f"链接用的网站地址“{options.base_url}”应以 http:// 或 https:// 开头。")
    options = replace(options, title=shortened(legible(options.title)), scope=shortened(legible(options.scope)))
    return FORMATS[format].write([_prepared(row, options.base_url) for row in rows], options)


def export_to(path: Path, rows: Iterable[LedgerRow], format: str, options: ExportOptions) -> None:
    """Write the export to ``path``: readers find the whole file or what was there before.

    Raises ``ExportError`` as ``export`` does, and when the file cannot be written.
    """
    content = export(rows, format, options)
    part = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise ExportError(f"{path}：无法写入（{refusal(error)}），请检查文件夹、权限和磁盘空间。") from error


def _prepared(row: LedgerRow, base_url: str) -> LedgerRow:
    """``row`` with every character writable and its link a full address."""
    row = legible_row(row)
    link = web_address(row.link, base_url)
    return row if link == row.link else replace(row, link=link)
