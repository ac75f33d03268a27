"""Completions while a query is typed: words, section titles, document titles and departments of the index itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from indexer.engine.answers import Completion
from indexer.engine.stored.vocabulary import Entry, Kind, Vocabulary
from indexer.folding import fold, folded_text, letters_text
from indexer.numerals import CHINESE
from indexer.segmentation import Segmenter
from indexer.simplified import simplified

SHARES = {Kind.WORD: 5, Kind.SECTION: 3, Kind.DOCUMENT: 2, Kind.DEPARTMENT: 2}
"""How many of each kind stand first; where others have fewer, the rest fill up."""
_LONGEST = 60
_ASKED = 4
"""Entries asked of each batch for one that is shown: the same word is counted in each batch apart."""
_TRIED = 6
"""Words tried after the words before them: each is looked up in the text."""
_LAST_PIECE = re.compile(r"[^\s()（）|｜]*$")
_ITEM = re.compile(rf"[(（][{CHINESE}\d]+$|(?:^|\s)[{CHINESE}]+、$")
"""The number of an item, （八 or 一、, which is no beginning of a word (（八项规定, 一批)."""
_QUOTES = '"“”「」『』＂'

Alive = Callable[[int, Entry], bool]
"""Whether an entry of the batch at a position still leads to something."""
Stands = Callable[[str], bool]
"""Whether a text stands in some clause, character by character."""


def complete(
    typed: str, vocabularies: Sequence[Vocabulary], segmenter: Segmenter, limit: int, alive: Alive, stands: Stands
) -> tuple[Completion, ...]:
    """What ``typed`` may become, at most ``limit``; nothing inside quotation marks, where text is taken as it is, and
    for the number of an item. What is only written in other letters (5g for 5G) is no completion.

    What is completed is the last piece of the query; where nothing begins with the whole of it, its last word, if the
    text so made stands somewhere.
    """
    typed = simplified(typed)
    piece = _LAST_PIECE.search(typed).group()  # type: ignore[union-attr]  # it matches the empty text at least
    if any(mark in typed for mark in _QUOTES) or len(piece) > _LONGEST or limit < 1 or _ITEM.search(typed):
        return ()
    piece = piece.lstrip("-−－")
    head = typed[: len(typed) - len(piece)]
    found = _starting(piece, vocabularies, limit, alive)
    if not found:
        words = segmenter.terms(fold(piece))
        last = words[-1] if len(words) > 1 else ""
        if last and folded_text(piece).endswith(last):
            before = piece[: len(piece) - len(last)]
            likely = [entry for entry in _starting(last, vocabularies, limit, alive) if entry.kind is Kind.WORD]
            found = [entry for entry in likely[:_TRIED] if stands(before + entry.text)]
            head += before
    shown = [Completion(head + entry.text, entry.kind.value) for entry in found]
    same = folded_text(typed)
    return tuple(completion for completion in shown if folded_text(completion.text) != same)[:limit]


def _starting(piece: str, vocabularies: Sequence[Vocabulary], limit: int, alive: Alive) -> list[Entry]:
    """The entries to show for one piece of text, words first; each kind has its share."""
    key = letters_text(folded_text(piece))
    if not key:
        return []
    ranked = {kind: _of_kind(key, kind, vocabularies, limit, alive) for kind in Kind}
    first = {kind: entries[: SHARES[kind]] for kind, entries in ranked.items()}
    spare = limit - sum(len(entries) for entries in first.values())
    for kind, entries in ranked.items():
        more = entries[SHARES[kind] :][: max(spare, 0)]
        first[kind] = first[kind] + more
        spare -= len(more)
    return [entry for entries in first.values() for entry in entries][:limit]


def _of_kind(key: str, kind: Kind, vocabularies: Sequence[Vocabulary], limit: int, alive: Alive) -> list[Entry]:
    merged: dict[str, Entry] = {}
    for number, vocabulary in enumerate(vocabularies):
        for entry in vocabulary.beginning(key, kind, _ASKED * limit):
            before = merged.get(entry.text)
            if before is not None:
                merged[entry.text] = Entry(entry.text, kind, before.weight + entry.weight, entry.document)
            elif alive(number, entry):
                merged[entry.text] = entry
    return sorted(merged.values(), key=lambda entry: (-entry.weight, len(entry.text), entry.text))[:limit]
