"""A run of a query read anew as a chain of known words, of which the one that costs least comes first: few words, few
changes, frequent words.

Of Chinese characters some words may sound the same (质量提生), have two characters swapped (明亮厨灶), lack one or have
one too many or wrong; Latin letters are the sound of words (shipinanquan), also as it is spoken in the south (sipin,
yinxiang for yingxiang).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from math import log

from indexer.engine.offering.chains import LONGEST_RUN, LONGEST_WORD, PARTICLES, is_chain, known_words
from indexer.engine.stored.vocabulary import BLURRED, MISSING, SOUND, Vocabulary, without_one
from indexer.pinyin import blurred, readings

WORD, UNKNOWN, SAME_SOUND, SWAPPED, NEAR, NEAR_SOUND = 1.0, 1.7, 1.0, 1.2, 1.6, 0.5
"""Cost of a word, of a character that is in none; and of a change, on top of that of the word."""
PARTICLE = 0.5
"""Cost of a character that often stands alone."""
EVIDENT = 0.5
"""So much less must a reading cost than what was typed to be evident."""
FREQUENT = 0.06
"""What a word costs less for each power of e of its number of clauses."""
MOST_CHANGES = 2
FURTHEST = 1.0
"""A reading that costs so much more than the best is no likely one."""
_LONGEST_SOUND = 40
_BESIDE = 2
_KEPT = 4
"""Readings kept at each place of a run, and of the whole."""
_SYLLABLES = 6
"""Letters of the longest syllable (zhuang)."""


@dataclass(frozen=True, slots=True)
class Change:
    """A word that was not typed so: ``typed`` became ``meant``; ``before`` and ``after`` are the two characters that
    stand on either side of it in the run, fewer at its ends."""

    typed: str
    meant: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RunReading:
    """Another reading of a run. ``evident``: it costs clearly less than the run as typed, by words that sound the same
    or have two characters swapped; what is left out or added may well be meant. ``loose``: a character that is in no
    word stands in it, so that all depends on whether the whole occurs."""

    typed: str
    meant: str
    changes: tuple[Change, ...]
    evident: bool
    loose: bool


@dataclass(frozen=True, slots=True)
class _Reading:
    """A reading of the text up to a place, with the words in it that were not typed so and how many characters are in
    no word."""

    cost: float
    text: str
    changes: tuple[_Step, ...] = ()
    loose: int = 0


@dataclass(frozen=True, slots=True)
class _Step:
    """A word that may stand for the text between two places."""

    start: int
    end: int
    word: str
    cost: float
    changed: bool
    same_letters: bool = False
    """Nothing is left out, added or wrong: it sounds the same, or two characters are swapped."""


def of_characters(run: str, vocabularies: Sequence[Vocabulary]) -> list[RunReading]:
    """The other readings of a run of Chinese characters, the likeliest first."""
    return _run_readings(run, vocabularies, _keys) if len(run) <= LONGEST_RUN else []


def of_evident(run: str, vocabularies: Sequence[Vocabulary]) -> list[RunReading]:
    """The evident readings of a run that falls apart. In a long question most runs are chains of words, or nearly."""
    if len(run) > LONGEST_RUN or is_chain(run, vocabularies):
        return []
    return [reading for reading in _run_readings(run, vocabularies, _same_letters_keys) if reading.evident]


def _run_readings(run: str, vocabularies: Sequence[Vocabulary], keys: Callable[[str], list[str]]) -> list[RunReading]:
    steps = list(_steps(run, vocabularies, keys))
    as_typed = _cost_as_typed(run, steps)
    return [_run_reading(run, reading, as_typed) for reading in _best(run, steps, unknown=True)]


def _run_reading(run: str, reading: _Reading, as_typed: float) -> RunReading:
    return RunReading(
        run,
        reading.text,
        tuple(_change_at(run, step) for step in reading.changes),
        evident=reading.cost + EVIDENT < as_typed and all(step.same_letters for step in reading.changes),
        loose=reading.loose > 0,
    )


def _change_at(run: str, step: _Step) -> Change:
    beside = run[max(step.start - _BESIDE, 0) : step.start], run[step.end : step.end + _BESIDE]
    return Change(run[step.start : step.end], step.word, *beside)


def _cost_as_typed(run: str, steps: Sequence[_Step]) -> float:
    """What it costs to read the run without a change."""
    costs = [0.0]
    for end in range(1, len(run) + 1):
        words = (costs[step.start] + step.cost for step in steps if step.end == end and not step.changed)
        costs.append(min([costs[-1] + _cost_alone(run[end - 1]), *words]))
    return costs[-1]


def _cost_alone(character: str) -> float:
    return PARTICLE if character in PARTICLES else UNKNOWN


def _same_letters_keys(piece: str) -> list[str]:
    """What a piece is looked up by, to find it, words that sound the same, and those with two characters swapped."""
    sounds = readings(piece)
    swapped = [piece[:place] + piece[place + 1] + piece[place] + piece[place + 2 :] for place in range(len(piece) - 1)]
    return [
        piece,
        *swapped,
        *(SOUND + sound for sound in sounds),
        *dict.fromkeys(BLURRED + blurred(sound) for sound in sounds),
    ]


def _keys(piece: str) -> list[str]:
    """The same, and words with a character more, less or another."""
    shorter = (MISSING + each for each in without_one(piece) if len(each) > 1)
    return [*_same_letters_keys(piece), MISSING + piece, *shorter]


def _steps(run: str, vocabularies: Sequence[Vocabulary], keys: Callable[[str], list[str]]) -> Iterator[_Step]:
    """The words that may stand for pieces of a run, each looked up by its ``keys``."""
    pieces: dict[str, list[tuple[int, int]]] = {}
    for start in range(len(run)):
        for end in range(start + 2, min(start + LONGEST_WORD, len(run)) + 1):
            pieces.setdefault(run[start:end], []).append((start, end))
    asked = {piece: keys(piece) for piece in pieces}
    known = known_words([key for keys in asked.values() for key in keys], vocabularies)
    for piece, own in asked.items():
        words: dict[str, int] = {}
        found_by: dict[str, set[str]] = {}
        for key in own:
            for word, weight in known.get(key, {}).items():
                words[word] = weight
                found_by.setdefault(word, set()).add(key[0])
        for word, weight in words.items():
            change = _change(piece, word, found_by[word])
            if change is not None:
                cost = WORD + change - FREQUENT * log(1 + weight)
                for start, end in pieces[piece]:
                    yield _Step(start, end, word, cost, word != piece, same_letters=change < NEAR)


def _change(piece: str, word: str, found_by: Set[str]) -> float | None:
    """What it costs to read ``piece`` as ``word``, None for words too far apart. ``found_by``: the marks of the keys
    that led to the word."""
    if piece == word:
        return 0.0
    if SOUND in found_by and len(word) == len(piece):
        return SAME_SOUND
    if BLURRED in found_by and len(word) == len(piece):
        return SAME_SOUND + NEAR_SOUND
    if len(word) == len(piece):
        differing = [place for place in range(len(word)) if word[place] != piece[place]]
        if len(differing) == 2 and differing[1] == differing[0] + 1 and sorted(word) == sorted(piece):
            return SWAPPED
        return NEAR if len(differing) == 1 and len(word) > 3 else None
    longer, shorter = (word, piece) if len(word) > len(piece) else (piece, word)
    return NEAR if len(longer) == len(shorter) + 1 and len(word) > 2 and shorter in without_one(longer) else None


def of_sound(run: str, vocabularies: Sequence[Vocabulary]) -> list[RunReading]:
    """What a run of Latin letters may mean as a sound, the likeliest first."""
    sound = re.sub("[ '’]+", "", run)
    if not 3 < len(sound) <= _LONGEST_SOUND:
        return []
    spans = [
        (start, end)
        for start in range(len(sound))
        for end in range(start + 2, min(start + _SYLLABLES * LONGEST_WORD, len(sound)) + 1)
    ]
    pieces = {sound[start:end] for start, end in spans}
    known = known_words([mark + key for piece in pieces for mark, key in _sound_keys(piece)], vocabularies)
    steps = [
        _Step(start, end, word, cost, changed=True)
        for start, end in spans
        for word, cost in _words_of_sound(sound[start:end], known).items()
    ]
    found = _best(sound, steps, unknown=False)
    return [RunReading(run, reading.text, (), evident=False, loose=False) for reading in found]


def _sound_keys(sound: str) -> tuple[tuple[str, str], ...]:
    return (SOUND, sound), (BLURRED, blurred(sound))


def _words_of_sound(sound: str, known: dict[str, dict[str, int]]) -> dict[str, float]:
    """What it costs to read a sound as each of the words that sound so or nearly so."""
    exact, near = (known.get(mark + key, {}) for mark, key in _sound_keys(sound))
    return {
        word: WORD + (0 if word in exact else NEAR_SOUND) - FREQUENT * log(1 + weight)
        for word, weight in {**near, **exact}.items()
    }


def _best(typed: str, steps: Sequence[_Step], *, unknown: bool) -> list[_Reading]:
    """The readings of the whole that cost least and change something. A sound must be read to its end (``unknown``
    false), and all of it is change."""
    by_end: dict[int, list[_Step]] = {}
    for step in steps:
        by_end.setdefault(step.end, []).append(step)
    at: list[list[_Reading]] = [[_Reading(0.0, "")]]
    for end in range(1, len(typed) + 1):
        reached = [
            _Reading(before.cost + step.cost, before.text + step.word, before.changes + own, before.loose)
            for step in by_end.get(end, ())
            for own in [(step,) if step.changed and unknown else ()]
            for before in at[step.start]
        ]
        if unknown:
            alone, cost = typed[end - 1], _cost_alone(typed[end - 1])
            loose = cost == UNKNOWN
            reached += [
                _Reading(before.cost + cost, before.text + alone, before.changes, before.loose + loose)
                for before in at[end - 1]
            ]
        kept: dict[str, _Reading] = {}
        for reading in sorted(reached, key=lambda reading: (reading.cost, reading.text)):
            if len(reading.changes) <= MOST_CHANGES:
                kept.setdefault(reading.text, reading)
            if len(kept) > _KEPT:
                break
        at.append(list(kept.values()))
    changed = [reading for reading in at[-1] if reading.text != typed][:_KEPT]
    return [reading for reading in changed if reading.cost <= changed[0].cost + FURTHEST]
