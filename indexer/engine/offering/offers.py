"""Completions and corrections over the batches of a generation: what is offered is still there and finds something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from indexer.engine.finding.matching import matches
from indexer.engine.offering.chains import falls_apart
from indexer.engine.part import Part
from indexer.engine.protocol import Correction, SearchRequest
from indexer.engine.query.questions import asks
from indexer.engine.query.tree import Phrase, Word
from indexer.engine.stored.vocabulary import Entry, Kind
from indexer.folding import fold, folded_text, letters_text, squeezed_text
from indexer.segmentation import Segmenter
from indexer.synonyms import Synonyms

if TYPE_CHECKING:
    from indexer.engine.answers import Completion
    from indexer.engine.offering.correcting import Proposal
    from indexer.engine.offering.run_readings import Change

FEW = 3
"""A request that finds no more than this may have any slip in it."""
RARER = 10
"""So many times as often must clauses have what was meant as what was typed, for a slip in a request that finds many;
and a correction that finds so many times fewer than another is not offered beside it (市场建管 beside 市场监管).
Among 150 swapped words of the statutes (``benchmarks.typing``)."""

LONG_WORD = 3
"""A word of more characters says by itself what it stands for."""


class Offers:
    """What the parts of an index have to offer. ``total`` counts the clauses that hold all words of a request, or
    that answer it where it asks (``questions.asks``)."""

    def __init__(
        self, parts: Sequence[Part], segmenter: Segmenter, total: Callable[[SearchRequest], int], synonyms: Synonyms
    ) -> None:
        self._parts = parts
        self._vocabularies = [part.batch.vocabulary for part in parts]
        self._segmenter = segmenter
        self._total = total
        self._synonyms = synonyms

    def completions(self, typed: str, limit: int) -> tuple[Completion, ...]:
        """See ``SearchEngine.complete``."""
        from indexer.engine.offering.completing import complete

        return complete(typed, self._vocabularies, self._segmenter, limit, self._leads_somewhere, self._stands)

    def corrections(self, request: SearchRequest, limit: int, now: int) -> tuple[Correction, ...]:
        """See ``SearchEngine.correct``; ``now`` is ``total`` of the request."""
        # Who asks has words of their own that no clause holds; they are no slips because others would find more.
        evident = now > FEW or asks(request.query)
        if (now or evident) and not falls_apart(request.query, self._vocabularies):
            return ()
        from indexer.engine.offering.correcting import corrections  # Most searches have been answered by now.

        proposed = corrections(request.query, self._vocabularies, evident=evident)
        tried = [proposal for proposal in proposed if not self._changes_everyday_word(proposal)]
        # What many clauses hold is no slip where only the filters hide them.
        if request.filters and now <= FEW and self._total(replace(request, filters=())) > FEW:
            tried = [proposal for proposal in tried if _is_evident(proposal)]
        found = (correction for one in tried if (correction := self._offered(one, request, now, evident=evident)))
        offered = tuple(islice(found, limit))
        most = max((correction.total for correction in offered), default=0)
        return tuple(correction for correction in offered if RARER * correction.total >= most)

    def _offered(self, proposal: Proposal, request: SearchRequest, now: int, *, evident: bool) -> Correction | None:
        is_meant = self._is_meant_in_question if asks(request.query) else self._is_meant
        meant = _is_evident(proposal) and is_meant(proposal)
        if not meant and (evident or not self._holds_together(proposal)):
            return None
        total = self._total(replace(request, query=proposal.query))
        return Correction(proposal.query, total) if total > (0 if meant else now) else None

    def _changes_everyday_word(self, proposal: Proposal) -> bool:
        """Whether a word is changed that people say for an official one: no clause need hold it, and it is no slip
        (打假 is not 大家)."""
        return any(change.typed in self._synonyms.words for reading in proposal.readings for change in reading.changes)

    def _is_meant(self, proposal: Proposal) -> bool:
        """Whether clauses hold what each run was corrected to, and hardly any what was typed."""
        return all(
            self._is_rarer(reading.typed, reading.meant)
            or all(len(change.meant) > 2 and self._is_rarer(change.typed, change.meant) for change in reading.changes)
            for reading in proposal.readings
        )

    def _is_meant_in_question(self, proposal: Proposal) -> bool:
        """Whether clauses hold each corrected word, a short one beside what stands there in the question, and hardly
        any what was typed, which is no word itself: 质量提生 for 质量提升. No clause holds a whole run of a question,
        and people ask with words that clauses do not use."""
        return all(
            len(self._segmenter.terms(fold(change.typed))) > 1 and self._is_rarer_in_place(change)
            for reading in proposal.readings
            for change in reading.changes
        )

    def _is_rarer_in_place(self, change: Change) -> bool:
        typed, meant, before, after = change.typed, change.meant, change.before, change.after
        return (
            (len(meant) > LONG_WORD and self._is_rarer(typed, meant))
            or (before != "" and self._is_rarer(before + typed, before + meant))
            or (after != "" and self._is_rarer(typed + after, meant + after))
        )

    def _is_rarer(self, typed: str, meant: str) -> bool:
        titles = not (count := self._count(meant))
        return (count or self._count(meant, titles=True)) > RARER * self._count(typed, titles=titles)

    def _holds_together(self, proposal: Proposal) -> bool:
        """Where characters stand in no word, the whole must occur: 市监局 is not 时间局."""
        return all(not reading.loose or self._stands(reading.meant) for reading in proposal.readings)

    def _count(self, text: str, *, titles: bool = False) -> int:
        """How many living clauses hold these characters in a row, with ``titles`` also those of which the document does
        in its title."""
        row = Word(letters_text(folded_text(text)))
        return sum(len(part.living(matches(row, part.batch, titles=titles))) for part in self._parts)

    def _stands(self, text: str) -> bool:
        """Whether some living clause holds ``text`` as it is."""
        return any(self._holds(text, part) for part in self._parts)

    def _leads_somewhere(self, number: int, entry: Entry) -> bool:
        """Whether an entry of a batch's vocabulary is still there: its document may have been replaced since, and a
        person may have taken the department's duties from it."""
        part = self._parts[number]
        if entry.kind is Kind.DEPARTMENT:
            duties = part.duties
            named = [number for number, labels in enumerate(duties.labels) if entry.text in labels]
            return bool(part.rows[duties.row[np.isin(duties.department, named)]].any())
        if part.documents.all():
            return True
        if entry.document is not None:
            return bool(part.documents[entry.document])
        return self._holds(entry.text, part)

    def _holds(self, text: str, part: Part) -> bool:
        return len(part.living(matches(Phrase(squeezed_text(folded_text(text))), part.batch))) > 0


def _is_evident(proposal: Proposal) -> bool:
    return all(reading.evident for reading in proposal.readings)
