"""Tables of tasks (任务分工表): rows, and in each row which cells say what is to be done, by whom and by when.

Three forms occur: rows on a line with tabs (web pages, Word, PDF), rows between bars (Markdown), and every cell on a
line of its own (text conversions). Places that a merged cell covers are empty.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from indexer.duties.places import Annotation, Form
from indexer.models import Record


class Column(StrEnum):
    """What a column holds. The values of those that say who and by when are the labels of annotations."""

    LEAD = "牵头单位"
    COOPERATING = "配合单位"
    RESPONSIBLE = "责任单位"
    DEADLINE = "完成时限"
    NUMBER = "序号"
    CONTENT = ""


_BODY = r"(?:单位|部门|处室|科室|机构|主体|厅局|司局)(?:及人员)?"
_COLUMNS = (
    (Column.LEAD, re.compile(rf"(?:主要)?(?:牵头|主办)(?:考核|责任|负责)?{_BODY}|主要责任{_BODY}")),
    (Column.COOPERATING, re.compile(rf"(?:配合|协办|协同|协作|参与|参加|协助)(?:责任|落实)?{_BODY}")),
    (Column.RESPONSIBLE, re.compile(rf"(?:责任|负责|落实|承办|指导|实施|承担|考核)(?:责任)?{_BODY}|分工{_BODY}")),
    (
        Column.DEADLINE,
        re.compile(r"(?:完成|整改|办理|办结|工作|实施)?(?:时限|时间|期限)(?:要求|节点|安排)?|时间进度|进度安排"),
    ),
    (Column.NUMBER, re.compile(r"序号|编号|号")),
)
_WHO = frozenset({Column.LEAD, Column.RESPONSIBLE, Column.COOPERATING})
_GROUP = re.compile(r"[（(]?[一二三四五六七八九十]+[）)]?[、.．]?")
_LONGEST_LABEL = 12
_MOST_COLUMNS = 9
_MOST_EXTRA_LINES = 8
"""Lines by which a row may exceed its columns: contents of several paragraphs."""
_LONGEST_GAP = 20
"""Numbers that may be missing between two rows: published tables leave out what is secret."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its characters ``[start, end)`` in the source."""

    column: Column
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table that has a column for departments; its cells with text. ``header``: the row that says so."""

    line: int
    start: int
    end: int
    cells: tuple[Cell, ...]
    header: bool = False

    def is_content(self, start: int) -> bool:
        """Whether the character at ``start`` belongs to what is to be done, not to who, when or the row's number."""
        return not self.header and any(
            cell.column is Column.CONTENT and cell.start <= start < cell.end for cell in self.cells
        )


def table_rows(record: Record) -> tuple[TableRow, ...]:
    """The rows of all tables of a document that have a column for departments, in the order of the text."""
    lines = _lines(record.text, record.body_start)
    found = [*_on_one_line(lines), *_cell_by_cell(lines)]
    return tuple(sorted(found, key=lambda row: row.start))


def row_annotations(rows: Sequence[TableRow]) -> Iterator[Annotation]:
    """One annotation for each row that says who; for rows whose department cells are all covered, the one above."""
    above: Annotation | None = None
    for row in rows:
        if row.header:
            above = None
            continue
        named = [cell for cell in row.cells if cell.column in _WHO and _names_something(cell.text)]
        if named:
            told = [*named, *(cell for cell in row.cells if cell.column is Column.DEADLINE)]
            text = "；".join(f"{cell.column.value}：{cell.text}" for cell in told)
            above = Annotation(text, row.line, row.start, row.end, form=Form.ROW)
            yield above
        elif above and not any(cell.column in _WHO for cell in row.cells):  # covered; a dash would say nobody
            yield Annotation(above.text, row.line, above.start, above.end, form=Form.ROW, covers=(row.start, row.end))


def _names_something(text: str) -> bool:
    """Not a dash or a blank that stands for nobody."""
    return re.search(r"[\u4e00-\u9fff]", text) is not None and text not in ("无", "略")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the source with the blanks before it (a covered first cell is a tab); ``number`` counts from 1."""

    number: int
    text: str
    start: int


def _lines(text: str, body_start: int) -> list[_Line]:
    found, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        if start + len(line) > body_start and line.strip():
            found.append(_Line(number, line, start))
        start += len(line) + 1
    return found


def _column(label: str) -> Column:
    bare = re.sub(r"\s|[（(][^（）()]*[）)]$", "", label)
    return next((column for column, pattern in _COLUMNS if pattern.fullmatch(bare)), Column.CONTENT)


def _cut(line: _Line) -> list[tuple[str, int]]:
    """The cells of a row that stands on one line, each with its start; empty where the line is no row."""
    if "\t" in line.text:
        mark, text, offset = "\t", line.text, 0
    elif line.text.strip().startswith("|") and line.text.strip().endswith("|") and line.text.count("|") > 2:
        mark, offset = "|", line.text.index("|") + 1
        text = line.text[offset : line.text.rindex("|")]
    else:
        return []
    cells = []
    for piece in text.split(mark):
        cells.append((piece.strip(), line.start + offset + len(piece) - len(piece.lstrip())))
        offset += len(piece) + 1
    return cells


def _on_one_line(lines: Sequence[_Line]) -> Iterator[TableRow]:
    columns: list[Column] = []
    before: _Line | None = None
    for line in lines:
        pieces = _cut(line)
        if not pieces:
            columns = []
        elif _WHO & {_column(text) for text, _ in pieces}:
            columns = _headed(pieces, _cut(before) if before is not None else [])
            yield _row(line, pieces, columns, header=True)
        elif columns and len(pieces) <= len(columns):
            if not set(line.text.strip()) <= set("|-: "):
                yield _row(line, pieces, columns)
        else:
            columns = []
        before = line


def _headed(pieces: Sequence[tuple[str, int]], upper: Sequence[tuple[str, int]]) -> list[Column]:
    """The columns under a header; what the lower of its two rows leaves empty the ``upper`` one says."""
    own = [text for text, _ in pieces]
    above = [text for text, _ in upper]
    return [_column(text or over) for text, over in itertools.zip_longest(own, above, fillvalue="")]


def _row(
    line: _Line, pieces: Sequence[tuple[str, int]], columns: Sequence[Column], *, header: bool = False
) -> TableRow:
    cells = [
        Cell(column, text, start, start + len(text))
        for column, (text, start) in zip(columns, pieces, strict=False)
        if text
    ]
    begin = line.start + len(line.text) - len(line.text.lstrip())
    return TableRow(line.number, begin, line.start + len(line.text.rstrip()), tuple(cells), header)


def _cell_by_cell(lines: Sequence[_Line]) -> Iterator[TableRow]:
    columns: list[Column] = []
    cells: list[_Line] = []
    last = 0
    for position, line in enumerate(lines):
        text = line.text.strip()
        header = _header(lines, position)
        if header or (columns and _begins_row(text, last)) or _GROUP.match(text):
            yield from _collected(columns, cells)
            cells = []
        if header:
            columns, last = header, 0
            end = lines[position + len(header) - 1]
            yield TableRow(line.number, line.start, end.start + len(end.text), (), header=True)
        elif columns and _begins_row(text, last):
            last, cells = int(text), [line]
        elif cells and not _GROUP.match(text):
            cells.append(line)
            if len(cells) > len(columns) + _MOST_EXTRA_LINES:  # running text again
                yield from _collected(columns, cells[: len(columns)])
                columns, cells = [], []
    yield from _collected(columns, cells)


def _begins_row(text: str, last: int) -> bool:
    return text.isascii() and text.isdecimal() and last < int(text) <= last + _LONGEST_GAP


def _header(lines: Sequence[_Line], position: int) -> list[Column]:
    """The columns of a table whose header begins at ``position`` (序号 first), empty where none does."""
    if _column(lines[position].text) is not Column.NUMBER:
        return []
    labels = []
    for line in lines[position : position + _MOST_COLUMNS]:
        text = line.text.strip()
        if len(text) > _LONGEST_LABEL or text[0].isdigit() or "\t" in text or _GROUP.match(text):
            break
        labels.append(_column(text))
    return labels if _WHO & set(labels) else []


def _collected(columns: Sequence[Column], lines: Sequence[_Line]) -> Iterator[TableRow]:
    """Columns are counted from the end: only the contents in the middle have several paragraphs."""
    if not columns or len(lines) < len(columns):
        return
    extra = len(lines) - len(columns)
    first = next(i for i, column in enumerate(columns) if column is not Column.NUMBER)
    spread = [*columns[:first], *[Column.CONTENT] * extra, *columns[first:]]
    cells = []
    for column, line in zip(spread, lines, strict=True):
        text = line.text.strip()
        start = line.start + line.text.index(text)
        cells.append(Cell(column, text, start, start + len(text)))
    yield TableRow(lines[0].number, cells[0].start, cells[-1].end, tuple(cells))
