"""Where the words of a query stand in a text: spans, for the page to mark after it has escaped the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache

from indexer.document import Section
from indexer.engine.query.amounts import alone
from indexer.engine.query.number_forms import percentage_pattern
from indexer.engine.query.special_numbers import document_number_pattern
from indexer.engine.query.tree import DocumentNumber, Leaf, Percentage, Phrase, Prefix, SectionNumber, Word
from indexer.folding import Folded, Span, fold, letters, squeeze
from indexer.segmentation import Segmenter, is_han

Spans = tuple[Span, ...]

_REMEMBERED = 4_096
"""Headings of which the forms are kept: most stand above many clauses."""


class Text:
    """A text with the forms in which words are looked for in it. Where these are known, most texts need not be folded:
    ``without_blanks`` and ``only_letters`` are the folded text without blanks, and its letters and digits."""

    def __init__(self, text: str, without_blanks: str | None = None, only_letters: str | None = None) -> None:
        self.text = text
        self.without_blanks = self.squeezed.text if without_blanks is None else without_blanks
        self.only_letters = self._letters.text if only_letters is None else only_letters

    def spans_of_letters(self, wanted: str) -> list[Span]:
        """Where the letters of ``wanted`` stand in a row, whatever punctuation stands between."""
        return self._spans(wanted, self.only_letters, lambda: self._letters)

    def spans_of_phrase(self, wanted: str) -> list[Span]:
        """Where exactly these characters stand, blanks aside."""
        return self._spans(wanted, self.without_blanks, lambda: self.squeezed)

    def _spans(self, wanted: str, form: str, folded: Callable[[], Folded]) -> list[Span]:
        places = _places(form, wanted)
        if not places:
            return []
        typed = _places(self.text, wanted)
        if len(typed) == len(places) and "0" not in wanted:
            # All of them are written just so. Folding turns no other character into one that it leaves alone, but for
            # the zero of Chinese numbers.
            return [(place, place + len(wanted)) for place in typed]
        whole = folded()
        return [whole.span(place, place + len(wanted)) for place in places]

    @cached_property
    def _folded(self) -> Folded:
        return fold(self.text)

    @cached_property
    def squeezed(self) -> Folded:
        return squeeze(self._folded)

    @cached_property
    def _letters(self) -> Folded:
        return letters(self._folded)


class Marker:
    """Marks what the leaves of one query find. The spans are sorted and disjoint; touching ones are one."""

    def __init__(self, leaves: Sequence[Leaf], segmenter: Segmenter) -> None:
        self._segmenter = segmenter
        self._headings: dict[str, Spans] = {}
        self._characters = [leaf.text for leaf in leaves if isinstance(leaf, Word) and is_han(leaf.text)]
        self._words = [leaf.text for leaf in leaves if isinstance(leaf, Word) and not is_han(leaf.text)]
        self._beginnings = tuple(leaf.text for leaf in leaves if isinstance(leaf, Prefix))
        self._phrases = [leaf.text for leaf in leaves if isinstance(leaf, Phrase) and not leaf.alone]
        self._patterns = [
            *(document_number_pattern(leaf) for leaf in leaves if isinstance(leaf, DocumentNumber)),
            *(percentage_pattern(leaf) for leaf in leaves if isinstance(leaf, Percentage)),
            *(alone(leaf.text) for leaf in leaves if isinstance(leaf, Phrase) and leaf.alone),
        ]
        self.numbers = tuple(leaf for leaf in leaves if isinstance(leaf, SectionNumber))
        """The numbers of items among the leaves."""
        self._mentions = [mention for leaf in self.numbers for mention in leaf.mentions]

    def marks(self, text: Text) -> Spans:
        """The spans of a text."""
        mentions = [span for mention in self._mentions for span in text.spans_of_phrase(mention)]
        return joined([*self._spans(text), *mentions])

    def heading_marks(self, shown: str, section: Section | None) -> Spans:
        """The spans of a heading as ``shown`` in a path, with the number of a ``section`` that was searched for."""
        if shown not in self._headings:
            self._headings[shown] = joined(self._spans(_heading(shown)))
        spans = self._headings[shown]
        if section is None or not any(section.style in n.styles and section.ordinal == n.ordinal for n in self.numbers):
            return spans
        return joined([*spans, (0, len(section.number))])

    def _spans(self, text: Text) -> list[Span]:
        spans: list[Span] = []
        for wanted in self._characters:
            if wanted in text.only_letters:
                spans += text.spans_of_letters(wanted)
        for wanted in self._phrases:
            spans += text.spans_of_phrase(wanted)
        for pattern in self._patterns:
            spans += [text.squeezed.span(*match.span()) for match in pattern.finditer(text.without_blanks)]
        if self._words or self._beginnings:
            words = self._segmenter.words(text.text)
            spans += [(w.start, w.end) for w in words if w.text in self._words or w.text.startswith(self._beginnings)]
        return spans


def joined(spans: Iterable[Span]) -> Spans:
    """The same characters in sorted, disjoint spans."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


@lru_cache(maxsize=_REMEMBERED)
def _heading(shown: str) -> Text:
    return Text(shown)


def _places(text: str, wanted: str) -> list[int]:
    places = []
    place = text.find(wanted)
    while place >= 0:
        places.append(place)
        place = text.find(wanted, place + 1)
    return places
