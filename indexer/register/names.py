"""The look-ups that resolving a name needs: registered names, body types, stationed types, patterns, functions.

A provincial short name (省市场监管局) means a different body in every province, so it is kept without its 省 under its
region and level; a full name (辽宁省市场监督管理局, 市场监管总局) means the same body everywhere.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from indexer.register.checks import NAMED_PLACE, PLACE
from indexer.register.models import (
    BodyType,
    Department,
    Function,
    Level,
    NamePattern,
    Place,
    StationedType,
    Succession,
)
from indexer.register.places import Gazetteer

_Key = TypeVar("_Key")

_BRACKETS = str.maketrans("()[]〔〕［］【】〈〉﹝﹞", "（）（）（）（）（）（）（）")
_LEVEL_WORD = re.compile(
    r"(?P<level>省|自治区|市(?!场|容|监|民(?!政|宗|族|委|服)|政(?!府|务|协|法|研|管|公))|州|盟|区(?!域|块)|县(?!域)|旗)"
)
_YOUTH_LEAGUE = re.compile(r"(?:共青)?团(?P<level>省|市|区|县|州|旗|盟)委(?:机关)?")
YOUTH_LEAGUE = "共青团"
_OWNER = re.compile(r"^(?:委|人民政府|政府|本?级|直属|直)(?=.{2})")
_COMMITTEE = "委"
_COUNTY_END = re.compile(r"(?<=[\u4e00-\u9fff])[区县旗市]")
_COUNTY_NAME = re.compile(r"[\u4e00-\u9fff]{2,9}")
_NO_CITY = ("区", "县", "旗")
_LEVELS = {"省": Level.PROVINCE, "自治区": Level.PROVINCE, "市": Level.CITY, "州": Level.CITY, "盟": Level.CITY}
_UNMISTAKABLE_HEAD = (
    "国家",
    "中国",
    "中央",
    "国务院",
    "全国",
    "最高",
    "中共",
    "党中央",
    "中华",
    "团中央",
    "人民银行",
    "央行",
)
_UNMISTAKABLE_TAIL = ("部", "总局", "总署", "总社", "总台", "会", "科院")
_NATIONAL_HEAD = re.compile(r"^(?:中华人民共和国|中国|国家|国务院|中共中央|中央)")
_PARTY = re.compile(r"^(?:中共|中国共产党)(?!中央)")


@functools.cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern compiled when it is first needed: compiling all of them costs more than reading the tables."""
    place = r"(?P<place>[\u4e00-\u9fff]{2,9}?)"
    return re.compile(_with_place(pattern, place))


@functools.cache
def roughly(pattern: str) -> re.Pattern[str]:
    """The pattern with anything for the place: what it does not match ``compiled`` does not match either. It compiles
    in a fifth of the time, most of which goes into the class of twenty thousand characters."""
    return re.compile(_with_place(pattern, ".{2,9}"))


def _with_place(pattern: str, place: str) -> str:
    return pattern.replace(NAMED_PLACE, place).replace(PLACE, place)


def fold_name(name: str) -> str:
    """A name as it is compared: without blanks, every bracket as （）."""
    return "".join(name.split()).translate(_BRACKETS)


@dataclass(frozen=True, slots=True)
class Heading:
    """A name parted: the place it says or implies, the words that say so (``official``: a region's name in full), and
    the rest."""

    place: Place
    said: str
    body: str
    official: bool = False

    @property
    def relative(self) -> bool:
        """Whether the name says only 省, 市, 区 …, and the document says which."""
        return _LEVEL_WORD.fullmatch(self.said) is not None

    def bodies(self) -> tuple[str, ...]:
        """The forms under which the body may be known: 委组织部, then 组织部."""
        without = _OWNER.sub("", self.body)
        return (self.body,) if without == self.body else (self.body, without)


class NameIndex:
    """The tables of the register, arranged for resolving names."""

    def __init__(
        self,
        departments: Mapping[str, Department],
        successions: tuple[Succession, ...],
        types: tuple[BodyType, ...],
        stationed: tuple[StationedType, ...],
        patterns: tuple[NamePattern, ...],
        functions: tuple[Function, ...],
        gazetteer: Gazetteer,
    ) -> None:
        self.departments = departments
        self.stationed = stationed
        self.early_patterns = tuple(pattern for pattern in patterns if pattern.early)
        self.late_patterns = tuple(pattern for pattern in patterns if not pattern.early)
        self.gazetteer = gazetteer
        self._functions = functions
        self._types = {spelling: kind for kind in types for spelling in kind.spellings}
        self._successors: dict[str, tuple[str, ...]] = {}
        for step in successions:
            self._successors[step.predecessor] = (*self._successors.get(step.predecessor, ()), step.successor)
        self._everywhere: dict[str, Department] = {}
        self._within: dict[tuple[str, Level, str], Department] = {}
        shortened: list[tuple[str, Department]] = []
        for department in departments.values():
            for name, current in _names(department):
                shortened += self._enter(department, fold_name(name), current)
        for body, department in shortened:  # 省金融办 is 省政府金融办 only where no body bears that name itself
            self._within.setdefault((department.region, department.level, body), department)

    def type_of(self, body: str) -> BodyType | None:
        """The type of body that is called this everywhere."""
        return self._types.get(body)

    def successors(self, key: str) -> tuple[str, ...]:
        """The keys of the departments that took over from a registered one."""
        return self._successors.get(key, ())

    def everywhere(self, name: str) -> Department | None:
        """The department that this name means in any document."""
        return self._everywhere.get(name)

    def within(self, place: Place, body: str) -> Department | None:
        """The department that is called this in its own region, without the word for the level."""
        return self._within.get((place.region, place.level, body))

    def function_of(self, name: str) -> str:
        """The first function of the table whose pattern occurs in the name."""
        return next((kind.id for kind in self._functions if compiled(kind.pattern).search(name)), "")

    def part(self, name: str, place: Place) -> Heading:
        """The name parted into place and body, as a document of ``place`` means it."""
        name = _PARTY.sub("", name)
        if league := _YOUTH_LEAGUE.fullmatch(name):
            return Heading(self.upward(place, league["level"]), league["level"], YOUTH_LEAGUE)
        if name in self._types:
            return Heading(place, "", name)
        if heading := self._part_after_region(name, place):
            return heading
        word = _LEVEL_WORD.match(name)
        if word and (len(name) > word.end() + 1 or name.endswith(_COMMITTEE)):
            return Heading(self.upward(place, word["level"]), word.group(), name[word.end() :])
        return Heading(place, "", name)

    def _part_after_region(self, name: str, place: Place) -> Heading | None:
        found = self.gazetteer.at_head(name, place.region.partition("-")[0])
        if found is None:
            return self._part_after_county(name, place)
        below = self.gazetteer.at_head(name[found.length :], found.region)
        length = found.length
        if found.official and name[length - 1 :] in self._types:
            length -= 1  # 沈阳市场监管局: the 市 is of 市场
        if below and below.region.startswith(f"{found.region}-"):
            found, length = below, length + below.length
        heading = Heading(Place(found.region, found.level), name[:length], name[length:], found.official)
        typed = any(body in self._types for body in heading.bodies())
        if not typed and (deeper := self._part_after_county(heading.body, heading.place)):
            return Heading(deeper.place, heading.said + deeper.said, deeper.body, official=True)
        if not typed and (not found.official or len(heading.body) < 2):
            return None  # 上海证券交易所, 兰州新区管委会: the short name is part of another name
        return heading

    def _part_after_county(self, name: str, place: Place) -> Heading | None:
        """A county that the table of regions does not have, before a body of a known type: 某某县市场监管局."""
        for found in _COUNTY_END.finditer(name, 1):
            said, body = name[: found.end()], name[found.end() :]
            if body in self._types and place.region and _COUNTY_NAME.fullmatch(said):
                return Heading(Place(self.gazetteer.locate_below(said, place), Level.COUNTY), said, body, official=True)
        return None

    def upward(self, place: Place, word: str) -> Place:
        """The place that 省, 市, 区 … means in a document of ``place``: its own, or the one above it."""
        level = _LEVELS.get(word, Level.COUNTY)
        parts = place.region.split("-") if place.region else []
        if level is Level.CITY:
            if self.gazetteer.is_municipality(place.region):
                return Place(parts[0], Level.PROVINCE)
            if place.level is Level.COUNTY and len(parts) == 3 and not parts[2].endswith(_NO_CITY):
                return place  # a county-level city (昆山市, or 昆山 in metadata) speaks of itself
        depth = {Level.PROVINCE: 1, Level.CITY: 2}.get(level, 3)
        return Place("-".join(parts[:depth]), level)

    def _enter(self, department: Department, name: str, current: bool) -> list[tuple[str, Department]]:
        """Enters a name, and returns the shorter forms it may also be known by."""
        place = Place(department.region, department.level)
        heading = self.part(name, place)
        league = heading.body == YOUTH_LEAGUE
        if not heading.relative and name not in self._types and _is_unmistakable(name, department):
            _keep(self._everywhere, name, department, current)
        if heading.relative and department.region and not league:
            full = self.gazetteer.official_name(department.region) + name[len(heading.said) :]
            _keep(self._everywhere, full, department, current)
        nicknamed = heading.said and not heading.relative and not heading.official
        body, *shorter = [name] if nicknamed else heading.bodies()  # 辽宁金融监管局 is not 省金融监管局
        _keep(self._within, (department.region, department.level, body), department, current)
        if department.level is Level.NATION:
            shorter.append(_NATIONAL_HEAD.sub("", name))
        return [(short, department) for short in shorter]


def _keep(table: dict[_Key, Department], key: _Key, department: Department, current: bool) -> None:
    if key not in table or current:
        table[key] = department


def _names(department: Department) -> list[tuple[str, bool]]:
    """Every name, and whether it is in use: of two departments, a name means the one that bears it now."""
    in_use = not department.abolished
    names = [(name, in_use) for name in (department.name, *department.short_names)]
    return names + [(other.name, in_use and other.until is None) for other in department.other_names]


def _is_unmistakable(name: str, department: Department) -> bool:
    """Whether a name means this body in documents of every region; 档案局 or 民航局 alone does so only nationally."""
    if department.level is not Level.NATION:
        return not _LEVEL_WORD.match(name)
    return name.startswith(_UNMISTAKABLE_HEAD) or name.endswith(_UNMISTAKABLE_TAIL) or name == department.name
