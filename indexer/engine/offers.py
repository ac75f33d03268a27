"""Completions and corrections over the batches of a generation: what is offered is still there and finds something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from indexer.engine.completing import complete
from indexer.engine.correcting import corrections
from indexer.engine.facets import Part
from indexer.engine.matching import matches
from indexer.engine.protocol import Completion, Correction, SearchRequest
from indexer.engine.query import Phrase
from indexer.engine.vocabulary import Entry, Kind
from indexer.folding import fold, squeeze
from indexer.segmentation import Segmenter


class Offers:
    """What the parts of an index have to offer. ``total`` counts the clauses that hold all words of a request."""

    def __init__(self, parts: Sequence[Part], segmenter: Segmenter, total: Callable[[SearchRequest], int]) -> None:
        self._parts = parts
        self._vocabularies = [part.batch.vocabulary for part in parts]
        self._segmenter = segmenter
        self._total = total

    def completions(self, typed: str, limit: int) -> tuple[Completion, ...]:
        """See ``SearchEngine.complete``."""
        return complete(typed, self._vocabularies, self._segmenter, limit, self._leads_somewhere, self._stands)

    def corrections(self, request: SearchRequest, limit: int) -> tuple[Correction, ...]:
        """See ``SearchEngine.correct``."""
        now = self._total(request)
        tried = corrections(request.query, self._vocabularies)
        found = [Correction(query, self._total(replace(request, query=query))) for query in tried]
        return tuple(correction for correction in found if correction.total > now)[:limit]

    def _stands(self, text: str) -> bool:
        """Whether some living clause holds ``text`` as it is."""
        return any(self._holds(text, part) for part in self._parts)

    def _leads_somewhere(self, number: int, entry: Entry) -> bool:
        """Whether an entry of a batch's vocabulary is still there: its document may have been replaced since."""
        part = self._parts[number]
        if part.documents.all():
            return True
        if entry.document is not None:
            return bool(part.documents[entry.document])
        if entry.kind is Kind.DEPARTMENT:
            duties = part.batch.duties
            named = [number for number, labels in enumerate(duties.labels) if entry.text in labels]
            return bool(part.rows[duties.row[np.isin(duties.department, named)]].any())
        return self._holds(entry.text, part)

    def _holds(self, text: str, part: Part) -> bool:
        return bool((matches(Phrase(squeeze(fold(text)).text), part.batch) & part.rows).any())
