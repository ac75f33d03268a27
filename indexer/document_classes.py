"""What documents are sorted by besides their title: region, level, year and genre, each with an order and names.

The classes are read from what a document says of itself (``Document``) and from the place that the register finds for
it (``Register.place_of``). What a document does not say is ``UNKNOWN`` and shown as 未注明, so that the counts of a
facet never drop a document in silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from indexer.document import Document
from indexer.genres import GENRES, genres

if TYPE_CHECKING:  # The register takes long to load, and facets are counted without it.
    from indexer.register import Place

FIELDS = ("region", "level", "year", "genre")
"""地区、层级、年份、文种."""

UNKNOWN = "none"
UNKNOWN_NAME = "未注明"
NATION = "全国"
_NATIONAL = "国家"
"""``indexer.register.Level.NATION``."""
LEVEL_NAMES = {"国家": "国家", "部门": "国务院部门", "省": "省级", "市": "市级", "县": "县级"}
"""Levels from the top down. 国家 is what the centre issues, and laws; its ministries are told apart where the document
says 部门. 省 includes the autonomous regions and municipalities, 县 districts and development zones."""

_MINISTRIES = frozenset({"部门", "部委"})

Classes = Mapping[str, tuple[str, ...]]
"""The values of a document in each of ``FIELDS``, at least one in each."""


def classes(document: Document, place: Place) -> Classes:
    """The classes of a document that belongs to ``place``.

    Of regions it has its own and those above it, by key (广东, 广东-广州); of genres what its title names; of years the
    one in which it was written, or published where no other date is known.
    """
    found = {
        "region": _regions(place),
        "level": _levels(document, place),
        "year": (_year(document),),
        "genre": genres(document.title),
    }
    return {field: tuple(filter(None, values)) or (UNKNOWN,) for field, values in found.items()}


def _regions(place: Place) -> tuple[str, ...]:
    if not place.region:
        return (NATION,) if place.level == _NATIONAL else ()
    return _with_those_above(place.region)


def _levels(document: Document, place: Place) -> tuple[str, ...]:
    if document.level in _MINISTRIES:
        return ("部门",)
    return (place.level.value,) if place.level.value in LEVEL_NAMES else ()


def _year(document: Document) -> str:
    year = (document.written_date or document.publish_date)[:4]
    return year if year.isascii() and year.isdigit() and len(year) == 4 else ""


def label(field: str, value: str) -> str:
    """The name of a value on the page: 广东-广州 → 广州, 2019 → 2019年, ``none`` → 未注明."""
    if value == UNKNOWN:
        return UNKNOWN_NAME
    match field:
        case "region":
            return value.rpartition("-")[2]
        case "level":
            return LEVEL_NAMES.get(value, value)
        case "year":
            return f"{value}年"
    return value


def ordered(field: str, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The values of ``counts`` in the order of their facet, each with its depth.

    Levels from the top down, years from the newest, genres by count; regions as a tree by count, a region directly
    above those inside it. 未注明 is last everywhere.
    """
    known = [value for value in counts if value != UNKNOWN]
    last = [(UNKNOWN, 0)] if UNKNOWN in counts else []
    match field:
        case "region":
            return [*((value, value.count("-")) for value in sorted(known, key=lambda v: _branch(v, counts))), *last]
        case "level":
            known.sort(key=list(LEVEL_NAMES).index)
        case "year":
            known.sort(reverse=True)
        case _:
            known.sort(key=lambda value: (-counts[value], GENRES.index(value)))
    return [*((value, 0) for value in known), *last]


def _branch(region: str, counts: Mapping[str, int]) -> tuple[tuple[int, str], ...]:
    """Sorts a region by the counts of all regions from the province down to itself."""
    return tuple((-counts.get(name, 0), name) for name in _with_those_above(region))


@cache
def _with_those_above(region: str) -> tuple[str, ...]:
    """A region and those that it is in, from the province down."""
    parts = region.split("-")
    return tuple("-".join(parts[: n + 1]) for n in range(len(parts)))
