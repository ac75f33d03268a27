"""The slow and obvious search that every engine must agree with: each clause, one after the other.

It shares with the engines only what the protocol fixes: how a query is read, how text is folded and segmented.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from indexer.engine.parser import parse
from indexer.engine.protocol import Filter, SearchRequest
from indexer.engine.query import (
    All,
    DocumentNumber,
    Either,
    Node,
    Not,
    Phrase,
    Prefix,
    SectionNumber,
    Word,
    relaxed,
)
from indexer.folding import fold, letters, squeeze
from indexer.models import Clause, Record
from indexer.references import section_references
from indexer.segmentation import Segmenter, is_han

Row = tuple[Record, Clause]


def find(request: SearchRequest, records: Sequence[Record], segmenter: Segmenter) -> tuple[list[Row], bool]:
    """The clauses found before any filter, and whether the query had to be relaxed."""
    rows = [(record, clause) for record in records for clause in record.clauses]
    root = parse(request.query, segmenter).root
    for node, titles in ((root, False), (root, True), (relaxed(root), False)):
        if node is None and root is not None:
            break
        found = [row for row in rows if holds(node, row, segmenter, titles=titles)]
        if found or root is None:
            return found, node is not root
    return [], False


def holds(node: Node | None, row: Row, segmenter: Segmenter, *, titles: bool) -> bool:
    record, clause = row
    match node:
        case None:
            return True
        case All(items):
            return all(holds(item, row, segmenter, titles=titles) for item in items)
        case Either(items):
            return any(holds(item, row, segmenter, titles=titles) for item in items)
        case Not(item):
            return not holds(item, row, segmenter, titles=False)
        case DocumentNumber(agency, year, number):
            written = re.compile(rf"{agency}[〔\[(【]{year}[〕\])】]{number}号")
            return any(written.search(_squeezed(text)) for text in (record.document.document_number, clause.text))
        case SectionNumber(styles, ordinal, mentions, _):
            chain = _chain(record, clause)
            numbered = any(record.sections[i].style in styles and record.sections[i].ordinal == ordinal for i in chain)
            return numbered or any(mention in _squeezed(clause.text) for mention in mentions)
    shown = [clause.text, *clause.path, *([record.document.title] if titles else [])]
    return any(_inside(node, segmenter)(text) for text in shown)


def _inside(leaf: Word | Phrase | Prefix, segmenter: Segmenter) -> Callable[[str], bool]:
    def words(text: str) -> list[str]:
        return [word.text for word in segmenter.words(text)]

    match leaf:
        case Phrase(wanted):
            return lambda text: wanted in _squeezed(text)
        case Prefix(wanted):
            return lambda text: any(word.startswith(wanted) for word in words(text))
        case Word(wanted) if is_han(wanted):
            return lambda text: wanted in letters(fold(text)).text
        case Word(wanted):
            return lambda text: wanted in words(text)


def passes(chosen: Sequence[Filter], row: Row, *, leaving_out: str = "") -> bool:
    """Whether a clause passes the filters: any of those on one field, of every field but one."""
    record, clause = row
    values = {
        "document": {record.document.id},
        "section": set(section_values(record, clause)),
        "kind": {clause.kind.value},
    }
    fields = {f.field for f in chosen} - {leaving_out}
    return all(values[field] & {f.value for f in chosen if f.field == field} for field in fields)


def counts(field: str, chosen: Sequence[Filter], rows: Sequence[Row]) -> Counter[str]:
    """How many of the clauses found have each value of a facet, its own filters left out. Sections count to level 2,
    chosen ones at any level."""
    selected = {f.value for f in chosen if f.field == field}
    counted: Counter[str] = Counter()
    for record, clause in rows:
        if passes(chosen, (record, clause), leaving_out=field):
            match field:
                case "document":
                    counted[record.document.id] += 1
                case "kind":
                    counted[clause.kind.value] += 1
                case _:
                    shown = section_values(record, clause, deepest=2)
                    counted.update({*shown, *(selected & {*section_values(record, clause)})})
    return counted


def section_values(record: Record, clause: Clause, deepest: int = 99) -> list[str]:
    """References of the sections above a clause, its own included."""
    references = section_references(record.sections)
    chain = [i for i in _chain(record, clause) if record.sections[i].level <= deepest]
    return [f"{record.document.id}:{references[i]}" for i in chain]


def _chain(record: Record, clause: Clause) -> list[int]:
    chain, position = [], clause.section
    while position is not None:
        chain.append(position)
        position = record.sections[position].parent
    return chain


def _squeezed(text: str) -> str:
    return squeeze(fold(text)).text
