"""Duties in tables whose conversion put every cell on a line of its own, or every row on a line with tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from indexer.outlining.paragraphs import Paragraph

if TYPE_CHECKING:
    from indexer.duties.stated import Annotation

_COLUMN = re.compile(r"(?:牵头|责任|配合|负责|指导|主办|协办|承办)(?:考核)?(?:单位|部门|处室|科室)")
_ROW_NUMBER = re.compile(r"\d{1,3}")
_LONGEST_HEADER = 12


def table_annotations(rows: Sequence[Paragraph]) -> Iterator[Annotation]:
    """One annotation for each table row that names a department."""
    yield from _cell_by_cell(rows)
    yield from _with_tabs(rows)


def _annotation(text: str, row: Paragraph, cell: Paragraph) -> Annotation:
    from indexer.duties.stated import Annotation

    return Annotation(text, row.line, cell.start, cell.end)


def _cell_by_cell(rows: Sequence[Paragraph]) -> Iterator[Annotation]:
    position = 0
    while position < len(rows):
        header = _header(rows, position)
        if header is None:
            position += 1
            continue
        labels, start = header
        expected = 1
        body = start
        while body < len(rows):
            end = body + 1
            if rows[body].text == str(expected):
                while end < len(rows) and rows[end].text != str(expected + 1) and end - body < len(labels) + 6:
                    if end - body >= len(labels) and not _could_be_cell(rows[end]):
                        break
                    end += 1
                yield from _row(labels, rows[body:end])
                expected += 1
                body = end
            elif body - start > 3 and rows[body].text != str(expected) and len(rows[body].text) > 60:
                break
            else:
                body += 1
        position = max(body, position + 1)


def _could_be_cell(row: Paragraph) -> bool:
    return "、" not in row.text[:3]


def _header(rows: Sequence[Paragraph], position: int) -> tuple[list[str], int] | None:
    """Labels of a table that begins at ``position`` (序号 first), and the position after them."""
    if rows[position].text.replace(" ", "") not in ("序号", "编号"):
        return None
    labels = []
    at = position
    while (
        at < len(rows) and len(rows[at].text) <= _LONGEST_HEADER and not rows[at].text[0].isdigit() and len(labels) < 9
    ):
        if re.match(r"[一二三四五六七八九十]+、", rows[at].text):
            break
        labels.append(re.sub(r"\s", "", rows[at].text))
        at += 1
    return (labels, at) if any(_COLUMN.fullmatch(label) for label in labels) else None


def _row(labels: Sequence[str], cells: Sequence[Paragraph]) -> Iterator[Annotation]:
    """Columns are counted from the end: only the contents in the middle have several paragraphs."""
    cells = list(cells)
    while len(cells) > len(labels) and re.match(r"[一二三四五六七八九十]+、", cells[-1].text):
        cells.pop()
    if len(cells) < len(labels):
        return
    for index, label in enumerate(labels):
        if _COLUMN.fullmatch(label):
            cell = cells[index - len(labels)]
            yield _annotation(f"{label}：{cell.text}", cells[0], cell)


def _with_tabs(rows: Sequence[Paragraph]) -> Iterator[Annotation]:
    labels: list[str] = []
    for row in rows:
        if "\t" not in row.text:
            labels = []
            continue
        cells = [cell.strip() for cell in row.text.split("\t")]
        if any(_COLUMN.fullmatch(cell) for cell in cells):
            labels = cells
        elif len(cells) == len(labels):
            parts = [
                f"{label}：{cell}"
                for label, cell in zip(labels, cells, strict=True)
                if _COLUMN.fullmatch(label) and cell
            ]
            if parts:
                yield _annotation("；".join(parts), row, row)
