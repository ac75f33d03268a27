"""The search page over HTTP, asked by several clients at once: how long they wait, and what memory the server takes.

    python -m benchmarks.load ARTICLES --queries FILE --questions FILE [--clauses 150000] [--clients 8] [--folder KEPT]

Corpus and index are those of ``benchmarks.freshness``; the server is ``policykb serve``, a process of its own; the
clients are another, each a thread that keeps its connection and asks as soon as it is answered, for a page of the kinds
of ``benchmarks.peers`` in turn. No page is asked for twice, so that no cache of pages could help. Linux only.
"""

from __future__ import annotations

import argparse
import http.client
import json
import multiprocessing
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.freshness import prepared

KINDS = ("one term", "three terms", "question", "phrase", "filter")
WARM = 40
_READY = re.compile(r"http://127\.0\.0\.1:(\d+)/")
_FILTERS = (("genre", "条例"), ("kind", "sentence"), ("genre", "办法"), ("genre", "规定"))


@dataclass(frozen=True, slots=True)
class Asked:
    """One page: its kind, the milliseconds until its last byte, status and bytes."""

    kind: str
    milliseconds: float
    status: int
    size: int


def pages(queries: Path, questions: Path, most: int) -> list[tuple[str, str]]:
    """``most`` pages as (kind, address), the kinds in turn."""
    stored = json.loads(queries.read_text(encoding="utf-8"))
    asked = [line.split("\t")[1] for line in questions.read_text(encoding="utf-8").splitlines()]
    made: dict[str, Iterator[str]] = {
        "one term": iter(stored["term1"]),
        "three terms": (" ".join(words) for words in (*stored["and3"], *stored["facet"])),
        "question": iter(asked),
        "phrase": (f'"{"".join(words)}"' for words in stored["phrase"]),
        "filter": (" ".join(words[:2]) for words, _ in stored["filter"]),
    }
    filters, found = cycle(_FILTERS), []
    for kind, _ in zip(cycle(KINDS), range(most), strict=False):
        text = next(made[kind], None)
        if text is None:
            break
        values = [("q", text), *([next(filters)] if kind == "filter" else [])]
        found.append((kind, f"/search?{urlencode(values)}"))
    return found


def ask(port: int, clients: int, asked: Sequence[tuple[str, str]]) -> list[Asked]:
    """Ask for all pages, ``clients`` at a time."""
    left, lock, answers = iter(asked), threading.Lock(), []

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        while True:
            with lock:
                kind, address = next(left, ("", ""))
            if not address:
                break
            begun = time.perf_counter()
            connection.request("GET", address)
            response = connection.getresponse()
            size = len(response.read())
            answers.append(Asked(kind, 1000 * (time.perf_counter() - begun), response.status, size))
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def asked_elsewhere(port: int, clients: int, asked: Sequence[tuple[str, str]]) -> list[Asked]:
    """``ask`` in a process of its own, whose work is not the server's."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        found: list[Asked] = pool.apply(ask, (port, clients, asked))
    return found


@contextmanager
def serving(corpus: Path, index: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """``policykb serve`` on a free port; the process, and the port."""
    command = [sys.executable, "-m", "indexer", "serve", "--port", "0", "--corpus", str(corpus), "--index", str(index)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        found = _READY.search(server.stdout.readline() if server.stdout else "")
        if not found:
            raise SystemExit("the server did not start")
        yield server, int(found.group(1))
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def memory(process: int) -> dict[str, float]:
    """Megabytes: all that is in memory, the share of what others map too, and what is the process's alone."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    sizes = {name: int(value.split()[0]) / 1024 for name, value in (line.split(":") for line in lines)}
    return {"RSS": sizes["Rss"], "PSS": sizes["Pss"], "private": sizes["Private_Clean"] + sizes["Private_Dirty"],
            "anonymous": sizes["Anonymous"]}  # fmt: skip


def processor(process: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def table(answers: Sequence[Asked]) -> str:
    """Waiting times by kind, as Markdown."""
    lines = ["| kind | pages | p50 ms | p95 ms | longest ms | KB a page |", "|---|---|---|---|---|---|"]
    for kind in (*KINDS, "all"):
        own = [one for one in answers if kind in (one.kind, "all")]
        waited = sorted(one.milliseconds for one in own)
        p95 = waited[min(int(len(waited) * 0.95), len(waited) - 1)]
        size = statistics.median(one.size for one in own) / 1000
        lines.append(
            f"| {kind} | {len(own)} | {statistics.median(waited):.1f} | {p95:.1f} | {waited[-1]:.0f} | {size:.0f} |"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("articles", type=Path)
    for name in ("queries", "questions"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--clauses", type=int, default=150_000)
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8])
    parser.add_argument("--most", type=int, default=400, help="pages for each number of clients")
    parser.add_argument("--folder", type=Path, help="where corpus and index stay for the next run")
    options = parser.parse_args()
    asked = pages(options.queries, options.questions, len(options.clients) * options.most + WARM)
    random.Random(1).shuffle(asked)  # noqa: S311
    with tempfile.TemporaryDirectory() as passing:
        corpus, index, _ = prepared(options.articles, options.folder or Path(passing), options.clauses)
        with serving(corpus, index) as (server, port):
            print("memory at start, MB: ", _listed(memory(server.pid)))
            ask(port, 1, asked[:WARM])
            each = (len(asked) - WARM) // len(options.clients)
            for number, clients in enumerate(options.clients):
                part = asked[WARM + number * each : WARM + (number + 1) * each]
                used, begun = processor(server.pid), time.perf_counter()
                answers = asked_elsewhere(port, clients, part)
                seconds, used = time.perf_counter() - begun, processor(server.pid) - used
                wrong = sum(one.status != 200 for one in answers) + len(part) - len(answers)
                print(f"\n{clients} clients: {len(answers) / seconds:.1f} pages/s, {wrong} errors, "
                      f"{1000 * used / len(part):.1f} ms of processor a page, {used / seconds:.2f} cores")  # fmt: skip
                print(table(answers))
            print("\nmemory at the end, MB:", _listed(memory(server.pid)))


def _listed(sizes: dict[str, float]) -> str:
    return ", ".join(f"{name} {size:.0f}" for name, size in sizes.items())


if __name__ == "__main__":
    main()
