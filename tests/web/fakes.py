"""A search engine in memory for the page tests: it keeps the protocol's promises by looking at every clause.

A query is words separated by blanks and phrases in quotation marks, all of which must stand in the clause or its path;
where they do in none and there is no phrase, any of them will do (``relaxed``). A quotation mark without its pair is a
slip. It knows one everyday word (``EVERYDAY``) and one slip of the keyboard (``SLIPS``).
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from indexer import document_classes
from indexer.citation import section_chain
from indexer.clauses import heading
from indexer.engine.answers import ClauseDuties, Completion, Similar
from indexer.engine.protocol import (
    FIELD_NAMES,
    KIND_NAMES,
    RELAXED,
    Correction,
    Facet,
    FacetValue,
    Filter,
    Hit,
    SearchRequest,
    SearchResult,
    Sort,
)
from indexer.engine.query.tree import Synonym
from indexer.errors import PolicyError, QuerySyntaxError
from indexer.models import Clause, Document, Record, Section
from indexer.references import section_references
from indexer.register import load_register

KIND_LABELS = {kind.value: name for kind, name in KIND_NAMES.items()}
FACETS = ("document", "section", *document_classes.FIELDS, "kind")
REGISTER = load_register()
EVERYDAY = {"路灯杆": "灯具"}
SLIPS = {"造明": "照明"}
COMPLETIONS = {
    "照": (("照明", "word"), ("加强照明<b>", "section"), ("云溪市人民政府关于加强街道照明管理的通知", "document")),
    "云溪": (("云溪市财政局", "department"),),
}


class FakeEngine:
    def __init__(self, records: Sequence[Record], *, failure: Exception | None = None, delay: float = 0.0) -> None:
        self._records = {record.document.id: record for record in records}
        self._failure = failure
        self._delay = delay
        self.generation = "g-test"
        self.near: dict[str, Similar] = {}

    def search(self, request: SearchRequest) -> SearchResult:
        if self._failure:
            raise self._failure
        time.sleep(self._delay)
        if request.query.count('"') % 2:
            raise QuerySyntaxError(
                "引号没有成对", position=request.query.rindex('"'), hint="请补上另一半引号，或去掉这个引号。"
            )
        words = [quoted or word for quoted, word in re.findall(r'"([^"]+)"|([^\s"]+)', request.query)]
        everything = [(record, clause) for record in self._records.values() for clause in record.clauses]
        official = {word: EVERYDAY[word] for word in words if word in EVERYDAY}
        wider = official if request.synonyms else {}
        found = [
            pair
            for pair in everything
            if all(w in _searched(pair[1]) or wider.get(w, w) in _searched(pair[1]) for w in words)
        ]
        relaxed = bool(words) and not found and '"' not in request.query
        if relaxed:
            found = [pair for pair in everything if any(word in _searched(pair[1]) for word in words)]
        chosen = [pair for pair in found if self._passes(pair[1], request.filters)]
        if request.sort is Sort.DATE:
            chosen.sort(key=lambda pair: pair[0].document.written_date, reverse=True)
        hits = [_hit(record, clause, words) for record, clause in chosen[request.offset :][: request.limit]]
        return SearchResult(
            total=len(chosen),
            hits=tuple(hits),
            facets=tuple(self._facet(field, found, request.filters) for field in FACETS),
            relaxed=relaxed and bool(chosen),
            understood=(
                *(f"词“{w}”" for w in words),
                *(f"同时检索：{other}" for other in wider.values()),
                *[RELAXED] * (relaxed and bool(chosen)),
            ),
            synonyms=tuple(Synonym(word, (other,)) for word, other in official.items()),
            generation=self.generation,
            seconds=0.0042,
        )

    def complete(self, typed: str, limit: int = 10) -> tuple[Completion, ...]:
        if self._failure:
            raise self._failure
        return tuple(Completion(text, kind) for text, kind in COMPLETIONS.get(typed, ()))[:limit]

    def correct(
        self, request: SearchRequest, limit: int = 3, found: SearchResult | None = None
    ) -> tuple[Correction, ...]:
        if found is not None and found.total:
            return ()
        meant = SLIPS.get(request.query)
        if meant is None:
            return ()
        return (Correction(meant, self.search(replace(request, query=meant)).total),)[:limit]

    def with_duties(self, changed: Sequence[ClauseDuties]) -> FakeEngine:  # noqa: ARG002
        """Itself: it counts no duties."""
        return self

    def department_names(self) -> dict[str, str]:
        return {key: key.replace("/", " ") for record in self._records.values() for key in _department_keys(record)}

    def documents(self) -> tuple[Document, ...]:
        return tuple(sorted((record.document for record in self._records.values()), key=lambda d: d.title))

    def clause_counts(self) -> dict[str, int]:
        return {record.document.id: len(record.clauses) for record in self._records.values()}

    def record(self, document: str) -> Record | None:
        return self._records.get(document)

    def clause(self, clause: str) -> tuple[Clause, Record] | None:
        return next(((c, record) for record in self._records.values() for c in record.clauses if c.id == clause), None)

    def similar(self, clause: str, limit: int = 5) -> Similar:  # noqa: ARG002 (the test says what is near)
        """Nothing, unless a test says otherwise."""
        return self.near.get(clause, Similar())

    def sections(self, document: str) -> tuple[Section, ...]:
        record = self.record(document)
        return record.sections if record else ()

    def close(self) -> None:
        pass

    def _above(self, clause: Clause) -> list[str]:
        """The filter values of a clause's section and all above it."""
        record = self._records[clause.document]
        references = section_references(record.sections)
        at, values = clause.section, []
        while at is not None:
            values.append(f"{clause.document}:{references[at]}")
            at = record.sections[at].parent
        return values

    def _values(self, clause: Clause, field: str) -> list[str]:
        if field == "section":
            return self._above(clause)
        if field in document_classes.FIELDS:
            document = self._records[clause.document].document
            return list(document_classes.classes(document, REGISTER.place_of(document))[field])
        return [clause.document if field == "document" else clause.kind.value]

    def _passes(self, clause: Clause, filters: Sequence[Filter]) -> bool:
        wanted: dict[str, set[str]] = {}
        for chosen in filters:
            wanted.setdefault(chosen.field, set()).add(chosen.value)
        return all(values & set(self._values(clause, field)) for field, values in wanted.items())

    def _facet(self, field: str, found: list[tuple[Record, Clause]], filters: Sequence[Filter]) -> Facet:
        others = [chosen for chosen in filters if chosen.field != field]
        counts = Counter(value for _, c in found if self._passes(c, others) for value in self._values(c, field))
        selected = {chosen.value for chosen in filters if chosen.field == field}
        order = [(value, value.count(".")) for value in counts]
        if field in document_classes.FIELDS:
            order = document_classes.ordered(field, counts)
        values = tuple(
            FacetValue(value, self._label(field, value), counts[value], value in selected, depth)
            for value, depth in order
        )
        return Facet(field, FIELD_NAMES[field], values)

    def _label(self, field: str, value: str) -> str:
        if field == "document":
            return self._records[value].document.title
        if field == "kind":
            return KIND_LABELS[value]
        if field in document_classes.FIELDS:
            return document_classes.label(field, value)
        document, reference = value.split(":")
        sections = self._records[document].sections
        return heading(sections[section_references(sections).index(reference)])


class FakeProvider:
    """Hands out one engine, or raises ``missing`` instead."""

    def __init__(
        self, engine: FakeEngine, *, missing: PolicyError | None = None, trouble: PolicyError | None = None
    ) -> None:
        self._engine = engine
        self._missing = missing
        self.trouble = trouble

    @contextmanager
    def engine(self) -> Iterator[FakeEngine]:
        if self._missing:
            raise self._missing
        yield self._engine


def _department_keys(record: Record) -> set[str]:
    place = REGISTER.place_of(record.document)
    names = {duty.name for duty in record.duties.duties}
    return {REGISTER.resolve(name, region=place.region, level=place.level.value).key for name in names}


def _searched(clause: Clause) -> str:
    return clause.text + "".join(clause.path)


def _hit(record: Record, clause: Clause, words: Sequence[str]) -> Hit:
    references = section_references(record.sections)
    chain = [] if clause.section is None else section_chain(clause.section, record.sections)
    return Hit(
        clause=clause,
        document=record.document,
        score=1.0,
        marks=_marks(clause.text, words),
        path_marks=tuple(_marks(entry, words) for entry in clause.path),
        path_references=tuple(references[at] for at in chain),
    )


def _marks(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    marked = [False] * len(text)
    for word in words:
        at = text.find(word)
        while at >= 0:
            marked[at : at + len(word)] = [True] * len(word)
            at = text.find(word, at + len(word))
    starts = [n for n, on in enumerate(marked) if on and not (n and marked[n - 1])]
    return tuple((n, next((m for m in range(n, len(text)) if not marked[m]), len(text))) for n in starts)
