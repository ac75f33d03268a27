"""Filters and facets the slow and obvious way: what each clause is counted by, and whether a choice lets it through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from indexer.duties.models import Basis, Role, Standing, TextDuty
from indexer.engine.protocol import Filter
from indexer.models import Clause, Record
from indexer.references import section_references
from indexer.register import load_register

Row = tuple[Record, Clause]
DUTY_FIELDS = ("department", "role", "basis", "standing")
REGISTER = load_register()


def passes(chosen: Sequence[Filter], row: Row, *, leaving_out: str = "") -> bool:
    """Whether a clause passes the filters: any of those on one field, of every field but one."""
    record, clause = row
    values = {
        "document": {record.document.id},
        "section": set(section_values(record, clause)),
        "kind": {clause.kind.value},
        **document_values(record),
    }
    fields = {f.field for f in chosen} - {leaving_out, *DUTY_FIELDS}
    place = all(values[field] & {f.value for f in chosen if f.field == field} for field in fields)
    asked = any(f.field in DUTY_FIELDS and f.field != leaving_out for f in chosen)
    return place and (not asked or bool(passing_duties(chosen, row, leaving_out=leaving_out)))


def passing_duties(chosen: Sequence[Filter], row: Row, *, leaving_out: str = "") -> list[dict[str, str]]:
    """The duties of a clause that by themselves pass all filters on duties."""
    wanted = {field: {f.value for f in chosen if f.field == field} for field in DUTY_FIELDS if field != leaving_out}
    return [duty for duty in duties(*row) if all(duty[field] in values for field, values in wanted.items() if values)]


def duties(record: Record, clause: Clause) -> list[dict[str, str]]:
    """Department, role, basis and standing of each duty of a clause: those of its tasks, and of the tasks it annotates.
    Nobody has decided about any."""
    tasks = [
        number
        for number, task in enumerate(record.duties.tasks)
        if clause.id in {record.clauses[position].id for position in task.clauses}
    ]
    written = [
        duty
        for duty in record.duties.duties
        if not tasks and duty.annotated and duty.role is not Role.MENTIONED and _overlap(duty, clause)
    ]
    closed = {duty.task for duty in written if duty.basis is Basis.STATED}
    found = [(duty, duty.basis) for duty in record.duties.duties if duty.task in {*tasks, *closed}]
    if not closed:
        found += [(duty, Basis.STATED) for duty in written]
    place = REGISTER.place_of(record.document)
    return [
        {
            "department": REGISTER.resolve(duty.name, region=place.region, level=place.level).key,
            "role": duty.role.value,
            "basis": basis.value,
            "standing": Standing.OPEN.value,
        }
        for duty, basis in found
        if duty.role is not Role.MENTIONED
    ]


def _overlap(duty: TextDuty, clause: Clause) -> bool:
    return duty.start < clause.end and clause.start < duty.end


def counts(field: str, chosen: Sequence[Filter], rows: Sequence[Row]) -> Counter[str]:
    """How many of the clauses found have each value of a facet, its own filters left out. Sections count to level 2,
    chosen ones at any level."""
    selected = {f.value for f in chosen if f.field == field}
    counted: Counter[str] = Counter()
    for record, clause in rows:
        if passes(chosen, (record, clause), leaving_out=field):
            match field:
                case "document":
                    counted[record.document.id] += 1
                case "kind":
                    counted[clause.kind.value] += 1
                case "region" | "level" | "year" | "genre":
                    counted.update(document_values(record)[field])
                case "standing":
                    pass  # what nobody decided about is not counted
                case "department" | "role" | "basis":
                    passing = passing_duties(chosen, (record, clause), leaving_out=field)
                    counted.update({duty[field] for duty in passing})
                case _:
                    shown = section_values(record, clause, deepest=2)
                    counted.update({*shown, *(selected & {*section_values(record, clause)})})
    return counted


def section_values(record: Record, clause: Clause, deepest: int = 99) -> list[str]:
    """References of the sections above a clause, its own included."""
    references = section_references(record.sections)
    above = [i for i in chain(record, clause) if record.sections[i].level <= deepest]
    return [f"{record.document.id}:{references[i]}" for i in above]


def document_values(record: Record) -> dict[str, set[str]]:
    """Region, level, year and genre of a document made by the tests: it states its region as a path from the
    province down, or none, its level in one word, and its genre as the last two characters of its title."""
    document = record.document
    path = document.region.split("-") if document.region else []
    return {
        "region": {"-".join(path[: n + 1]) for n in range(len(path))} or {"none"},
        "level": {document.level or "none"},
        "year": {document.publish_date[:4] or "none"},
        "genre": {document.title[-2:] if document.title[-2:] in ("通知", "意见", "方案") else "none"},
    }


def chain(record: Record, clause: Clause) -> list[int]:
    above, position = [], clause.section
    while position is not None:
        above.append(position)
        position = record.sections[position].parent
    return above
