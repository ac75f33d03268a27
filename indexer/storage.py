"""Files and folders that survive a crash: locks that die with their process, syncing, linking, digests."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from indexer.errors import BuildBusy

_BLOCK = 4096
_SAMPLES = 16
_DIGITS = 32
_SYNCED_AT_ONCE = 16
SETTLED_NS = 3_000_000_000
"""The clock of a file system may tick only every two seconds: two changes within a tick look like one."""

Stamp = tuple[int, int, int, int]


@contextmanager
def exclusive_lock(path: Path) -> Iterator[None]:
    """Hold ``path`` as a lock that the system releases when the process ends, however it ends.

    Raises ``BuildBusy`` when another process holds it.
    """
    with path.open("a+b") as file:
        if not _try_lock(file, shared=False):
            raise BuildBusy(f"另一个程序正在 {path.parent} 建立索引，请等它结束后再试。")
        yield


def hold_shared(path: Path) -> IO[bytes]:
    """An open file that shows ``being_read`` to others until it is closed. Raises ``OSError``."""
    file = path.open("rb")
    _try_lock(file, shared=True)
    return file


def being_read(path: Path) -> bool:
    """Whether some process holds ``path`` (``hold_shared``). On Windows an open file cannot be removed anyway."""
    try:
        with path.open("rb") as file:
            return not _try_lock(file, shared=False)
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[bytes], *, shared: bool) -> bool:
        if shared:
            return True
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(file: IO[bytes], *, shared: bool) -> bool:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def digest(data: bytes) -> str:
    """A digest of 16 bytes in hexadecimal: SHA-256 cut short, which today's processors compute fastest."""
    return hashlib.sha256(data).hexdigest()[:_DIGITS]


def file_digest(path: Path | str) -> str:
    """The same of a file's whole content. Raises ``OSError``."""
    with open(path, "rb") as file:  # noqa: PTH123
        return hashlib.file_digest(file, "sha256").hexdigest()[:_DIGITS]


def sample_digest(path: Path | str) -> str:
    """A digest of 17 blocks of 4 KB spread evenly over the file, first and last included; of all of a small file.

    Reads at most 68 KB however large the file is, and finds every truncation and every damage to a sixteenth of it.
    """
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 (by its name it is opened in half the time)
        size = os.fstat(file.fileno()).st_size
        if size <= _BLOCK * _SAMPLES:
            return digest(file.read())
        blocks = []
        for sample in range(_SAMPLES + 1):
            file.seek((size - _BLOCK) * sample // _SAMPLES)
            blocks.append(file.read(_BLOCK))
    return digest(b"".join(blocks))


def file_stamp(path: Path) -> Stamp | None:
    """What tells two states of a file apart without reading it: its size, when its content and when anything about it
    last changed (ns), and its number on the disk. None where that was too short ago to tell. Raises ``OSError``.

    On Unix nobody can set the third back, so only a damaged disk goes unnoticed, or a network drive for as long as it
    answers from its memory. On Windows the third is when the file was made: there a program would go unnoticed that
    writes other content of the same size over a file and then sets its time back.
    """
    status = path.stat()
    if max(status.st_mtime_ns, status.st_ctime_ns) > time.time_ns() - SETTLED_NS:
        return None
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def link_tree(source: Path, target: Path) -> None:
    """Make ``target`` a copy of ``source`` that shares its files where the file system can. Raises ``OSError``.

    The files must never be written to again.
    """
    import shutil  # takes long to load, and searches copy nothing

    shutil.copytree(source, target, copy_function=link_file)


def link_file(source: Path | str, target: Path | str) -> None:
    """The same of one file."""
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without hard links
        import shutil

        shutil.copy2(source, target)


def sync_tree(folder: Path, *, skip: frozenset[str] = frozenset()) -> None:
    """Have every file and folder below ``folder`` written through to the disk, top-level names in ``skip`` aside.

    Several at a time: the disk then writes its journal once for many.
    """
    files: list[Path] = []
    folders = [folder]
    for entry in (entry for entry in folder.iterdir() if entry.name not in skip):
        below = [entry, *entry.rglob("*")] if entry.is_dir() else [entry]
        for path in below:
            (folders if path.is_dir() else files).append(path)
    from concurrent.futures import ThreadPoolExecutor  # takes long to load, and searches sync nothing

    with ThreadPoolExecutor(_SYNCED_AT_ONCE) as pool:
        deque(pool.map(sync_file, files), maxlen=0)
        deque(pool.map(sync_folder, folders), maxlen=0)


def sync_file(path: Path) -> None:
    """Have a file's content written through to the disk. Raises ``OSError``."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have a folder's entries written through to the disk; systems that cannot open folders do so by themselves."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_file(path: Path, content: bytes) -> None:
    """Write a small file so that readers find either the old content or the new, even after a power cut."""
    new = unfinished(path)
    with new.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    sync_folder(path.parent)


def unfinished(path: Path) -> Path:
    """Where ``replace_file`` writes the new content, and where a killed process leaves it."""
    return path.with_name(path.name + ".new")
