"""What the start page tells: the documents, how many clauses there are, and searches to try, taken from the corpus."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from indexer.engine.protocol import SearchEngine, SearchRequest
from indexer.models import Document, Section

SHOWN_DOCUMENTS = 12
EXAMPLES = 6
_ASKED_DOCUMENTS = 6
_EXAMPLE_LENGTH = range(4, 13)
"""Characters: shorter titles (总则) say too little, longer ones are not what a person types."""


@dataclass(frozen=True, slots=True)
class Overview:
    """``documents`` are the first of ``document_count``, each with its number of clauses."""

    documents: tuple[tuple[Document, int], ...]
    document_count: int
    clause_count: int
    examples: tuple[str, ...]


def overview(engine: SearchEngine) -> Overview:
    """What the corpus of ``engine`` holds."""
    documents = engine.documents()
    counts = engine.clause_counts()
    return Overview(
        documents=tuple((document, counts[document.id]) for document in documents[:SHOWN_DOCUMENTS]),
        document_count=len(documents),
        clause_count=sum(counts.values()),
        examples=_examples(documents[:_ASKED_DOCUMENTS], engine),
    )


def _examples(documents: tuple[Document, ...], engine: SearchEngine) -> tuple[str, ...]:
    """Searches that find something: a document number, and titles of the lowest sections of each document in turn."""
    titles = zip_longest(*(_titles(engine.sections(document.id)) for document in documents))
    candidates = [title for row in titles for title in row if title]
    numbers = [document.document_number for document in documents if document.document_number][:1]
    found: list[str] = []
    for candidate in dict.fromkeys(numbers + candidates):
        if len(found) == EXAMPLES:
            break
        if engine.search(SearchRequest(candidate, limit=1, facets=False)).total:
            found.append(candidate)
    return tuple(found)


def _titles(sections: tuple[Section, ...]) -> list[str]:
    """Titles fit to be typed, spread over the document."""
    parents = {section.parent for section in sections}
    fit = [
        section.title
        for position, section in enumerate(sections)
        if position not in parents and len(section.title) in _EXAMPLE_LENGTH and section.title.isalnum()
    ]
    step = max(1, len(fit) // EXAMPLES)
    return fit[::step]
