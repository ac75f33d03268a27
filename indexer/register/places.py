"""Regions: reading them in metadata, in titles and at the head of a body's name.

A region is known by its key, the path from the province down: 辽宁, 辽宁-沈阳, 辽宁-沈阳-和平区. Counties outside the
table are kept as written below their city (江苏-苏州-常熟).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.models import Document
from indexer.register.models import Level, Place, Region

_LEVEL_WORDS = {
    **dict.fromkeys(("国家", "国务院", "部门", "部委", "中央", "全国"), Level.NATION),
    **dict.fromkeys(("省", "省级", "自治区", "直辖市"), Level.PROVINCE),
    **dict.fromkeys(("市", "市级", "州", "盟", "地市"), Level.CITY),
    **dict.fromkeys(("县", "县级", "区", "区县", "旗", "开发区"), Level.COUNTY),
}
_WHOLE_COUNTRY = frozenset({"", "全国", "国家", "中国"})
_LONGEST_NAME = 15
_HEAD_OF_TITLE = 40
_NATIONAL_ISSUER = re.compile(
    r"国务院|中共中央|中华人民共和国|国家[^、]{1,14}(?:局|委|委员会|署)|.{2,12}部(?:办公厅)?(?:$|、)|最高人民"
)
_COUNTY = re.compile(
    r"[\u4e00-\u9fff]{1,8}?(?:自治县|新区|[区县旗市])(?=人民|委|政府|党|$|办公室|[\u4e00-\u9fff]{2,12}局)"
)


def parse_level(text: str) -> Level:
    """The level a document's metadata states (国务院, 部门, 省, 市, 县, 区县, …); unknown for anything else."""
    return _LEVEL_WORDS.get(text, Level.UNKNOWN)


def _parts(key: str) -> int:
    return len(key.split("-")) if key else 0


@dataclass(frozen=True, slots=True)
class FoundRegion:
    """A region at the head of a text: its key, its level, how many characters name it, and whether they are its
    name in full (沈阳市, not 沈阳)."""

    region: str
    level: Level
    length: int
    official: bool


class Gazetteer:
    """The table of regions, ready for look-ups."""

    def __init__(self, regions: tuple[Region, ...]) -> None:
        self._by_key = {region.key: region for region in regions}
        self._official: dict[str, list[Region]] = {}
        self._short: dict[str, list[Region]] = {}
        for region in regions:
            for name in {region.name, *region.aliases}:
                self._official.setdefault(name, []).append(region)
            self._short.setdefault(region.short, []).append(region)
        self._heads = {name[:2] for name in (*self._official, *self._short)}

    def region(self, key: str) -> Region | None:
        """The region with this key, None for one that the table does not have."""
        return self._by_key.get(key)

    def __contains__(self, key: str) -> bool:
        return key in self._by_key

    def official_name(self, key: str) -> str:
        """The name in full, with the city before a district: 辽宁省, 沈阳市, 法库县, 沈阳市和平区."""
        region = self._by_key.get(key)
        parent, _, written = key.rpartition("-")
        name = region.name if region else written
        if parent and name.endswith("区") and (region is None or region.level is Level.COUNTY):
            return self.official_name(parent) + name
        return name

    def is_municipality(self, key: str) -> bool:
        """Whether the key lies in a 直辖市."""
        province = self._by_key.get(key.partition("-")[0])
        return province is not None and province.municipality

    def province_of_capital(self, key: str) -> str:
        """The province whose capital this city is, or an empty text."""
        province = self._by_key.get(key.partition("-")[0])
        return province.key if province is not None and province.capital == key else ""

    def locate(self, text: str) -> str:
        """The key of the region a piece of metadata names: 甘肃省, 深圳罗湖区, 辽宁-沈阳. Empty for the whole country.

        What follows the regions that the table knows is kept as the last part of the key.
        """
        rest = "".join(text.split()).replace("-", "")
        if rest in _WHOLE_COUNTRY:
            return ""
        key = ""
        while rest and (found := self.at_head(rest, key, short=True)):
            key, rest = found.region, rest[found.length :]
        return "-".join(filter(None, (key, rest))) if rest not in ("省", "市") else key

    def at_head(self, text: str, within: str = "", *, short: bool = False) -> FoundRegion | None:
        """The region that ``text`` begins with: below ``within`` first, then anywhere.

        Short names (沈阳 for 沈阳市) count below ``within``, and anywhere if ``short``: too many are common words.
        """
        if text[:2] not in self._heads:
            return None
        for length in range(min(_LONGEST_NAME, len(text)), 1, -1):
            name = text[:length]
            if region := self._pick(self._official.get(name), within, anywhere=not within or not short):
                return FoundRegion(region.key, region.level, length, official=True)
            if region := self._pick(self._short.get(name), within, anywhere=short and not within):
                return FoundRegion(region.key, region.level, length, official=False)
        return None

    def locate_below(self, text: str, place: Place) -> str:
        """The key of a place that a document of ``place`` names: 开鲁县 in a document of 通辽 lies below 通辽."""
        province = place.region.partition("-")[0]
        if province and (found := self.at_head(text, province)) and found.region != province:
            return "-".join(filter(None, (found.region, text[found.length :])))
        key = self.locate(text)
        if key != text or not place.region or key in self._by_key:
            return key
        above = place.region.split("-")[: 1 if self.is_municipality(place.region) else 2]
        return "-".join((*above, text))

    def named(self, name: str, within: str, *, short_only: bool = False) -> Region | None:
        """The region called ``name``, in full or in short, preferring the province of ``within``."""
        province = within.partition("-")[0]
        for table in (self._short,) if short_only else (self._official, self._short):
            if region := self._pick(table.get(name), province, anywhere=True):
                return region
        return None

    def place(self, region: str, level: str) -> Place:
        """Region and level as metadata states them. A municipality has no level between its own and its districts'."""
        key, parsed = self.locate(region), parse_level(level)
        if parsed is Level.NATION or (not parsed and region.strip() in _WHOLE_COUNTRY and region.strip()):
            return Place("", Level.NATION)
        if parsed is Level.CITY and self.is_municipality(key):
            parsed = Level.PROVINCE
        if parsed is Level.PROVINCE:
            key = key.partition("-")[0]
        return Place(key, parsed or (self._level_of(key) if key else Level.UNKNOWN))

    def place_of(self, document: Document) -> Place:
        """Where a document belongs: its metadata, made more exact by its issuers and title.

        Metadata often gives the province alone for a city's document; the city stands in 平凉市人民政府办公室.
        """
        texts = [text for text in (*document.issuers, document.title) if text]
        place = self.place(document.region, document.level)
        if not document.level:
            if not document.region and texts and _NATIONAL_ISSUER.match(texts[0]):
                return Place("", Level.NATION)
            deepest = next((key for text in texts if (key := self._path_in(text, place.region))), place.region)
            return Place(deepest, self._level_of(deepest) if deepest else Level.UNKNOWN)
        wanted = self._parts_of(place)
        if _parts(place.region) < wanted:
            paths = (self._path_in(text, place.region) for text in texts)
            exact = next((path for path in paths if _parts(path) >= wanted), place.region)
            return Place("-".join(exact.split("-")[:wanted]), place.level)
        return place

    def _path_in(self, text: str, within: str) -> str:
        """The deepest region that the beginning of a title or issuer names below ``within``."""
        key, position = within, 0
        text = text[:_HEAD_OF_TITLE]
        while position < len(text):
            rest = text[position:]
            found = self.at_head(rest, key)
            if found and f"{found.region}-".startswith(f"{key}-" if key else ""):
                key, position = found.region, position + found.length
            elif self._has_counties(key) and (county := _COUNTY.match(rest)):
                return f"{key}-{county.group()}"
            else:
                position += 1
        return key

    def _has_counties(self, key: str) -> bool:
        region = self._by_key.get(key)
        return region is not None and (region.municipality or region.level is Level.CITY)

    def _parts_of(self, place: Place) -> int:
        parts = {Level.PROVINCE: 1, Level.CITY: 2, Level.COUNTY: 3}.get(place.level, 0)
        return min(parts, 2) if self.is_municipality(place.region) else parts

    def _level_of(self, key: str) -> Level:
        if not key:
            return Level.NATION
        region = self._by_key.get(key)
        return region.level if region else Level.COUNTY

    @staticmethod
    def _pick(candidates: list[Region] | None, within: str, *, anywhere: bool) -> Region | None:
        """The candidate below ``within``, else the only one there is where any will do."""
        if not candidates:
            return None
        below = [region for region in candidates if within and f"{region.key}-".startswith(f"{within}-")]
        if len(below) == 1 or (below and below[0].level is not Level.COUNTY):
            return below[0]
        if not anywhere or (len(candidates) > 1 and candidates[0].level is Level.COUNTY):
            return None
        return min(candidates, key=lambda region: _parts(region.key))
