"""Speed and memory of reading, outlining and building, over a folder of documents.

    python -m benchmarks.pipeline FOLDER [--runs 3]

Each step runs in a process of its own, so that its peak memory is its own: the most that it and the processes that it
starts held at a time, looked at four times a second, pages that they share counted once. The yardstick is jieba cutting
the same text into words (its usual mode, dictionary loaded beforehand): a ratio holds where seconds depend on the
machine.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.freshness import watch_memory
from indexer.analysis import analyse
from indexer.build import build
from indexer.corpus import list_corpus
from indexer.reading import read

MAX_BYTES = 10**9


@dataclass(frozen=True, slots=True)
class Measured:
    """Wall seconds and peak megabytes of one run of one step."""

    seconds: float
    megabytes: float


def read_all(folder: Path) -> None:
    for file in list_corpus(folder).documents:
        read(file.path, max_bytes=MAX_BYTES)


def analyse_all(folder: Path) -> None:
    for file in list_corpus(folder).documents:
        analyse(file.path, "document", max_bytes=MAX_BYTES)


def build_all(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as index:
        build(folder, Path(index), max_bytes=MAX_BYTES)


def cut_with_jieba(folder: Path) -> Callable[[], None]:
    import jieba

    jieba.setLogLevel("ERROR")
    jieba.initialize()
    texts = [read(file.path, max_bytes=MAX_BYTES).text for file in list_corpus(folder).documents]

    def run() -> None:
        for text in texts:
            jieba.lcut(text)

    return run


STEPS = {"read": read_all, "read + outline + clauses + duties": analyse_all, "full build": build_all}
YARDSTICK = "jieba.lcut (yardstick)"


def _run(step: str, folder: Path, answer: multiprocessing.SimpleQueue[float]) -> None:
    prepared = cut_with_jieba(folder) if step == YARDSTICK else lambda: STEPS[step](folder)
    start = time.perf_counter()
    prepared()
    answer.put(time.perf_counter() - start)


def measure(step: str, folder: Path) -> Measured:
    """One run of a step in a process of its own."""
    context = multiprocessing.get_context("spawn")
    answer: multiprocessing.SimpleQueue[float] = context.SimpleQueue()
    process = context.Process(target=_run, args=(step, folder, answer))
    process.start()
    assert process.pid is not None
    ended, most = threading.Event(), [0.0]
    watching = threading.Thread(target=watch_memory, args=(process.pid, ended, most))
    watching.start()
    process.join()
    ended.set()
    watching.join()
    if process.exitcode:
        raise SystemExit(f"{step} failed with exit code {process.exitcode}")
    return Measured(answer.get(), most[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    documents = list_corpus(options.folder).documents
    characters = sum(len(read(file.path, max_bytes=MAX_BYTES).text) for file in documents)
    print(f"{len(documents)} documents, {characters:,} characters, median of {options.runs} runs")
    runs: dict[str, list[Measured]] = {step: [] for step in (*STEPS, YARDSTICK)}
    for _ in range(options.runs):
        for step, measured in runs.items():
            measured.append(measure(step, options.folder))
    yardstick = statistics.median(m.seconds for m in runs[YARDSTICK])
    print(f"{'step':34} {'seconds':>8} {'chars/s':>12} {'× jieba time':>13} {'peak MB':>8}")
    for step, measured in runs.items():
        seconds = statistics.median(m.seconds for m in measured)
        megabytes = statistics.median(m.megabytes for m in measured)
        print(f"{step:34} {seconds:8.2f} {characters / seconds:12,.0f} {seconds / yardstick:13.2f} {megabytes:8.0f}")


if __name__ == "__main__":
    main()
