"""The words of a batch in a table of sorted keys as Whoosh has them, which finds those that begin with a prefix.

The table alone, without an index around it: all that Whoosh loads for an index takes longer than most searches.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from pickle import UnpicklingError

from whoosh.filedb.filetables import FileFormatError, OrderedHashReader, OrderedHashWriter
from whoosh.filedb.structfile import StructFile

from indexer.errors import IndexDamaged

_DAMAGE = (FileFormatError, OSError, EOFError, ValueError, TypeError, LookupError, struct.error, UnpicklingError)
"""What Whoosh raises for a table that is not there, is none, or is cut short."""


def write_dictionary(path: Path, words: Iterable[str]) -> None:
    """Write the table of ``words``, which come in ascending order, each once."""
    with path.open("wb") as file:
        table = OrderedHashWriter(StructFile(file))
        for word in words:
            table.add(word.encode(), b"")
        table.close()


class Dictionary:
    """Open for reading. Whoosh moves a cursor in the table: not for two threads at once."""

    def __init__(self, path: Path) -> None:
        """Raises ``IndexDamaged`` where there is none or it is damaged."""
        try:
            self._table = OrderedHashReader(StructFile(BytesIO(path.read_bytes())))
        except _DAMAGE as error:
            raise IndexDamaged(f"索引已损坏：{path}。请重新建立：policykb build") from error

    def expand(self, prefix: str, most: int) -> list[str]:
        """The words that begin with ``prefix``, in order, at most so many."""
        start = prefix.encode()
        found: list[str] = []
        for word in self._table.keys_from(start):
            if len(found) == most or not word.startswith(start):
                break
            found.append(word.decode())
        return found

    def close(self) -> None:
        self._table.close()
