"""Reading the register's tables: tab-separated text with a header line, one fact a line, ``#`` for comments.

A table is known by its file name up to the first hyphen or dot: ``departments-liaoning.tsv`` is a table of departments.
The tables shipped in package ``corpus`` come first; a corpus folder's own ``register/`` adds rows, and a row with the
same identity replaces the shipped one, so that a copy of the shipped folder changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus import FOLDER as SHIPPED
from indexer.problem import Problem
from indexer.system_errors import refusal

FOLDER = "register"
LIST_MARK = "、"
SOURCE_MARK = "；"
NONE = "-"


@dataclass(frozen=True, slots=True)
class TableForm:
    """``columns`` in the order of the file; ``identity`` those that name a row; ``required`` may not be empty."""

    columns: tuple[str, ...]
    identity: tuple[str, ...]
    required: tuple[str, ...]


FORMS: Mapping[str, TableForm] = {
    "sources": TableForm(("代号", "名称", "日期", "说明"), ("代号",), ("代号", "名称")),
    "functions": TableForm(("代号", "名称", "写法"), ("代号",), ("代号", "名称", "写法")),
    "regions": TableForm(("简称", "全称", "层级", "上级", "省会", "别名"), ("上级", "简称"), ("简称", "全称", "层级")),
    "departments": TableForm(
        ("标识", "全称", "简称", "层级", "地区", "类别", "职能", "隶属", "设立", "撤销", "来源"),
        ("标识",),
        ("标识", "全称", "层级", "类别", "职能", "来源"),
    ),
    "names": TableForm(
        ("标识", "名称", "关系", "起", "止", "来源"), ("标识", "名称"), ("标识", "名称", "关系", "来源")
    ),
    "successions": TableForm(
        ("原机构", "承接机构", "年份", "方式", "来源"), ("原机构", "承接机构"), ("原机构", "承接机构", "年份", "来源")
    ),
    "remits": TableForm(
        ("职能或机构", "方面", "职责词", "来源"), ("职能或机构", "方面"), ("职能或机构", "方面", "职责词", "来源")
    ),
    "types": TableForm(
        ("通名", "职能", "类别", "词干", "词尾", "其他写法", "承接", "年份"), ("通名",), ("通名", "职能", "类别")
    ),
    "stationed": TableForm(
        ("通名", "职能", "类别", "省会即省级", "写法", "承接", "年份", "例"),
        ("写法",),
        ("通名", "职能", "类别", "省会即省级", "写法", "例"),
    ),
    "patterns": TableForm(("次序", "类别", "职能", "写法", "例"), ("写法",), ("次序", "类别", "职能", "写法", "例")),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table. ``own`` says that it is of the corpus folder and not shipped."""

    file: str
    line: int
    values: Mapping[str, str]
    own: bool

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def items(self, column: str, mark: str = LIST_MARK) -> tuple[str, ...]:
        """The entries of a column that holds a list."""
        return _entries(self.values[column], mark)

    def function(self) -> str:
        """The function's id, empty for a body without one."""
        return "" if self.values["职能"] == NONE else self.values["职能"]

    def problem(self, message: str) -> Problem:
        return Problem(self.file, self.line, message)


@lru_cache(maxsize=4_096)
def _entries(text: str, mark: str) -> tuple[str, ...]:
    """The entries of a list; most lists of a table are empty or stand in many rows, such as their sources."""
    return tuple(entry for part in text.split(mark) if (entry := part.strip()))


Tables = Mapping[str, tuple[Row, ...]]


def read_tables(corpus: Path | None = None) -> tuple[Tables, tuple[Problem, ...]]:
    """All rows by table, and what kept a file or line from being read as a row of its table."""
    problems: list[Problem] = []
    merged: dict[str, dict[tuple[str, ...], Row]] = {table: {} for table in FORMS}
    for folder, own in _folders(corpus):
        seen: dict[tuple[str, tuple[str, ...]], Row] = {}
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".md") or file.name.startswith("."):
                continue
            table = file.name.partition(".")[0].partition("-")[0]
            if table not in FORMS or not file.name.endswith(".tsv"):
                problems.append(
                    Problem(file.name, 0, f"不认识的表，名录的文件名应以 {'、'.join(FORMS)} 之一开头，以 .tsv 结尾。")
                )
                continue
            for row in _read_table(file, FORMS[table], own, problems):
                identity = tuple(row[column] for column in FORMS[table].identity)
                if before := seen.get((table, identity)):
                    said = f"{before.file} 第 {before.line} 行"
                    problems.append(row.problem(f"“{'、'.join(identity)}”与{said}重复，请合并为一行。"))
                seen[table, identity] = row
                merged[table][identity] = row
    return {table: tuple(rows.values()) for table, rows in merged.items()}, tuple(problems)


def _folders(corpus: Path | None) -> list[tuple[Path, bool]]:
    shipped = SHIPPED / FOLDER
    own = corpus / FOLDER if corpus else None
    if own is None or not own.is_dir() or own.resolve() == shipped.resolve():
        return [(shipped, False)]
    return [(shipped, False), (own, True)]


def _read_table(file: Path, form: TableForm, own: bool, problems: list[Problem]) -> list[Row]:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(file.name, 0, f"无法读取（{refusal(error)}），请检查文件权限，并用 UTF-8 编码保存。"))
        return []
    rows, header_seen = [], False
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [field.strip() for field in line.split("\t")]
        if not header_seen:
            header_seen = True
            if tuple(fields) != form.columns:
                problems.append(Problem(file.name, number, f"表头应为：{' '.join(form.columns)}（用制表符隔开）。"))
                return []
            continue
        if len(fields) > len(form.columns):
            problems.append(Problem(file.name, number, f"有 {len(fields)} 栏，应为 {len(form.columns)} 栏。"))
            continue
        fields += [""] * (len(form.columns) - len(fields))  # spreadsheet programs drop empty cells at the end
        rows.append(Row(file.name, number, dict(zip(form.columns, fields, strict=True)), own))
    return rows
