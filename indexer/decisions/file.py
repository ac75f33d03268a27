"""Adding to the file of decisions, safe against other writers, a crash and a full disk.

The file is only ever added to: a line is one write, and it has reached the disk before anybody is told that the
decision is recorded. Whoever adds holds a lock that dies with its process (``indexer.storage``), and reads the file
under that lock, so that a decision knows what it replaces. A line that a crash cut off is closed by the next writer and
stays where it is, reported by every reader until a person mends it.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from indexer.decisions.errors import DecisionError, DecisionsBusy, DecisionsNotWritten
from indexer.decisions.lines import check, format_line
from indexer.decisions.models import Decision, Decisions
from indexer.decisions.reading import read_decisions
from indexer.errors import BuildBusy
from indexer.storage import exclusive_lock, sync_folder
from indexer.system_errors import refusal

FILE_NAME = "decisions.jsonl"
_LOCK_NAME = ".decisions.lock"
_PAUSE = 0.02
_NOT_WRITABLE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@dataclass(frozen=True, slots=True)
class DecisionFile:
    """The decisions that lie beside a corpus. ``patience`` is how many seconds to wait for another writer."""

    corpus: Path
    patience: float = 10.0

    @property
    def path(self) -> Path:
        return self.corpus / FILE_NAME

    @property
    def is_there(self) -> bool:
        """Whether somebody decided anything yet; also where that cannot be seen, since reading it says why."""
        try:
            self.path.stat()
        except FileNotFoundError:
            return False
        except OSError:
            return True
        return True

    def load(self) -> Decisions:
        """What the file says now; empty when there is none. Raises ``DecisionError`` when it cannot be read."""
        content = self._content()
        if content and not content.endswith(b"\n"):
            # Either a writer is at it this moment, or the line really ends like this: whoever has the lock knows.
            try:
                with self._locked():
                    content = self._content()
            except OSError as error:
                if error.errno not in _NOT_WRITABLE:
                    raise DecisionError(f"无法读取 {self.path}：{refusal(error)}。") from error
        return read_decisions(content)

    def append(self, *decisions: Decision) -> None:
        """Add decisions; when this returns they are on the disk. Errors as in ``decide``."""
        self.decide(lambda _: decisions)

    def decide(self, make: Callable[[Decisions], Sequence[Decision]]) -> Sequence[Decision]:
        """Add what ``make`` makes of the decisions so far, nobody else writing in between; what was added.

        Raises ``InvalidDecision`` for one that must not be recorded, ``DecisionsBusy`` when another process does not
        let go of the file, ``DecisionsNotWritten`` when it cannot be written (nothing has been added then); and
        whatever ``make`` raises.
        """
        try:
            with self._locked():
                made = make(read_decisions(self._content()))
                for decision in made:
                    check(decision)
                if made:
                    self._write("".join(format_line(decision) + "\n" for decision in made).encode())
        except OSError as error:
            raise DecisionsNotWritten(f"决定没有记录：{_explained(error, self.path)}") from error
        return made

    def _content(self) -> bytes:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return b""
        except IsADirectoryError as error:
            raise DecisionError(f"{self.path} 是文件夹，人工决定应当记录在同名的文件中。请将它移走或改名。") from error
        except OSError as error:
            raise DecisionError(f"无法读取 {self.path}：{refusal(error)}。请检查它的权限。") from error

    @contextmanager
    def _locked(self) -> Iterator[None]:
        deadline = time.monotonic() + self.patience
        with ExitStack() as stack:
            while True:
                try:
                    stack.enter_context(exclusive_lock(self.corpus / _LOCK_NAME))
                    break
                except BuildBusy:
                    if time.monotonic() > deadline:
                        raise DecisionsBusy(f"另一个程序正在写入 {self.path}，请稍后再试。") from None
                time.sleep(_PAUSE)
            yield

    def _write(self, lines: bytes) -> None:
        """Add whole lines. Raises ``OSError`` after taking back what did not go in as a whole."""
        while True:
            existed = self.path.exists()
            with self.path.open("ab+", buffering=0) as file:
                before = file.seek(0, os.SEEK_END)
                left = memoryview(_line_end(file, before) + lines)
                try:
                    while left:
                        left = left[file.write(left) :]
                    os.fsync(file.fileno())
                except OSError:
                    file.truncate(before)
                    raise
                if not existed:
                    sync_folder(self.corpus)
                # git replaces files instead of writing into them: what went into the old one is not in the new one.
                if self._is_in_place(file.fileno()):
                    return

    def _is_in_place(self, handle: int) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), self.path.stat())
        except FileNotFoundError:
            return False


def _line_end(file: FileIO, size: int) -> bytes:
    """What has to be written first, so that the next line is one of its own."""
    if not size:
        return b""
    file.seek(size - 1)
    return b"" if file.read(1) == b"\n" else b"\n"


def _explained(error: OSError, path: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"磁盘空间不足（{path}）。请腾出空间后再试。"
    if error.errno in _NOT_WRITABLE:
        return f"没有写入权限（{path}）。请检查文件夹的权限。"
    if error.errno == errno.ENOENT:
        return f"找不到政策文件夹 {path.parent}，请用 --corpus 指明它在哪里。"
    return f"{refusal(error)}（{path}）。"
