"""What the views of a clause look at: their terms in a query, and their postings in a batch.

words        the words of the clause
bigrams      its characters two by two, and
characters   one by one, letters and digits only: what the segmentation of clause and query cut differently
headings     the words of all headings above it
items        words that the clause lacks and the other clauses of its item have
titles       words that the clause lacks and the title of its document has, when several runs of words were typed, as by
             people who give the document and what they look for in it (辽宁 质量提升 食品摊贩)
places       names of the places that its document is of, where the clause lacks them
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import NamedTuple

from indexer.engine.query.parser import GRAMMAR_WORDS
from indexer.engine.stored.batch import Batch
from indexer.engine.stored.columns import Rows
from indexer.engine.stored.grams import split
from indexer.engine.stored.postings import Postings, Span
from indexer.folding import Folded, letters_text
from indexer.segmentation import Segmenter


class Of(Enum):
    CLAUSE = "clause"
    SECTION = "section"
    DOCUMENT = "document"


class Source(NamedTuple):
    """Where a view finds its postings: those of ``numbered`` (the number of a term in a batch) in ``postings``.

    ``of`` says what the postings are of: those of sections count for all clauses that belong to one directly, those of
    documents for all clauses. ``lent``: a term counts only for clauses that do not hold the word themselves."""

    numbered: Callable[[Batch, str], int]
    postings: Callable[[Batch], Postings]
    of: Of = Of.CLAUSE
    lent: bool = False

    def span(self, batch: Batch, term: str) -> Span:
        return self.postings(batch).span(self.numbered(batch, term))

    def places(self, batch: Batch) -> Rows | None:
        """For each clause the place of its postings; None where it is the clause itself."""
        match self.of:
            case Of.CLAUSE:
                return None
            case Of.SECTION:
                return batch.row_section
            case Of.DOCUMENT:
                return batch.row_document


def _word(batch: Batch, term: str) -> int:
    return batch.words.number(term)


SOURCES = {
    "words": Source(_word, lambda batch: batch.words.clauses),
    "bigrams": Source(lambda batch, term: batch.bigrams.number(term), lambda batch: batch.bigrams.postings),
    "characters": Source(lambda batch, term: batch.characters.number(term), lambda batch: batch.characters.postings),
    "headings": Source(
        lambda batch, term: batch.title_characters.number(term),
        lambda batch: batch.title_characters.postings,
        of=Of.SECTION,
    ),
    "items": Source(_word, lambda batch: batch.words.items, of=Of.SECTION, lent=True),
    "titles": Source(
        lambda batch, term: batch.title_words.number(term),
        lambda batch: batch.title_words.postings,
        of=Of.DOCUMENT,
        lent=True,
    ),
    "places": Source(
        lambda batch, term: batch.places.number(term),
        lambda batch: batch.places.postings,
        of=Of.DOCUMENT,
        lent=True,
    ),
}


def terms(texts: Sequence[str], segmenter: Segmenter) -> dict[str, list[str]]:
    """For each view the different terms of the folded ``texts`` of a query, in order."""
    words = dict.fromkeys(word for text in texts for word in segmenter.terms(Folded(text, range(len(text)))))
    meaningful = [word for word in words if word not in GRAMMAR_WORDS]
    only_letters = [letters_text(text) for text in texts]
    characters = list(dict.fromkeys("".join(only_letters)))
    return {
        "words": meaningful,
        "bigrams": list(dict.fromkeys(gram for text in only_letters for gram in split(text))),
        "characters": characters,
        "headings": characters,
        "items": meaningful,
        "titles": meaningful if len(texts) > 1 else [],
        "places": meaningful,
    }
