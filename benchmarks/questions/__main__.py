"""Whether the item that answers a question is among the first hits: questions on the document shipped in ``corpus/``.

    python -m benchmarks.questions [--part PART] [--no-synonyms] [--run OUT.tsv] [--compare OLD.tsv] [--failures]

``seed.tsv`` has a question a line, the numbers of the items that answer it (（八） is 8, the text after all 0), who
would type it, and its part: ``tune`` is looked at while the program is changed, ``held`` only measured, so that a rule
made for a single question shows; ``second`` was written later by another author, without looking at the others or at
results. A question succeeds at k when one of the first k hits is a sentence of one of its
items. ``--compare`` says what was gained and lost since an earlier ``--run``.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.build import build
from indexer.engine.opening import open_engine
from indexer.engine.protocol import SearchEngine, SearchRequest

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus"
QUESTIONS = HERE / "seed.tsv"
LOOKED_AT = 10
PARTS = ("tune", "held", "second")
_MAX_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class Question:
    """``items`` are the ordinals of the items that answer it."""

    text: str
    items: frozenset[int]
    asked_by: str
    part: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """``rank`` of the first hit from a right item, 0 for none among the first ``LOOKED_AT``; ``seconds`` it took."""

    question: Question
    rank: int
    seconds: float


def read_questions(file: Path) -> list[Question]:
    """The questions of a file in the form of ``seed.tsv``."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Question(row["question"], frozenset(map(int, row["items"].split(","))), row["asked_by"], row["part"])
        for row in rows
    ]


def ask(engine: SearchEngine, question: Question, *, synonyms: bool) -> Outcome:
    """Search for a question as the page does."""
    begun = time.perf_counter()
    result = engine.search(SearchRequest(question.text, limit=LOOKED_AT, synonyms=synonyms))
    seconds = time.perf_counter() - begun
    ranks = (
        rank
        for rank, hit in enumerate(result.hits, 1)
        if _item(engine, hit.clause.document, hit.clause.section) in question.items
    )
    return Outcome(question, next(ranks, 0), seconds)


def _item(engine: SearchEngine, document: str, section: int | None) -> int | None:
    """The number of the item （…） that a section is or stands under, 0 for text outside all items."""
    sections = engine.sections(document)
    while section is not None:
        if sections[section].style == "han-bracket":
            return sections[section].ordinal
        section = sections[section].parent
    return 0


def summary(name: str, outcomes: Sequence[Outcome]) -> str:
    """One line of the report."""
    ranks = [outcome.rank for outcome in outcomes]
    first, third = (sum(0 < rank <= k for rank in ranks) / len(ranks) for k in (1, 3))
    reciprocal = sum(1 / rank for rank in ranks if rank) / len(ranks)
    milliseconds = 1000 * sorted(outcome.seconds for outcome in outcomes)[len(outcomes) // 2]
    return f"{name:8} {len(ranks):4}   {first:9.3f}  {third:9.3f}  {reciprocal:6.3f}  {milliseconds:7.1f} ms"


def report(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The table over parts and askers, then what did not succeed at 3."""
    yield f"{'':8}    n   success@1  success@3     MRR   median"
    groups = {"all": list(outcomes)}
    for outcome in outcomes:
        groups.setdefault(outcome.question.part, []).append(outcome)
        groups.setdefault(outcome.question.asked_by, []).append(outcome)
    for name, group in groups.items():
        yield summary(name, group)


def compared(outcomes: Sequence[Outcome], before: Path) -> Iterator[str]:
    """What was gained and lost since an earlier run, at 3 and by rank."""
    with before.open(encoding="utf-8", newline="") as lines:
        old = {
            row["question"]: int(row["rank"]) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        }
    for outcome in outcomes:
        then, now = old.get(outcome.question.text), outcome.rank
        if then is not None and then != now:
            better = bool(now) and (not then or now < then)
            crossed = (0 < now <= 3) != (0 < then <= 3)
            word = ("gained" if better else "lost") if crossed else ("better" if better else "worse")
            yield f"{word:7} {then:3} -> {now:3}  {outcome.question.text}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--no-synonyms", action="store_true")
    parser.add_argument("--run", type=Path)
    parser.add_argument("--compare", type=Path)
    parser.add_argument("--failures", action="store_true", help="those of the part held back are never listed")
    arguments = parser.parse_args()
    questions = [q for q in read_questions(arguments.questions) if arguments.part in (None, q.part)]
    with tempfile.TemporaryDirectory() as folder:
        build(CORPUS, Path(folder), max_bytes=_MAX_BYTES)
        engine = open_engine(Path(folder), corpus=CORPUS)
        try:
            outcomes = [ask(engine, question, synonyms=not arguments.no_synonyms) for question in questions]
        finally:
            engine.close()
    print("\n".join(report(outcomes)))
    if arguments.failures:
        for outcome in outcomes:
            if not 0 < outcome.rank <= 3 and outcome.question.part != "held":
                print(f"{outcome.rank or '-':>3}  {outcome.question.text}  {sorted(outcome.question.items)}")
    if arguments.compare:
        print("\n".join(line for line in compared(outcomes, arguments.compare)))
    if arguments.run:
        rows = [f"{outcome.question.text}\t{outcome.rank}\n" for outcome in outcomes]
        arguments.run.write_text("question\trank\n" + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
