"""How a query is read until it finds something: as it was typed, then with titles, in parts, in part
only, and at last with pieces for words that stand nowhere.

What was done instead of what was typed is always said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from indexer.engine.finding.matching import matches, with_most_of, with_word
from indexer.engine.part import Part
from indexer.engine.protocol import RELAXED, RELAXED_HERE, SCATTERED
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
from indexer.engine.query.tree import Either, Node, Widened, Word
from indexer.engine.stored.columns import Rows
from indexer.engine.stored.grams import split
from indexer.segmentation import Segmenter, is_han

QUESTION = "按提问检索：以下条款包含其中一部分词语，按相近程度排列"
UNQUOTED = "没有查到引号中的原文，以下条款包含提问中的其他词语"
BY_ITEMS = "照“第…条”没有查到，已按带括号的编号查找"
IN_PIECES = "没有查到“{}”，已改按其中的{}查找"
IN_PARTS = "照原样没有查到，已把连写的长词拆成几个词查找"
BY_TITLE = "有的词语只出现在文件标题中"

LetsThrough = Callable[[Sequence[Rows]], bool]


def _any(rows: Sequence[Rows]) -> bool:
    return any(map(len, rows))


class Found(NamedTuple):
    """The living rows a query finds in each part, before filters, and how they were found. ``read_as``: the query as it
    was read, in parts where compound words were taken apart."""

    rows: list[Rows]
    read_as: Node | None
    relaxed: bool = False
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return _any(self.rows)


class Finder:
    """Finds in ``parts``. Thread-safe."""

    def __init__(self, parts: Sequence[Part], segmenter: Segmenter) -> None:
        self._parts = parts
        self._segmenter = segmenter

    def readings(self, typed: str, root: Node | None, lets_through: LetsThrough) -> Iterator[Found]:
        """What the query finds as it was typed, then what it finds when read otherwise, the nearest first, then what
        holds only a part of it; where nothing anywhere holds any part, what holds most of its characters. For a
        question a part is enough, and comes first where anything is found.

        ``lets_through``: whether the filters of the search leave any of the rows found."""
        anything = False
        for found in self._by_words(typed, root):
            anything = anything or bool(found)
            yield found
        # Last, for what stands above must not depend on filters: a facet counts what is found when it is chosen.
        nearer, pieces = self._nearer(root, lets_through)
        yield from self._loosely(in_part(nearer), nearer, *pieces, whole=anything)
        if not anything:
            yield self._by_characters(root)

    def _by_words(self, typed: str, root: Node | None) -> Iterator[Found]:
        direct = self.direct(root)
        whole = bool(direct)
        nearer, pieces = (None, ()) if direct else self._nearer(root, _any)
        question = as_question(typed, root)
        if question is not None and nearer is not None:
            question = in_part(nearer)
        if question is not None:
            notes = (QUESTION,) if direct else (*pieces, RELAXED)
            yield self._found(question, question if direct else nearer or root, loosely=not direct, notes=notes)
        unquoted = without_quotations(question)
        if unquoted is not None:
            yield from self._loosely(without_words(root), root, whole=whole)
            yield self._found(unquoted, unquoted, loosely=True, notes=(UNQUOTED,))
        yield direct
        for found in self._otherwise(root):
            whole = whole or bool(found)
            yield found
        parts = apart(root, self._segmenter.parts)
        yield from self._loosely(in_part(nearer), nearer, *pieces, whole=whole)
        yield from self._loosely(relaxed(root), root, whole=whole)
        yield from self._loosely(relaxed(parts), parts, IN_PARTS, whole=whole)
        yield from self._loosely(without_words(root), root, whole=whole)

    def _nearer(self, root: Node | None, lets_through: LetsThrough) -> tuple[Node | None, tuple[str, ...]]:
        """The query with their pieces in the place of words that nothing let through holds, and what is to be said of
        each: who types 土壤污染 means 土壤修复 where only that is spoken of. None where no such word has pieces."""
        said: list[str] = []

        def held(word: Word | Widened) -> bool:
            at_once = isinstance(word, Word) and lets_through(self._cut_as(word.text))
            return at_once or lets_through(self.direct(word).rows)

        def pieces(word: Word | Widened) -> Sequence[Word]:
            typed = as_typed(word)
            found = () if held(word) else [piece for piece in self._pieces(typed) if held(piece)]
            if found:
                said.append(IN_PIECES.format(typed, "、".join(f"“{piece.text}”" for piece in found)))
            return found

        return with_stand_ins(root, pieces), tuple(said)

    def _pieces(self, text: str) -> list[Word]:
        """The words that a compound is made of, of a shorter word every two characters side by side."""
        parts = self._segmenter.parts(text)
        if len(parts) == 1:
            parts = split(text) if len(text) > 2 and is_han(text) else []
        return [Word(part) for part in parts]

    def _cut_as(self, word: str) -> list[Rows]:
        """The living rows in which the segmentation found a word: not all that hold it, but found at once."""
        return [part.living(with_word(word, part.batch)) for part in self._parts]

    def _by_characters(self, root: Node | None) -> Found:
        """What holds most of the characters typed, wherever they stand."""
        several = characters(root)
        rows = [part.living(with_most_of(several, part.batch)) for part in self._parts]
        return Found(rows, Either(tuple(map(Word, several))), relaxed=True, notes=(SCATTERED,))

    def _loosely(self, node: Node | None, read_as: Node | None, *notes: str, whole: bool) -> Iterator[Found]:
        """What holds only a part of the query, where it has such a part. ``whole``: somewhere all of it is held."""
        if node is not None:
            yield self._found(node, read_as, loosely=True, notes=(*notes, RELAXED_HERE if whole else RELAXED))

    def direct(self, root: Node | None) -> Found:
        """The rows that hold the whole query as it was typed."""
        return self._found(root, root)

    def whole(self, root: Node | None) -> Iterator[Found]:
        """The rows that hold the whole query, as it was typed and then in other ways, the nearest first."""
        yield self.direct(root)
        yield from self._otherwise(root)

    def _otherwise(self, root: Node | None) -> Iterator[Found]:
        """What holds the whole query though not as it was typed, the nearest first."""
        if (items := by_items(root)) is not None:
            yield self._found(items, root, notes=(BY_ITEMS,))
        yield self._found(root, root, titles=True, notes=(BY_TITLE,))
        if (parts := apart(root, self._segmenter.parts)) is not None:
            yield self._found(parts, parts, notes=(IN_PARTS,))
            yield self._found(parts, parts, titles=True, notes=(IN_PARTS, BY_TITLE))

    def _found(
        self,
        node: Node | None,
        read_as: Node | None,
        *,
        titles: bool = False,
        loosely: bool = False,
        notes: tuple[str, ...] = (),
    ) -> Found:
        rows = [part.living(matches(node, part.batch, titles=titles)) for part in self._parts]
        return Found(rows, read_as, loosely, notes)
