"""Quality and speed of reading stated duties, over a sample with hand-made gold.

    python -m benchmarks.duties SAMPLE

``SAMPLE`` holds ``docs/*.txt``, ``gold/*.jsonl``, ``index.json`` and ``score_duties.py``. Printed are the scorer's
figures over all gold; the same for each document (nothing is trained, so every document is unseen; the spread says how
much a figure leans on a few); what is found in documents without annotations; and characters per second.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from indexer.analysis import analyse
from indexer.duties.stated import stated_duties
from indexer.models import Record

MAX_BYTES = 10**9


def predictions(record: Record) -> list[dict[str, object]]:
    """The stated duties of a record in the scorer's input format."""
    return [
        {
            "doc": record.document.id,
            "line": duty.annotation.line,
            "lead": duty.assignment.lead,
            "responsible": duty.assignment.responsible,
            "cooperating": duty.assignment.cooperating,
            "deadline": duty.assignment.deadline or None,
        }
        for duty in stated_duties(record)
    ]


def score(scorer: Path, rows: Sequence[dict[str, object]], gold: Sequence[Path]) -> str:
    """What the scorer prints."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        file.flush()
        command = [sys.executable, str(scorer), file.name, *map(str, gold)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def role_f1(report: str) -> float:
    return next(float(line.split()[-1]) for line in report.splitlines() if line.startswith("role"))


def main() -> None:
    parser = argparse.ArgumentParser(description="Quality and speed of reading stated duties.")
    parser.add_argument("sample", type=Path)
    sample: Path = parser.parse_args().sample
    records = {
        path.stem: analyse(path, path.stem, max_bytes=MAX_BYTES) for path in sorted((sample / "docs").glob("*.txt"))
    }
    characters = sum(len(record.text) for record in records.values())
    start = time.perf_counter()
    found = {name: predictions(record) for name, record in records.items()}
    seconds = time.perf_counter() - start
    gold = sorted((sample / "gold").glob("*.jsonl"))
    scorer = sample / "score_duties.py"
    print(score(scorer, [row for path in gold for row in found[path.stem]], gold), end="")
    each = sorted((role_f1(score(scorer, found[path.stem], [path])), path.stem) for path in gold)
    values = [value for value, _ in each]
    print(f"role F1 by document: median {statistics.median(values):.4f}, lowest", end=" ")
    print(", ".join(f"{name} {value:.3f}" for value, name in each[:5]))
    annotated = set(json.loads((sample / "index.json").read_text(encoding="utf-8"))["annotated"])
    plain = {name: rows for name, rows in found.items() if name not in annotated}
    print(f"documents without annotations {len(plain)}, found in them {sum(map(len, plain.values()))}", end=": ")
    print(", ".join(f"{name} {len(rows)}" for name, rows in plain.items() if rows) or "nothing")
    print(f"{characters / seconds:,.0f} characters a second, {seconds:.2f} s for {len(records)} documents")


if __name__ == "__main__":
    main()
