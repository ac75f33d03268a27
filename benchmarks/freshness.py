"""How soon a new or changed document is found in a large corpus, while a reader searches on; what a full build costs.

    python -m benchmarks.freshness ARTICLES [--clauses 150000] [--rounds 3] [--folder KEPT]

ARTICLES is a collection of laws (``benchmarks.statutes``), written as one text file a law. ``policykb build`` runs as a
process of its own, as users start it. A reader in this process takes its engine as the server does and searches the
whole time; it must never meet an error, nor two generations in one request, nor an older one after a newer. The seconds
run from the start of the command until that reader finds a sentence that stands in the document alone. ``--folder``
keeps corpus and index, so that the next run builds nothing that is there.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.law_files import write_laws
from benchmarks.startup import ENVIRONMENT
from indexer.engine.opening import engine_provider
from indexer.engine.protocol import SearchRequest
from indexer.engine.provider import EngineProvider
from indexer.errors import PolicyError

WORDS = ("电梯 维护保养", "突发事件应当怎样报告", "“行政主管部门”", "违法所得", "")
CLAUSES = 200
PAUSE = 0.02
"""Seconds between two searches of the reader: one that is asked without any rest would take a processor for itself."""
_SENTENCE = "第{}条　各有关单位应当按照第{}号工作方案开展检查，并在{}日内报告结果。\n"
_MARK = "新近登记事项之第{}号。\n"


@dataclass(frozen=True, slots=True)
class Built:
    """One run of ``policykb build``: seconds, processor seconds of all its processes, and the most megabytes that they
    held at a time (pages that they share counted once)."""

    seconds: float
    processor: float
    megabytes: float
    clauses: int


@dataclass(slots=True)
class Reader:
    """Searches in a thread until stopped. ``found`` is when ``sought`` was first found; ``wrong`` what must not be."""

    provider: EngineProvider
    sought: str = ""
    found: float = 0.0
    longest: float = 0.0
    searches: int = 0
    wrong: list[str] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)

    def look_for(self, sentence: str) -> None:
        self.found, self.longest = 0.0, 0.0
        self.sought = sentence

    @contextmanager
    def reading(self) -> Iterator[None]:
        with ThreadPoolExecutor(1) as thread:
            read = thread.submit(self._read)
            try:
                yield
            finally:
                self._stop.set()
            read.result()  # What the reader did not expect ends the benchmark.

    def _read(self) -> None:
        newest = ""
        while not self._stop.is_set():
            begun = time.perf_counter()
            try:
                newest = self._request(WORDS[self.searches % len(WORDS)], newest)
            except (PolicyError, OSError) as error:
                self.wrong.append(repr(error))
            self.longest = max(self.longest, time.perf_counter() - begun)
            self.searches += 1
            time.sleep(PAUSE)

    def _request(self, words: str, newest: str) -> str:
        """One request of two searches; the generation that answered it."""
        with self.provider.engine() as engine:
            named = engine.generation
            result = engine.search(SearchRequest(words))
            sought = self.sought
            if sought and not self.found and engine.search(SearchRequest(f"“{sought}”", limit=1)).total:
                self.found = time.perf_counter()
            again = engine.search(SearchRequest(words, limit=1))
            if engine.generation != named or again.total != result.total or not result.total:
                self.wrong.append(f"{words}: {result.total} then {again.total}, {named} then {engine.generation}")
        if named < newest:
            self.wrong.append(f"{named} after {newest}")
        return named


def build(corpus: Path, index: Path) -> Built:
    """Run the command on ``corpus``. Raises ``SystemExit`` when it fails."""
    command = [sys.executable, "-m", "indexer", "build", "--json", "--corpus", str(corpus), "--index", str(index)]
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as answer:
        process = subprocess.Popen(command, stdout=answer, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
        ended = threading.Event()
        most = [0.0]
        watching = threading.Thread(target=watch_memory, args=(process.pid, ended, most))
        watching.start()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        ended.set()
        watching.join()
        if process.returncode:
            raise SystemExit(f"build failed with exit code {process.returncode}")
        answer.seek(0)
        report = json.loads(answer.read())
    return Built(seconds, used.ru_utime + used.ru_stime, most[0], report["clauses"])


def watch_memory(process: int, ended: threading.Event, most: list[float]) -> None:
    """Keep in ``most`` the most megabytes that a process and those that it started hold, until ``ended``."""
    while not ended.wait(0.25):
        most[0] = max(most[0], sum(proportional_memory(pid) for pid in family(process)))


def family(process: int) -> list[int]:
    """A process and those that it started, as far as they are there (Linux)."""
    try:
        threads = list(Path(f"/proc/{process}/task").iterdir())
        children = [int(child) for thread in threads for child in (thread / "children").read_text().split()]
    except OSError:
        return []
    return [process, *(pid for child in children for pid in family(child))]


def proportional_memory(process: int) -> float:
    """Megabytes of a process, what it shares with others divided among them; 0 when it is gone (Linux)."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def seen_after_build(corpus: Path, index: Path, reader: Reader, sentence: str) -> tuple[Built, float]:
    """Build, and the seconds from the start of the command until the reader finds ``sentence``."""
    reader.look_for(sentence)
    begun = time.perf_counter()
    built = build(corpus, index)
    for _ in range(6000):
        if reader.found:
            return built, reader.found - begun
        time.sleep(0.01)
    raise SystemExit(f"the reader never found the sentence; {reader.wrong}")


def document(number: int) -> str:
    """A text of ``CLAUSES`` clauses of its own."""
    lines = (_SENTENCE.format(line, number, line % 28 + 1) for line in range(1, CLAUSES))
    return f"第{number}号工作方案\n\n" + "".join(lines) + _MARK.format(f"{number}甲")


def measure(corpus: Path, index: Path, rounds: int) -> dict[str, list[tuple[Built, float, float]]]:
    """For each way of changing the corpus its runs: the build, seconds until found, longest request of the reader."""
    runs: dict[str, list[tuple[Built, float, float]]] = {"add": [], "change new": [], "change old": []}
    old = sorted(corpus.glob("law-*.txt"))
    provider = engine_provider(index, corpus=corpus)
    with closing(provider):
        reader = Reader(provider)
        with provider.engine() as engine:
            engine.search(SearchRequest("预热"))
        with reader.reading():
            for _ in range(rounds):
                number = time.time_ns() // 1_000_000 % 10**9
                added = corpus / f"new-{number}.txt"
                changed = old[number % len(old)]
                for kind, path, text in (
                    ("add", added, document(number)),
                    ("change new", added, document(number) + _MARK.format(f"{number}乙")),
                    ("change old", changed, changed.read_text(encoding="utf-8") + _MARK.format(f"{number}丙")),
                ):
                    path.write_text(text, encoding="utf-8")
                    sought = text.rstrip().rpartition("\n")[2].rstrip("。")
                    built, seconds = seen_after_build(corpus, index, reader, sought)
                    runs[kind].append((built, seconds, reader.longest))
        print(f"reader: {reader.searches} requests, {len(reader.wrong)} wrong {reader.wrong[:3]}")
    return runs


def table(full: Built | None, runs: dict[str, list[tuple[Built, float, float]]]) -> str:
    """The results as Markdown, medians of the runs and the slowest of them."""
    lines = [
        "| step | found after s (slowest) | command s | processor s | cores used | peak MB | longest request ms |",
        "|---|---|---|---|---|---|---|",
    ]
    if full:
        cores = full.processor / full.seconds
        costs = f"{full.seconds:.1f} | {full.processor:.1f} | {cores:.2f} | {full.megabytes:.0f}"
        lines.append(f"| full build, {full.clauses:,} clauses | | {costs} | |")
    for kind, measured in runs.items():
        found = [seconds for _, seconds, _ in measured]
        builds = [built for built, _, _ in measured]
        seconds, processor = (_median(built.seconds for built in builds), _median(built.processor for built in builds))
        memory, longest = (
            _median(built.megabytes for built in builds),
            1000 * max(longest for _, _, longest in measured),
        )
        lines.append(
            f"| {kind} | {_median(found):.2f} ({max(found):.2f}) | {seconds:.2f} | {processor:.2f} | "
            f"{processor / seconds:.2f} | {memory:.0f} | {longest:.0f} |"
        )
    return "\n".join(lines)


def _median(values: Iterator[float] | Sequence[float]) -> float:
    return statistics.median(list(values))


def prepared(articles: Path, folder: Path, clauses: int) -> tuple[Path, Path, Built | None]:
    """Corpus and index in ``folder``, written and built where they are not there; and the build, None without one."""
    corpus, index = folder / "corpus", folder / "index"
    if not corpus.exists():
        write_laws(articles, corpus, clauses)
    full = None if (index / "CURRENT").exists() else build(corpus, index)
    return corpus, index, full


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("articles", type=Path)
    parser.add_argument("--clauses", type=int, default=150_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where corpus and index stay for the next run")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        corpus, index, full = prepared(options.articles, options.folder or Path(passing), options.clauses)
        if full:
            files = len(list(corpus.glob("*.txt")))
            size = sum(file.stat().st_size for file in index.rglob("*") if file.is_file()) / 1e6
            print(f"{files} files, {full.clauses:,} clauses, index {size:.0f} MB")
        else:
            build(corpus, index)  # The program may have changed since; then this makes all anew, outside the figures.
        print(table(full, measure(corpus, index, options.rounds)))


if __name__ == "__main__":
    main()
