"""Duties that a document has and this program cannot give: said, so that nobody takes silence for an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.duties.annotation import read_annotation
from indexer.models import Record
from indexer.outlining.sentences import groups

_FLATTENED = re.compile(
    r"(?:序号|编号)[\u4e00-\u9fff、（）]{0,24}(?:牵头|责任|配合|负责)(?:部门|单位)(?:[\u4e00-\u9fff]{0,12})?(?=\d)"
)
"""The header of a table, run together with its first row by a conversion from PDF."""

_LEFT_OUT = re.compile(
    r"附件?\s*\d*\s*[:：.．]?[^\n。]{0,40}?(?P<title>(?:任务)?(?:分工|责任)(?:方案|表|清单))\s*[（(]\s*略\s*[）)]"
)
"""An annex with the division of tasks that the publication left out."""

_AMONG_WORK = re.compile(r"[（(〔\[［【]\s*(?:任务|工作|职责)(?:分解|分工)[:：]")
"""A bracket that says who does which work in sentences (任务分解：市甲局等单位做好信息发布；各县区政府…)."""


def omissions(record: Record) -> tuple[str, ...]:
    """In Chinese, one sentence each, with the line: tables of duties that were run together or left out, and bodies
    named among the work they do."""
    return tuple(_omissions(record.text, record.body_start))


def _omissions(text: str, start: int) -> Iterator[str]:
    if found := _FLATTENED.search(text, start):
        line = text.count("\n", 0, found.start()) + 1
        yield (
            f"第 {line} 行起有写明责任部门的表格，转换时各栏连成了一段，其中的职责分工没有提取，"
            "请改用表格完整的文件，或对照原文人工补充。"
        )
    if found := _LEFT_OUT.search(text, start):
        line = text.count("\n", 0, found.start()) + 1
        yield f"第 {line} 行所列附件（{found['title']}）在公布时略去，其中的职责分工不在所收文本中。"
    if found := next((one for one in _AMONG_WORK.finditer(text, start) if not _is_read(text, one.start())), None):
        line = text.count("\n", 0, found.start()) + 1
        yield (
            f"第 {line} 行起的“{found.group()[1:-1].strip()}”把单位和工作内容写在一起，其中的职责分工没有提取，"
            "请对照原文人工补充。"
        )


def _is_read(text: str, start: int) -> bool:
    """Whether the bracket that opens at ``start`` names bodies only, and is given as a duty."""
    line = text[start:].split("\n", 1)[0]
    ends = [end for begin, end in groups(line) if begin == 0]
    return bool(ends and read_annotation(line[: ends[0]]).names)
