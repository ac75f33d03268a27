"""The engine that comes with the program: numpy columns, and a table of Whoosh for words that begin with a prefix."""

from __future__ import annotations

import json
import struct
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING

import numpy as np

from indexer.engine.changed_duties import with_changed_duties
from indexer.engine.finding.choice import Choice
from indexer.engine.finding.finder import Finder, Found
from indexer.engine.marks import Marker, Text
from indexer.engine.offering.offers import Offers
from indexer.engine.part import Part
from indexer.engine.protocol import Correction, Facet, Hit, SearchRequest, SearchResult
from indexer.engine.query.parser import parse
from indexer.engine.query.questions import as_question, asks
from indexer.engine.query.tree import Node, Query, wanted
from indexer.engine.query.wording import describe, describe_widening
from indexer.engine.scoring.best import Order
from indexer.engine.scoring.profile import PROFILE, Profile
from indexer.engine.scoring.request_scoring import RequestScoring
from indexer.engine.stored.batch import Batch
from indexer.engine.stored.columns import Rows
from indexer.engine.stored.duty_columns import Departments
from indexer.errors import IndexDamaged
from indexer.segmentation import Segmenter
from indexer.synonyms import NO_SYNONYMS, Synonyms

if TYPE_CHECKING:
    from indexer.document import Clause, Document, Section
    from indexer.engine.answers import ClauseDuties, Completion, Explanation, Similar
    from indexer.engine.facets.documents import DocumentTable
    from indexer.models import Record


class WhooshEngine:
    """Searches the batches of one generation. Thread-safe.

    ``living`` gives for each batch the positions of the documents that count; the others have been replaced since.
    """

    def __init__(
        self,
        generation: str,
        batches: Sequence[Batch],
        living: Sequence[Sequence[int]],
        segmenter: Segmenter,
        on_close: Callable[[], None] = lambda: None,
        synonyms: Synonyms = NO_SYNONYMS,
        profile: Profile = PROFILE,
    ) -> None:
        self._generation = generation
        self._segmenter = segmenter
        self._on_close = on_close
        self._synonyms = synonyms
        self._parts = [Part(batch, documents) for batch, documents in zip(batches, living, strict=True)]
        self._finder = Finder(self._parts, segmenter)
        self._scoring = RequestScoring(self._parts, segmenter, profile)
        self._offers = Offers(self._parts, segmenter, self._total, synonyms)

    @property
    def generation(self) -> str:
        return self._generation

    def search(self, request: SearchRequest) -> SearchResult:
        """Raises ``QuerySyntaxError`` for a query that cannot be understood, ``IndexDamaged`` for a damaged file."""
        begun = time.perf_counter()
        with _reading():
            query = parse(request.query, self._segmenter, self._synonyms, widen=request.synonyms)
            found, choices = self._found(request, query)
            rows = [choice.rows for choice in choices]
            hits = self._hits(request, query, found.read_as, rows)
            facets = self._facets(request, choices) if request.facets else ()
        return SearchResult(
            total=sum(map(len, rows)),
            hits=hits,
            facets=facets,
            relaxed=found.relaxed,
            understood=(
                *describe(found.read_as, in_part=found.relaxed),
                *describe_widening(query.root),
                *query.notes,
                *found.notes,
            ),
            synonyms=query.synonyms,
            generation=self._generation,
            seconds=time.perf_counter() - begun,
        )

    def complete(self, typed: str, limit: int = 10) -> tuple[Completion, ...]:
        with _reading():
            return self._offers.completions(typed, limit)

    def correct(
        self, request: SearchRequest, limit: int = 3, found: SearchResult | None = None
    ) -> tuple[Correction, ...]:
        with _reading():
            return self._offers.corrections(request, limit, self._total(request, found))

    def with_duties(self, changed: Sequence[ClauseDuties]) -> WhooshEngine:
        with _reading():
            self._share()
            other = copy(self)
            other._parts = with_changed_duties(self._parts, changed)
        other._offers = Offers(other._parts, self._segmenter, other._total, self._synonyms)
        other._departments = Departments([part.duties for part in other._parts])
        return other

    def department_names(self) -> Mapping[str, str]:
        with _reading():
            return dict(zip(self._departments.keys, self._departments.labels, strict=True))

    def explain(self, request: SearchRequest, clause: str) -> Explanation | None:
        from indexer.engine.answers import Explanation

        place = self._place(clause.partition(":")[0])
        if place is None:
            return None
        (part, number), at = place, self._parts.index(place[0])
        with _reading():
            row = part.batch.records.find(number, clause)
            if row is None:
                return None
            query = parse(request.query, self._segmenter, self._synonyms, widen=request.synonyms)
            document = part.batch.documents[number].document
            rows = [choice.rows for choice in self._found(request, query)[1]]
            found, score = bool((rows[at] == row).any()), self._scoring.scorer(request, query, rows)
            given = score.given(at, row, part.batch) if found else None
            only = [np.array([row] if place == at else [], dtype=np.int32) for place in range(len(rows))]
            return Explanation(
                clause=part.batch.records.clause(number, document.id, row),
                document=document,
                found=found,
                score=float((score.scores if found else score.score)(only)[at][0]),
                contributions=self._scoring.contributions(request, query, at, row),
                document_contribution=given,
            )

    def documents(self) -> tuple[Document, ...]:
        return tuple(document for _, _, document in self._order.documents)

    def clause_counts(self) -> Mapping[str, int]:
        return {
            document: part.batch.documents[number].rows
            for part in self._parts
            for document, number in part.numbers.items()
        }

    def record(self, document: str) -> Record | None:
        place = self._place(document)
        if place is None:
            return None
        part, number = place
        with _reading():
            return part.batch.records[number].record()

    def clause(self, clause: str) -> tuple[Clause, Record] | None:
        document = clause.partition(":")[0]
        place = self._place(document)
        if place is None:
            return None
        number, records = place[1], place[0].batch.records
        with _reading():
            row = records.find(number, clause)
            return None if row is None else (records.clause(number, document, row), records[number].record())

    def similar(self, clause: str, limit: int = 5) -> Similar:
        from indexer.engine.similar import NOTHING_SIMILAR, similar

        place = self._place(clause.partition(":")[0])
        if place is None:
            return NOTHING_SIMILAR
        part, number = place
        with _reading():
            row = part.batch.records.find(number, clause)
            return NOTHING_SIMILAR if row is None else similar(self._parts, part, row, limit)

    def sections(self, document: str) -> tuple[Section, ...]:
        place = self._place(document)
        if place is None:
            return ()
        with _reading():
            return place[0].batch.records.sections(place[1])

    def close(self) -> None:
        for part in self._parts:
            part.batch.close()
        self._on_close()

    def _total(self, request: SearchRequest, found: SearchResult | None = None) -> int:
        """How many clauses hold all of the query, or answer it where it is a question. ``found``: what the request
        finds, where that is known."""
        if found is not None:
            return found.total if not found.relaxed or asks(request.query) else 0
        query = parse(request.query, self._segmenter, self._synonyms, widen=request.synonyms)
        if as_question(request.query, query.root) is not None:
            reading, choices = self._found(request, query)
            return _rows(choices) if not reading.relaxed or asks(request.query) else 0
        totals = (_rows(self._choices(request, each.rows)) for each in self._finder.whole(query.root))
        return next(filter(None, totals), 0)

    def _found(self, request: SearchRequest, query: Query) -> tuple[Found, list[Choice]]:
        """The first reading of the query that finds something the filters let through, else the query as typed."""

        def lets_through(rows: Sequence[Rows]) -> bool:
            return any(map(len, rows)) and bool(_rows(self._choices(request, rows)))

        for found in self._finder.readings(request.query, query.root, lets_through):
            choices = self._choices(request, found.rows)
            if _rows(choices):
                return found, choices
        direct = self._finder.direct(query.root)
        return direct, self._choices(request, direct.rows)

    def _choices(self, request: SearchRequest, found: Sequence[Rows]) -> list[Choice]:
        return [Choice(request.filters, part, rows) for part, rows in zip(self._parts, found, strict=True)]

    def _hits(
        self, request: SearchRequest, query: Query, read_as: Node | None, rows: Sequence[Rows]
    ) -> tuple[Hit, ...]:
        """The hits from ``offset`` on, at most ``limit``, with what was typed marked and what it was read as."""
        marker = Marker(tuple(dict.fromkeys((*wanted(query.root), *wanted(read_as)))), self._segmenter)
        best = self._order.best(request, rows, self._scoring.scorer(request, query, rows).scores)
        return tuple(_hit(self._parts[part], row, score, marker) for part, row, score in best)

    def _facets(self, request: SearchRequest, choices: Sequence[Choice]) -> tuple[Facet, ...]:
        from indexer.engine.facets.counting import count  # takes long to load, and the shell shows none

        return count(request.filters, choices, self._documents, self._departments)

    def _share(self) -> None:
        """Make now what does not depend on duties, so that engines with other duties need not make it again."""
        self._order, self._documents  # noqa: B018

    @cached_property
    def _departments(self) -> Departments:
        return Departments([part.duties for part in self._parts])

    @cached_property
    def _order(self) -> Order:
        return Order(self._parts)

    @cached_property
    def _documents(self) -> DocumentTable:
        from indexer.engine.facets.documents import DocumentTable

        return DocumentTable(self._parts, self._order.by_title)

    def _place(self, document: str) -> tuple[Part, int] | None:
        """The part that a living document is in, and its position there."""
        return next(((part, part.numbers[document]) for part in self._parts if document in part.numbers), None)


def _rows(choices: Sequence[Choice]) -> int:
    """How many rows are let through."""
    return sum(len(choice.rows) for choice in choices)


def _hit(part: Part, row: int, score: float, marker: Marker) -> Hit:
    batch = part.batch
    number = int(batch.row_document[row])
    document = batch.documents[number].document
    clause = batch.records.clause(number, document.id, row)
    marks = marker.marks(Text(clause.text, batch.texts[row].decode(), batch.letters[row].decode()))
    chain = batch.records.above(number, clause.section) if marker.numbers else ()
    path_marks = tuple(marker.heading_marks(shown, section) for shown, section in zip_longest(clause.path, chain))
    return Hit(clause, document, score, marks, path_marks, batch.sections.path(int(batch.row_section[row])))


@contextmanager
def _reading() -> Iterator[None]:
    """A file damaged after the index was opened shows only when that part of it is read."""
    try:
        yield
    except (EOFError, struct.error, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise IndexDamaged("索引文件已损坏，请运行 policykb build 重新建立。") from error
