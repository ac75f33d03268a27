"""Which clauses of a batch a query finds: the query tree against the columns.

A word is found in the text of a clause and in the headings above it; with ``titles`` also in its document's title.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.engine.query.amounts import alone
from indexer.engine.query.number_forms import percentage_pattern
from indexer.engine.query.special_numbers import document_number_pattern, same_number
from indexer.engine.query.tree import (
    All,
    DocumentNumber,
    Either,
    Leaf,
    Node,
    Not,
    Percentage,
    Phrase,
    Prefix,
    SectionNumber,
    Widened,
    Word,
)
from indexer.engine.stored.batch import Batch
from indexer.engine.stored.columns import Rows, intersect, spans, union, without
from indexer.engine.stored.grams import candidates, most_candidates
from indexer.folding import letters_text
from indexer.segmentation import is_han


def matches(node: Node | None, batch: Batch, *, titles: bool = False, among: Rows | None = None) -> Rows:
    """The rows of ``batch`` that ``node`` finds, ascending, those of replaced documents included; of those ``among``
    only, where given."""
    match node:
        case None:
            return np.arange(len(batch), dtype=np.int32) if among is None else among
        case All(items):
            return _all_of(items, batch, titles, among)
        case Either(items):
            found = [rows for item in items for rows in _arrays(item, batch, titles, among)]
        case Widened(typed, others):
            found = [rows for item in (typed, *others) for rows in _arrays(item, batch, titles, among)]
        case Not(item):  # What is excluded is excluded where it stands, not the whole document for its title.
            return without(matches(None, batch, among=among), matches(item, batch, among=among))
        case _:
            found = _arrays(node, batch, titles, among)
    return union(found if among is None else [intersect(rows, among) for rows in found], len(batch))


def with_word(word: str, batch: Batch) -> Rows:
    """The rows in whose text the segmentation found a word, ascending."""
    return batch.words.clauses.of(batch.words.number(word))[0]


def with_most_of(characters: Sequence[str], batch: Batch) -> Rows:
    """The rows with more than half of the characters, and two at least, in their text."""
    held = np.zeros(len(batch), dtype=np.int32)
    for character in characters:
        held[batch.characters.rows(character)] += 1
    return np.flatnonzero(held >= max(2, len(characters) // 2 + 1)).astype(np.int32)


def _arrays(node: Node, batch: Batch, titles: bool, among: Rows | None) -> list[Rows]:
    """Arrays of rows that together are what ``node`` finds, and perhaps rows that are not ``among`` those given."""
    if isinstance(node, All | Either | Widened | Not):
        return [matches(node, batch, titles=titles, among=among)]
    found = _leaf(node, batch, among)
    if titles and not isinstance(node, Percentage | DocumentNumber | SectionNumber):
        found.append(_of_documents(batch, _titled(node, batch)))
    return found


def _all_of(items: Iterable[Node], batch: Batch, titles: bool, among: Rows | None) -> Rows:
    """What few rows hold comes first, so that the rest is looked for in these only."""
    for item in sorted(items, key=lambda item: _most(item, batch)):
        if among is None or len(among):
            among = matches(item, batch, titles=titles, among=among)
    return matches(None, batch) if among is None else among


def _most(node: Node, batch: Batch) -> int:
    """About how many rows hold a node at most, headings aside; what takes long to find counts as in all rows."""
    match node:
        case Word(text) if not is_han(text):
            return len(batch.words.clauses.of(batch.words.number(text))[0])
        case Word(text) | Phrase(text):
            most = most_candidates(letters_text(text), batch.characters, batch.bigrams)
            return len(batch) if most is None else most
        case Not():
            return 2 * len(batch)
        case _:
            return len(batch)


def _leaf(node: Leaf, batch: Batch, among: Rows | None) -> list[Rows]:
    """Rows that hold a leaf: several arrays, in no order."""
    match node:
        case Word(text) if not is_han(text):
            return _by_words(batch, [text])
        case Word(text):
            return _by_letters(batch, text, among)
        case Prefix(text):
            return _by_words(batch, batch.words.expand(text))
        case Phrase(text, alone=True):
            only = alone(text)
            found = batch.texts.matching(only, _quoting(batch, text, among))
            return [found, batch.headings.with_phrase(text, only)]
        case Phrase(text):
            return [_quoting(batch, text, among), batch.headings.with_phrase(text)]
        case Percentage():
            return _by_percentage(batch, node, among)
        case DocumentNumber():
            return _by_document_number(batch, node)
        case SectionNumber():
            return _by_section_number(batch, node, among)


def _titled(node: Word | Phrase | Prefix, batch: Batch) -> NDArray[np.int64]:
    """The documents that have a leaf in their title."""
    match node:
        case Word(text) if not is_han(text):
            return batch.titles.with_word(text)
        case Word(text):
            return batch.titles.with_letters(text)
        case Prefix(text):
            return batch.titles.with_beginning(text)
        case Phrase(text, is_alone):
            return batch.titles.with_phrase(text, alone(text) if is_alone else None)


def _by_letters(batch: Batch, word: str, among: Rows | None) -> list[Rows]:
    """Rows with these letters in a row, whatever punctuation stands between, in their text or a heading above."""
    under = batch.headings.with_letters(word)
    rows, certain = candidates(word, batch.characters, batch.bigrams, among)
    if rows is not None and certain:
        return [rows, under]
    # Where the segmentation found the word it certainly is, and mostly it has found it.
    whole, _ = batch.words.clauses.of(batch.words.number(word))
    return [whole, batch.letters.containing(word.encode(), None if rows is None else without(rows, whole)), under]


def _quoting(batch: Batch, phrase: str, among: Rows | None) -> Rows:
    """Rows with exactly these characters in their text."""
    rows, _ = candidates(letters_text(phrase), batch.characters, batch.bigrams, among)
    return batch.texts.containing(phrase.encode(), rows)


def _by_words(batch: Batch, words: Iterable[str]) -> list[Rows]:
    """Rows with one of the words in their text or headings."""
    numbers = [batch.words.number(word) for word in words]
    found = [batch.words.clauses.of(number)[0] for number in numbers]
    sections = [at for number in numbers if len(at := batch.words.headings.of(number)[0])]
    if sections:
        holding = np.zeros(len(batch.sections) + 1, dtype=np.bool_)
        holding[np.concatenate(sections)] = True
        found.append(_rows_in(batch, holding))
    return found


def _by_percentage(batch: Batch, wanted: Percentage, among: Rows | None) -> list[Rows]:
    """Rows with the percentage in their text or a heading."""
    pattern = percentage_pattern(wanted)
    spelt = ((spelling, _quoting(batch, spelling, among)) for spelling in wanted.spellings)
    return [
        rows
        for spelling, found in spelt
        for rows in (batch.texts.matching(pattern, found), batch.headings.with_phrase(spelling, pattern))
    ]


def _by_document_number(batch: Batch, wanted: DocumentNumber) -> list[Rows]:
    """Rows of documents with this number, and rows that cite it."""
    own = [n for n, document in enumerate(batch.documents) if same_number(wanted, document.number)]
    found = [_of_documents(batch, np.array(own, dtype=np.int64))]
    year, _ = candidates(str(wanted.year), batch.characters, batch.bigrams)
    number, _ = candidates(f"{'' if wanted.number is None else wanted.number}号", batch.characters, batch.bigrams)
    if year is not None and number is not None:
        found.append(batch.texts.matching(document_number_pattern(wanted), intersect(year, number)))
    return found


def _by_section_number(batch: Batch, wanted: SectionNumber, among: Rows | None) -> list[Rows]:
    """Rows under the items so numbered, and rows that mention the number."""
    sections = batch.sections.numbered(wanted.styles, wanted.ordinal)
    rows = np.arange(len(batch), dtype=np.int32) if among is None else among
    under = rows[batch.sections.stand_under(batch.row_section[rows], sections)]
    return [under, *(_quoting(batch, mention, among) for mention in wanted.mentions)]


def _rows_in(batch: Batch, sections: NDArray[np.bool_]) -> Rows:
    """The rows that stand in the sections marked."""
    return np.flatnonzero(sections[batch.row_section]).astype(np.int32)


def _of_documents(batch: Batch, positions: NDArray[np.int64]) -> Rows:
    """All rows of the documents at these positions."""
    firsts = batch.records.first_rows
    return spans(firsts[positions], firsts[positions + 1]).astype(np.int32)
