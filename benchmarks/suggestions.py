"""Quality, size and speed of suggested duties, over a sample with hand-made gold.

    python -m benchmarks.suggestions SAMPLE [--folds 10]

``SAMPLE`` holds ``docs/*.txt``, ``gold/*.jsonl`` and ``score_inference.py``. Every document is scored by a model that
was trained without it and without documents that repeat it; which evidence is worth what is told by leaving some of it
out. The texts are the gold's own, the tasks to learn from those that the program itself reads from the documents.
Printed besides: said .8, right how often; size and loading time of the shipped model; tasks a second.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from indexer.analysis import analyse
from indexer.register import Register, load_register
from indexer.suggesting.examples import Example, examples
from indexer.suggesting.features import features
from indexer.suggesting.model import Proposal
from indexer.suggesting.modelfile import SHIPPED, load_shipped
from indexer.suggesting.precedents import Likeness, Precedents, Weighing
from indexer.suggesting.remit_terms import LOCAL_GOVERNMENT
from indexer.suggesting.training import Parts, kin, train

MAX_BYTES = 10**9
DRAWN = 4000
VARIANTS = (
    ("character pairs alone", Parts(remits=False, precedents=False, statutes=False)),
    ("+ remit terms", Parts(precedents=False, statutes=False)),
    ("+ precedents", Parts(remits=False, statutes=False)),
    ("+ statutes", Parts(remits=False, precedents=False)),
    ("without statutes", Parts(statutes=False)),
    ("all", Parts()),
)

Row = dict[str, object]


def annotated(sample: Path, register: Register) -> list[Example]:
    """The tasks that the program reads from the sample's annotations."""
    paths = sorted((sample / "docs").glob("*.txt"))
    return list(examples((analyse(path, path.stem, max_bytes=MAX_BYTES) for path in paths), register))


def gold_rows(sample: Path) -> list[Row]:
    files = sorted((sample / "gold").glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def families(given: Sequence[Example]) -> dict[str, int]:
    """A number for each document; documents that repeat each other share one."""
    found = [features(example.text) for example in given]
    precedents = Precedents.of([example.precedent for example in given], found)
    likeness = Likeness(precedents, Weighing.over(precedents))
    family = kin(np.stack([likeness.to(entry) for entry in found]), precedents.documents)
    return {task.document: int(one) for task, one in zip(precedents.tasks, family, strict=True)}


def fold_of(rows: Iterable[Row], family: dict[str, int], folds: int) -> dict[str, int]:
    """A fold for each document of the gold, about equally many tasks in each."""
    sizes: dict[int, list[str]] = {}
    for row in rows:
        document = str(row["doc"])
        sizes.setdefault(family.get(document, -1 - len(sizes)), []).append(document)
    load, found = [0] * folds, {}
    for members in sorted(sizes.values(), key=lambda members: (-len(members), members[0])):
        fold = load.index(min(load))
        load[fold] += len(members)
        found |= dict.fromkeys(members, fold)
    return found


def unseen(
    rows: Sequence[Row], given: Sequence[Example], register: Register, folds: dict[str, int], family: dict[str, int],
    parts: Parts,
) -> list[tuple[Row, Sequence[Proposal]]]:  # fmt: skip
    """What models trained without a document and its family propose for its tasks."""
    found: list[tuple[Row, Sequence[Proposal]]] = []
    for fold in sorted(set(folds.values())):
        kept_out = {family.get(document) for document, one in folds.items() if one == fold} - {None}
        named = {document for document, one in folds.items() if one == fold}
        kept = [e for e in given if e.precedent.document not in named and family[e.precedent.document] not in kept_out]
        model = train(kept, register, parts=parts)
        terms = model.remit_terms(register)
        asked = [row for row in rows if folds[str(row["doc"])] == fold]
        found += zip(asked, model.propose_all([str(row["task_text"]) for row in asked], terms), strict=True)
    return found


def score(sample: Path, answers: Sequence[tuple[Row, Sequence[Proposal]]]) -> str:
    """What the scorer prints."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for row, proposals in answers:
            departments = [proposal.function for proposal in proposals]
            file.write(json.dumps({"doc": row["doc"], "n": row["n"], "departments": departments}) + "\n")
        file.flush()
        gold = sorted((sample / "gold").glob("*.jsonl"))
        command = [sys.executable, str(sample / "score_inference.py"), file.name, *map(str, gold)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def named_functions(row: Row, register: Register) -> set[str]:
    """The functions that a row of the gold names, local governments aside."""
    names = [*row["lead"], *row["responsible"], *row["coop"]]  # type: ignore[misc]
    return {register.function_of(name) for name in names} - {"", LOCAL_GOVERNMENT}


def intervals(
    answers: Sequence[tuple[Row, Sequence[Proposal]]], register: Register, family: dict[str, int]
) -> list[str]:
    """Within what hit@1 and hit@3 lie for 90 in 100 samples of as many families of documents, drawn with replacement:
    how much another sample of documents might differ from this one."""
    counted: dict[str | int, list[int]] = {}
    for row, proposals in answers:
        named = named_functions(row, register)
        if named and proposals:
            document = str(row["doc"])
            own = counted.setdefault(family.get(document, document), [0, 0, 0])
            own[0] += 1
            own[1] += proposals[0].function in named
            own[2] += any(proposal.function in named for proposal in proposals[:3])
    table = np.array(list(counted.values()), dtype=np.float64)
    drawn = table[np.random.default_rng(0).integers(0, len(table), (DRAWN, len(table)))].sum(axis=1)
    whole = table.sum(axis=0)
    lines = []
    for place, name in ((1, "hit@1"), (2, "hit@3")):
        low, high = np.quantile(drawn[:, place] / drawn[:, 0], [0.05, 0.95])
        lines.append(
            f"  {name} {whole[place] / whole[0]:.3f}, 90 % interval over {len(table)} families {low:.3f}–{high:.3f}"
        )
    return lines


def calibration(answers: Sequence[tuple[Row, Sequence[Proposal]]], register: Register) -> list[str]:
    """For each range of probability: how often it was said, and how often it was right."""
    said: list[tuple[float, bool]] = []
    for row, proposals in answers:
        named = named_functions(row, register)
        if named:
            said += [(proposal.probability, proposal.function in named) for proposal in proposals]
    lines = []
    for tenth in range(10):
        within = [(p, right) for p, right in said if tenth <= p * 10 < tenth + 1 or (tenth == 9 and p == 1)]
        if within:
            mean = sum(p for p, _ in within) / len(within)
            share = sum(right for _, right in within) / len(within)
            lines.append(f"  said {mean:.2f}   right {share:.2f}   times {len(within)}")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description="Quality, size and speed of suggested duties.")
    parser.add_argument("sample", type=Path)
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--only", default="", help="one variant alone")
    arguments = parser.parse_args()
    sample: Path = arguments.sample
    register = load_register()
    given = annotated(sample, register)
    rows = gold_rows(sample)
    family = families(given)
    folds = fold_of(rows, family, arguments.folds)
    documents = {example.precedent.document for example in given}
    print(f"tasks to learn from {len(given)} in {len(documents)} documents, {len(set(family.values()))} families")
    for name, parts in VARIANTS:
        if arguments.only in ("", name):
            answers = unseen(rows, given, register, folds, family, parts)
            print(f"{name}:\n  {score(sample, answers).splitlines()[0]}")
            print(*intervals(answers, register, family), sep="\n", flush=True)
    print("probabilities of the last:", *calibration(answers, register), sep="\n")
    if arguments.only:
        return
    start = time.perf_counter()
    model = load_shipped()
    model.pool  # noqa: B018  # made when first asked for
    loaded = time.perf_counter() - start
    size = len(SHIPPED.read_bytes())
    terms = model.remit_terms(register)
    start = time.perf_counter()
    for row in rows:
        model.propose(str(row["task_text"]), terms)
    rate = len(rows) / (time.perf_counter() - start)
    print(f"shipped model {size:,} bytes, loading {loaded * 1000:.0f} ms, {rate:,.0f} tasks a second")


if __name__ == "__main__":
    main()
