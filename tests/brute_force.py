"""The slow and obvious search that every engine must agree with: each clause, one after the other.

It shares with the engines only what the protocol fixes: how a query is read, how text is folded and segmented.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from indexer.engine.protocol import SCATTERED, SearchRequest
from indexer.engine.query.amounts import alone
from indexer.engine.query.parser import parse
from indexer.engine.query.questions import as_question, without_quotations
from indexer.engine.query.rewriting import (
    apart,
    as_typed,
    by_items,
    characters,
    in_part,
    relaxed,
    with_stand_ins,
    without_words,
)
from indexer.engine.query.tree import (
    All,
    DocumentNumber,
    Either,
    Node,
    Not,
    Percentage,
    Phrase,
    Prefix,
    Query,
    SectionNumber,
    Widened,
    Word,
)
from indexer.folding import fold, letters, squeeze
from indexer.models import Record
from indexer.segmentation import Segmenter, is_han
from tests.brute_force_counts import Row, chain, passes


@dataclass(frozen=True, slots=True)
class Found:
    """The clauses found before any filter, whether the query had to be relaxed, and what a reader must be told."""

    rows: list[Row]
    relaxed: bool
    notes: tuple[str, ...] = ()
    read_as: Node | None = None


def find(request: SearchRequest, records: Sequence[Record], segmenter: Segmenter) -> tuple[list[Row], bool]:
    """The clauses found before any filter, and whether the query had to be relaxed."""
    query = parse(request.query, segmenter)
    found = search(request, records, segmenter, query, lambda row: passes(request.filters, row))
    return found.rows, found.relaxed


def search(
    request: SearchRequest,
    records: Sequence[Record],
    segmenter: Segmenter,
    query: Query,
    lets_through: Callable[[Row], bool],
) -> Found:
    """What the ``query`` of a request finds: the clauses that hold all of it; where the filters let none of these
    through, step by step, less."""
    rows = [(record, clause) for record in records for clause in record.clauses]
    anything = False
    for found in _readings(request.query, query.root, rows, segmenter):
        if any(lets_through(row) for row in found.rows):
            return found
        anything = anything or bool(found.rows)
    nearer, said = _nearer(query.root, [row for row in rows if lets_through(row)], segmenter)
    some = [row for row in rows if nearer and holds(in_part(nearer), row, segmenter, titles=False)]
    if any(lets_through(row) for row in some):
        return Found(some, True, said, nearer)
    scattered = _by_characters(query.root, rows)
    if not anything and any(lets_through(row) for row in scattered.rows):
        return scattered
    return Found([row for row in rows if holds(query.root, row, segmenter, titles=False)], False, (), query.root)


def _readings(query: str, root: Node | None, rows: Sequence[Row], segmenter: Segmenter) -> Iterator[Found]:
    whole = any(holds(root, row, segmenter, titles=False) for row in rows)
    nearer, said = (None, ()) if whole else _nearer(root, rows, segmenter)
    question = as_question(query, root)
    if question is not None and nearer is not None:
        question = in_part(nearer)
    if question is not None:
        some = [row for row in rows if holds(question, row, segmenter, titles=False)]
        yield Found(some, not whole, ("按提问检索，部分词语即可", *said), root if whole else nearer or root)
    parts = apart(root, segmenter.parts)
    unquoted = without_quotations(question)
    for node, titles, is_relaxed, note in (
        (without_words(root) if unquoted else None, False, True, "只有部分，词语都不计"),
        (unquoted, False, True, "没有引号中的原文，只有部分词语"),
        (root, False, False, ""),
        (by_items(root), False, False, "没有这样编号的条"),
        (root, True, False, "标题也算"),
        (parts, False, False, "长词已拆成几个词"),
        (parts, True, False, "长词已拆成几个词，标题也算"),
        (nearer and (in_part(nearer)), False, True, "、".join(said)),
        (relaxed(root), False, True, "只有部分词语"),
        (relaxed(parts), False, True, "长词已拆成几个词，只有部分词语"),
        (without_words(root), False, True, "只有部分，词语都不计"),
    ):
        if node is not None or (root is None and not is_relaxed):
            found = [row for row in rows if holds(node, row, segmenter, titles=titles)]
            read_as = parts if "拆" in note else nearer if "改查" in note else root
            yield Found(found, is_relaxed, (note,) if note else (), read_as)


def _nearer(root: Node | None, rows: Sequence[Row], segmenter: Segmenter) -> tuple[Node | None, tuple[str, ...]]:
    """The query with pieces of them for words that none of the rows holds, and what was replaced by what."""
    said: list[str] = []

    def held(node: Node) -> bool:
        return any(holds(node, row, segmenter, titles=False) for row in rows)

    return with_stand_ins(root, partial(_pieces_held, segmenter, held, said)), tuple(said)


def _by_characters(root: Node | None, rows: Sequence[Row]) -> Found:
    several = characters(root)
    most = max(2, len(several) // 2 + 1)
    found = [row for row in rows if sum(c in letters(fold(row[1].text)).text for c in several) >= most]
    return Found(found, True, (SCATTERED,), Either(tuple(map(Word, several))))


def _pieces_held(
    segmenter: Segmenter, held: Callable[[Node], bool], said: list[str], word: Word | Widened
) -> list[Word]:
    """What stands for a word that nothing holds: the words it is made of, or every two characters of a shorter one."""
    if held(word):
        return []
    text = as_typed(word)
    pieces = segmenter.parts(text)
    if len(pieces) == 1:
        pieces = [text[i : i + 2] for i in range(len(text) - 1)] if is_han(text) and len(text) > 2 else []
    found = [piece for piece in map(Word, pieces) if held(piece)]
    if found:
        said.append(f"“{text}”改查{'、'.join(f'“{piece.text}”' for piece in found)}")
    return found


def holds(node: Node | None, row: Row, segmenter: Segmenter, *, titles: bool) -> bool:
    record, clause = row
    match node:
        case None:
            return True
        case All(items):
            return all(holds(item, row, segmenter, titles=titles) for item in items)
        case Either(items):
            return any(holds(item, row, segmenter, titles=titles) for item in items)
        case Widened(typed, others):
            return any(holds(item, row, segmenter, titles=titles) for item in (typed, *others))
        case Not(item):
            return not holds(item, row, segmenter, titles=False)
        case DocumentNumber(agency, year, number):
            last = r"\d+" if number is None else number
            written = re.compile(rf"{agency}[〔\[(【]{year}[〕\])】]{last}号")
            return any(written.search(_squeezed(text)) for text in (record.document.document_number, clause.text))
        case SectionNumber(styles, ordinal, mentions, _):
            above = chain(record, clause)
            numbered = any(record.sections[i].style in styles and record.sections[i].ordinal == ordinal for i in above)
            return numbered or any(mention in _squeezed(clause.text) for mention in mentions)
        case Percentage(spellings):
            return any(any(percentages(_squeezed(text), spellings)) for text in [clause.text, *clause.path])
    shown = [clause.text, *clause.path, *([record.document.title] if titles else [])]
    return any(_inside(node, segmenter)(text) for text in shown)


def percentages(text: str, spellings: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where one of the spellings stands in folded text without blanks and is no part of another number."""
    for spelling in spellings:
        start = text.find(spelling)
        while start >= 0:
            end = start + len(spelling)
            arabic = spelling.endswith("%")
            longer = text[max(start - 1, 0) : start] if arabic else text[end : end + 1]
            if not longer or longer not in ("0123456789." if arabic else "0123456789〇零一二三四五六七八九十百千万点"):
                yield start, end
            start = text.find(spelling, start + 1)


def _inside(leaf: Word | Phrase | Prefix, segmenter: Segmenter) -> Callable[[str], bool]:
    def words(text: str) -> list[str]:
        return [word.text for word in segmenter.words(text)]

    match leaf:
        case Phrase(wanted, alone=True):
            return lambda text: alone(wanted).search(_squeezed(text)) is not None
        case Phrase(wanted):
            return lambda text: wanted in _squeezed(text)
        case Prefix(wanted):
            return lambda text: any(word.startswith(wanted) for word in words(text))
        case Word(wanted) if is_han(wanted):
            return lambda text: wanted in letters(fold(text)).text
        case Word(wanted):
            return lambda text: wanted in words(text)


def _squeezed(text: str) -> str:
    return squeeze(fold(text)).text
