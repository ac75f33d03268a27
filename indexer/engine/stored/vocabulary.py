"""What a batch has to offer for completions and corrections: its words, section titles, document titles, departments.

Written once with the batch. Two look-ups, both over sorted arrays in files: by beginning (``beginning``) and by exact
key (``exactly``): the word itself, its sound, or the word with one character left out.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engine.stored.columns import Strings, each_once, load, save, save_strings, spans
from indexer.folding import fold, letters_text
from indexer.pinyin import blurred, initials, readings
from indexer.segmentation import Segmenter, is_han

if TYPE_CHECKING:
    from indexer.models import Record


class Kind(StrEnum):
    """Where an offered text comes from."""

    WORD = "word"
    SECTION = "section"
    DOCUMENT = "document"
    DEPARTMENT = "department"


KINDS = tuple(Kind)
SOUND, MISSING, BLURRED = "\x01", "\x02", "\x03"
"""What marks an exact key as a sound, a word that lacks one character, or a blurred sound (``pinyin.blurred``)."""

_LONGEST_KEY = 24
_LONGEST_TITLE = 60
_SOUNDED = 12
"""Characters of a title that are also kept by sound."""
_MANY = -1
_WORDS_WITH_SLIPS = range(3, 9)


Hashes = NDArray[np.uint64]
"""Exact keys."""


class Entry(NamedTuple):
    """An offered text as shown. ``weight`` is how many clauses hold the word, or bear the title or department;
    ``document`` the only document it comes from, as its position in the batch, ``None`` for words and for several."""

    text: str
    kind: Kind
    weight: int
    document: int | None


@dataclass(slots=True)
class Counted:
    """Counts how many rows hold each word, while the rows pass by on their way into the index."""

    words: Counter[str]

    def passing(self, rows: Iterable[list[str]]) -> Iterator[list[str]]:
        for row in rows:
            self.words.update(set(row))
            yield row


def write_vocabulary(folder: Path, words: Mapping[str, int], records: Sequence[Record], segmenter: Segmenter) -> None:
    """Write the vocabulary of a batch, whose departments are already in ``folder``. Raises ``OSError``."""
    entries = [Entry(word, Kind.WORD, count, None) for word, count in sorted(words.items()) if _is_offered(word)]
    entries += _titles(records)
    table = json.loads((folder / "departments.json").read_bytes().decode("utf-8", "surrogatepass"))
    labels: Counter[str] = Counter()
    for _, counted in table:
        labels.update(counted)
    entries += [Entry(label, Kind.DEPARTMENT, count, None) for label, count in sorted(labels.items())]
    keys: list[tuple[bytes, int]] = []
    hashes: list[tuple[int, int]] = []
    offered = len(entries)
    entries += _words_of_titles_only(entries, words, segmenter)
    for number, entry in enumerate(entries):
        if number >= offered:
            hashes += [(_hash(key), number) for key in _exact_keys(entry.text, _sounds(entry.text))]
            continue
        starts = [entry.text] if entry.kind is Kind.WORD else _starts(entry.text, segmenter)
        sounded = starts[0][:_SOUNDED] if starts else ""
        sounds = _sounds(sounded)
        starts += [*sounds, initials(sounded)] if sounds else []
        keys += [(key.encode("utf-8", "replace"), number) for key in starts]
        if entry.kind is Kind.WORD:
            hashes += [(_hash(key), number) for key in _exact_keys(entry.text, sounds)]
    keys.sort()
    hashes.sort()
    save_strings(folder, "vocabulary", (entry.text.encode("utf-8", "replace") for entry in entries))
    save(folder, "vocabulary_kind", np.array([KINDS.index(entry.kind) for entry in entries], dtype=np.uint8))
    save(folder, "vocabulary_weight", np.array([entry.weight for entry in entries], dtype=np.int32))
    owners = [_MANY if entry.document is None else entry.document for entry in entries]
    save(folder, "vocabulary_document", np.array(owners, dtype=np.int32))
    save_strings(folder, "vocabulary_keys", (key for key, _ in keys))
    save(folder, "vocabulary_key_entry", np.array([number for _, number in keys], dtype=np.int32))
    save(folder, "vocabulary_hash", np.array([key for key, _ in hashes], dtype=np.uint64))
    save(folder, "vocabulary_hash_entry", np.array([number for _, number in hashes], dtype=np.int32))


class Vocabulary:
    """The vocabulary of a batch, open for reading. Thread-safe."""

    def __init__(self, folder: Path) -> None:
        self._texts = Strings(folder, "vocabulary")
        self._kind = load(folder, "vocabulary_kind")
        self._weight = load(folder, "vocabulary_weight")
        self._document = load(folder, "vocabulary_document")
        self._keys = Strings(folder, "vocabulary_keys")
        self._key_entry = load(folder, "vocabulary_key_entry")
        self._hash = load(folder, "vocabulary_hash")
        self._hash_entry = load(folder, "vocabulary_hash_entry")

    def beginning(self, prefix: str, kind: Kind, most: int) -> list[Entry]:
        """The entries of a kind of which a key begins so, those of most weight, heaviest first."""
        start = prefix.encode("utf-8", "replace")
        first = bisect_left(self._keys, start)
        last = bisect_left(self._keys, start + b"\xff", first)
        numbers = each_once(np.sort(self._key_entry[first:last]))
        numbers = numbers[self._kind[numbers] == KINDS.index(kind)]
        weights = self._weight[numbers]
        if len(numbers) > most:
            heaviest = np.argpartition(-weights, most)[:most]
            numbers, weights = numbers[heaviest], weights[heaviest]
        return [self._entry(number) for number in numbers[np.argsort(-weights, kind="stable")].tolist()]

    def exactly(self, keys: Hashes) -> Iterator[tuple[int, str, int]]:
        """The words that exact ``keys`` mean: place of the key, the word, and how many clauses hold it. A key is the
        word; ``SOUND`` or ``BLURRED`` and a sound; ``MISSING`` and the word without a character."""
        first = np.searchsorted(self._hash, keys, side="left")
        last = np.searchsorted(self._hash, keys, side="right")
        lengths = last - first
        numbers = self._hash_entry.take(spans(first, last))
        words = (word.decode() for word in self._texts.several(numbers))
        return zip(
            np.repeat(np.arange(len(keys)), lengths).tolist(), words, self._weight.take(numbers).tolist(), strict=True
        )

    def close(self) -> None:
        self._texts.close()
        self._keys.close()

    def _entry(self, number: int) -> Entry:
        owner = int(self._document[number])
        return Entry(
            self._texts[number].decode(),
            KINDS[self._kind[number]],
            int(self._weight[number]),
            None if owner == _MANY else owner,
        )


def without_one(word: str) -> set[str]:
    """The word with each of its characters left out in turn."""
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def _sounds(text: str) -> tuple[str, ...]:
    return readings(text) if is_han(text) and text.isalpha() else ()


def _words_of_titles_only(entries: Sequence[Entry], words: Mapping[str, int], segmenter: Segmenter) -> Iterator[Entry]:
    """Words of titles and of names of departments that no clause holds. They are no completions; a slip in a title is
    corrected to them. Weighed by the titles that hold them."""
    counted = Counter(
        word
        for entry in entries
        if entry.kind is not Kind.WORD
        for word in set(segmenter.terms(fold(entry.text)))
        if word not in words and _is_offered(word)
    )
    for word, count in sorted(counted.items()):
        yield Entry(word, Kind.WORD, count, None)


def _is_offered(word: str) -> bool:
    """Whether a word says something by itself: two characters and no mere number."""
    return len(word) > 1 and not word.replace(".", "").isdigit()


def _titles(records: Sequence[Record]) -> Iterator[Entry]:
    """Section titles and document titles, each once; weighed by the number of clauses that stand right under them."""
    weights: Counter[tuple[Kind, str]] = Counter()
    owners: dict[tuple[Kind, str], set[int]] = {}
    for number, record in enumerate(records):
        below = Counter(clause.section for clause in record.clauses)
        titles = [(Kind.SECTION, section.title, below[place]) for place, section in enumerate(record.sections)]
        titles.append((Kind.DOCUMENT, record.document.title, len(record.clauses)))
        for kind, title, count in titles:
            weights[kind, title] += count + 1
            owners.setdefault((kind, title), set()).add(number)
    for (kind, title), weight in weights.items():
        only = owners[kind, title]
        if 1 < len(title) <= _LONGEST_TITLE:
            yield Entry(" ".join(title.split()), kind, weight, next(iter(only)) if len(only) == 1 else None)


def _starts(title: str, segmenter: Segmenter) -> list[str]:
    """What a person may begin to type to mean a title: its letters from any of its words on."""
    folded = fold(title)
    whole = letters_text(folded.text)
    starts, at = [], 0
    for word in segmenter.terms(folded):
        at = whole.find(word if word.isalnum() else letters_text(word), at)
        if at < 0:
            break
        starts.append(whole[at : at + _LONGEST_KEY])
        at += 1
    return starts


def _exact_keys(word: str, sounds: Sequence[str]) -> Iterator[str]:
    yield word
    yield from (SOUND + sound for sound in sounds)
    yield from dict.fromkeys(BLURRED + blurred(sound) for sound in sounds)
    if len(word) in _WORDS_WITH_SLIPS and sounds:
        yield from (MISSING + shorter for shorter in without_one(word))
        yield MISSING + word


def hashes(keys: Sequence[str]) -> Hashes:
    """What exact keys are found by."""
    return np.array([_hash(key) for key in keys], dtype=np.uint64)


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), "little")
