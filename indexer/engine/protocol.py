"""What every search engine promises (``SearchEngine``), and the values that go in and come out.

The pages, the command line and the API speak only these types and those of ``answers``; the contract tests hold every
engine to them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from indexer.document import ClauseKind
from indexer.duties.roles import Standing

if TYPE_CHECKING:
    from indexer.document import Clause, Document, Section
    from indexer.engine.answers import ClauseDuties, Completion, Explanation, Similar
    from indexer.engine.query.tree import Synonym
    from indexer.models import Record


class Sort(StrEnum):
    """Order of the hits. Ties are broken by document, then by place in the text."""

    RELEVANCE = "relevance"
    DOCUMENT = "document"  # by document title, then place in the text
    DATE = "date"  # newest document first, then place in the text


FIELD_NAMES = {
    "document": "文件",
    "section": "部分",
    "department": "部门",
    "role": "角色",
    "basis": "依据",
    "standing": "处理情况",
    "region": "地区",
    "level": "层级",
    "year": "年份",
    "genre": "文种",
    "kind": "条款类型",
}
"""The fields that can be filtered by and are counted as facets, in the order of the facets, with their names."""
STANDINGS = (Standing.OBJECTED,)
"""What persons made of a duty, where its basis does not tell: against a duty of the text somebody objects."""
KIND_NAMES = {ClauseKind.SENTENCE: "条文", ClauseKind.ANNOTATION: "责任标注", ClauseKind.CELL: "表格"}
"""The kinds of clauses as readers see them, the same everywhere."""

RELAXED = "没有条款同时包含全部词语，以下条款包含其中一部分"
RELAXED_HERE = "所选范围内没有条款同时包含全部词语，以下条款包含其中一部分"
SCATTERED = "没有查到这些词语，以下条款只包含其中一些字，不一定相关"
"""What ``SearchResult.understood`` says of a relaxed result; a page that announces it need not repeat it."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A facet value that hits must have. Several filters on one field mean "any of them"; different fields "and".

    Fields: ``document`` (document id), ``section`` (section reference; everything below it counts), ``kind``
    (a ``ClauseKind``); of the clause's document ``region`` (key, 广东-广州; everything inside it counts), ``level``,
    ``year`` and ``genre`` (文种), for each of which ``none`` stands for documents that do not say
    (``indexer.document_classes``); of the duties of a clause ``department`` (key in the register), ``role`` and
    ``basis`` (values of ``Role`` and ``Basis``), and ``standing`` (one of ``STANDINGS``). Filters on these four must
    hold for one and the same duty: a clause where A leads and B cooperates is no hit for B and ``lead``. A clause has
    the duties that the text states or passes on for its task, and so has the annotation that states them. Where the
    text names nobody, it has what the program suggests, but only for searches that filter by basis, and in the count of
    bases. Mentions do not count. What persons decided counts in an engine that was given it
    (``SearchEngine.with_duties``).
    """

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search. An empty query with filters lists everything the filters let through, in document order.

    ``synonyms`` false: everyday words are searched for as typed only, not also as the official words for them.
    ``facets`` false: none are counted, for who shows none."""

    query: str = ""
    filters: tuple[Filter, ...] = ()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 10
    synonyms: bool = True
    facets: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """One clause found. ``marks`` are the ``(start, end)`` spans of matched words in ``clause.text``, sorted and
    disjoint; ``path_marks`` the same for each entry of ``clause.path``, and ``path_references`` the reference of its
    section (``indexer.references``). ``score`` is comparable inside one result only."""

    clause: Clause
    document: Document
    score: float
    marks: tuple[tuple[int, int], ...]
    path_marks: tuple[tuple[tuple[int, int], ...], ...]
    path_references: tuple[str, ...]


class FacetValue(NamedTuple):
    """One value of a facet and the number of its hits. A page has hundreds, and a tuple is made in a quarter of the
    time of a frozen dataclass."""

    value: str
    label: str
    count: int  # type: ignore[assignment]  # tuples count by a method of this name, of no use here
    selected: bool
    level: int = 0
    """Depth for facets that form a tree (sections, regions); 0 elsewhere."""


@dataclass(frozen=True, slots=True)
class Facet:
    """Counts over the hits, each facet counted without its own filter, so that a choice can be widened. A hit counts
    once for each of its values; in the facets of documents every hit has at least one. Departments with the same label
    are told apart by their place (``indexer.engine.department_labels``)."""

    field: str
    label: str
    values: tuple[FacetValue, ...]
    left_out: int = 0
    """Departments or documents with hits that are not listed, because they have fewer than those that are; 0 in other
    facets. Of sections only those of the documents with most hits are listed, and the others are not counted."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """``total`` is exact: it counts the clauses that hold all the words of the query, where none does those that hold
    some, and for a question (``indexer.engine.query.questions``) always those that hold some, since what answers a
    question rarely has all its words. None means none that the filters let through: who has chosen a document is shown
    what is nearest in it, whatever others hold. ``relaxed`` says that no clause holds all the words and the hits hold
    only some of them, or pieces of words that no clause holds, or at last most of their characters (``SCATTERED``); a
    page must say so. ``understood`` describes in Chinese how the query was read, one short phrase an entry.
    ``synonyms`` are the everyday words of the query with their official words; where the request allowed it, a clause
    with one of these counts as holding the everyday word, in hits, totals and facets alike."""

    total: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    relaxed: bool = False
    understood: tuple[str, ...] = ()
    synonyms: tuple[Synonym, ...] = ()
    generation: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Correction:
    """A query that may have been meant, and the number of clauses it finds."""

    query: str
    total: int


class SearchEngine(Protocol):
    """A built index, open for reading. Thread-safe. Holds one generation until ``close``."""

    @property
    def generation(self) -> str:
        """Name of the generation in service."""
        ...

    def search(self, request: SearchRequest) -> SearchResult:
        """Raises ``QuerySyntaxError`` for a query that cannot be understood."""
        ...

    def complete(self, typed: str, limit: int = 10) -> tuple[Completion, ...]:
        """Queries that begin as ``typed`` does, or sound as it does in Latin letters, from what the index holds. What
        is completed finds something by itself; together with words before a blank it need not, since counting that
        takes longer than typing. None for text inside quotation marks."""
        ...

    def correct(
        self, request: SearchRequest, limit: int = 3, found: SearchResult | None = None
    ) -> tuple[Correction, ...]:
        """Queries that ``request`` may have meant, where it has a slip: homophones, characters swapped, missing or
        wrong, Chinese typed by its sound. ``found`` is what the request finds, where the caller knows it.

        The likeliest come first. For a request that finds few clauses, each finds more under the same filters, with all
        its words. A slip that falls apart into common characters finds many (劳动和同: 劳动, 同); there only what
        sounds the same or has two characters swapped is offered, and only where clauses have the corrected words and
        hardly any those typed. Raises ``QuerySyntaxError`` as ``search`` does."""
        ...

    def with_duties(self, changed: Sequence[ClauseDuties]) -> SearchEngine:
        """An engine on the same generation in whose filters and counts these duties take the place of those of the
        index; of several about one clause and department the last counts. This engine goes on as it was, and the other
        lasts as long as this one is open; only this one is to be closed. Clauses that do not exist are passed over."""
        ...

    def department_names(self) -> Mapping[str, str]:
        """The departments that have, or had when the index was built, a duty: the label of each by its key."""
        ...

    def explain(self, request: SearchRequest, clause: str) -> Explanation | None:
        """How the clause with this id got its score for the query of a request, or None when there is none."""
        ...

    def documents(self) -> tuple[Document, ...]:
        """All documents, by title."""
        ...

    def clause_counts(self) -> Mapping[str, int]:
        """The number of clauses of each document, by its id; those without clauses have 0."""
        ...

    def record(self, document: str) -> Record | None:
        """The whole analysed document with this id, or None."""
        ...

    def clause(self, clause: str) -> tuple[Clause, Record] | None:
        """The clause with this id and its document, or None."""
        ...

    def similar(self, clause: str, limit: int = 5) -> Similar:
        """The sentences nearest in content to the one with this id, at most ``limit`` of each kind. Nothing where none
        is near, and for annotations, table cells and ids that do not exist."""
        ...

    def sections(self, document: str) -> tuple[Section, ...]:
        """The outline of a document; empty when there is no such document."""
        ...

    def close(self) -> None: ...
