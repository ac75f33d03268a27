"""The words of a batch as a Whoosh index, for what Whoosh does well: the words that begin with a prefix.

The index is written once, as one document that holds every word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from whoosh import fields, formats
from whoosh.analysis import IDAnalyzer
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.index import EmptyIndexError

from indexer.errors import IndexDamaged

_FIELD = "words"
_MEMORY = 256
"""Megabytes that Whoosh may use before it sorts to disk."""


class _Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec without statistics of field lengths: to find none, the writer asks the file system once for every
    posting, which is half of its time."""

    length_stats = False


class _WordsField(fields.FieldType):  # type: ignore[misc]
    """A field whose value is a list of words; that they exist is all that is kept."""

    def __init__(self) -> None:
        self.analyzer = IDAnalyzer()
        self.format = formats.Existence()
        self.scorable = self.stored = self.unique = False
        self.vector = None

    def index(self, value: Sequence[str], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """What Whoosh's writer stores: word, frequency, weight, and the frequency as the format encodes it."""
        for word in value:
            yield word.encode(), 1, 1.0, b""


def write_dictionary(folder: Path, words: Sequence[str]) -> None:
    """Write the index of ``words`` into ``folder``, which must not exist."""
    folder.mkdir()
    storage = FileStorage(str(folder))
    index = storage.create_index(fields.Schema(words=_WordsField()))
    writer = index.writer(limitmb=_MEMORY, codec=_Codec())
    writer.add_document(words=words)
    writer.commit()
    storage.close()
    for lock in folder.glob("*LOCK"):
        lock.unlink()


class Dictionary:
    """Open for reading. A Whoosh reader moves cursors in its files: not for two threads at once."""

    def __init__(self, folder: Path) -> None:
        """Raises ``IndexDamaged`` where there is none; ``EOFError`` or ``struct.error`` where it is cut short."""
        self._storage = FileStorage(str(folder), readonly=True)
        try:
            self._reader = self._storage.open_index().reader()
        except EmptyIndexError as error:
            raise IndexDamaged(f"索引已损坏：{folder}。请重新建立：policykb build") from error

    def expand(self, prefix: str, most: int) -> list[str]:
        """The words that begin with ``prefix``, in order, at most so many."""
        found: list[str] = []
        for word in self._reader.expand_prefix(_FIELD, prefix):
            if len(found) == most:
                break
            found.append(word.decode() if isinstance(word, bytes) else word)
        return found

    def close(self) -> None:
        self._reader.close()
        self._storage.close()
