"""A build that is cut off, or has no room, leaves the old index in service."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer import build_jobs, generation
from indexer import build_work as building
from indexer.errors import BuildBusy, BuildFailed
from indexer.generation import BUILDING, LOCK
from indexer.storage import exclusive_lock
from tests.building.asking import build, disk_full, search
from tests.conftest import ROOT
from tests.corpus_maker import LAMPS, write_corpus


def test_two_builds_at_once_are_refused(corpus: Path, index: Path) -> None:
    index.mkdir()
    with exclusive_lock(index / LOCK), pytest.raises(BuildBusy, match="正在"):
        build(corpus, index)
    build(corpus, index)


STEPS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "batch": lambda patch: patch.setattr(build_jobs, "write_batch", disk_full),
    "manifest": lambda patch: patch.setattr(generation, "write_manifest", disk_full),
    "sync": lambda patch: patch.setattr(building, "sync_tree", disk_full),
    "rename": lambda patch: patch.setattr(Path, "rename", disk_full),
    "switch": lambda patch: patch.setattr(generation, "switch", disk_full),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_full_disk_fails_the_build_and_the_old_index_serves(
    corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    build(corpus, index)
    write_corpus(corpus, lamps=LAMPS + "建立巡查台账。\n")
    with monkeypatch.context() as patch:
        STEPS[step](patch)
        with pytest.raises(BuildFailed, match="磁盘空间不足"):
            build(corpus, index)
    assert not (index / BUILDING).exists()
    assert search(index, "灯具").total and search(index, "巡查台账").total == 0
    build(corpus, index)
    assert search(index, "巡查台账").total == 1


SMALL_DISK = """
import sys
from pathlib import Path
from indexer.build import build
from indexer.errors import BuildFailed
corpus, index = Path(sys.argv[1]), Path("index")
build(corpus, index, max_bytes=1 << 20)
(corpus / "big.md").write_text("每盏路灯的灯杆都要编号，" * 20_000, encoding="utf-8")
try:
    build(corpus, index, max_bytes=1 << 20)
except BuildFailed as error:
    from indexer.engine.opening import open_engine
    from indexer.engine.protocol import SearchRequest
    print(error, open_engine(index).search(SearchRequest("灯具")).total)
"""


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs Linux namespaces to mount a small disk")
def test_a_disk_that_is_really_full(tmp_path: Path, corpus: Path) -> None:
    """A disk of 600 KB in a mount namespace of its own, which vanishes with the process."""
    mount = 'mount -t tmpfs -o size=600k tmpfs "$0" && cd "$0" && exec "$@"'
    inside = ["unshare", "--map-root-user", "--mount", "sh", "-c", mount, str(tmp_path)]
    if subprocess.run([*inside, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this system does not let us mount a small disk")
    moved = corpus.rename(tmp_path.parent / f"{tmp_path.name}-corpus")  # out from under the mount
    command = [*inside, sys.executable, "-X", "utf8", "-c", SMALL_DISK, str(moved)]
    finished = subprocess.run(
        command,
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    message, _, total = finished.stdout.strip().rpartition(" ")
    assert "磁盘空间不足" in message and int(total) > 0


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_an_index_folder_that_may_not_be_written_is_an_error(tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(BuildFailed, match="权限"):
        build(corpus, tmp_path / "locked" / "index")


def test_an_index_path_that_is_a_file_is_an_error(tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(BuildFailed):
        build(corpus, tmp_path / "file")


def test_processes_write_what_one_would_write(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same batches, byte for byte, and failures as in one process."""
    (corpus / "empty.txt").write_bytes(b"")
    monkeypatch.setattr(build_jobs, "WORKERS_FROM", 1)
    digests = []
    for processors in (1, 2):
        monkeypatch.setattr(building, "processors", lambda number=processors: number)
        report = build(corpus, tmp_path / str(processors))
        assert [failure.path.name for failure in report.failures] == ["empty.txt"] and report.documents == 2
        folder = generation.current_folder(tmp_path / str(processors))
        written = {path.relative_to(folder).as_posix(): path for path in folder.glob("batch-*/**/*") if path.is_file()}
        assert len({name.partition("/")[0] for name in written}) == 2
        digests.append({name: path.read_bytes() for name, path in written.items()})
    assert digests[0] == digests[1]


ORPHANS = """
import os, signal, sys, time
from pathlib import Path
import indexer.build_jobs as build_jobs, indexer.build_work as building, indexer.build_workers as workers
from indexer.build import build
build_jobs.WORKERS_FROM = 1
building.processors = lambda: 2
def die(run, jobs):
    results = workers.done_by_workers(run, jobs)
    next(results)
    import multiprocessing
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
building.done_by_workers = die
build(Path(sys.argv[1]), Path(sys.argv[2]), max_bytes=1 << 20)
"""


@pytest.mark.skipif(os.name == "nt", reason="uses SIGKILL")
def test_processes_of_a_killed_build_end_with_it(corpus: Path, index: Path) -> None:
    # Their standard error is ours: reading it to the end waits for the last of them.
    killed = subprocess.run(
        [sys.executable, "-c", ORPHANS, str(corpus), str(index)],
        check=False, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert len(killed.stdout.split()) == 2
    assert build(corpus, index).documents == 2


KILLED = """
import os, signal, sys
from pathlib import Path
import indexer.build_jobs as build_jobs, indexer.build_work as building, indexer.generation as generation
from indexer.build import build
def die(*args, **kwargs): os.kill(os.getpid(), signal.SIGKILL)
place, corpus, index = sys.argv[1:]
if place == "while analysing": build_jobs.analyse = die
if place == "before the batch": build_jobs.write_batch = die
if place == "after the batch":
    write = build_jobs.write_batch
    build_jobs.write_batch = lambda *a: (write(*a), die())
if place == "before the manifest": generation.write_manifest = die
if place == "before the rename": building.sync_tree = die
if place == "before the switch": generation.switch = die
if place == "in the switch": generation.replace_file = lambda path, content: (
    path.with_name(path.name + ".new").write_bytes(content[:5]), die())
if place == "after the switch":
    switch = generation.switch
    generation.switch = lambda *a: (switch(*a), die())
build(Path(corpus), Path(index), max_bytes=1 << 20)
"""


@pytest.mark.skipif(os.name == "nt", reason="uses SIGKILL")
@pytest.mark.parametrize(
    "place",
    [
        "while analysing",
        "before the batch",
        "after the batch",
        "before the manifest",
        "before the rename",
        "before the switch",
        "in the switch",
        "after the switch",
    ],
)
def test_a_killed_build_leaves_a_working_index_and_the_next_one_cleans_up(
    corpus: Path, index: Path, place: str
) -> None:
    build(corpus, index)
    write_corpus(corpus, lamps=LAMPS + "建立巡查台账。\n")
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, place, str(corpus), str(index)], check=False, capture_output=True
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert search(index, "灯具").total
    assert search(index, "巡查台账").total == (1 if place == "after the switch" else 0)
    build(corpus, index)
    assert search(index, "巡查台账").total == 1
    kept = {generation.POINTER, LOCK, *(path.name for path in index.glob("g-*"))}
    assert {path.name for path in index.iterdir()} == kept
    assert len(list(index.glob("g-*"))) == 2


@pytest.mark.skipif(os.name == "nt", reason="uses SIGKILL")
def test_a_first_build_killed_at_any_time_leaves_nothing_that_hinders(corpus: Path, index: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", KILLED, "before the rename", str(corpus), str(index)], check=False, capture_output=True
    )
    assert (index / BUILDING).exists()
    assert build(corpus, index).added == ("lamps", "stalls")
    assert not (index / BUILDING).exists()
