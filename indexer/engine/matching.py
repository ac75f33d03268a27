"""Which clauses of a batch a query finds: the query tree against the columns.

A word is found in the text of a clause and in the headings above it; with ``titles`` also in its document's title.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce

import numpy as np

from indexer.engine.batch import Batch, StoredDocument
from indexer.engine.columns import Mask, Rows, intersect, mask, without
from indexer.engine.grams import candidates
from indexer.engine.query import All, DocumentNumber, Either, Node, Not, Phrase, Prefix, SectionNumber, Widened, Word
from indexer.engine.special_numbers import document_number_pattern, same_number
from indexer.folding import Folded, letters
from indexer.segmentation import is_han


def matches(node: Node | None, batch: Batch, *, titles: bool = False) -> Mask:
    """True for each row of ``batch`` that ``node`` finds; rows of replaced documents are not told apart here."""
    match node:
        case None:
            return np.ones(len(batch), dtype=np.bool_)
        case All(items):
            return reduce(np.logical_and, (matches(item, batch, titles=titles) for item in items))
        case Either(items):
            return reduce(np.logical_or, (matches(item, batch, titles=titles) for item in items))
        case Widened(typed, others):
            return reduce(np.logical_or, (matches(item, batch, titles=titles) for item in (typed, *others)))
        case Not(item):  # What is excluded is excluded where it stands, not the whole document for its title.
            return ~matches(item, batch)
        case Word(text) if not is_han(text):
            found = _by_words(batch, [text])
            return found | _of_documents(batch, lambda title: text in title.title_words) if titles else found
        case Prefix(text):
            found = _by_words(batch, batch.words.expand(text))
            return found | _of_documents(batch, lambda title: _begins(title.title_words, text)) if titles else found
        case Word(text):
            found = _by_letters(batch, text)
            return found | _of_documents(batch, lambda title: text in title.title_letters) if titles else found
        case Phrase(text):
            found = _by_phrase(batch, text)
            return found | _of_documents(batch, lambda title: text in title.title) if titles else found
        case DocumentNumber():
            return _by_document_number(batch, node)
        case SectionNumber():
            return _by_section_number(batch, node)


def _by_letters(batch: Batch, word: str) -> Mask:
    """Rows with these letters in a row, whatever punctuation stands between, in their text or a heading above."""
    rows, certain = candidates(word, batch.characters, batch.bigrams)
    if rows is None or not certain:
        # Where the segmentation found the word it certainly is, and mostly it has found it.
        whole, _ = batch.words.clauses.of(batch.words.number(word))
        rest = batch.letters.containing(word.encode(), None if rows is None else without(rows, whole))
        return mask(whole, len(batch), rest, *batch.headings.with_letters(word))
    return mask(rows, len(batch), *batch.headings.with_letters(word))


def _by_phrase(batch: Batch, phrase: str) -> Mask:
    """Rows with exactly these characters in their text or in one of the headings above it."""
    return mask(_quoting(batch, phrase), len(batch), *batch.headings.with_phrase(phrase))


def _quoting(batch: Batch, phrase: str) -> Rows:
    rows, _ = candidates(letters(Folded(phrase, range(len(phrase)))).text, batch.characters, batch.bigrams)
    return batch.texts.containing(phrase.encode(), rows)


def _under(batch: Batch, sections: Rows) -> Mask:
    """Rows in these sections and in all below them."""
    return batch.sections.under(sections)[batch.row_section]


def _by_words(batch: Batch, words: Iterable[str]) -> Mask:
    """Rows with one of the words in their text or headings."""
    rows = np.zeros(len(batch), dtype=np.bool_)
    sections = np.zeros(len(batch.sections) + 1, dtype=np.bool_)
    for number in map(batch.words.number, words):
        rows[batch.words.clauses.of(number)[0]] = True
        sections[batch.words.headings.of(number)[0]] = True
    return rows | sections[batch.row_section] if sections.any() else rows


def _by_document_number(batch: Batch, wanted: DocumentNumber) -> Mask:
    """Rows of documents with this number, and rows that cite it."""
    own = _of_documents(batch, lambda document: same_number(wanted, document.number))
    year, _ = candidates(str(wanted.year), batch.characters, batch.bigrams)
    number, _ = candidates(f"{wanted.number}号", batch.characters, batch.bigrams)
    if year is None or number is None:
        return own
    citing = batch.texts.matching(document_number_pattern(wanted), intersect(year, number))
    return own | mask(citing, len(batch))


def _by_section_number(batch: Batch, wanted: SectionNumber) -> Mask:
    """Rows under the items so numbered, and rows that mention the number."""
    rows = _under(batch, batch.sections.numbered(wanted.styles, wanted.ordinal))
    for mention in wanted.mentions:
        rows = rows | mask(_quoting(batch, mention), len(batch))
    return rows


def _of_documents(batch: Batch, holds: Callable[[StoredDocument], bool]) -> Mask:
    """Rows of the documents of which something holds: their title, or their number."""
    chosen = np.fromiter((holds(document) for document in batch.documents), np.bool_, len(batch.documents))
    return chosen[batch.row_document]


def _begins(words: Iterable[str], prefix: str) -> bool:
    return any(word.startswith(prefix) for word in words)
