"""CSV for spreadsheet programs, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import fields
from types import MappingProxyType

from indexer.duties.ledger import BASIS_NAMES, ROLE_NAMES, STANDING_NAMES, LedgerRow
from indexer.exports import wording
from indexer.exports.characters import neutralised
from indexer.exports.columns import DATA_COLUMNS, NUMBER_LABEL
from indexer.exports.options import ExportOptions

JSON_FIELDS = MappingProxyType(
    {
        "document": "文件标识",
        "document_title": "文件标题",
        "document_number": "发文字号",
        "clause": "任务首句的标识",
        "citation": "出处（引用格式）",
        "path": "部分、条目，自上而下",
        "line": "在原文中的行号",
        "task": "任务内容，与原文逐字相同",
        "department": "部门（名录中的正式名称；名录没有的，照原文）",
        "key": "部门标识",
        "unlisted": "名称未收录：部门名录中没有这个名称，有待核对",
        "name": "原文称谓，原文没有写明部门的为空",
        "role": "角色：lead、responsible、cooperating、mentioned",
        "basis": "依据：stated、inherited、suggested、confirmed",
        "deadline": "时限，照原文",
        "score": "建议分值，0 至 1；不是建议的为 null",
        "reasons": "建议理由",
        "precedents": "各条建议理由所说的本库条款的标识，与 reasons 逐项对应，没有的为空",
        "start": "写明该职责的文字在文件全文中的起点（字符）；没有这样的文字时，与 end 同为 0",
        "end": "写明该职责的文字在文件全文中的终点（字符），不含",
        "standing": "人工决定：open（未经决定）、confirmed、objected、rejected、replaced",
        "ground": "决定之前的依据：stated、inherited、suggested；未经决定的，或原文和程序均未提出的，为 null",
        "decision": "决定编号，未经决定的为空",
        "who": "决定人",
        "when": "决定时间（ISO 8601）",
        "why": "决定理由",
        "review": "可能属于此处、待复核的决定的编号",
        "link": "条款页面的地址",
        "role_label": "角色的中文名称",
        "basis_label": "依据的中文名称",
        "standing_label": "人工决定的中文名称",
    }
)
"""The machine names of a JSON object in their order, and what each holds."""

_ROW_FIELDS = tuple(field.name for field in fields(LedgerRow))


def write_csv(rows: Sequence[LedgerRow], options: ExportOptions) -> bytes:  # noqa: ARG001
    """UTF-8 with byte order mark (Excel takes the file for GBK without it), lines ended by CR LF (RFC 4180).

    A cell that a spreadsheet program would calculate gets an apostrophe before it. No cell is cut, but Excel shows
    only the first 32,767 characters of one. Without rows the line under the header says so.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([NUMBER_LABEL, *(column.label for column in DATA_COLUMNS)])
    for number, row in enumerate(rows, 1):
        writer.writerow([number, *(neutralised(column.text(row)) for column in DATA_COLUMNS)])
    if not rows:
        writer.writerow([wording.NOTHING_FOUND, *("" for _ in DATA_COLUMNS)])
    return text.getvalue().encode("utf-8-sig")


def write_json(rows: Sequence[LedgerRow], options: ExportOptions) -> bytes:  # noqa: ARG001
    """An array of objects with the names of ``JSON_FIELDS``, one object a line, UTF-8; ``[]`` without rows."""
    return f"[{','.join(_objects(rows))}\n]\n".encode() if rows else b"[]\n"


def _objects(rows: Sequence[LedgerRow]) -> Iterator[str]:
    for row in rows:
        value = {name: getattr(row, name) for name in _ROW_FIELDS}
        value |= {
            "role_label": ROLE_NAMES[row.role],
            "basis_label": BASIS_NAMES[row.basis],
            "standing_label": STANDING_NAMES[row.standing],
        }
        yield "\n" + json.dumps({name: value[name] for name in JSON_FIELDS}, ensure_ascii=False, allow_nan=False)
