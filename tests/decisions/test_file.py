"""Writing decisions: two writers, a crash, a full disk, and git at work on the same file."""

from __future__ import annotations

import errno
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.decisions.errors import DecisionError, DecisionsBusy, InvalidDecision
from indexer.decisions.file import FILE_NAME, DecisionFile
from indexer.decisions.force import in_force
from indexer.decisions.lines import format_line
from indexer.decisions.models import Decision, DecisionKind, Decisions
from indexer.storage import exclusive_lock
from tests.decisions.makers import decision
from tests.decisions.strategies import histories, unhurried

ONE, TWO = decision("d1"), decision("d2", DecisionKind.REJECT, minute=1)


@pytest.fixture
def file(tmp_path: Path) -> DecisionFile:
    return DecisionFile(tmp_path)


def test_a_folder_in_the_place_of_the_file_is_named_as_such(file: DecisionFile) -> None:
    file.path.mkdir()
    for attempt in (file.load, lambda: file.append(ONE)):
        with pytest.raises(DecisionError, match="是文件夹"):
            attempt()


def test_without_a_file_there_are_no_decisions(file: DecisionFile) -> None:
    assert file.load() == Decisions()
    assert list(file.corpus.iterdir()) == []


def test_what_was_added_is_there_for_the_next_reader(file: DecisionFile) -> None:
    file.append(ONE)
    file.append(TWO)
    assert DecisionFile(file.corpus).load().all == (ONE, TWO)
    assert file.path.read_text(encoding="utf-8") == f"{format_line(ONE)}\n{format_line(TWO)}\n"


def test_a_decision_adds_one_line_and_changes_no_other(file: DecisionFile) -> None:
    kept = b'  {"id": "by hand"} \r\n\n' + format_line(ONE).encode() + b"\n"
    file.path.write_bytes(kept)
    file.append(TWO)
    assert file.path.read_bytes() == kept + format_line(TWO).encode() + b"\n"


def test_nothing_invalid_is_ever_written(file: DecisionFile) -> None:
    with pytest.raises(InvalidDecision, match="理由"):
        file.append(ONE, replace(TWO, why=""))
    assert not file.path.exists()


@pytest.mark.parametrize("cut", [1, 30, -1])
def test_a_torn_line_is_closed_by_the_next_writer_and_stays_for_a_person_to_mend(file: DecisionFile, cut: int) -> None:
    torn = format_line(TWO).encode()[:cut]
    file.path.write_bytes(format_line(ONE).encode() + b"\n" + torn)
    (problem,) = file.load().problems
    assert (problem.line, problem.set_aside) == (2, True)
    later = decision("d3", minute=2)
    file.append(later)
    read = file.load()
    assert read.all == (ONE, later)
    assert [(p.line, p.text) for p in read.problems] == [(2, torn.decode(errors="backslashreplace").strip())]


def test_who_decides_sees_what_was_decided_before(file: DecisionFile) -> None:
    file.append(ONE)
    seen: list[Decisions] = []

    def make(decisions: Decisions) -> Sequence[Decision]:
        seen.append(decisions)
        return []

    assert file.decide(make) == []
    assert seen == [Decisions((ONE,))]


def test_an_error_while_deciding_writes_nothing_and_lets_go_of_the_file(file: DecisionFile) -> None:
    def refuse(_: Decisions) -> Sequence[Decision]:
        raise DecisionError("不行")

    with pytest.raises(DecisionError, match="不行"):
        file.decide(refuse)
    file.append(ONE)
    assert file.load().all == (ONE,)


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


def test_a_file_that_git_replaces_while_it_is_written_gets_the_decision_all_the_same(
    file: DecisionFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.append(ONE)
    synced = os.fsync

    def replaced(handle: int) -> None:
        synced(handle)
        monkeypatch.undo()
        other = file.path.with_name("checkout")
        other.write_bytes(format_line(decision("d7", minute=7)).encode())
        other.replace(file.path)

    monkeypatch.setattr("indexer.decisions.file.os.fsync", replaced)
    file.append(TWO)
    assert [found.id for found in file.load().all] == ["d2", "d7"]


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


def test_a_reader_waits_for_a_writer_in_the_middle_of_a_line(file: DecisionFile) -> None:
    line = format_line(ONE).encode() + b"\n"
    half = threading.Event()

    def slow_writer() -> None:
        with exclusive_lock(file.corpus / ".decisions.lock"):
            file.path.write_bytes(line[:50])
            half.set()
            time.sleep(0.1)
            file.path.write_bytes(line)

    writer = threading.Thread(target=slow_writer)
    writer.start()
    half.wait()
    read = file.load()
    writer.join()
    assert read == Decisions((ONE,))


@unhurried
@given(histories(), st.data())
def test_interleaved_writers_reload_to_the_same_state(
    tmp_path_factory: pytest.TempPathFactory, made: list[Decision], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("corpus")
    writers = [DecisionFile(folder), DecisionFile(folder)]
    for one in data.draw(st.permutations(made)):
        data.draw(st.sampled_from(writers)).append(one)
    read = DecisionFile(folder).load()
    assert {one.id: one for one in read.all} == {one.id: one for one in made}
    assert in_force(read.all) == in_force(made)


def write_many(corpus: Path, name: str, count: int) -> None:
    """Each decision replaces the last one there is, as a person who reads before deciding would have it."""
    file = DecisionFile(corpus, patience=60)

    def next_one(decisions: Decisions, number: int) -> Decision:
        last = max(decisions.all, key=lambda one: len(one.why), default=None)
        return decision(
            f"{name}{number}", why="由" * (len(decisions.all) + 1), replaces=(last.id,) if last is not None else ()
        )

    for number in range(count):
        file.decide(partial(lambda number, decisions: [next_one(decisions, number)], number))


def test_two_processes_that_write_at_once_lose_nothing_and_see_each_other(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=write_many, args=(tmp_path, name, 25)) for name in "ab"]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert not [p for p in DecisionFile(tmp_path, patience=60).load().problems if p.set_aside]
        time.sleep(0.01)
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    read = DecisionFile(tmp_path).load()
    assert {one.id for one in read.all} == {f"{name}{number}" for name in "ab" for number in range(25)}
    # One chain: whoever wrote knew of everything written before, so that no two say they replace the same.
    assert len({one.replaces for one in read.all}) == 50
    assert read.problems == ()


WRITER = """
import sys
from pathlib import Path
from indexer.decisions.file import DecisionFile
from tests.decisions.makers import decision
file = DecisionFile(Path(sys.argv[1]))
number = int(sys.argv[2])
while True:
    file.append(decision(f"d{number}", why="由" * 3000))
    print(number, flush=True)
    number += 1
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_killing_a_writer_at_any_moment_loses_nothing_that_it_had_recorded(tmp_path: Path) -> None:
    said = 0
    for _ in range(3):
        command = [sys.executable, "-c", WRITER, str(tmp_path), str(said + 1)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            said = int(writer.stdout.readline())
            time.sleep(random.random() / 50)  # noqa: S311
            writer.send_signal(signal.SIGKILL)
            said = max([said, *map(int, writer.stdout.read().split())])
        read = DecisionFile(tmp_path).load()
        assert {f"d{number}" for number in range(1, said + 1)} <= {one.id for one in read.all}
        assert len(read.problems) <= 1
