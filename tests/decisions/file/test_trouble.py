"""Writing decisions where it cannot be done: a folder in the way, no permission, a full disk; nothing is half done."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.decisions.errors import DecisionError, DecisionsBusy
from indexer.decisions.file import FILE_NAME, DecisionFile
from indexer.decisions.lines import format_line
from indexer.storage import exclusive_lock
from tests.decisions.file.decided import ONE, TWO


def test_a_folder_in_the_place_of_the_file_is_named_as_such(file: DecisionFile) -> None:
    file.path.mkdir()
    for attempt in (file.load, lambda: file.append(ONE)):
        with pytest.raises(DecisionError, match="是文件夹"):
            attempt()


def test_a_writer_that_never_lets_go_is_reported_after_a_while(file: DecisionFile) -> None:
    with exclusive_lock(file.corpus / ".decisions.lock"), pytest.raises(DecisionsBusy, match="正在写入"):
        DecisionFile(file.corpus, patience=0.05).append(ONE)
    file.append(ONE)


def test_a_missing_corpus_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DecisionError, match=r"找不到政策文件夹 .*nowhere"):
        DecisionFile(tmp_path / "nowhere").append(ONE)


def test_a_file_that_cannot_be_read_is_named(file: DecisionFile) -> None:
    file.path.mkdir()
    with pytest.raises(DecisionError, match=FILE_NAME):
        file.load()


def test_a_full_disk_is_said_and_leaves_no_half_line(file: DecisionFile, monkeypatch: pytest.MonkeyPatch) -> None:
    file.append(ONE)
    before = file.path.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("indexer.decisions.file.os.fsync", full)
    with pytest.raises(DecisionError, match="磁盘空间不足"):
        file.append(TWO)
    monkeypatch.undo()
    assert file.path.read_bytes() == before


LIMITED = """
import resource, sys
from pathlib import Path
from indexer.decisions.errors import DecisionError
from indexer.decisions.file import DecisionFile
from tests.decisions.makers import decision
file = DecisionFile(Path(sys.argv[1]))
size = file.path.stat().st_size + 100
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    file.append(decision("d2", minute=1))
except DecisionError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits on file size")
def test_a_line_that_only_partly_fits_is_taken_back(file: DecisionFile) -> None:
    file.append(ONE)
    before = file.path.read_bytes()
    # Python ignores SIGXFSZ, so the limit shows as an error of write(), after a first write that took what fitted.
    run = subprocess.run([sys.executable, "-c", LIMITED, str(file.corpus)], capture_output=True, text=True, check=True)
    assert "决定没有记录" in run.stdout
    assert file.path.read_bytes() == before


def test_a_folder_without_write_permission_can_still_be_read(
    file: DecisionFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.path.write_bytes(format_line(ONE).encode() + b"\n" + b'{"id"')

    def refused(path: Path) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr("indexer.decisions.file.exclusive_lock", refused)
    assert file.load().all == (ONE,)
    with pytest.raises(DecisionError, match="没有写入权限"):
        file.append(TWO)
