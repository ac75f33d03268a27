"""Departments that a query names: 市监局 typed into the search box means a body that the index may know.

Only names of bodies count (市场监管局, 发改委), never a field of work (市场监管) or bodies in general (有关部门). Where
the index knows several departments by a name, because their regions are left out, all of them may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from indexer.engine.query.lexer import quoted_spans
from indexer.register import How, Register
from indexer.register.models import Place
from indexer.register.resolving import resolve

_TAILS = "厅局委办部署院会行室心社"
_NOT_AFTER = "门长员队属下内级"
"""What makes another word of the name before it: 教育部门, 公安局长."""
_RUN = re.compile(r"[\u3400-\u9fff（）()]{3,}")
_EXCLUDED = re.compile(r"(?:(?<=\s)|^)(?:[-−－]|NOT\s+)\S+")
_WHAT_IT_DOES = re.compile(
    r"(?:[要应都有的是管做干啥几？?\s]|请问|应当|需要|负责|承担|哪些|哪几|什么|多少|任务|职责|责任|工作|事情|事项|[条项件]事?)+"
)
"""What is left of 教育厅要做什么: all that the department answers for is asked for."""
_LENGTHS = range(3, 17)
_MOST_PLACES = 80
"""Regions in which a name is looked up; a corpus of more has hardly a name that is unambiguous."""
_REMEMBERED = 5_000
"""Names of which it is remembered whom they mean; each is a few characters and most mean nobody."""
_LEVELS = ("省", "市", "县")
_NOWHERE = ("国家", "某省", "某市", "某县", "某地")
"""Parts of a department's key that stand for the whole country, or a place that its document left open."""
_SURE = (How.REGISTER, How.RULE)


@dataclass(frozen=True, slots=True)
class NamedDepartment:
    """A department named in a query: ``typed`` is the name there, ``rest`` the query without it, empty where it only
    asks what the department does; ``labels`` those that bear the name, by key."""

    typed: str
    rest: str
    labels: Mapping[str, str]


def may_name_departments(query: str) -> bool:
    """Whether a query holds anything that reads like the name of a body; cheap, so that most queries end here."""
    return next(_candidates(query), None) is not None


def named_departments(query: str, register: Register, known: Mapping[str, str]) -> tuple[NamedDepartment, ...]:
    """The departments among ``known`` (labels by key) that ``query`` names, in the order of the query.

    Names between quotation marks or excluded are left alone.
    """
    departments = _known(known, register)
    found: list[NamedDepartment] = []
    taken: list[tuple[int, int]] = []
    for start, end in _candidates(query):
        if any(start < last and first < end for first, last in taken):
            continue
        keys = departments.called(query[start:end])
        if keys:
            taken.append((start, end))
            rest = " ".join((query[:start] + " " + query[end:]).split())
            rest = "" if _WHAT_IT_DOES.fullmatch(rest) else rest
            found.append(NamedDepartment(query[start:end], rest, {key: known[key] for key in sorted(keys)}))
    in_order = sorted(zip(taken, found, strict=True), key=lambda entry: entry[0])
    return tuple({tuple(department.labels): department for _, department in in_order}.values())


def departments_called(name: str, register: Register, known: Mapping[str, str]) -> Set[str]:
    """The keys among ``known`` (labels by key) of the departments that bear ``name``, in any of its forms."""
    return _known(known, register).called(name) or {key for key, label in known.items() if label == name}


def _candidates(query: str) -> Iterator[tuple[int, int]]:
    """Spans that may be the name of a body, the longest first."""
    left_alone = [*quoted_spans(query), *(match.span() for match in _EXCLUDED.finditer(query))]
    spans = [
        (run.start() + start, run.start() + start + length)
        for run in _RUN.finditer(query)
        for length in _LENGTHS
        for start in range(len(run.group()) - length + 1)
        if run.group()[start + length - 1] in _TAILS
        and run.group()[start + length : start + length + 1] not in tuple(_NOT_AFTER)
    ]
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if not any(start < last and first < end for first, last in left_alone):
            yield start, end


class _Known:
    """The departments that the index knows, and where a name of a query may mean one of them.

    Most that ends like the name of a body is none (调查会), and there may be many places. So a name is first looked up
    where the register has departments of its own, and in one other place of each level: in the rest it can only mean,
    by rule, a body that is called the same.
    """

    def __init__(self, keys: Iterable[str], register: Register) -> None:
        self._names = register.names
        self._keys = frozenset(keys)
        self._bodies = {_body(key) for key in self._keys}
        places = _places(self._keys)
        registered = {department.region for department in register.departments.values()}
        others = {level: (region, level) for region, level in reversed(places) if region not in registered}
        first = {place for place in places if place[0] in registered} | set(others.values())
        self._first = {register.gazetteer.place(*place) for place in first}
        self._rest = {register.gazetteer.place(*place) for place in places if place not in first} - self._first
        self._called: dict[str, Set[str]] = {}

    def called(self, name: str) -> Set[str]:
        """The keys of the departments that ``name`` means for certain. A name is asked for again with every filter that
        is chosen; some are remembered."""
        keys = self._called.get(name)
        if keys is None:
            keys = self._looked_up(name)
            if len(self._called) < _REMEMBERED:
                self._called[name] = keys
        return keys

    def _looked_up(self, name: str) -> Set[str]:
        keys = self._resolved(name, self._first)
        if self._bodies.isdisjoint(map(_body, keys)):
            return set()
        return self._keys & (keys | self._resolved(name, self._rest))

    def _resolved(self, name: str, places: Iterable[Place]) -> set[str]:
        found = (resolve(self._names, name, place) for place in places)
        return {body.key for body in found if body.how in _SURE and not body.also}


_latest: tuple[frozenset[str], str, _Known] | None = None


def _known(known: Iterable[str], register: Register) -> _Known:
    """What is known of these departments, arranged once for all queries of an index: arranging takes as long as a
    search. Threads may arrange it twice, to the same result."""
    global _latest
    keys, latest = frozenset(known), _latest
    if latest is not None and latest[:2] == (keys, register.digest):
        return latest[2]
    arranged = _Known(keys, register)
    _latest = keys, register.digest, arranged
    return arranged


def _body(key: str) -> str:
    return key.partition("/")[2]


def _places(keys: Iterable[str]) -> list[tuple[str, str]]:
    """The regions and levels of departments."""
    regions = dict.fromkeys(key.partition("/")[0] for key in sorted(keys))
    found = []
    for region in regions:
        parts = region.split("-")
        level = "国家" if region == "国家" else _LEVELS[min(len(parts), len(_LEVELS)) - 1]
        found.append(("-".join(part for part in parts if part not in _NOWHERE), level))
    return found[:_MOST_PLACES]
