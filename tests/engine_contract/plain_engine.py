"""A second engine, slow and plain: it keeps the records and goes through all clauses at every search.

That it keeps the contract shows that the contract asks nothing that only one engine can do. It shares with the engine
of the program what the protocol itself speaks of (how a query is read, text folded and cut, classes and departments
named) and nothing else. It completes and corrects nothing, and finds no clause near another: how well an engine does
that is its own affair.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from indexer.clauses import heading
from indexer.document_classes import FIELDS as CLASS_FIELDS
from indexer.document_classes import classes, label, ordered
from indexer.duties.ledger import BASIS_NAMES, ROLE_NAMES, STANDING_NAMES
from indexer.duties.models import Basis, Role, Standing
from indexer.engine.answers import ClauseDuties, Completion, Contribution, Explanation, Similar
from indexer.engine.department_labels import told_apart
from indexer.engine.protocol import (
    FIELD_NAMES,
    KIND_NAMES,
    STANDINGS,
    Correction,
    Facet,
    FacetValue,
    Filter,
    Hit,
    SearchEngine,
    SearchRequest,
    SearchResult,
    Sort,
)
from indexer.engine.query.parser import parse
from indexer.engine.query.tree import Node, Query, wanted
from indexer.engine.query.wording import describe, describe_widening
from indexer.folding import Folded, fold, letters
from indexer.models import Clause, Document, Record, Section
from indexer.references import section_references
from indexer.register import Register
from indexer.segmentation import Segmenter
from indexer.synonyms import Synonyms
from tests import brute_force, brute_force_counts
from tests.brute_force_counts import DUTY_FIELDS, Row
from tests.engine_contract.plain_marks import heading_marks, marks

DEEPEST_SECTION = 2
Duty = Mapping[str, str]
"""``department``, ``role`` and ``basis``."""


class PlainEngine:
    """Searches ``records``. ``given`` are the duties laid over those of the records, by clause and department."""

    generation = "plain"

    def __init__(
        self,
        records: Sequence[Record],
        segmenter: Segmenter,
        synonyms: Synonyms,
        register: Register,
        given: Mapping[tuple[str, str], ClauseDuties] | None = None,
    ) -> None:
        self._records = sorted(records, key=lambda record: (record.document.title, record.document.id))
        self._segmenter = segmenter
        self._synonyms = synonyms
        self._register = register
        self._given = given or {}

    def search(self, request: SearchRequest) -> SearchResult:
        query = self._read(request)
        found = self._found(request, query)
        rows = [row for row in found.rows if self._passes(request.filters, row)]
        scores = {row[1].id: sum(each.score for each in self._contributions(query, row)) for row in rows}
        rows.sort(key=self._order(request.sort, scores))
        page = rows[max(request.offset, 0) :][: max(request.limit, 0)]
        return SearchResult(
            total=len(rows),
            hits=tuple(self._hit((query.root, found.read_as), row, scores[row[1].id]) for row in page),
            facets=tuple(self._facet(field, request.filters, found.rows) for field in FIELD_NAMES if request.facets),
            relaxed=found.relaxed,
            understood=(
                *describe(found.read_as, in_part=found.relaxed),
                *describe_widening(query.root),
                *query.notes,
                *found.notes,
            ),
            synonyms=query.synonyms,
            generation=self.generation,
        )

    def _found(self, request: SearchRequest, query: Query) -> brute_force.Found:
        lets_through = partial(self._passes, request.filters)
        return brute_force.search(request, self._records, self._segmenter, query, lets_through)

    def explain(self, request: SearchRequest, clause: str) -> Explanation | None:
        row = self._row(clause)
        if row is None:
            return None
        query = self._read(request)
        found = self._found(request, query)
        contributions = tuple(self._contributions(query, row))
        score = sum(each.score for each in contributions)
        return Explanation(row[1], row[0].document, row in found.rows, score, contributions)

    def complete(self, typed: str, limit: int = 10) -> tuple[Completion, ...]:  # noqa: ARG002
        return ()

    def correct(
        self,
        request: SearchRequest,
        limit: int = 3,  # noqa: ARG002
        found: SearchResult | None = None,  # noqa: ARG002
    ) -> tuple[Correction, ...]:
        self._read(request)
        return ()

    def similar(self, clause: str, limit: int = 5) -> Similar:  # noqa: ARG002
        return Similar()

    def with_duties(self, changed: Sequence[ClauseDuties]) -> SearchEngine:
        given = {**self._given, **{(each.clause, each.department): each for each in changed}}
        return PlainEngine(self._records, self._segmenter, self._synonyms, self._register, given)

    def department_names(self) -> Mapping[str, str]:
        names: dict[str, Counter[str]] = {}
        for record in self._records:
            place = self._register.place_of(record.document)
            for duty in record.duties.duties:
                if duty.role is not Role.MENTIONED:
                    for body in self._register.resolve(duty.name, region=place.region, level=place.level).bodies():
                        names.setdefault(body.key, Counter())[body.label] += 1
        own = {key: min(counted, key=lambda name: (-counted[name], name)) for key, counted in names.items()}
        return {**{each.department: each.label for each in self._given.values() if each.duties}, **own}

    def documents(self) -> tuple[Document, ...]:
        return tuple(record.document for record in self._records)

    def clause_counts(self) -> dict[str, int]:
        return {record.document.id: len(record.clauses) for record in self._records}

    def record(self, document: str) -> Record | None:
        return next((record for record in self._records if record.document.id == document), None)

    def clause(self, clause: str) -> tuple[Clause, Record] | None:
        row = self._row(clause)
        return None if row is None else (row[1], row[0])

    def sections(self, document: str) -> tuple[Section, ...]:
        record = self.record(document)
        return record.sections if record else ()

    def close(self) -> None:
        """Nothing is open."""

    def _read(self, request: SearchRequest) -> Query:
        return parse(request.query, self._segmenter, self._synonyms, widen=request.synonyms)

    def _row(self, clause: str) -> Row | None:
        return next(((record, one) for record in self._records for one in record.clauses if one.id == clause), None)

    def _order(self, sort: Sort, scores: Mapping[str, float]) -> Callable[[Row], tuple[object, ...]]:
        """What sorts rows: ties by title, then by place in the text."""
        titles = {record.document.id: place for place, record in enumerate(self._records)}
        dates = sorted({_date(record.document) for record in self._records}, reverse=True)

        def key(row: Row) -> tuple[object, ...]:
            first = {
                Sort.RELEVANCE: -scores[row[1].id],
                Sort.DATE: dates.index(_date(row[0].document)),
                Sort.DOCUMENT: 0,
            }
            return first[sort], titles[row[0].document.id], row[1].start

        return key

    def _contributions(self, query: Query, row: Row) -> list[Contribution]:
        """A word counts once for each time it stands in the clause or in a heading above."""
        terms = {word: 1.0 for text in query.texts for word in self._segmenter.terms(Folded(text, range(len(text))))}
        terms |= {letters(fold(other.text)).text: other.share for other in query.others}
        texts = [letters(fold(text)).text for text in (row[1].text, *row[1].path)]
        found = []
        for term, share in terms.items():
            if times := sum(text.count(term) for text in texts):
                holding = sum(term in letters(fold(clause.text)).text for r in self._records for clause in r.clauses)
                numbers = (share, 1.0, 1.0, holding, times, 0.0, 0.0, float(times), share * times)
                found.append(Contribution("text", "条文", term, *numbers))
        return found

    def _hit(self, read: Sequence[Node | None], row: Row, score: float) -> Hit:
        record, clause = row
        leaves = [leaf for node in read for leaf in wanted(node)]
        above = brute_force_counts.chain(record, clause)[::-1]
        references = section_references(record.sections)
        return Hit(
            clause=clause,
            document=record.document,
            score=score,
            marks=marks(clause.text, leaves, self._segmenter),
            path_marks=tuple(heading_marks(record.sections[at], leaves, self._segmenter) for at in above),
            path_references=tuple(references[at] for at in above),
        )

    def _values(self, row: Row) -> dict[str, set[str]]:
        record, clause = row
        return {
            "document": {record.document.id},
            "section": set(brute_force_counts.section_values(record, clause)),
            "kind": {clause.kind.value},
            **{f: set(v) for f, v in classes(record.document, self._register.place_of(record.document)).items()},
        }

    def _duties(self, row: Row) -> list[Duty]:
        kept: list[Duty] = [
            d for d in brute_force_counts.duties(*row) if (row[1].id, d["department"]) not in self._given
        ]
        for (clause, department), given in self._given.items():
            if clause == row[1].id:
                for role, basis in given.duties:
                    standing = Standing.OBJECTED if (role, basis) in given.objected else Standing.OPEN
                    if role is not Role.MENTIONED:
                        kept.append({"department": department, "role": role, "basis": basis, "standing": standing})
        return kept

    def _passes(self, filters: Sequence[Filter], row: Row, leaving_out: str = "") -> bool:
        """Whether a clause passes the filters of every field but one."""
        chosen = _by_field(filters, leaving_out)
        values = self._values(row)
        asked = any(field in DUTY_FIELDS for field in chosen)
        return all(values[field] & wanted for field, wanted in chosen.items() if field not in DUTY_FIELDS) and (
            not asked or bool(self._passing_duties(filters, row, leaving_out))
        )

    def _passing_duties(self, filters: Sequence[Filter], row: Row, leaving_out: str) -> list[Duty]:
        """The duties that pass the filters on duties by themselves. What is suggested counts only where the basis is
        chosen or counted."""
        chosen = {field: wanted for field, wanted in _by_field(filters, leaving_out).items() if field in DUTY_FIELDS}
        suggested = leaving_out == "basis" or any(f.field == "basis" for f in filters)
        return [
            duty
            for duty in self._duties(row)
            if all(duty[field] in wanted for field, wanted in chosen.items())
            and (suggested or duty["basis"] != Basis.SUGGESTED)
        ]

    def _facet(self, field: str, filters: Sequence[Filter], rows: Sequence[Row]) -> Facet:
        selected = {f.value for f in filters if f.field == field}
        counts: Counter[str] = Counter()
        for row in rows:
            if self._passes(filters, row, field):
                if field in DUTY_FIELDS:
                    counts.update({duty[field] for duty in self._passing_duties(filters, row, field)})
                else:
                    counts.update(self._values(row)[field])
        shown = self._shown(field, counts, selected)
        values = [FacetValue(value, name, counts[value], value in selected, depth) for value, name, depth in shown]
        return Facet(field, FIELD_NAMES[field], tuple(v for v in values if v.count or v.selected))

    def _shown(self, field: str, counts: Counter[str], selected: set[str]) -> list[tuple[str, str, int]]:
        """The values of a facet in their order, each with its name and depth."""
        if field in CLASS_FIELDS:
            known = {value for record in self._records for value in self._of_document(record)[field]}
            counted = {value: counts[value] for value in {*counts, *(selected & known)}}
            return [(value, label(field, value), depth) for value, depth in ordered(field, counted)]
        match field:
            case "kind":
                return [(kind.value, name, 0) for kind, name in KIND_NAMES.items()]
            case "role":
                return [(role.value, name, 0) for role, name in ROLE_NAMES.items()]
            case "basis":
                last = sorted(BASIS_NAMES, key=lambda basis: basis is Basis.SUGGESTED)
                return [(basis.value, BASIS_NAMES[basis], 0) for basis in last]
            case "standing":
                return [(standing.value, STANDING_NAMES[standing], 0) for standing in STANDINGS]
            case "department":
                names = told_apart(self.department_names())
                return [(key, names[key], 0) for key in sorted(names, key=lambda key: (-counts[key], key))]
            case "document":
                ranked = sorted(self.documents(), key=lambda document: -counts[document.id])
                return [(document.id, document.title, 0) for document in ranked]
        return [found for record in self._records for found in _outline(record, selected)]

    def _of_document(self, record: Record) -> Mapping[str, tuple[str, ...]]:
        return classes(record.document, self._register.place_of(record.document))


def _by_field(filters: Sequence[Filter], leaving_out: str) -> dict[str, set[str]]:
    fields = {f.field for f in filters} - {leaving_out}
    return {field: {f.value for f in filters if f.field == field} for field in fields}


def _outline(record: Record, selected: set[str]) -> list[tuple[str, str, int]]:
    """The sections of a document that the facet may show: those down to the second level, and chosen ones."""
    values = [f"{record.document.id}:{reference}" for reference in section_references(record.sections)]
    return [
        (value, heading(section) or "（无标题）", section.level)
        for value, section in zip(values, record.sections, strict=True)
        if section.level <= DEEPEST_SECTION or value in selected
    ]


def _date(document: Document) -> str:
    return document.publish_date or document.written_date
