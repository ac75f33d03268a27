"""From a name as written to the body it stands for.

In this order: the register itself; central bodies named after the place they stand in; body types (市市场监管局 is that
city's); several bodies joined into one name; collective names, coordinating groups, companies, institutes, internal
offices and governments by their form; the table of functions; and what is left stays unresolved, as written.
"""

from __future__ import annotations

import re
from dataclasses import replace

from indexer.register.checks import NAMED_PLACE, PLACE
from indexer.register.models import (
    Department,
    How,
    Kind,
    Level,
    NamePattern,
    Place,
    Resolution,
    StationedType,
)
from indexer.register.names import YOUTH_LEAGUE, Heading, NameIndex, compiled, fold_name, roughly

_ASIDE = re.compile(r"(?P<name>.{2,}?)（(?P<aside>[^（）]{2,})）")
_JOINT = re.compile(r"以及|会同|[和及与等、]")
_SUMMING_UP = re.compile(r"[\d一二三四五六七八九十]*(?:个)?(?:部门|单位|机构)")
"""What closes a list after 等 and names nobody further: 省教育厅等部门, 省教育厅等6个部门."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
_BODY_TAIL = re.compile(r"(?:厅|局|委|办|部|署|院|会|中心|办公室|馆|队|站|所|行|社|机关)$")
_GOVERNMENT = re.compile(r"(?:人民)?政府$")
_OPEN_LIST = re.compile(r"[、（县区州旗]")
_INSTITUTION_TAIL = re.compile(r"(?:院|中心|馆|站|所|社)$")
_UTILITY = "utilities"
_LOCAL_GOVERNMENT = "local-government"
_MIXED = re.compile(r"成员单位|驻|国务院|政府")
_LONGEST_NAME = 120
_NAMELESS = "（无名称）"
_PLACELESS = {Level.PROVINCE: "某省", Level.CITY: "某市", Level.COUNTY: "某县", Level.UNKNOWN: "某地"}


def resolve(index: NameIndex, name: str, place: Place) -> Resolution:
    """What ``name`` stands for in a document of ``place``. Always an answer; ``name`` comes back unchanged."""
    written = fold_name(name)
    if len(written) > _LONGEST_NAME:  # a text, not a name
        found = _unlisted(index, written, Heading(place, "", written), Kind.UNKNOWN, How.UNRESOLVED, "")
        return replace(found, name=name)
    found = _known(index, written, place) or _joined(index, written, place) or _by_form(index, written, place)
    return replace(found, name=name)


def _known(index: NameIndex, name: str, place: Place) -> Resolution | None:
    """A name that means one body for certain or by its type, perhaps with another name in brackets."""
    if found := _named(index, name, place):
        return found
    aside = _ASIDE.fullmatch(name)
    if aside and (found := _named(index, aside["name"], place)):
        other = _named(index, aside["aside"], place)
        return replace(found, name=name, signs=(other,) if other and other.key != found.key else ())
    return None


def _named(index: NameIndex, name: str, place: Place) -> Resolution | None:
    if department := index.everywhere(name):
        return _registered(index, name, department)
    heading = index.part(name, place)
    for body in heading.bodies():
        if department := index.within(heading.place, body):
            return _registered(index, name, department)
    return (
        _stationed(index, name, place, known=True)
        or _by_type(index, name, heading)
        or _stationed(index, name, place, known=False)
    )


def _registered(index: NameIndex, name: str, department: Department) -> Resolution:
    return Resolution(
        name=name,
        key=department.key,
        label=department.name,
        function=department.function,
        level=department.level,
        region=department.region,
        kind=department.kind,
        how=How.REGISTER,
        successors=index.successors(department.key),
    )


def _by_type(index: NameIndex, name: str, heading: Heading) -> Resolution | None:
    for body in heading.bodies():
        if kind := index.type_of(body):
            place = heading.place
            key = key_of(place, kind.name)
            if department := index.departments.get(key):
                return _registered(index, name, department)
            return Resolution(
                name=name,
                key=key,
                label=_label(index, name, heading),
                function=kind.function,
                level=place.level,
                region=place.region,
                kind=kind.kind,
                how=How.RULE,
                successors=tuple(key_of(place, successor) for successor in kind.successors),
            )
    return None


def _stationed(index: NameIndex, name: str, place: Place, *, known: bool) -> Resolution | None:
    """A central body named after a place: one of the table of regions, or (``known`` false) any that reads like one."""
    for form in index.stationed:
        if (not known and NAMED_PLACE in form.pattern) or not roughly(form.pattern).fullmatch(name):
            continue
        match = compiled(form.pattern).fullmatch(name)
        if match is None:
            continue
        at = _standing(index, match["place"], place, form) if known else place
        if at is None:
            continue
        key = key_of(at, form.name.replace(PLACE, match["place"]) if known else name)
        if department := index.departments.get(key):
            return _registered(index, name, department)
        return Resolution(
            name=name,
            key=key,
            label=name,
            function=form.function,
            level=at.level,
            region=at.region,
            kind=form.kind,
            how=How.RULE,
            successors=tuple(key_of(at, successor) for successor in form.successors),
        )
    return None


def _standing(index: NameIndex, word: str, place: Place, form: StationedType) -> Place | None:
    """Where a central body named after ``word`` stands, None for a place that the table does not have."""
    region = index.gazetteer.named(word, place.region, short_only=NAMED_PLACE in form.pattern)
    if region is None:
        return None
    if form.capital_stands_for_province and (province := index.gazetteer.province_of_capital(region.key)):
        return Place(province, Level.PROVINCE)
    return Place(region.key, region.level)


def _joined(index: NameIndex, name: str, place: Place) -> Resolution | None:
    """A known body and what 及, 和, 会同, 等 joins to it: 人行某市中心支行及各县（市）区."""
    for joint in _JOINT.finditer(name):
        left, right = name[: joint.start()], name[joint.end() :]
        if len(left) < 2 or (joint.group() in "和与" and len(right) < 2):
            continue
        if first := _known(index, left, place):
            more = _CHINESE.search(right) and not _SUMMING_UP.fullmatch(right)
            rest = (resolve(index, right, place),) if more else ()
            return replace(first, name=name, also=(*first.also, *rest))
    return None


def _by_form(index: NameIndex, name: str, place: Place) -> Resolution:
    heading = index.part(name, place)
    for pattern in (*index.early_patterns, *index.late_patterns):
        if compiled(pattern.pattern).search(name):
            return _of_form(index, name, place, heading, pattern)
    if (function := index.function_of(name)) and _BODY_TAIL.search(name):
        kind = Kind.INSTITUTION if _INSTITUTION_TAIL.search(name) else Kind.GOVERNMENT_BODY
        return _unlisted(index, name, heading, kind, How.RULE, function)
    return _unlisted(index, name, heading, Kind.UNKNOWN, How.UNRESOLVED, "")


def _of_form(index: NameIndex, name: str, place: Place, heading: Heading, pattern: NamePattern) -> Resolution:
    if pattern.kind is Kind.COLLECTIVE:
        return _collective(name, place, heading, pattern.function or _shared_function(index, name))
    if pattern.kind is Kind.LOCAL_GOVERNMENT:
        return _government(index, name, place, heading, pattern.function)
    function = pattern.function
    if pattern.kind is Kind.COMPANY and index.function_of(name) == _UTILITY:
        function = _UTILITY  # 供电、供水、供气 are functions; a bus company does not do the work of 交通运输
    return _unlisted(index, name, heading, pattern.kind, How.RULE, function)


def _unlisted(index: NameIndex, name: str, heading: Heading, kind: Kind, how: How, function: str) -> Resolution:
    """A body that is in no table: its key is its own name, in its region."""
    place = heading.place
    return Resolution(
        name=name,
        key=key_of(place, heading.bodies()[-1]),
        label=_label(index, name, heading) if heading.relative else name,
        function=function,
        level=place.level,
        region=place.region,
        kind=kind,
        how=how,
    )


def _collective(name: str, place: Place, heading: Heading, function: str) -> Resolution:
    """Several bodies under one name: those of the document's region, or of the level above that the name says."""
    at = heading.place if heading.relative and not _OPEN_LIST.match(heading.body) else place
    return Resolution(name, key_of(at, name), name, function, at.level, at.region, Kind.COLLECTIVE, How.COLLECTIVE)


def _shared_function(index: NameIndex, name: str) -> str:
    """The function of all the bodies in a collective name (县级以上市场监管部门), empty where they differ."""
    function = index.function_of(name)
    return "" if function == _LOCAL_GOVERNMENT or _MIXED.search(name) else function


def _government(index: NameIndex, name: str, place: Place, heading: Heading, function: str) -> Resolution:
    """The government of a place, which may be named by the place alone (闵行区, 闵行区政府)."""
    where = _GOVERNMENT.sub("", name)
    if heading.relative and len(heading.body) == len(name) - len(where):
        at = heading.place  # 市政府
    else:
        region = index.gazetteer.locate_below(where, place)
        known = index.gazetteer.region(region)
        at = Place(region, known.level if known else Level.COUNTY)
    key = key_of(at, "人民政府")
    if department := index.departments.get(key):
        return _registered(index, name, department)
    label = index.gazetteer.official_name(at.region) + "人民政府" if at.region in index.gazetteer else name
    return Resolution(name, key, label, function, at.level, at.region, Kind.LOCAL_GOVERNMENT, How.RULE)


def _label(index: NameIndex, name: str, heading: Heading) -> str:
    """The name as written, with its region in full where the text says 省 or 市, or leaves it out."""
    known = index.gazetteer.region(heading.place.region)
    exact = (
        known is None or known.level is heading.place.level
    )  # 市市场监管局 in a province's document is no known city's
    region = index.gazetteer.official_name(heading.place.region) if exact else ""
    if heading.body == YOUTH_LEAGUE:
        return f"共青团{region}委" if region else name
    if not region or (heading.said and not heading.relative):
        return name
    return region + heading.body


def key_of(place: Place, body: str) -> str:
    """Region and body with one slash between them; a region that the document leaves open is 某省, 某市."""
    unknown = _PLACELESS.get(place.level, Level.NATION.value)
    region = place.region or unknown
    if place.level is Level.CITY and place.region and "-" not in place.region:
        region = f"{place.region}-{unknown}"
    return f"{region.replace('/', '／')}/{body.replace('/', '／') or _NAMELESS}"
