"""Duties in tables whose conversion put every cell on a line of its own, or every row on a line with tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.duties.places import Annotation, Form
from indexer.outlining.paragraphs import Paragraph

_COLUMN = re.compile(r"(?:牵头|责任|配合|负责|指导|主办|协办|承办)(?:考核)?(?:单位|部门|处室|科室)")
_GROUP = re.compile(r"[（(]?[一二三四五六七八九十]+[）)]?[、.．]?")
_LONGEST_LABEL = 12
_MOST_COLUMNS = 9
_MOST_EXTRA_LINES = 8
"""Lines by which a row may exceed its columns: contents of several paragraphs."""
_LONGEST_GAP = 20
"""Numbers that may be missing between two rows: published tables leave out what is secret."""


def table_annotations(rows: Sequence[Paragraph]) -> Iterator[Annotation]:
    """One annotation for each department cell of a table; its line is the first of the row."""
    yield from _cell_by_cell(rows)
    yield from _with_tabs(rows)


def _cell_by_cell(rows: Sequence[Paragraph]) -> Iterator[Annotation]:
    labels: list[str] = []
    cells: list[Paragraph] = []
    last = 0
    for position, row in enumerate(rows):
        header = _header(rows, position)
        if header or (labels and _begins_row(row, last)) or _GROUP.match(row.text):
            yield from _row(labels, cells)
            cells = []
        if header:
            labels, last = header, 0
        elif labels and _begins_row(row, last):
            last, cells = int(row.text), [row]
        elif cells and not _GROUP.match(row.text):
            cells.append(row)
            if len(cells) > len(labels) + _MOST_EXTRA_LINES:  # running text again
                yield from _row(labels, cells[: len(labels)])
                labels, cells = [], []
    yield from _row(labels, cells)


def _begins_row(row: Paragraph, last: int) -> bool:
    return row.text.isascii() and row.text.isdecimal() and last < int(row.text) <= last + _LONGEST_GAP


def _header(rows: Sequence[Paragraph], position: int) -> list[str]:
    """The labels of a table whose header begins at ``position`` (序号 first), empty where none does."""
    if rows[position].text.replace(" ", "") not in ("序号", "编号"):
        return []
    labels = []
    for row in rows[position : position + _MOST_COLUMNS]:
        if len(row.text) > _LONGEST_LABEL or row.text[0].isdigit() or _GROUP.match(row.text):
            break
        labels.append(re.sub(r"\s", "", row.text))
    return labels if any(_COLUMN.fullmatch(label) for label in labels) else []


def _row(labels: Sequence[str], cells: Sequence[Paragraph]) -> Iterator[Annotation]:
    """Columns are counted from the end: only the contents in the middle have several paragraphs."""
    if not labels or len(cells) < len(labels):
        return
    for index, label in enumerate(labels):
        if _COLUMN.fullmatch(label):
            cell = cells[index - len(labels)]
            yield Annotation(f"{label}：{cell.text}", cells[0].line, cells[0].start, cells[-1].end, form=Form.ROW)


def _with_tabs(rows: Sequence[Paragraph]) -> Iterator[Annotation]:
    labels: list[str] = []
    for row in rows:
        cells = [cell.strip() for cell in row.text.split("\t")]
        if len(cells) == 1:
            labels = []
        elif any(_COLUMN.fullmatch(re.sub(r"\s", "", cell)) for cell in cells):
            labels = [re.sub(r"\s", "", cell) for cell in cells]
        elif len(cells) == len(labels):
            named = [f"{label}：{cell}" for label, cell in zip(labels, cells, strict=True) if _COLUMN.fullmatch(label)]
            yield Annotation("；".join(named), row.line, row.start, row.end, form=Form.ROW)
