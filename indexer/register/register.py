"""The register in memory: departments, functions, remits, and the look-ups on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indexer.models import Document
from indexer.register import resolving
from indexer.register.models import (
    Department,
    Function,
    How,
    Place,
    Remit,
    Resolution,
    Source,
    Succession,
)
from indexer.register.names import NameIndex
from indexer.register.places import Gazetteer


@dataclass(frozen=True, slots=True)
class Register:
    """部门名录. ``departments`` by key in the order of the tables; ``functions`` in the order that decides."""

    departments: Mapping[str, Department]
    functions: Mapping[str, Function]
    sources: Mapping[str, Source]
    remits: tuple[Remit, ...]
    successions: tuple[Succession, ...]
    gazetteer: Gazetteer
    names: NameIndex
    by_function: Mapping[str, tuple[Department, ...]]
    """The departments that have each function, in the order of the tables."""
    digest: str
    """Names the facts of the tables: registers with one digest, read by the same program, resolve names alike."""

    def department(self, key: str) -> Department | None:
        """The registered department with this key, None for a body that is only known by rule."""
        return self.departments.get(key)

    def place_of(self, document: Document) -> Place:
        """Region and level of a document, for ``resolve``."""
        return self.gazetteer.place_of(document)

    def resolve(self, name: str, *, region: str, level: str) -> Resolution:
        """What ``name`` stands for in a document of this region (甘肃, 甘肃省平凉市, 甘肃-平凉) and level (省, 市, …).

        Both may be empty. Every name gets an answer; one that nothing is known about is ``How.UNRESOLVED``.
        """
        return resolving.resolve(self.names, name, self.gazetteer.place(region, level))

    def key_of(self, place: Place, body: str) -> str:
        """The key of a body that is in no table, as ``resolve`` gives it: where the place does not say which province,
        city or county it is, a key of its own (某市, 某地) and not that of the body above."""
        return resolving.key_of(place, body)

    def function_of(self, name: str) -> str:
        """The id of the first function whose pattern occurs in ``name``, by the table alone; empty for none."""
        return self.names.function_of(name)

    def remit(self, owner: str) -> tuple[Remit, ...]:
        """The remit of a function (its id), or of a department (its key): its own fields, then its function's."""
        department = self.departments.get(owner)
        owners = (owner, department.function) if department else (owner,)
        return tuple(remit for wanted in owners if wanted for remit in self.remits if remit.owner == wanted)

    def successors(self, key: str) -> tuple[Succession, ...]:
        """Who took over from a department."""
        return tuple(step for step in self.successions if step.predecessor == key)


def unresolved(resolutions: Iterable[Resolution]) -> Counter[str]:
    """The names that nothing is known about, as written, with how often they occur: for someone to look at."""
    return Counter(
        body.name for resolution in resolutions for body in resolution.bodies() if body.how is How.UNRESOLVED
    )
