"""Writing decisions while others do: two writers, a crash and git at work on the same file lose nothing."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.decisions.file import DecisionFile
from indexer.decisions.force import in_force
from indexer.decisions.lines import format_line
from indexer.decisions.models import Decision, Decisions
from indexer.storage import exclusive_lock
from tests.decisions.file.decided import ONE, TWO
from tests.decisions.makers import decision
from tests.decisions.strategies import histories, unhurried


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
