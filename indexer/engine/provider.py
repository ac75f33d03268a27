"""Hands the engine of the generation in service to whoever answers requests, and follows the switch to a new one.

``with provider.engine() as engine: engine.search(…)``: inside the block the engine stays open and on one generation,
whatever is built meanwhile. The next block gets the new generation.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from indexer.engine.protocol import SearchEngine
from indexer.errors import IndexMissing, PolicyError

Stamp = tuple[int, int, int]


@dataclass(slots=True)
class _Lease:
    """An open engine, the pointer's stamp it was opened for, and how many requests are using it."""

    engine: SearchEngine
    stamp: Stamp
    users: int = 0
    retired: bool = False


class EngineProvider:
    """``pointer`` is the file whose replacement announces a new generation; ``open_engine`` opens that generation.

    Thread-safe. While one thread opens a new generation the others go on with the old one, which is closed when its
    last user leaves. ``trouble`` is the error met when the newest generation could not be opened and an older one
    stays in service, else None: a page should say so.
    """

    def __init__(self, pointer: Path, open_engine: Callable[[], SearchEngine]) -> None:
        self.trouble: PolicyError | None = None
        self._pointer = pointer
        self._open_engine = open_engine
        self._lease: _Lease | None = None
        self._tried: Stamp | None = None
        self._lock = threading.Lock()
        self._opening = threading.Lock()

    @contextmanager
    def engine(self) -> Iterator[SearchEngine]:
        """The engine in service. Raises ``IndexMissing``, ``IndexDamaged`` or ``IndexOutdated`` when there is none."""
        lease = self._take()
        try:
            yield lease.engine
        finally:
            self._leave(lease)

    def close(self) -> None:
        """Close the engine as soon as nobody uses it. The provider may be used again and opens it anew."""
        with self._lock:
            lease, self._lease, self._tried = self._lease, None, None
        if lease is not None:
            self._retire(lease)

    def _take(self) -> _Lease:
        stamp = self._stamp()
        with self._lock:
            lease = self._lease
            if lease is not None and stamp in (None, lease.stamp, self._tried):
                lease.users += 1
                return lease
        # With an engine in service only one thread opens the new one; without, all wait for it.
        if not self._opening.acquire(blocking=lease is None):
            with self._lock:
                if self._lease is not None:
                    self._lease.users += 1
                    return self._lease
            self._opening.acquire()
        try:
            return self._switch()
        finally:
            self._opening.release()

    def _switch(self) -> _Lease:
        """Open what the pointer names now and put it in service. Called by one thread at a time."""
        stamp = self._stamp()
        with self._lock:
            held = self._lease
            if held is not None and stamp in (None, held.stamp, self._tried):
                held.users += 1
                return held
        if stamp is None:
            raise IndexMissing("还没有索引，请先运行：policykb build")
        try:
            opened = _Lease(self._open_engine(), stamp, users=1)
        except PolicyError as error:
            with self._lock:
                if self._lease is None:
                    raise
                self.trouble, self._tried = error, stamp
                self._lease.users += 1
                return self._lease
        with self._lock:
            old, self._lease = self._lease, opened
            self.trouble, self._tried = None, stamp
        if old is not None:
            self._retire(old)
        return opened

    def _retire(self, lease: _Lease) -> None:
        with self._lock:
            lease.retired = True
            unused = lease.users == 0
        if unused:
            lease.engine.close()

    def _leave(self, lease: _Lease) -> None:
        with self._lock:
            lease.users -= 1
            last = lease.retired and lease.users == 0
        if last:
            lease.engine.close()

    def _stamp(self) -> Stamp | None:
        """What identifies one version of the pointer file without reading it; None when there is none."""
        try:
            status = self._pointer.stat()
        except FileNotFoundError:
            return None
        return (status.st_mtime_ns, status.st_ino, status.st_size)
