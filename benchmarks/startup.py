"""How long commands take from the shell, start included: wall clock and processor time of whole processes.

    python -m benchmarks.startup INDEX [--corpus FOLDER] [--runs N]

INDEX is an index of FOLDER (``policykb build``). The commands take turns, so that a machine whose speed drifts is as
slow for one as for another; the first turn, which compiles and fills the caches of the system, does not count. What
Python and numpy take by themselves stands beside them. Needs ``os.wait4`` (not on Windows).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""As users have it: the second time a command runs it is compiled already."""
QUERIES = {
    "two words": "食品摊贩",
    "three words": "质量 监督 企业",
    "a question": "市场监管部门如何查处无证经营的食品摊贩？",
    "a phrase": "“质量提升行动”",
    "either, not": "(食品 OR 药品) -特种设备",
    "a number of an item": "第八条",
    "a slip": "明亮厨灶",
    "a beginning": "质量*",
}


def commands(corpus: Path, index: Path) -> dict[str, list[str]]:
    """What is run, by the name it is reported under."""
    policykb = [sys.executable, "-m", "indexer"]
    places = ["--corpus", str(corpus), "--index", str(index)]
    return {
        "python": [sys.executable, "-c", "pass"],
        "python, import numpy": [sys.executable, "-c", "import numpy"],
        "policykb --help": [*policykb, "--help"],
        "policykb search --help": [*policykb, "search", "--help"],
        **{f"search: {name}": [*policykb, "search", *places, query] for name, query in QUERIES.items()},
    }


def run(command: list[str]) -> tuple[float, float]:
    """Milliseconds of wall clock and of processor time that a command takes as a whole process."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return 1000 * wall, 1000 * (used.ru_utime + used.ru_stime)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--runs", type=int, default=15)
    arguments = parser.parse_args()
    asked = commands(arguments.corpus, arguments.index)
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in asked}
    for turn in range(arguments.runs + 1):
        for name, command in asked.items():
            times = run(command)
            if turn:
                taken[name].append(times)
    print(f"{'median of ' + str(arguments.runs):32} {'wall ms':>9} {'cpu ms':>9}     least cpu ms")
    for name, times in taken.items():
        walls, processor = zip(*times, strict=True)
        print(f"{name:32} {median(walls):9.0f} {median(processor):9.0f} {min(processor):16.0f}")


if __name__ == "__main__":
    main()
