"""The headings of a batch, each different one once, and the rows that stand under it.

Many sections have the same heading (总则, 第一条), so a word is looked for in few texts, and what stands below is known
beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from indexer.engine.stored.columns import Rows, Strings, distinct, save_strings
from indexer.engine.stored.grams import Grams, candidates, write_grams
from indexer.engine.stored.postings import Postings, passed_down, write_postings
from indexer.folding import Folded, letters_text, squeezed_text

_REMEMBERED = 512
"""Words of which the rows are kept: those of many headings (管理, 规定) are in many queries."""


def write_headings(folder: Path, headings: Sequence[Folded], sections: Rows, parents: Rows) -> None:
    """Write the headings of all sections. ``sections`` gives the section of each row, ``parents`` that of each section;
    ``len(parents)`` stands for none."""
    numbers: dict[str, int] = {}
    own = np.array([numbers.setdefault(squeezed_text(text.text), len(numbers)) for text in headings], dtype=np.int64)
    only_letters = [letters_text(text) for text in numbers]
    save_strings(folder, "headings", (text.encode() for text in numbers))
    save_strings(folder, "heading_letters", (text.encode() for text in only_letters))
    write_grams(folder, only_letters, "heading_")
    number, section = passed_down((own, np.arange(len(own))), parents)
    # Each pair of heading and section becomes one of heading and row for every row of the section.
    order = np.argsort(sections, kind="stable")
    starts = np.searchsorted(sections[order], np.arange(len(parents) + 1))
    lengths = (starts[1:] - starts[:-1])[section]
    within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    rows = order[np.repeat(starts[section], lengths) + within]
    write_postings(folder, "heading_rows", np.repeat(number, lengths), rows, len(numbers), len(sections))


class Headings:
    """Open for reading. Thread-safe."""

    def __init__(self, folder: Path) -> None:
        self._texts = Strings(folder, "headings")
        self._letters = Strings(folder, "heading_letters")
        self._characters = Grams(folder, "heading_characters")
        self._bigrams = Grams(folder, "heading_bigrams")
        self._rows = Postings.load(folder, "heading_rows")
        self.with_letters = lru_cache(maxsize=_REMEMBERED)(self._with_letters)
        """The rows under the headings that have these letters in a row, whatever punctuation stands between."""

    def _with_letters(self, word: str) -> Rows:
        found, certain = candidates(word, self._characters, self._bigrams)
        if found is None or not certain:
            found = self._letters.containing(word.encode(), found)
        return self._under(found)

    def with_phrase(self, phrase: str, pattern: re.Pattern[str] | None = None) -> Rows:
        """The rows under the headings that have exactly these characters, blanks aside, and fit a pattern."""
        among, _ = candidates(letters_text(phrase), self._characters, self._bigrams)
        found = self._texts.containing(phrase.encode(), among)
        return self._under(found if pattern is None else self._texts.matching(pattern, found))

    def _under(self, headings: Rows) -> Rows:
        if len(headings) < 2:
            return self._rows.of(int(headings[0]) if len(headings) else -1)[0]
        return distinct(self._rows.rows_of_any(headings), len(self._rows.lengths))

    def close(self) -> None:
        self._texts.close()
        self._letters.close()
