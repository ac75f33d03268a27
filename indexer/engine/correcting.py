"""“您是不是要找”: what a query with a slip may have meant, from the words of the index.

A run of Chinese characters is read anew as a chain of known words, of which some sound the same (质量提生), have two
characters swapped (明亮厨灶), lack one or have one too many or wrong; a run of Latin letters as the sound of words
(shipinanquan). The chain that costs least comes first: few words, few changes, frequent words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from indexer.engine.pinyin import readings
from indexer.engine.vocabulary import MISSING, SOUND, Vocabulary, without_one
from indexer.folding import fold
from indexer.simplified import simplified

WORD, UNKNOWN, SAME_SOUND, SWAPPED, NEAR = 1.0, 1.7, 1.0, 1.2, 1.6
"""Cost of a word, of a character that is in none; and of a change, on top of that of the word."""
FREQUENT = 0.06
"""What a word costs less for each power of e of its number of clauses."""
MOST_CHANGES = 2
_LONGEST_RUN = 24
_LONGEST_SOUND = 40
_LONGEST_WORD = 8
_KEPT = 4
_SYLLABLES = 6
"""Letters of the longest syllable (zhuang)."""
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|「[^」]*」|『[^』]*』")
_RUNS = re.compile(r"(?P<han>[\u3400-\u9fff]{2,})|(?P<sound>[a-z]+(?:[ '’]+[a-z]+)*)")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A reading of the text up to a place. ``changes`` counts the words in it that were not typed so."""

    cost: float
    text: str
    changes: int


@dataclass(frozen=True, slots=True)
class _Step:
    """A word that may stand for the text between two places."""

    start: int
    end: int
    word: str
    cost: float
    changed: bool


def corrections(query: str, vocabularies: Sequence[Vocabulary]) -> list[str]:
    """Other queries that ``query`` may have meant, the likeliest first. What stands in quotation marks stays."""
    typed = simplified(query)
    quoted = [match.span() for match in _QUOTED.finditer(typed)]
    folded = fold(typed)
    changed: list[list[str]] = []
    borders: list[tuple[int, int]] = []
    for run in _RUNS.finditer(folded.text):
        start, end = folded.span(*run.span())
        if any(start < last and first < end for first, last in quoted) or typed[start:end] in ("AND", "OR", "NOT"):
            continue
        others = _of_sound(run.group(), vocabularies) if run["sound"] else _of_characters(run.group(), vocabularies)
        if others:
            changed.append(others)
            borders.append((start, end))
    found = []
    for choice in range(_KEPT):
        if all(choice >= len(others) for others in changed):
            break
        text, at = "", 0
        for (start, end), others in zip(borders, changed, strict=True):
            text += typed[at:start] + others[min(choice, len(others) - 1)]
            at = end
        found.append(text + typed[at:])
    return [text for text in dict.fromkeys(found) if text not in (query, typed)]


def _of_characters(run: str, vocabularies: Sequence[Vocabulary]) -> list[str]:
    if len(run) > _LONGEST_RUN:
        return []
    return _best(run, len(run), list(_steps(run, vocabularies)), unknown=True)


def _steps(run: str, vocabularies: Sequence[Vocabulary]) -> Iterator[_Step]:
    pieces: dict[str, list[tuple[int, int]]] = {}
    asked: dict[str, list[str]] = {}
    for start in range(len(run)):
        for end in range(start + 2, min(start + _LONGEST_WORD, len(run)) + 1):
            pieces.setdefault(run[start:end], []).append((start, end))
    for piece in pieces:
        keys = [piece, piece[::-1]] if len(piece) == 2 else [piece]
        keys += [SOUND + reading for reading in readings(piece)]
        keys += [MISSING + piece, *(MISSING + shorter for shorter in without_one(piece) if len(shorter) > 1)]
        asked[piece] = keys
    known = _known([key for keys in asked.values() for key in keys], vocabularies)
    for piece, keys in asked.items():
        words = {word: weight for key in keys for word, weight in known.get(key, {}).items()}
        for word, weight in words.items():
            change = _change(
                piece, word, sounds_alike=any(word in known.get(key, {}) for key in keys if key[0] == SOUND)
            )
            if change is not None:
                cost = WORD + change - FREQUENT * log(1 + weight)
                for start, end in pieces[piece]:
                    yield _Step(start, end, word, cost, changed=word != piece)


def _change(piece: str, word: str, *, sounds_alike: bool) -> float | None:
    """What it costs to read ``piece`` as ``word``, None for words too far apart."""
    if piece == word:
        return 0.0
    if sounds_alike and len(word) == len(piece):
        return SAME_SOUND
    if len(word) == len(piece):
        differing = [place for place in range(len(word)) if word[place] != piece[place]]
        if len(differing) == 2 and differing[1] == differing[0] + 1 and sorted(word) == sorted(piece):
            return SWAPPED
        return NEAR if len(differing) == 1 and len(word) > 3 else None
    longer, shorter = (word, piece) if len(word) > len(piece) else (piece, word)
    return NEAR if len(longer) == len(shorter) + 1 and len(word) > 2 and shorter in without_one(longer) else None


def _of_sound(run: str, vocabularies: Sequence[Vocabulary]) -> list[str]:
    sound = re.sub("[ '’]+", "", run)
    if not 3 < len(sound) <= _LONGEST_SOUND:
        return []
    spans = [
        (start, end)
        for start in range(len(sound))
        for end in range(start + 2, min(start + _SYLLABLES * _LONGEST_WORD, len(sound)) + 1)
    ]
    known = _known([SOUND + sound[start:end] for start, end in spans], vocabularies)
    steps = [
        _Step(start, end, word, WORD - FREQUENT * log(1 + weight), changed=True)
        for start, end in spans
        for word, weight in known.get(SOUND + sound[start:end], {}).items()
    ]
    return _best(sound, len(sound), steps, unknown=False)


def _known(keys: Sequence[str], vocabularies: Sequence[Vocabulary]) -> dict[str, dict[str, int]]:
    """For each exact key the words it means, with the number of clauses that hold them."""
    found: dict[str, dict[str, int]] = {}
    for vocabulary in vocabularies:
        for key, entries in vocabulary.exactly(keys).items():
            words = found.setdefault(key, {})
            for entry in entries:
                words[entry.text] = words.get(entry.text, 0) + entry.weight
    return found


def _best(typed: str, length: int, steps: Sequence[_Step], *, unknown: bool) -> list[str]:
    """The readings of the whole that cost least and change something. A sound must be read to its end (``unknown``
    false), and all of it is change."""
    by_end: dict[int, list[_Step]] = {}
    for step in steps:
        by_end.setdefault(step.end, []).append(step)
    at: list[list[_Reading]] = [[_Reading(0.0, "", 0)]]
    for end in range(1, length + 1):
        reached = [
            _Reading(before.cost + step.cost, before.text + step.word, before.changes + (step.changed and unknown))
            for step in by_end.get(end, ())
            for before in at[step.start]
        ]
        if unknown:
            reached += [
                _Reading(before.cost + UNKNOWN, before.text + typed[end - 1], before.changes) for before in at[end - 1]
            ]
        kept: dict[str, _Reading] = {}
        for reading in sorted(reached, key=lambda reading: (reading.cost, reading.text)):
            if reading.changes <= MOST_CHANGES:
                kept.setdefault(reading.text, reading)
            if len(kept) > _KEPT:
                break
        at.append(list(kept.values()))
    return [reading.text for reading in at[length] if reading.text != typed][:_KEPT]
