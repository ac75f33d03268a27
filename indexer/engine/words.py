"""Words and where they occur, kept by Whoosh: one index over clauses, one over headings.

Each index is written once and has one segment, so Whoosh's document numbers are our rows. Query text never reaches
Whoosh's query parser: terms are looked up as they are.
"""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh import fields, formats
from whoosh.analysis import IDAnalyzer
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.system import pack_uint

from indexer.engine.columns import Rows, load, save

_FIELD = "words"
_MEMORY = 256
"""Megabytes that Whoosh may use before it sorts to disk."""
_BLOCK = 1024
"""Postings in one block of a long list; Whoosh's 128 cost more to write and to read."""
_MOST_EXPANSIONS = 1_000
_REMEMBERED = 256
"""Words whose postings are kept decoded: Whoosh decodes them in Python, a thousand in three milliseconds."""

Postings = tuple[Rows, NDArray[np.float64]]


class _Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec without statistics of field lengths: we keep exact lengths ourselves, and to find none of its own
    the writer asks the file system once for every posting, which is half of its time."""

    length_stats = False


class _WordsField(fields.FieldType):  # type: ignore[misc]
    """A field whose value is already counted words; only how often each occurs is kept."""

    def __init__(self) -> None:
        self.analyzer = IDAnalyzer()
        self.format = formats.Frequency()
        self.scorable = self.stored = self.unique = False
        self.vector = None

    def index(self, value: Counter[str], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """What Whoosh's writer stores: word, frequency, weight, and the frequency as the format encodes it."""
        for word, count in value.items():
            yield word.encode(), count, float(count), pack_uint(count)


def write_words(folder: Path, name: str, rows: Iterable[Counter[str]]) -> None:
    """Write the index ``name`` with one document a row, and the number of words in each."""
    place = folder / name
    place.mkdir()
    storage = FileStorage(str(place))
    index = storage.create_index(fields.Schema(words=_WordsField()))
    writer = index.writer(limitmb=_MEMORY, codec=_Codec(blocklimit=_BLOCK))
    lengths = []
    for words in rows:
        writer.add_document(words=words)
        lengths.append(words.total())
    writer.commit()
    storage.close()
    save(folder, f"{name}_lengths", np.array(lengths, dtype=np.int32))
    for lock in place.glob("*LOCK"):
        lock.unlink()


class Words:
    """The words of one index. ``lengths`` is the number of words in each row. Thread-safe."""

    def __init__(self, folder: Path, name: str) -> None:
        self.lengths: NDArray[np.int32] = load(folder, f"{name}_lengths")
        self._storage = FileStorage(str(folder / name), readonly=True)
        self._reader = self._storage.open_index().reader()
        # A Whoosh reader moves cursors in its files and must not be used by two threads at once.
        self._lock = threading.Lock()
        self._known: OrderedDict[str, Postings] = OrderedDict()

    def postings(self, word: str) -> Postings:
        """Rows that hold ``word``, ascending, and how often."""
        with self._lock:
            found = self._known.pop(word, None) or self._read(word)
            self._known[word] = found
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return found

    def _read(self, word: str) -> Postings:
        if (_FIELD, word) not in self._reader:
            return np.empty(0, dtype=np.int32), np.empty(0)
        matcher = self._reader.postings(_FIELD, word)
        rows, counts = [], []
        while matcher.is_active():
            rows.append(matcher.id())
            counts.append(matcher.weight())
            matcher.next()
        return np.array(rows, dtype=np.int32), np.array(counts)

    def expand(self, prefix: str) -> list[str]:
        """The words that begin with ``prefix``, in order; of very many the first thousand."""
        found = []
        with self._lock:
            for word in self._reader.expand_prefix(_FIELD, prefix):
                found.append(word.decode() if isinstance(word, bytes) else word)
                if len(found) == _MOST_EXPANSIONS:
                    break
        return found

    def close(self) -> None:
        self._reader.close()
        self._storage.close()
