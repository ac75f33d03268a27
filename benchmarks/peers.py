"""This engine beside plain Whoosh with jieba, SQLite FTS5 and tantivy, over the same records, in one run.

    python -m benchmarks.peers --articles FILE --queries FILE --questions FILE [--sizes 2000 20000 150000] [--keep DIR]

Needs the extra ``bench``. Every engine does the work of a whole result page (``benchmarks.peer_engines``): ten hits
with their texts and highlights, the exact total, and the facets. The peers get the tokens of jieba, joined by blanks;
this engine finds parts of words too. Each engine runs in a process of its own, and the engines take turns, each
answering a few queries as a server would, so that whatever else the machine does falls on all of them alike. Times hold
for this machine and its load; their ratios travel further.

With ``--keep`` the indexes stay in that folder and are used again by the next run; what their building took is kept
beside them.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.peer_engines import ENGINES, Query, year_of
from benchmarks.statutes import read_articles

KINDS = ("one term", "three terms", "question", "phrase", "filter")
SLOW = {"whoosh": 20_000}
"""Up to how many clauses an engine takes part: plain Whoosh needs many minutes beyond."""
NEEDED = {"tantivy": "tantivy"}
"""What an engine needs that the program itself does not."""
WARM = 10
"""Queries of each kind asked before those that are measured."""
TURN = 10
"""Queries that an engine answers before it is the next one's turn."""

_PROCESSES = multiprocessing.get_context("spawn")

Found = dict[str, Any]
"""What was measured of one engine."""


def read_queries(queries: Path, questions: Path, most: int) -> dict[str, list[Query]]:
    """``WARM`` and ``most`` queries of each kind."""
    stored = json.loads(queries.read_text(encoding="utf-8"))
    asked = [line.split("\t")[1] for line in questions.read_text(encoding="utf-8").splitlines()]
    made = {
        "one term": [Query((word,)) for word in stored["term1"]],
        "three terms": [Query(tuple(words)) for words in stored["and3"]],
        "question": [Query((text,), kind="question") for text in asked],
        "phrase": [Query(("".join(words),), kind="phrase") for words in stored["phrase"]],
        "filter": [Query(tuple(words), year=year_of(digit)) for words, digit in stored["filter"]],
    }
    return {kind: made[kind][: WARM + most] for kind in KINDS}


def build(engine: str, articles: Path, size: int, folder: Path) -> None:
    """Build the index of an engine into ``folder`` and write ``built.json`` beside it: seconds, and bytes."""
    read = read_articles(articles, size)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    peer = ENGINES[engine](folder / "index")
    begun = time.perf_counter()
    peer.build(read)
    seconds = time.perf_counter() - begun
    size_of = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    (folder / "built.json").write_text(json.dumps({"build": seconds, "bytes": size_of}), encoding="utf-8")


def serve(engine: str, folder: Path, connection: Connection, processor: bool) -> None:
    """Open the index of an engine; then answer each query with the seconds it took and the total, and None with the
    megabytes of this process in memory, mapped files included."""
    peer = ENGINES[engine](folder / "index")
    peer.prepare()
    clock = time.process_time if processor else time.perf_counter
    begun = clock()
    peer.open()
    connection.send(clock() - begun)
    while (query := connection.recv()) is not None:
        begun = clock()
        total = peer.page(query)
        connection.send((clock() - begun, total))
    connection.send(_resident())


def _resident() -> float:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def query(
    engines: Sequence[str], queries: dict[str, list[Query]], folder: Path, *, processor: bool = False
) -> dict[str, Found]:
    """Open the engines, one after the other, and let them answer by turns; ``processor`` time instead of the clock's,
    all threads of an engine together."""
    found: dict[str, Found] = {engine: {"ms": {}, "totals": {}} for engine in engines}
    connections: dict[str, Connection] = {}
    for engine in engines:
        connections[engine], theirs = _PROCESSES.Pipe()
        _PROCESSES.Process(target=serve, args=(engine, folder / engine, theirs, processor), daemon=True).start()
        theirs.close()  # Held open here, the death of the engine would never show.
        found[engine]["open"] = connections[engine].recv()
    for kind, asked in queries.items():
        answers: dict[str, list[tuple[float, int]]] = {engine: [] for engine in engines}
        for first in range(0, len(asked), TURN):
            turn = first // TURN % len(engines)
            for engine in (*engines[turn:], *engines[:turn]):
                for each in asked[first : first + TURN]:
                    connections[engine].send(each)
                    answers[engine].append(connections[engine].recv())
        for engine in engines:
            times = sorted(seconds * 1000 for seconds, _ in answers[engine][WARM:])
            found[engine]["ms"][kind] = (statistics.median(times), times[int(len(times) * 0.95)])
            found[engine]["totals"][kind] = statistics.mean(total for _, total in answers[engine][WARM:])
    for engine, connection in connections.items():
        connection.send(None)
        found[engine]["memory"] = connection.recv()
    return found


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        yield kept
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def measure(options: argparse.Namespace, size: int, folder: Path) -> dict[str, Found]:
    """Build what is not there yet, each engine in a process of its own, and query."""
    engines = [engine for engine in options.engines if size <= SLOW.get(engine, size)]
    for engine in engines:
        if not (folder / engine / "built.json").exists() or engine in options.rebuild:
            arguments = (engine, options.articles, size, folder / engine)
            process = _PROCESSES.Process(target=build, args=arguments)
            process.start()
            process.join()
            if process.exitcode:
                sys.exit(f"{engine} could not be built")
    queries = read_queries(options.queries, options.questions, options.most)
    try:
        found = query(engines, queries, folder, processor=options.processor_time)
    except EOFError:
        sys.exit("an engine ended while it was asked; what it said stands above")
    for engine in engines:
        found[engine].update(json.loads((folder / engine / "built.json").read_text(encoding="utf-8")))
    return found


def table(results: dict[int, dict[str, Found]]) -> str:
    """The results as Markdown; times as p50 / p95 in milliseconds, and p50 in multiples of the first engine's."""
    lines = [
        f"| clauses | engine | build s | index MB | memory MB | open ms | {' | '.join(KINDS)} |",
        "|---|---|---|---|---|---|" + "---|" * len(KINDS),
    ]
    for size, engines in results.items():
        own = next(iter(engines.values()))["ms"]
        for name, found in engines.items():
            times = (f"{p50:.2f} / {p95:.2f} (×{p50 / own[kind][0]:.1f})" for kind, (p50, p95) in found["ms"].items())
            facts = (
                f"{found['build']:.1f} | {found['bytes'] / 1e6:.0f} | {found['memory']:.0f} | {found['open'] * 1e3:.0f}"
            )
            lines.append(f"| {size:,} | {name} | {facts} | {' | '.join(times)} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else "")
    for name in ("articles", "queries", "questions"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="+", default=[2_000, 20_000, 150_000])
    parser.add_argument("--most", type=int, default=100, help="queries of each kind")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the indexes there, and use those that are there")
    parser.add_argument("--rebuild", nargs="+", choices=ENGINES, default=[], help="build these again")
    parser.add_argument("--processor-time", action="store_true", help="for a machine that has other work to do")
    parser.add_argument("--totals", action="store_true", help="how many clauses each engine finds on average")
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    missing = {NEEDED[engine] for engine in options.engines if engine in NEEDED and find_spec(NEEDED[engine]) is None}
    if missing:
        parser.error(f"{', '.join(sorted(missing))} not installed: pip install -e '.[bench]'")
    results: dict[int, dict[str, Found]] = {}
    with _folder(options.keep) as folder:
        for size in options.sizes:
            results[size] = measure(options, size, folder / str(size))
            print(table({size: results[size]}), flush=True)
            if options.totals:
                for engine, found in results[size].items():
                    print(engine, {kind: round(total, 1) for kind, total in found["totals"].items()}, flush=True)
    if options.plot:
        from benchmarks.peers_plot import plot

        times = {size: {name: found["ms"] for name, found in engines.items()} for size, engines in results.items()}
        plot(times, options.plot, "processor" if options.processor_time else "clock")


if __name__ == "__main__":
    main()
