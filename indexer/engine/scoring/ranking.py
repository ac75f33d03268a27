"""How well a clause answers: BM25 over several views of it, added up.

The views and their weights are data (``indexer.engine.scoring.profile``). Statistics count living rows only, so an
index built in many small steps ranks exactly as one built at once. Only rows that were found are scored.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engine.scoring.adding import Asked, Given, Sums, added, added_but_own
from indexer.engine.scoring.profile import PROFILE, Profile, View
from indexer.engine.scoring.views import SOURCES, Of, Source, terms
from indexer.engine.stored.batch import Batch
from indexer.engine.stored.columns import Mask, Rows
from indexer.engine.stored.postings import Postings, Span, frequency, length_of, saturation
from indexer.segmentation import Segmenter

if TYPE_CHECKING:
    from indexer.engine.answers import Contribution


class _Term(NamedTuple):
    """A term in a view: where its postings are in each batch, its rarity (0 where it is nowhere), and in how many
    living rows it is."""

    spans: tuple[Span, ...]
    rarity: float
    clauses: int


Scores = NDArray[np.float32]

Text = tuple[Sequence[str], float]
"""Folded texts of a query, and the share with which they count."""


_REMEMBERED = 8_192
"""Terms of which place and rarity are kept: queries have most characters and many words in common."""


class Ranker:
    """Scores the rows of ``batches``, of which those of the living documents count. Thread-safe."""

    def __init__(self, batches: Sequence[Batch], documents: Sequence[Mask], profile: Profile = PROFILE) -> None:
        """``documents``: for each batch which of its documents are living."""
        self._shares = [_Share(batch, living) for batch, living in zip(batches, documents, strict=True)]
        self._rows = sum(share.rows for share in self._shares)
        self._profile = profile
        self._average = cache(self._average_length)
        """The average length of what a view looks at, by its name."""
        self._saturation = cache(self._saturation_of)
        """What each code is worth in a view."""
        self._look_up = lru_cache(maxsize=_REMEMBERED)(self._looked_up)

    def scores(self, texts: Sequence[Text], segmenter: Segmenter, rows: Sequence[Rows]) -> list[Scores]:
        """For each batch the scores of ``rows`` for the texts of a query; 0 where nothing is in common."""
        asked = self._asked(texts, segmenter)
        return [self._of_batch(at, asked, own).astype(np.float32) for at, own in enumerate(rows)]

    def _asked(self, texts: Sequence[Text], segmenter: Segmenter) -> dict[View, list[tuple[str, _Term, float]]]:
        """For each view the terms of the texts, and how much each counts."""
        asked: dict[View, list[tuple[str, _Term, float]]] = {view: [] for view in self._profile}
        for text, share in texts:
            of_views = terms(text, segmenter)
            for view, known in asked.items():
                for term in of_views[view.name]:
                    found = self._look_up(view, term)
                    if found.rarity:
                        known.append((term, found, share * view.weight * found.rarity))
        return asked

    def _of_batch(self, at: int, asked: Mapping[View, Sequence[tuple[str, _Term, float]]], rows: Rows) -> Sums:
        """What the views give to rows of the batch at a place."""
        sums = np.zeros(len(rows), dtype=np.float64)
        if not len(rows):
            return sums
        batch = self._shares[at].batch
        of_rows: list[Asked] = []
        of_sections: list[Asked] = []
        for view, known in asked.items():
            here = [entry for entry in known if entry[1].spans[at][1] > entry[1].spans[at][0]]
            if not here:
                continue
            weights = np.array([weight for _, _, weight in here], dtype=np.float32)
            spans, source = [found.spans[at] for _, found, _ in here], SOURCES[view.name]
            one = Asked(source.postings(batch), spans, weights, self._saturation(view))
            places = source.places(batch)
            if places is None:
                of_rows.append(one)
            elif source.lent:
                words = SOURCES["words"]
                of_words = [words.span(batch, term) for term, _, _ in here]
                sums += added_but_own(one, words.postings(batch), of_words, rows, places)
            else:
                of_sections.append(one)
        if of_rows:
            sums += added(of_rows, rows, len(batch))
        if of_sections:
            sums += added(of_sections, batch.row_section.take(rows), len(batch.sections) + 1)
        return sums

    def explain(
        self, texts: Sequence[str], segmenter: Segmenter, batch: int, row: int, share_of_text: float = 1.0
    ) -> Iterator[Contribution]:
        """What makes up the score of one row, in the order of the profile."""
        from indexer.engine.answers import Contribution

        share = self._shares[batch]
        asked = terms(texts, segmenter)
        for view in self._profile:
            source = SOURCES[view.name]
            places = source.places(share.batch)
            place = row if places is None else int(places[row])
            for term in asked[view.name]:
                found = self._look_up(view, term)
                code = _code_at(source.postings(share.batch), found.spans[batch], place)
                if code is None or (source.lent and self._has_itself(share.batch, term, row)):
                    continue
                rarity, clauses = found.rarity, found.clauses
                saturated = float(self._saturation(view)[code])
                yield Contribution(
                    view=view.name,
                    label=view.label,
                    term=term,
                    share=share_of_text,
                    weight=view.weight,
                    rarity=rarity,
                    clauses=clauses,
                    frequency=frequency(code),
                    length=length_of(code),
                    average=self._average(view.name),
                    saturation=saturated,
                    score=share_of_text * view.weight * rarity * saturated,
                )

    def _looked_up(self, view: View, term: str) -> _Term:
        spans = tuple(SOURCES[view.name].span(share.batch, term) for share in self._shares)
        if not any(end > begin for begin, end in spans):
            return _Term(spans, 0.0, 0)
        # A word that an item lends to its other clauses is as rare as it is among clauses.
        counted = SOURCES["words" if view.name == "items" else view.name]
        found = sum(share.living(counted, term) for share in self._shares)
        rarity = float(np.log1p((self._rows - found + 0.5) / (found + 0.5))) if found else 0.0
        return _Term(spans, rarity, found)

    @staticmethod
    def _has_itself(batch: Batch, term: str, row: int) -> bool:
        words = SOURCES["words"]
        return _code_at(words.postings(batch), words.span(batch, term), row) is not None

    def _saturation_of(self, view: View) -> Given:
        return saturation(view.k1, view.b, self._average(view.name))

    def _average_length(self, name: str) -> float:
        """Over living rows, for ``items`` over living items."""
        source = SOURCES[name]
        total = count = 0
        for share in self._shares:
            lengths = source.postings(share.batch).lengths
            if name == "items":
                counted = lengths[share.rows_in_section[:-1] > 1]
                total, count = total + int(counted.sum(dtype=np.int64)), count + len(counted)
            elif source.of is Of.SECTION:
                total += int(lengths @ share.rows_in_section[:-1])
            elif source.of is Of.DOCUMENT:
                total += int(lengths @ share.rows_in_document)
            else:
                total += int(lengths.sum(dtype=np.int64, where=share.living_rows))
        return max(total / max(count if name == "items" else self._rows, 1), 1e-9)


class _Share:
    """A batch and what is living in it."""

    def __init__(self, batch: Batch, documents: Mask) -> None:
        self.batch = batch
        self.living_rows = documents[batch.row_document]
        self.rows = int(self.living_rows.sum())
        self.rows_in_section = np.bincount(batch.row_section[self.living_rows], minlength=len(batch.sections) + 1)
        """How many living rows each section holds directly; at last those in no section."""
        self.rows_in_document = np.bincount(batch.row_document[self.living_rows], minlength=len(documents))

    def living(self, source: Source, term: str) -> int:
        """In how many living rows a term is; for postings of sections or documents, how many are in one of these."""
        begin, end = source.span(self.batch, term)
        at = source.postings(self.batch).rows[begin:end]
        match source.of:
            case Of.SECTION:
                return int(self.rows_in_section[at].sum())
            case Of.DOCUMENT:
                return int(self.rows_in_document[at].sum())
            case Of.CLAUSE:
                return end - begin if self.rows == len(self.batch) else int(np.count_nonzero(self.living_rows[at]))


def _code_at(postings: Postings, span: Span, place: int) -> int | None:
    """The code of the posting of a term at a row or section, None where there is none."""
    rows, codes = postings.rows[slice(*span)], postings.codes[slice(*span)]
    found = int(rows.searchsorted(place))
    return int(codes[found]) if found < len(rows) and int(rows[found]) == place else None
