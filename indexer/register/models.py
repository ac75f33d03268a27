"""The values of the register (部门名录): what a table row says, and what a name in a text turns out to mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """层级 of a body: the level of government it belongs to or, for a central body stationed locally, stands beside."""

    NATION = "国家"
    PROVINCE = "省"
    CITY = "市"
    COUNTY = "县"
    UNKNOWN = ""


class Kind(StrEnum):
    """机构类别: what sort of body a name stands for. The values are the words of the tables."""

    NATIONAL_POWER = "党中央、国务院"
    CENTRAL_PARTY = "党中央机构"
    STATE_COUNCIL_OFFICE = "国务院办公厅"
    STATE_COUNCIL_DEPARTMENT = "国务院组成部门"
    STATE_COUNCIL_SPECIAL = "国务院直属特设机构"
    STATE_COUNCIL_BODY = "国务院直属机构"
    STATE_COUNCIL_STAFF = "国务院办事机构"
    STATE_COUNCIL_INSTITUTION = "国务院直属事业单位"
    STATE_BUREAU = "部委管理的国家局"
    COORDINATION_STAFF = "议事协调机构的办事机构"
    LOCAL_PARTY_COMMITTEE = "地方党委"
    PARTY = "党委部门"
    LOCAL_GOVERNMENT = "地方人民政府"
    GOVERNMENT_OFFICE = "政府办公厅"
    GOVERNMENT_DEPARTMENT = "政府组成部门"
    SPECIAL = "直属特设机构"
    DIRECT = "直属机构"
    SUBORDINATE = "部门管理机构"
    GOVERNMENT_BODY = "政府工作部门"
    OUTPOST = "派出机构"
    STATIONED = "中央驻地单位"
    INSTITUTION = "事业单位"
    MASS_ORGANISATION = "群团"
    JUDICIAL = "法院检察院"
    DELIBERATIVE = "人大政协"
    COLLECTIVE = "集合名称"
    COORDINATION = "议事协调机构"
    INTERNAL_OFFICE = "内设机构"
    COMPANY = "企业"
    ACADEMIC = "院校和科研机构"
    MEDICAL = "医疗卫生机构"
    ASSOCIATION = "社会组织"
    UNKNOWN = "未识别"


class How(StrEnum):
    """How a name was resolved: found in the register, derived by rule, several bodies at once, or not at all."""

    REGISTER = "register"
    RULE = "rule"
    COLLECTIVE = "collective"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Source:
    """来源: the document or kind of knowledge that a row rests on. ``date`` is ISO 8601, the day perhaps left out."""

    id: str
    title: str
    date: str
    note: str


@dataclass(frozen=True, slots=True)
class Function:
    """职能. ``pattern`` is searched in a body's name; the first function of the table that matches wins."""

    id: str
    name: str
    pattern: str


@dataclass(frozen=True, slots=True)
class OtherName:
    """Another name of a body (加挂牌子, 旧称, …) with the years it was used, None where unknown or still in use."""

    name: str
    relation: str
    since: int | None
    until: int | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Succession:
    """``successor`` took over from ``predecessor`` (both keys) in ``year``, None where the year is not known."""

    predecessor: str
    successor: str
    year: int | None
    manner: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remit:
    """职责词: words that speak for a function (its id) or one department (its key) in one field of its work."""

    owner: str
    field: str
    terms: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Department:
    """A body the register knows. ``name`` (全称) is canonical, ``short_names`` are in common use, the first preferred.

    ``region`` is the key of its region (辽宁, 辽宁-大连; empty for national bodies), ``function`` the id of its
    function or empty, ``parent`` the key of the body that manages it. ``abolished`` bodies stay in the register:
    old documents name them, and a successor is another department, never an alias.
    """

    key: str
    name: str
    short_names: tuple[str, ...]
    other_names: tuple[OtherName, ...]
    level: Level
    region: str
    kind: Kind
    function: str
    parent: str
    since: int | None
    until: int | None
    abolished: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BodyType:
    """通名: what bodies of one type are called everywhere (发展改革委, 发改委, 发展和改革局), without the region.

    ``successors`` are the types that took over its work, in ``year``.
    """

    name: str
    function: str
    kind: Kind
    spellings: tuple[str, ...]
    successors: tuple[str, ...]
    year: int | None


@dataclass(frozen=True, slots=True)
class StationedType:
    """A body type whose name holds the place inside it (人民银行扬州市中心支行). ``pattern`` must match the whole name;
    ``capital_stands_for_province``: the body in a provincial capital is the province's."""

    name: str
    function: str
    kind: Kind
    pattern: str
    capital_stands_for_province: bool
    successors: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A form of name that is not one department (各有关部门, …集团公司, 法规处); ``early`` ones precede the types."""

    early: bool
    kind: Kind
    function: str
    pattern: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """行政区划. ``key`` is its place in the country (辽宁-沈阳-和平区), ``name`` the official name."""

    key: str
    short: str
    name: str
    aliases: tuple[str, ...]
    level: Level
    parent: str
    capital: str
    municipality: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document or a body belongs: a region's key, which may be less exact than the level, and the level."""

    region: str
    level: Level


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name as written stands for. ``name`` is always exactly what was asked.

    ``key`` identifies the body's page and is the same for all its spellings: region and body (辽宁/市场监管,
    甘肃-平凉/市场监管). ``label`` is the official name for a registered department; for others the name as written,
    with its region in front where the text only says 省 or 市. ``successors`` are keys. ``also`` holds the
    further bodies that the name joins to the first by 会同, 和, 及: each has what the name is given. ``signs`` holds
    the second name of the same body in brackets, 市场监管局（知识产权局）, which is given
    nothing more.
    """

    name: str
    key: str
    label: str
    function: str
    level: Level
    region: str
    kind: Kind
    how: How
    successors: tuple[str, ...] = ()
    also: tuple[Resolution, ...] = ()
    signs: tuple[Resolution, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether the register itself names the body."""
        return self.how is How.REGISTER

    def bodies(self) -> Iterator[Resolution]:
        """Every body that the name stands for: this one and those joined to it."""
        yield self
        for other in self.also:
            yield from other.bodies()
