"""Where the words of a query stand in a text: spans, for the page to mark after it has escaped the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from indexer.engine.query import DocumentNumber, Leaf, Phrase, Prefix, SectionNumber, Word
from indexer.engine.special_numbers import document_number_pattern
from indexer.folding import Folded, Span, fold, letters, squeeze
from indexer.models import Section
from indexer.segmentation import Segmenter, is_han

Spans = tuple[Span, ...]


def marks(text: str, leaves: Sequence[Leaf], segmenter: Segmenter) -> Spans:
    """The spans of ``text`` that ``leaves`` find, sorted and disjoint; touching spans are one."""
    folded = fold(text)
    squeezed, only_letters = squeeze(folded), letters(folded)
    words = segmenter.words(text) if any(_is_by_word(leaf) for leaf in leaves) else []
    spans: list[Span] = []
    for leaf in leaves:
        match leaf:
            case Word(wanted) if not is_han(wanted):
                spans += [(word.start, word.end) for word in words if word.text == wanted]
            case Prefix(wanted):
                spans += [(word.start, word.end) for word in words if word.text.startswith(wanted)]
            case Word(wanted):
                spans += _occurrences(only_letters, wanted)
            case Phrase(wanted):
                spans += _occurrences(squeezed, wanted)
            case DocumentNumber():
                found = document_number_pattern(leaf).finditer(squeezed.text)
                spans += [squeezed.span(*match.span()) for match in found]
            case SectionNumber():
                spans += [span for mention in leaf.mentions for span in _occurrences(squeezed, mention)]
    return joined(spans)


def heading_marks(shown: str, section: Section | None, leaves: Sequence[Leaf], segmenter: Segmenter) -> Spans:
    """The same for a heading as ``shown`` in a path; the number of a ``section`` that was searched for is marked."""
    numbers = [leaf for leaf in leaves if isinstance(leaf, SectionNumber)]
    spans = marks(shown, [leaf for leaf in leaves if leaf not in numbers], segmenter)
    if section is None or not any(section.style in n.styles and section.ordinal == n.ordinal for n in numbers):
        return spans
    return joined([*spans, (0, len(section.number))])


def joined(spans: Iterable[Span]) -> Spans:
    """The same characters in sorted, disjoint spans."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def _is_by_word(leaf: Leaf) -> bool:
    return isinstance(leaf, Prefix) or (isinstance(leaf, Word) and not is_han(leaf.text))


def _occurrences(text: Folded, wanted: str) -> Iterator[Span]:
    start = text.text.find(wanted)
    while start >= 0:
        yield text.span(start, start + len(wanted))
        start = text.text.find(wanted, start + 1)
