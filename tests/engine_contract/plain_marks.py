"""Where the words of a query stand, character by character: for the plain engine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.clauses import heading
from indexer.engine.query.amounts import alone
from indexer.engine.query.tree import DocumentNumber, Leaf, Percentage, Phrase, Prefix, SectionNumber, Word
from indexer.folding import Folded, fold, letters, squeeze
from indexer.models import Section
from indexer.segmentation import Segmenter, is_han
from tests.brute_force import percentages

Spans = tuple[tuple[int, int], ...]


def marks(text: str, leaves: Sequence[Leaf], segmenter: Segmenter) -> Spans:
    """The spans of ``text`` that the leaves find."""
    return _runs(
        {place for leaf in leaves for start, end in _found(text, leaf, segmenter) for place in range(start, end)}
    )


def heading_marks(section: Section, leaves: Sequence[Leaf], segmenter: Segmenter) -> Spans:
    """The same for the heading of a section, whose number is marked when it was searched for."""
    found = {place for start, end in marks(heading(section), leaves, segmenter) for place in range(start, end)}
    for leaf in leaves:
        if isinstance(leaf, SectionNumber) and section.style in leaf.styles and section.ordinal == leaf.ordinal:
            found |= set(range(len(section.number)))
    return _runs(found)


def _found(text: str, leaf: Leaf, segmenter: Segmenter) -> Iterator[tuple[int, int]]:
    folded = fold(text)
    match leaf:
        case Word(wanted) if is_han(wanted):
            yield from _occurrences(letters(folded), wanted)
        case Word(wanted):
            yield from ((word.start, word.end) for word in segmenter.words(text) if word.text == wanted)
        case Prefix(wanted):
            yield from ((word.start, word.end) for word in segmenter.words(text) if word.text.startswith(wanted))
        case Phrase(wanted, alone=True):
            squeezed = squeeze(folded)
            yield from (squeezed.span(*found.span()) for found in alone(wanted).finditer(squeezed.text))
        case Phrase(wanted):
            yield from _occurrences(squeeze(folded), wanted)
        case Percentage(spellings):
            squeezed = squeeze(folded)
            yield from (squeezed.span(*span) for span in percentages(squeezed.text, spellings))
        case SectionNumber(mentions=mentions):
            for mention in mentions:
                yield from _occurrences(squeeze(folded), mention)
        case DocumentNumber(agency, year, number):
            squeezed = squeeze(folded)
            last = r"\d+" if number is None else number
            for found in re.finditer(rf"{agency}[〔\[(【]?{year}[〕\])】]?{last}号", squeezed.text):
                yield squeezed.span(*found.span())


def _occurrences(folded: Folded, wanted: str) -> Iterator[tuple[int, int]]:
    for found in re.finditer(f"(?={re.escape(wanted)})", folded.text):
        yield folded.span(found.start(), found.start() + len(wanted))


def _runs(places: set[int]) -> Spans:
    """Neighbouring places as one span."""
    starts = sorted(place for place in places if place - 1 not in places)
    ends = sorted(place + 1 for place in places if place + 1 not in places)
    return tuple(zip(starts, ends, strict=True))
