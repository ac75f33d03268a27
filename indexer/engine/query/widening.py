"""Widening what was typed: everyday words by official ones, years and percentages by their other spelling.

Never inside quotation marks and never for what is excluded: the parser asks only for plain runs of text.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from indexer.engine.query.amounts import amounts
from indexer.engine.query.number_forms import other_forms, percentage
from indexer.engine.query.tree import All, Node, Other, Phrase, Synonym, Widened, Word
from indexer.folding import Folded
from indexer.segmentation import Segmenter, is_han
from indexer.synonyms import Synonyms

Place = tuple[int, int, Node]
"""Start and end in the text, and what stands there."""

MOST = 8
"""Everyday words widened in one query: more are a pasted text, not a question."""
_CERTAIN = 3
"""A word of the table that is so long is one wherever its characters stand, but as a part of a longer word (小企业 of
中小企业). A shorter one must not cut the text into more words than it has without it, or 打假 would be found in
攻打假山."""
_BEHIND_AMOUNTS = ("内", "以", "之", "前", "后", "起", "的", "左", "上", "下")
"""What says of an amount how it is meant, and may be a word together with its unit."""
SHARE = 0.6
"""How much an official word counts in the ranking, against words as typed."""


class Widener:
    """Widens the runs of one query. ``synonyms`` and ``others`` collect what was found."""

    def __init__(self, segmenter: Segmenter, table: Synonyms, *, widen: bool) -> None:
        self.synonyms: list[Synonym] = []
        self.others: list[Other] = []
        self._segmenter = segmenter
        self._table = table
        self._widen = widen

    def widened(self, text: str) -> list[Node] | None:
        """The words of a run of folded text, some of them widened; None when there is nothing to widen."""
        found = sorted([*self._synonyms_in(text), *self._numbers_in(text)], key=lambda entry: entry[0])
        nodes: list[Node] = []
        at = 0
        for start, end, widened in found:
            if start < at:
                continue
            nodes += [*self._words(text[at:start]), widened]
            at = end
        return [*nodes, *self._words(text[at:])] if found else None

    def _synonyms_in(self, text: str) -> Iterator[Place]:
        for start, end in self._table.find(text):
            typed = text[start:end]
            if self._is_part(text, start, end) or (end - start < _CERTAIN and not self._is_word(text, start, end)):
                continue
            official = tuple(other for other in self._table.words[typed] if other not in text)
            synonym = Synonym(typed, official)
            if not official or (len(self.synonyms) == MOST and synonym not in self.synonyms):
                continue
            if synonym not in self.synonyms:
                self.synonyms.append(synonym)
                if self._widen:
                    self._count(synonym)
            whole = self._whole(typed)
            yield start, end, Widened(whole, tuple(Word(other) for other in official)) if self._widen else whole

    def _count(self, synonym: Synonym) -> None:
        """Rank by the official words too, each once, though several everyday words stand for it."""
        known = {other.text for other in self.others}
        self.others += [
            Other(official, share_of(official, synonym)) for official in synonym.official if official not in known
        ]

    def _numbers_in(self, text: str) -> Iterator[Place]:
        for start, end, other in other_forms(text):
            typed = text[start:end]
            self.others.append(Other(other, SHARE))
            yield start, end, percentage(typed) or Widened(Word(typed), (Word(other),))
        for start, end, others in amounts(text):
            if self._may_cut(text, start, end):
                typed = text[start:end]
                self.others += [Other(other, SHARE / len(others)) for other in others]
                # Its digits and its unit somewhere in a clause are no amount.
                together = Word(typed) if is_han(typed) else Phrase(typed, alone=True)
                yield start, end, Widened(together, tuple(Phrase(other, alone=True) for other in others))

    def _may_cut(self, text: str, start: int, end: int) -> bool:
        """Whether the words around an amount stay what they are: 统一天然气 has no 一天 in it, 50个体户 no 50个. 30天内
        may be cut, though 天内 is a word."""
        if text[end : end + 1] in _BEHIND_AMOUNTS:
            end = len(text)
        pieces = (text[:start], text[start:end], text[end:])
        return sum(len(self._words(piece)) for piece in pieces if piece) <= len(self._words(text))

    def _whole(self, typed: str) -> Node:
        """A word of the table, by itself: in its parts, unless these are nothing but characters, which stand everywhere
        (行, 标 for 行标)."""
        words = self._words(typed)
        if len(words) == 1 or len(words) == len(typed):
            return Word(typed)
        return All(tuple(words), relaxable=True)

    def _is_part(self, text: str, start: int, end: int) -> bool:
        """Whether a longer word of the text holds what stands between two places."""
        at = 0
        for word in self._segmenter.terms(Folded(text, range(len(text)))):
            begin = text.find(word, at)
            if begin < 0:
                continue
            at = begin + len(word)
            if begin <= start and end <= at and end - start < len(word):
                return True
        return False

    def _is_word(self, text: str, start: int, end: int) -> bool:
        around = len(self._words(text[:start])) + len(self._words(text[end:]))
        return around + 1 <= len(self._words(text))

    def _words(self, text: str) -> list[Node]:
        return [Word(word) for word in self._segmenter.terms(Folded(text, range(len(text))))]


def share_of(official: str, synonym: Synonym) -> float:
    """How much an official word of a synonym counts. Several of one word are alternatives, of which a clause holds one
    as a rule, so they share less than evenly. A long one must not outweigh the word it stands for: with its many
    characters it would (新就业形态劳动者 for 骑手)."""
    alternatives = math.sqrt(len(synonym.official))
    return SHARE / alternatives * min(1.0, (len(synonym.typed) + 1) / len(official))
