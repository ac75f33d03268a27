"""This engine beside plain Whoosh with jieba, SQLite FTS5 and tantivy, over the same records, in one run.

    python -m benchmarks.peers --articles FILE --queries FILE --questions FILE [--sizes 2000 20000 150000]

Needs the extra ``bench``. Every engine does the work of a whole result page: ten hits with their texts and highlights,
the exact total, and counts over documents, sections and kinds. The peers get the tokens of jieba, joined by blanks.
Each engine runs in a process of its own; times hold for this machine and its load, their ratios travel further.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.peer_engines import ENGINES, Query
from benchmarks.statutes import read_articles

KINDS = ("one term", "three terms", "question", "phrase", "filter")
SLOW = {"whoosh": 20_000}
"""Up to how many clauses an engine takes part: plain Whoosh needs many minutes beyond."""
WARM = 5


def read_queries(queries: Path, questions: Path, most: int) -> dict[str, list[Query]]:
    """``most`` queries of each kind."""
    stored = json.loads(queries.read_text(encoding="utf-8"))
    asked = [line.split("\t")[1] for line in questions.read_text(encoding="utf-8").splitlines()]
    made = {
        "one term": [Query((word,)) for word in stored["term1"]],
        "three terms": [Query(tuple(words)) for words in stored["and3"]],
        "question": [Query((text,), kind="question") for text in asked],
        "phrase": [Query(("".join(words),), kind="phrase") for words in stored["phrase"]],
        "filter": [Query(tuple(words), document=True) for words, _ in stored["filter"]],
    }
    return {kind: made[kind][:most] for kind in KINDS}


def work(engine: str, options: argparse.Namespace, size: int, folder: Path) -> dict[str, Any]:
    """Build, open and query one engine, in this process."""
    articles = read_articles(options.articles, size)
    peer = ENGINES[engine](folder / "index")
    begun = time.perf_counter()
    peer.build(articles)
    built = time.perf_counter() - begun
    return {"build": built, "bytes": sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())}


def query(engine: str, options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Open an engine that was built, and search."""
    peer = ENGINES[engine](folder / "index")
    peer.cut("预热")
    begun = time.perf_counter()
    peer.open()
    opened = time.perf_counter() - begun
    found: dict[str, Any] = {"open": opened, "ms": {}, "totals": {}}
    for kind, queries in read_queries(options.queries, options.questions, options.most).items():
        for each in queries[:WARM]:
            peer.page(each)
        times, totals = [], []
        for each in queries:
            begun = time.perf_counter()
            totals.append(peer.page(each))
            times.append((time.perf_counter() - begun) * 1000)
        found["ms"][kind] = (statistics.median(times), sorted(times)[int(len(times) * 0.95)])
        found["totals"][kind] = statistics.mean(totals)
    found["memory"] = _resident()
    return found


def _resident() -> float:
    """Megabytes of this process in memory, mapped files included."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def _in_process(step: str, engine: str, arguments: list[str], size: int, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.peers", *arguments, "--step", step, engine, str(size), str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def table(results: dict[int, dict[str, dict[str, Any]]]) -> str:
    """The results as Markdown; times as p50 / p95 in milliseconds, and p50 in multiples of this engine's."""
    lines = [
        f"| clauses | engine | build s | index MB | memory MB | open ms | {' | '.join(KINDS)} |",
        "|---|---|---|---|---|---|" + "---|" * len(KINDS),
    ]
    for size, engines in results.items():
        own = engines["policykb"]["ms"]
        for name, found in engines.items():
            times = (f"{p50:.1f} / {p95:.1f} (×{p50 / own[kind][0]:.1f})" for kind, (p50, p95) in found["ms"].items())
            facts = (
                f"{found['build']:.1f} | {found['bytes'] / 1e6:.0f} | {found['memory']:.0f} | {found['open'] * 1e3:.0f}"
            )
            lines.append(f"| {size:,} | {name} | {facts} | {' | '.join(times)} |")
    return "\n".join(lines)


def plot(results: dict[int, dict[str, dict[str, Any]]], file: Path) -> None:
    """Median time of a page against the number of clauses, one line an engine, one field a kind of query."""
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    figure, fields = plt.subplots(1, len(KINDS), figsize=(3 * len(KINDS), 3), sharey=True)
    for field, kind in zip(fields, KINDS, strict=True):
        for engine in ENGINES:
            sizes = [size for size in results if engine in results[size]]
            field.loglog(sizes, [results[size][engine]["ms"][kind][0] for size in sizes], marker="o", label=engine)
        field.set_title(kind)
        field.set_xlabel("clauses")
    fields[0].set_ylabel("ms a page, median")
    fields[-1].legend(fontsize="small")
    figure.tight_layout()
    figure.savefig(file, dpi=80)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else "")
    for name in ("articles", "queries", "questions"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="+", default=[2_000, 20_000, 150_000])
    parser.add_argument("--most", type=int, default=100, help="queries of each kind")
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--step", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        step, engine, size, folder = options.step
        run: Callable[[], dict[str, Any]] = (
            (lambda: work(engine, options, int(size), Path(folder)))
            if step == "build"
            else (lambda: query(engine, options, Path(folder)))
        )
        print(json.dumps(run()))
        return
    arguments = [f"--{name}={getattr(options, name)}" for name in ("articles", "queries", "questions", "most")]
    results: dict[int, dict[str, dict[str, Any]]] = {}
    for size in options.sizes:
        results[size] = {}
        for engine in ENGINES:
            if size <= SLOW.get(engine, size):
                with tempfile.TemporaryDirectory() as folder:
                    built = _in_process("build", engine, arguments, size, Path(folder))
                    results[size][engine] = built | _in_process("query", engine, arguments, size, Path(folder))
        print(table({size: results[size]}), flush=True)
    if options.plot:
        plot(results, options.plot)


if __name__ == "__main__":
    main()
