"""Whether a query reads as a chain of known words: what most queries without a slip do, found out at little cost."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from indexer.engine.stored.vocabulary import Vocabulary, hashes
from indexer.folding import folded_text
from indexer.simplified import simplified

PARTICLES = frozenset("的和与及或是在对为了把被由向从等要有不吗呢我你他但未")
"""Characters that often stand alone."""
LONGEST_RUN = 24
LONGEST_WORD = 8
"""Characters of a run and of a word that are looked at."""
_FIRST, _LAST = "\u3400", "\u9fff"


def falls_apart(query: str, vocabularies: Sequence[Vocabulary]) -> bool:
    """Whether a character of ``query`` stands in no word that was typed, as after a slip. Cheap: no sounds are asked
    for, whose table takes long to load."""
    text = folded_text(simplified(query))
    runs = ("".join(run) for chinese, run in groupby(text, key=lambda c: _FIRST <= c <= _LAST) if chinese)
    return any(not is_chain(run, vocabularies) for run in runs if 1 < len(run) <= LONGEST_RUN)


def is_chain(run: str, vocabularies: Sequence[Vocabulary]) -> bool:
    """Whether a run is a chain of words and particles."""
    spans = [(start, end) for end in range(2, len(run) + 1) for start in range(max(0, end - LONGEST_WORD), end - 1)]
    known = known_words(list({run[start:end] for start, end in spans}), vocabularies)
    reached = [True] + [False] * len(run)
    for end in range(1, len(run) + 1):
        starts = range(max(0, end - LONGEST_WORD), end - 1)
        reached[end] = (reached[end - 1] and run[end - 1] in PARTICLES) or any(
            reached[start] and run[start:end] in known for start in starts
        )
    return reached[-1]


def known_words(keys: Sequence[str], vocabularies: Sequence[Vocabulary]) -> dict[str, dict[str, int]]:
    """For each exact key the words it means, with the number of clauses that hold them."""
    found: dict[str, dict[str, int]] = {}
    asked = hashes(keys)
    for vocabulary in vocabularies:
        for place, word, clauses in vocabulary.exactly(asked):
            words = found.setdefault(keys[place], {})
            words[word] = words.get(word, 0) + clauses
    return found
