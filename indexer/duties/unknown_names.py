"""Names of a document's duties that the register knows nothing about: kept as written, and listed for review."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.duties.models import Role
from indexer.models import Record
from indexer.register import How, Register


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name as written and the lines on which it has a duty."""

    name: str
    lines: tuple[int, ...]


def unknown_names(record: Record, register: Register) -> tuple[UnknownName, ...]:
    """In the order of the text, each name once; mentions are left aside."""
    place = register.place_of(record.document)
    found: dict[str, dict[int, None]] = {}
    for duty in record.duties.duties:
        if duty.role is Role.MENTIONED:
            continue
        line = record.text.count("\n", 0, duty.start) + 1
        for body in register.resolve(duty.name, region=place.region, level=place.level).bodies():
            if body.how is How.UNRESOLVED:
                found.setdefault(body.name, {})[line] = None
    return tuple(UnknownName(name, tuple(lines)) for name, lines in found.items())
