"""The ledger as Markdown: a heading and a pipe table (GFM) for each group."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.duties.ledger import LedgerRow
from indexer.duties.models import Basis
from indexer.exports import wording
from indexer.exports.characters import is_web_address
from indexer.exports.columns import NUMBER_LABEL, READING_COLUMNS, Column
from indexer.exports.groups import groups
from indexer.exports.options import ExportOptions

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "~": "&#126;"}
"""Signs that not every Markdown dialect lets a backslash escape."""

_ACTIVE = re.compile(r"[\\`*_\[\]|&<>~]")
_LINE_BREAK = re.compile("\r\n|\r|\n")

_ITALIC = {"department", "basis"}
"""What stands in italics in the row of a suggestion."""


def escaped(text: str) -> str:
    """``text`` so that a table cell shows it as it is: signs with a meaning escaped, line breaks as ``<br>``."""
    safe = _ACTIVE.sub(lambda found: _ENTITIES.get(found[0], "\\" + found[0]), text)
    return _LINE_BREAK.sub("<br>", safe)


def write(rows: Sequence[LedgerRow], options: ExportOptions) -> bytes:
    """Title, scope, date, counts and legend, then the tables; UTF-8 without byte order mark."""
    return "\n".join(_lines(rows, options)).encode() + b"\n"


def _lines(rows: Sequence[LedgerRow], options: ExportOptions) -> Iterator[str]:
    yield f"# {escaped(options.title)}"
    yield ""
    if options.scope:
        yield f"- 范围：{escaped(options.scope)}"
    yield f"- 生成日期：{wording.chinese_date(options.generated)}"
    yield f"- {wording.counts(rows)}"
    yield from (f"- {word}：{meaning}" for word, meaning in wording.legend(rows))
    labels = [NUMBER_LABEL, *(column.label for column in READING_COLUMNS)]
    for group in groups(rows, options.grouping):
        yield from ("", f"## {escaped(group.heading)}", "", _line(labels), _line(["---"] * len(labels)))
        for number, row in enumerate(group.rows, 1):
            yield _line([str(number), *(_cell(column, row) for column in READING_COLUMNS)])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(column: Column, row: LedgerRow) -> str:
    if column.name == "link" and is_web_address(row.link):
        return f"[查看](<{row.link.replace('&', '&amp;')}>)"
    text = escaped(column.text(row))
    return f"*{text}*" if row.basis is Basis.SUGGESTED and column.name in _ITALIC else text
