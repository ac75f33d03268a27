"""What an engine is asked besides searches, and told: explanations, similar clauses, completions, changed duties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indexer.document import Clause, Document
    from indexer.duties.roles import Basis, Role


@dataclass(frozen=True, slots=True)
class Completion:
    """A query that what was typed may become. ``kind`` says where its end comes from: ``word``, ``section`` (title of
    a section), ``document`` (title of a document) or ``department``."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class SimilarClause:
    """A clause near another. ``nearness`` goes from 0 to 1, which is the same words; ``copies`` is the number of
    further documents that have this clause in the same words."""

    clause: Clause
    document: Document
    nearness: float
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Similar:
    """What is near a clause, nearest first. ``same`` are other documents with the same words, one clause of each, of
    which there are ``same_documents`` in all; ``near`` are clauses in other words."""

    same: tuple[SimilarClause, ...] = ()
    same_documents: int = 0
    near: tuple[SimilarClause, ...] = ()


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one term of a query adds to the score of a clause in one view of it.

    ``score`` = ``share`` × ``weight`` × ``rarity`` × ``saturation``. ``rarity`` comes of the number of ``clauses`` that
    have the term in this view, ``saturation`` of the term's ``frequency`` and the ``length`` of what is looked at,
    beside the ``average`` length, as in BM25. ``share`` is 1 for what was typed and less for what it was widened by.
    """

    view: str
    label: str
    term: str
    share: float
    weight: float
    rarity: float
    clauses: int
    frequency: int
    length: float
    average: float
    saturation: float
    score: float


@dataclass(frozen=True, slots=True)
class DocumentContribution:
    """What a clause gains because its document answers the query elsewhere too: ``score`` = ``weight`` × the mean of
    the own scores of the best ``clauses`` of the document among the hits, which are given with them."""

    label: str
    weight: float
    clauses: tuple[tuple[str, float], ...]
    score: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a clause got its score for a query. ``score`` is that of the hit; ``contributions`` and, where there is one,
    the ``document_contribution`` add up to it (to six digits). ``found``: the clause is a hit at all."""

    clause: Clause
    document: Document
    found: bool
    score: float
    contributions: tuple[Contribution, ...]
    document_contribution: DocumentContribution | None = None


@dataclass(frozen=True, slots=True)
class ClauseDuties:
    """All duties that one department has by one clause now, whatever the index says of the two; none: it has no duty
    by it any more. ``department`` is its key, ``label`` its name where the index knows none; ``objected`` are those of
    the duties against which somebody objects."""

    clause: str
    department: str
    label: str
    duties: frozenset[tuple[Role, Basis]]
    objected: frozenset[tuple[Role, Basis]] = frozenset()
