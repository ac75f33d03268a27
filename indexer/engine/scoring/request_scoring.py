"""Scoring for one request: by the text as typed and what it was widened by, among the documents that were chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING

from indexer.engine.part import Part
from indexer.engine.protocol import SearchRequest
from indexer.engine.query.tree import Query
from indexer.engine.scoring.context import InContext
from indexer.engine.scoring.profile import Profile
from indexer.engine.scoring.ranking import Ranker, Scores, Text
from indexer.engine.stored.columns import Rows
from indexer.segmentation import Segmenter

if TYPE_CHECKING:
    from indexer.engine.answers import Contribution

_RANKERS = 32
"""Choices of documents of which the ranker is kept."""


class RequestScoring:
    """Scores rows of ``parts`` for requests. Thread-safe. Duties do not count."""

    def __init__(self, parts: Sequence[Part], segmenter: Segmenter, profile: Profile) -> None:
        self._parts = parts
        self._segmenter = segmenter
        self._profile = profile

    def scorer(self, request: SearchRequest, query: Query, found: Sequence[Rows]) -> InContext:
        """What scores some of the rows ``found``."""
        documents = [part.batch.row_document for part in self._parts]
        return InContext(partial(self._scores, self._ranker_for(request), query), found, documents)

    def contributions(self, request: SearchRequest, query: Query, part: int, row: int) -> tuple[Contribution, ...]:
        """What makes up the own score of a row of one part, text by text."""
        ranker = self._ranker_for(request)
        return tuple(
            each for text, share in _texts(query) for each in ranker.explain(text, self._segmenter, part, row, share)
        )

    def _scores(self, ranker: Ranker, query: Query, rows: Sequence[Rows]) -> list[Scores]:
        return ranker.scores(_texts(query), self._segmenter, rows)

    def _ranker_for(self, request: SearchRequest) -> Ranker:
        """Who has chosen a document or a section of it searches as in an index of that document alone: words that all
        of it is about do not tell its clauses apart, however rare they are elsewhere."""
        chosen = (each.value.partition(":")[0] for each in request.filters if each.field in ("document", "section"))
        return self._ranker_of(frozenset(chosen))

    @cached_property
    def _ranker_of(self) -> Callable[[frozenset[str]], Ranker]:
        """The ranker of some documents, by their ids; none for all."""

        def made(documents: frozenset[str]) -> Ranker:
            batches = [part.batch for part in self._parts]
            return Ranker(batches, [part.only(documents) for part in self._parts], self._profile)

        everything = made(frozenset())
        some = lru_cache(maxsize=_RANKERS)(made)
        return lambda documents: some(documents) if documents else everything


def _texts(query: Query) -> list[Text]:
    """The text as typed, and with its share each text it was widened by."""
    return [(query.texts, 1.0), *(((other.text,), other.share) for other in query.others)]
