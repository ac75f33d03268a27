"""Clauses near a clause: those that share the rarest pairs of characters with it.

Pairs of neighbouring letters are looked up, each weighted by its rarity. How near a clause is, is the share of these
weights that it has, less for one that is longer: what is said in passing in a long sentence is not its content.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.engine.answers import Similar, SimilarClause
from indexer.engine.part import Part
from indexer.engine.stored.batch import KINDS
from indexer.engine.stored.grams import split
from indexer.models import ClauseKind

NOTHING_SIMILAR = Similar()

FEWEST_LETTERS = 10
"""Shorter sentences (现通知如下) say too little to be near anything."""
NEAR = 0.33
"""Least nearness. At it about two fifths of what a clause says returns; below, sentences share phrases, not content."""
_TERMS = 48
"""The rarest pairs of a clause that are looked up."""
_LOOKED_AT = 200
"""Rows with most in common that are compared, copies of each other included."""

_SENTENCE = KINDS.index(ClauseKind.SENTENCE)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A row, the letters of its text, and how near it is."""

    part: Part
    row: int
    letters: bytes
    nearness: float

    @property
    def document(self) -> tuple[int, int]:
        return id(self.part), int(self.part.batch.row_document[self.row])


def similar(parts: Sequence[Part], part: Part, row: int, limit: int) -> Similar:
    """What is near the clause at ``row`` of ``part``, of the living rows of ``parts``."""
    letters = part.batch.letters[row]
    if part.batch.row_kind[row] != _SENTENCE or len(letters.decode()) < FEWEST_LETTERS:
        return NOTHING_SIMILAR
    families: dict[bytes, list[_Candidate]] = {}
    for candidate in _candidates(parts, letters.decode()):
        if (candidate.part is not part or candidate.row != row) and candidate.nearness >= NEAR:
            families.setdefault(candidate.letters, []).append(candidate)
    own = part.batch.row_document[row]
    copies = [c for c in _one_a_document(families.pop(letters, [])) if c.part is not part or c.document[1] != own]
    near = sorted(families.values(), key=lambda family: -family[0].nearness)[:limit]
    return Similar(
        tuple(_shown(candidate) for candidate in copies[:limit]),
        len(copies),
        tuple(_shown(family[0], len(_one_a_document(family)) - 1) for family in near),
    )


def _candidates(parts: Sequence[Part], letters: str) -> Iterator[_Candidate]:
    """The living sentences with most in common, by document and place where they have the same."""
    living = sum(int(np.count_nonzero(part.rows)) for part in parts)
    weighted = sorted(((_rarity(parts, gram, living), gram) for gram in split(letters)), reverse=True)[:_TERMS]
    whole = sum(weight for weight, _ in weighted)
    scores = [np.zeros(len(part.batch), dtype=np.float32) for part in parts]
    for weight, gram in weighted:
        for part, score in zip(parts, scores, strict=True):
            score[part.batch.bigrams.rows(gram)] += np.float32(weight)
    for part, score in zip(parts, scores, strict=True):
        lengths = part.batch.bigrams.postings.lengths
        score /= np.float32(whole) * np.sqrt(np.maximum(lengths / max(len(letters) - 1, 1), 1), dtype=np.float32)
        score[~part.rows | (part.batch.row_kind != _SENTENCE)] = 0
    number, rows = _highest(scores)
    for at, row in zip(number.tolist(), rows.tolist(), strict=True):
        part = parts[at]
        yield _Candidate(part, row, part.batch.letters[row], float(min(scores[at][row], 1)))


def _rarity(parts: Sequence[Part], gram: str, living: int) -> float:
    found = sum(len(part.batch.bigrams.rows(gram)) for part in parts)
    return float(np.log1p(living / (found + 0.5)))


def _highest(scores: Sequence[NDArray[np.float32]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Part and row of the highest scores, the highest first."""
    number = np.concatenate([np.full(len(score), at) for at, score in enumerate(scores)])
    rows = np.concatenate([np.arange(len(score)) for score in scores])
    together = np.concatenate(scores)
    most = np.flatnonzero(together >= NEAR)
    if len(most) > _LOOKED_AT:
        most = most[np.argpartition(-together[most], _LOOKED_AT)[:_LOOKED_AT]]
    order = most[np.argsort(-together[most], kind="stable")]
    return number[order], rows[order]


def _one_a_document(family: Sequence[_Candidate]) -> list[_Candidate]:
    seen: dict[tuple[int, int], _Candidate] = {}
    for candidate in family:
        seen.setdefault(candidate.document, candidate)
    return list(seen.values())


def _shown(candidate: _Candidate, copies: int = 0) -> SimilarClause:
    batch = candidate.part.batch
    number = int(batch.row_document[candidate.row])
    document = batch.documents[number].document
    clause = batch.records.clause(number, document.id, candidate.row)
    return SimilarClause(clause, document, round(candidate.nearness, 3), copies)
