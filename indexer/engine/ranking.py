"""How well a clause answers: BM25 over several views of it, added up.

The views and their weights are data (``indexer.engine.profile``). Statistics count living rows only, so an index built
in many small steps ranks exactly as one built at once. Only rows that were found are scored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from indexer.engine.adding import Weighted, added, added_but_own
from indexer.engine.batch import Batch
from indexer.engine.columns import Mask, Rows
from indexer.engine.postings import Codes, frequency, length_of, saturation
from indexer.engine.profile import PROFILE, Profile, View
from indexer.engine.protocol import Contribution
from indexer.engine.views import SOURCES, terms
from indexer.segmentation import Segmenter

Scores = NDArray[np.float32]

_Postings = tuple[tuple[Rows, Codes], ...]
"""Of one term, for each batch."""

_REMEMBERED = 8_192
"""Terms of which place and rarity are kept: queries have most characters and many words in common."""


class Ranker:
    """Scores the rows of ``batches``, of which those of the living documents count. Thread-safe."""

    def __init__(self, batches: Sequence[Batch], documents: Sequence[Mask], profile: Profile = PROFILE) -> None:
        """``documents``: for each batch which of its documents are living."""
        self._shares = [_Share(batch, living) for batch, living in zip(batches, documents, strict=True)]
        self._rows = sum(share.rows for share in self._shares)
        self._profile = profile
        self._averages = {view.name: self._average(view.name) for view in profile}
        self._saturations = {view.name: saturation(view.k1, view.b, self._averages[view.name]) for view in profile}
        self._look_up = lru_cache(maxsize=_REMEMBERED)(self._looked_up)

    def scores(self, texts: Sequence[str], segmenter: Segmenter, rows: Sequence[Rows]) -> list[Scores]:
        """For each batch the scores of ``rows`` for the folded ``texts`` of a query; 0 where nothing is in common."""
        scores: list[Scores] = [np.zeros(len(found), dtype=np.float32) for found in rows]
        for view in self._profile:
            asked = [(term, *self._look_up(view, term)[:2]) for term in terms(view.name, texts, segmenter)]
            asked = [(term, postings, rarity) for term, postings, rarity in asked if rarity]
            for at, (share, found) in enumerate(zip(self._shares, rows, strict=True)):
                weighted = [
                    Weighted(*postings[at], np.float32(view.weight * rarity), term)
                    for term, postings, rarity in asked
                    if len(postings[at][0])
                ]
                if weighted and len(found):
                    scores[at] += self._view_scores(view, share.batch, weighted, found)
        return scores

    def _view_scores(self, view: View, batch: Batch, asked: Sequence[Weighted], rows: Rows) -> Scores:
        table = self._saturations[view.name]
        if view.name == "items":
            holding = [SOURCES["words"].of(batch, each.term)[0] for each in asked]
            return added_but_own(asked, holding, table, rows, batch.row_section)
        if SOURCES[view.name].by_section:
            return added(asked, table, batch.row_section[rows], len(batch.sections) + 1)
        return added(asked, table, rows, len(batch))

    def explain(
        self, texts: Sequence[str], segmenter: Segmenter, batch: int, row: int, share_of_text: float = 1.0
    ) -> Iterator[Contribution]:
        """What makes up the score of one row, in the order of the profile."""
        share = self._shares[batch]
        for view in self._profile:
            place = int(share.batch.row_section[row]) if SOURCES[view.name].by_section else row
            for term in terms(view.name, texts, segmenter):
                postings, rarity, clauses = self._look_up(view, term)
                code = _code_at(postings[batch], place)
                if code is None or (view.name == "items" and self._has_itself(share.batch, term, row)):
                    continue
                saturated = float(self._saturations[view.name][code])
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
                    average=self._averages[view.name],
                    saturation=saturated,
                    score=share_of_text * view.weight * rarity * saturated,
                )

    def _looked_up(self, view: View, term: str) -> tuple[_Postings, float, int]:
        """The postings of a term, its rarity (0 where it is nowhere), and in how many living rows it is."""
        postings = tuple(SOURCES[view.name].of(share.batch, term) for share in self._shares)
        counted, by_section = postings, SOURCES[view.name].by_section
        if view.name == "items":
            if not any(len(at) for at, _ in postings):
                return postings, 0.0, 0
            counted, by_section = tuple(SOURCES["words"].of(share.batch, term) for share in self._shares), False
        found = sum(share.living(at, by_section) for share, (at, _) in zip(self._shares, counted, strict=True))
        return postings, float(np.log1p((self._rows - found + 0.5) / (found + 0.5))) if found else 0.0, found

    @staticmethod
    def _has_itself(batch: Batch, term: str, row: int) -> bool:
        return _code_at(SOURCES["words"].of(batch, term), row) is not None

    def _average(self, name: str) -> float:
        """The average length of what a view looks at: over living rows, for ``items`` over living items."""
        source = SOURCES[name]
        total = count = 0
        for share in self._shares:
            lengths = source.postings(share.batch).lengths
            if name == "items":
                counted = lengths[share.rows_in_section[:-1] > 1]
                total, count = total + int(counted.sum(dtype=np.int64)), count + len(counted)
            elif source.by_section:
                total += int(lengths @ share.rows_in_section[:-1])
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

    def living(self, at: Rows, by_section: bool) -> int:
        """How many living rows there are among those ``at``, or in the sections ``at``."""
        if by_section:
            return int(self.rows_in_section[at].sum())
        return len(at) if self.rows == len(self.batch) else int(np.count_nonzero(self.living_rows[at]))


def _code_at(postings: tuple[Rows, Codes], place: int) -> int | None:
    """The code of the posting at a row or section, None where there is none."""
    at, codes = postings
    found = int(np.searchsorted(at, place))
    return int(codes[found]) if found < len(at) and int(at[found]) == place else None
