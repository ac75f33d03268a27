"""From checked rows to the values of the register."""

from __future__ import annotations

from indexer.register.checks import MUNICIPALITY, UNKNOWN_YEAR, spellings
from indexer.register.models import (
    BodyType,
    Department,
    Function,
    Kind,
    Level,
    NamePattern,
    OtherName,
    Region,
    Remit,
    Source,
    StationedType,
    Succession,
)
from indexer.register.tables import SOURCE_MARK, Row, Tables


def departments(tables: Tables) -> tuple[Department, ...]:
    """Every department, in the order of the tables, with its other names."""
    others: dict[str, list[OtherName]] = {}
    for row in tables["names"]:
        name = OtherName(row["名称"], row["关系"], _year(row["起"]), _year(row["止"]), _sources(row))
        others.setdefault(row["标识"], []).append(name)
    return tuple(
        Department(
            key=row["标识"],
            name=row["全称"],
            short_names=row.items("简称"),
            other_names=tuple(others.get(row["标识"], ())),
            level=Level(row["层级"]),
            region=row["地区"],
            kind=Kind(row["类别"]),
            function=row.function(),
            parent=row["隶属"],
            since=_year(row["设立"]),
            until=_year(row["撤销"]),
            abolished=bool(row["撤销"]),
            sources=_sources(row),
        )
        for row in tables["departments"]
    )


def successions(tables: Tables) -> tuple[Succession, ...]:
    return tuple(
        Succession(row["原机构"], row["承接机构"], _year(row["年份"]), row["方式"], _sources(row))
        for row in tables["successions"]
    )


def remits(tables: Tables) -> tuple[Remit, ...]:
    return tuple(Remit(row["职能或机构"], row["方面"], row.items("职责词"), _sources(row)) for row in tables["remits"])


def functions(tables: Tables) -> tuple[Function, ...]:
    """In the order of the table, which decides."""
    return tuple(Function(row["代号"], row["名称"], row["写法"]) for row in tables["functions"])


def sources(tables: Tables) -> tuple[Source, ...]:
    return tuple(Source(row["代号"], row["名称"], row["日期"], row["说明"]) for row in tables["sources"])


def body_types(tables: Tables) -> tuple[BodyType, ...]:
    return tuple(
        BodyType(row["通名"], row.function(), Kind(row["类别"]), spellings(row), row.items("承接"), _year(row["年份"]))
        for row in tables["types"]
    )


def stationed_types(tables: Tables) -> tuple[StationedType, ...]:
    """In the order of the table, which decides."""
    return tuple(
        StationedType(
            row["通名"],
            row.function(),
            Kind(row["类别"]),
            row["写法"],
            row["省会即省级"] == "是",
            row.items("承接"),
            row.items("例", SOURCE_MARK),
        )
        for row in tables["stationed"]
    )


def name_patterns(tables: Tables) -> tuple[NamePattern, ...]:
    """In the order of the table, which decides."""
    return tuple(
        NamePattern(row["次序"] == "先", Kind(row["类别"]), row.function(), row["写法"], row.items("例", SOURCE_MARK))
        for row in tables["patterns"]
    )


def regions(tables: Tables) -> tuple[Region, ...]:
    return tuple(
        Region(
            key=f"{row['上级']}-{row['简称']}" if row["上级"] else row["简称"],
            short=row["简称"],
            name=row["全称"],
            aliases=row.items("别名"),
            level=Level.PROVINCE if row["层级"] == MUNICIPALITY else Level(row["层级"]),
            parent=row["上级"],
            capital=f"{row['简称']}-{row['省会']}" if row["省会"] else "",
            municipality=row["层级"] == MUNICIPALITY,
        )
        for row in tables["regions"]
    )


def _sources(row: Row) -> tuple[str, ...]:
    return row.items("来源", SOURCE_MARK)


def _year(text: str) -> int | None:
    return int(text) if text and text != UNKNOWN_YEAR else None
