"""What can be wrong in the register's tables, each problem with the file and line to repair."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indexer.problem import Problem
from indexer.register.models import Kind, Level
from indexer.register.tables import FORMS, NONE, SOURCE_MARK, Row, Tables

UNKNOWN_YEAR = "不详"
MUNICIPALITY = "直辖市"
PLACE, NAMED_PLACE = "{地}", "{地名}"
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_LEVELS = tuple(level.value for level in Level if level)
_REGION_LEVELS = (*_LEVELS[1:], MUNICIPALITY)
_KINDS = frozenset(kind.value for kind in Kind)
_YEAR_COLUMNS = {"departments": ("设立", "撤销"), "names": ("起", "止"), "successions": ("年份",), "types": ("年份",)}
_FROM_BEGINNING, _TO_NOW = 0, 9999


def check_tables(tables: Tables, *, patterns_of: Iterable[Row] = ()) -> Iterator[Problem]:
    """All problems, row by row and between rows. ``patterns_of`` are the rows whose regular expressions are tried."""
    for table, rows in tables.items():
        for row in rows:
            yield from _check_row(table, row)
    yield from _check_vocabulary(tables)
    yield from _check_references(tables)
    yield from _check_names(tables)
    yield from _check_spellings(tables)
    for row in patterns_of:
        yield from _check_pattern(row)


def rows_with_patterns(tables: Tables) -> tuple[Row, ...]:
    """Every row that holds a regular expression."""
    return (*tables["functions"], *tables["stationed"], *tables["patterns"])


def _check_row(table: str, row: Row) -> Iterator[Problem]:
    for column in FORMS[table].required:
        if not row[column]:
            hint = "，不知道出处的可写“公开文件通行用名”" if column == "来源" else ""
            yield row.problem(f"“{column}”一栏不能空着{hint}。")
    for column in _YEAR_COLUMNS.get(table, ()):
        if row[column] and row[column] != UNKNOWN_YEAR and not _YEAR.fullmatch(row[column]):
            yield row.problem(f"“{column}”应为四位年份或“{UNKNOWN_YEAR}”，现为“{row[column]}”。")
    if "层级" in row.values:
        levels = _REGION_LEVELS if table == "regions" else _LEVELS
        if row["层级"] and row["层级"] not in levels:
            yield row.problem(f"不认识的层级“{row['层级']}”，应为 {'、'.join(levels)} 之一。")
    if row.values.get("类别") and row["类别"] not in _KINDS:
        yield row.problem(f"不认识的类别“{row['类别']}”，应为 {'、'.join(sorted(_KINDS))} 之一。")
    if table == "patterns" and row["次序"] not in ("先", "后"):
        yield row.problem(f"“次序”应为“先”或“后”，现为“{row['次序']}”。")
    if table == "stationed" and row["省会即省级"] not in ("是", "否"):
        yield row.problem(f"“省会即省级”应为“是”或“否”，现为“{row['省会即省级']}”。")


def _check_vocabulary(tables: Tables) -> Iterator[Problem]:
    functions = {row["代号"] for row in tables["functions"]}
    sources = {row["代号"] for row in tables["sources"]}
    types = {row["通名"] for table in ("types", "stationed") for row in tables[table]}
    for table, rows in tables.items():
        for row in rows:
            function = row.values.get("职能")
            if function and function != NONE and function not in functions:
                yield row.problem(f"不认识的职能“{function}”，functions.tsv 中没有；没有对应职能的写“{NONE}”。")
            if "来源" in row.values:
                for source in row.items("来源", SOURCE_MARK):
                    if source not in sources:
                        yield row.problem(f"不认识的来源“{source}”，请先在 sources.tsv 中登记。")
            if table in ("types", "stationed"):
                for name in row.items("承接"):
                    if name not in types:
                        yield row.problem(f"承接的通名“{name}”在 types.tsv 和 stationed.tsv 中都没有。")


def _check_references(tables: Tables) -> Iterator[Problem]:
    keys = {row["标识"] for row in tables["departments"]}
    functions = {row["代号"] for row in tables["functions"]}
    regions = {"-".join(filter(None, (row["上级"], row["简称"]))) for row in tables["regions"]}
    for row in tables["departments"]:
        if row["隶属"] and row["隶属"] not in keys:
            yield row.problem(f"隶属的机构“{row['隶属']}”在名录中没有。")
        if row["地区"] and row["地区"] not in regions:
            yield row.problem(f"地区“{row['地区']}”在 regions.tsv 中没有，应写作“辽宁”“辽宁-大连”。")
        if bool(row["地区"]) == (row["层级"] == Level.NATION):
            yield row.problem("国家层级的机构不写地区，其他层级的必须写。")
        if row["标识"].partition("/")[0] != (row["地区"] or Level.NATION):
            yield row.problem(f"标识应以“{row['地区'] or Level.NATION}/”开头，现为“{row['标识']}”。")
    for row in tables["regions"]:
        if row["上级"] and row["上级"] not in regions:
            yield row.problem(f"上级“{row['上级']}”在 regions.tsv 中没有。")
    for table, columns in (("names", ("标识",)), ("successions", ("原机构", "承接机构"))):
        for row in tables[table]:
            for column in columns:
                if row[column] and row[column] not in keys:
                    yield row.problem(f"机构“{row[column]}”在名录中没有，请先在 departments 表中登记。")
    for row in tables["remits"]:
        if row["职能或机构"] not in functions and row["职能或机构"] not in keys:
            yield row.problem(f"“{row['职能或机构']}”既不是职能代号，也不是机构标识。")


@dataclass(frozen=True, slots=True)
class _Claim:
    key: str
    row: Row
    since: int
    until: int


def _check_names(tables: Tables) -> Iterator[Problem]:
    """A name may stand for one department of a level and region at a time."""
    rows = {row["标识"]: row for row in tables["departments"]}
    claims: dict[tuple[str, str, str], list[_Claim]] = {}
    claimed = [(name, row, row) for row in rows.values() for name in (row["全称"], *row.items("简称"))]
    claimed += [(row["名称"], rows[row["标识"]], row) for row in tables["names"] if row["标识"] in rows]
    for name, department, row in claimed:
        since, until = ("起", "止") if "起" in row.values else ("设立", "撤销")
        claim = _Claim(
            department["标识"],
            row,
            _year(row[since] or department["设立"], _FROM_BEGINNING),
            _year(row[until] or department["撤销"], _TO_NOW),
        )
        others = claims.setdefault((name, department["层级"], department["地区"]), [])
        for other in others:
            overlap = claim.since < other.until and other.since < claim.until
            if other.key != claim.key and overlap:
                at = f"{other.row.file} 第 {other.row.line} 行"
                yield row.problem(f"“{name}”同时是 {claim.key} 和 {other.key}（{at}）的名称，只能归一个机构。")
        others.append(claim)


def _year(text: str, otherwise: int) -> int:
    return int(text) if _YEAR.fullmatch(text) else otherwise


def _check_spellings(tables: Tables) -> Iterator[Problem]:
    owners: dict[str, Row] = {}
    for row in tables["types"]:
        spelled = spellings(row)
        if not spelled:
            yield row.problem("没有任何写法，“词干”和“词尾”或“其他写法”至少写一种。")
        for spelling in spelled:
            before = owners.setdefault(spelling, row)
            if before["通名"] != row["通名"]:
                yield row.problem(f"写法“{spelling}”已归“{before['通名']}”（第 {before.line} 行），只能归一类机构。")


def spellings(row: Row) -> tuple[str, ...]:
    """Every spelling of a row of the table of types: each stem with each ending, then the others as they are."""
    joined = [stem + ending for stem in row.items("词干") for ending in row.items("词尾")]
    return tuple(dict.fromkeys((*joined, *row.items("其他写法"))))


def _check_pattern(row: Row) -> Iterator[Problem]:
    pattern = row["写法"].replace(PLACE, "(?P<place>.+?)").replace(NAMED_PLACE, "(?P<place>.+?)")
    try:
        re.compile(pattern)
    except re.error as error:
        yield row.problem(f"正则表达式“{row['写法']}”写错了，请看第 {(error.pos or 0) + 1} 个字附近。")
        return
    if row.file.startswith("stationed") and "(?P<place>" not in pattern:
        yield row.problem(f"写法中应有 {PLACE} 或 {NAMED_PLACE}，表示地名的位置。")
