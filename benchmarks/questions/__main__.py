"""Whether the sentence that answers a question is among the first hits.

    python -m benchmarks.questions [--documents FOLDER] [--questions FILE] [--part PART] [--no-synonyms]
                                   [--run OUT.tsv] [--compare OLD.tsv] [--failures]

``seed.tsv`` is about the document shipped in ``corpus/``; ``policy.tsv`` about 32 of the 334 documents that stand
beside the project, asked with ``--documents ../shared/policy/docs``. Each has a question a line, the lines of the
documents that answer it (``gw006:10,12-14``), ``where`` it is asked (``within``: the user has chosen the document;
``anywhere``: among all documents), who would type it, and its part: ``tune`` is looked at while the program is changed,
``held`` only measured, so that a rule made for a single question shows (in ``policy.tsv`` the parts are of different
documents); ``second`` was written later by another author, without looking at the others or at results. All of
``policy.tsv`` was written before the first search for any of it. ``seed_blind.tsv`` and ``policy_blind.tsv`` (24
further documents, five questions each) are of a third author, who had seen neither the other questions nor the
synonyms, and were committed before the first search: what the program made of them then is what strangers met. The
same holds of ``seed_blind_2.tsv`` and ``policy_blind_2.tsv`` (part ``blind2``: a fourth author, 25 further documents).
``seed_everyday.tsv`` asks about every item of the seed document in few words, as people type who have not read it
(``third``: everyday words; ``fourth``: those of offices); its author knew the synonyms, but had searched for none of
them before; at first .826 and .953 were among the first three hits, and what failed was mended where it was general. A
question succeeds at k when one of the first k hits stands on one of its lines; a hit of another document counts as
wrong, even where it answers as well. ``--compare`` says what was gained and lost since an earlier ``--run``.
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
from indexer.engine.protocol import Filter, SearchEngine, SearchRequest

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus"
QUESTIONS = HERE / "seed.tsv"
POLICY = HERE / "policy.tsv"
BLIND = (HERE / "seed_blind.tsv", HERE / "policy_blind.tsv")
BLIND_2 = (HERE / "seed_blind_2.tsv", HERE / "policy_blind_2.tsv")
EVERYDAY = HERE / "seed_everyday.tsv"
LOOKED_AT = 10
PARTS = ("tune", "held", "second")
PLACES = ("within", "anywhere")
_MAX_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class Question:
    """``answers`` are the lines, counted from 1, of ``document`` that answer it; ``where`` the places it is asked."""

    text: str
    document: str
    answers: frozenset[int]
    where: tuple[str, ...]
    asked_by: str
    part: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """``rank`` of the first hit that answers, 0 for none among the first ``LOOKED_AT``; ``seconds`` it took."""

    question: Question
    where: str
    rank: int
    seconds: float


def read_questions(file: Path) -> list[Question]:
    """The questions of a file in the form of ``seed.tsv``."""
    return [_question(row) for row in _rows(file)]


def _question(row: dict[str, str]) -> Question:
    document, _, lines = row["answers"].partition(":")
    return Question(
        row["question"], document, _numbers(lines), tuple(row["where"].split(",")), row["asked_by"], row["part"]
    )


def _numbers(ranges: str) -> frozenset[int]:
    """The numbers of 10,12-14."""
    ends = (each.partition("-") for each in ranges.split(","))
    return frozenset(number for first, _, last in ends for number in range(int(first), int(last or first) + 1))


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def ask(engine: SearchEngine, question: Question, where: str, *, synonyms: bool = True) -> Outcome:
    """Search for a question as the page does, ``within`` its document or ``anywhere``."""
    filters = (Filter("document", question.document),) if where == "within" else ()
    begun = time.perf_counter()
    result = engine.search(SearchRequest(question.text, filters, limit=LOOKED_AT, synonyms=synonyms))
    seconds = time.perf_counter() - begun
    ranks = (
        rank
        for rank, hit in enumerate(result.hits, 1)
        if hit.document.id == question.document and hit.clause.line in question.answers
    )
    return Outcome(question, where, next(ranks, 0), seconds)


def ask_all(engine: SearchEngine, questions: Sequence[Question], *, synonyms: bool = True) -> list[Outcome]:
    """Every question in every place it is asked."""
    return [ask(engine, question, where, synonyms=synonyms) for question in questions for where in question.where]


def success(outcomes: Sequence[Outcome], at: int) -> float:
    """The share of questions answered by one of the first ``at`` hits."""
    return sum(0 < outcome.rank <= at for outcome in outcomes) / len(outcomes)


def summary(name: str, outcomes: Sequence[Outcome]) -> str:
    """One line of the report."""
    reciprocal = sum(1 / outcome.rank for outcome in outcomes if outcome.rank) / len(outcomes)
    milliseconds = 1000 * sorted(outcome.seconds for outcome in outcomes)[len(outcomes) // 2]
    shares = "  ".join(f"{success(outcomes, at):5.3f}" for at in (1, 3, LOOKED_AT))
    return f"{name:17} {len(outcomes):4}   {shares}  {reciprocal:5.3f}  {milliseconds:6.1f} ms"


def report(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The table over places, and in each over parts and askers."""
    yield f"{'success at':17}    n      @1     @3    @10    MRR   median"
    groups: dict[str, list[Outcome]] = {}
    for where in PLACES:
        for outcome in (each for each in outcomes if each.where == where):
            for name in (where, f"{where} {outcome.question.part}", f"{where} {outcome.question.asked_by}"):
                groups.setdefault(name, []).append(outcome)
    for name, group in groups.items():
        yield summary(name, group)


def compared(outcomes: Sequence[Outcome], before: Path) -> Iterator[str]:
    """What was gained and lost since an earlier run, at 3 and by rank."""
    old = {(row["question"], row["where"]): int(row["rank"]) for row in _rows(before)}
    for outcome in outcomes:
        then, now = old.get((outcome.question.text, outcome.where)), outcome.rank
        if then is not None and then != now:
            better = bool(now) and (not then or now < then)
            crossed = (0 < now <= 3) != (0 < then <= 3)
            word = ("gained" if better else "lost") if crossed else ("better" if better else "worse")
            yield f"{word:7} {then:3} -> {now:3}  {outcome.where:8}  {outcome.question.text}"


def failures(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """What did not succeed at 3; those of the part held back are never listed."""
    for outcome in outcomes:
        question = outcome.question
        if not 0 < outcome.rank <= 3 and question.part != "held":
            lines = ",".join(map(str, sorted(question.answers)))
            yield f"{outcome.rank or '-':>3}  {outcome.where:8}  {question.text}  {question.document}:{lines}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=Path, default=CORPUS)
    parser.add_argument(
        "--questions", type=Path, help="seed.tsv for the corpus shipped, policy.tsv for other documents"
    )
    parser.add_argument("--part", choices=(*PARTS, "blind", "blind2", "third", "fourth"))
    parser.add_argument("--no-synonyms", action="store_true")
    parser.add_argument("--run", type=Path)
    parser.add_argument("--compare", type=Path)
    parser.add_argument("--failures", action="store_true", help="those of the part held back are never listed")
    arguments = parser.parse_args()
    file = arguments.questions or (QUESTIONS if arguments.documents == CORPUS else POLICY)
    questions = [q for q in read_questions(file) if arguments.part in (None, q.part)]
    with tempfile.TemporaryDirectory() as folder:
        build(arguments.documents, Path(folder), max_bytes=_MAX_BYTES)
        engine = open_engine(Path(folder), corpus=CORPUS)
        try:
            outcomes = ask_all(engine, questions, synonyms=not arguments.no_synonyms)
        finally:
            engine.close()
    print("\n".join(report(outcomes)))
    if arguments.failures:
        print("\n".join(failures(outcomes)))
    if arguments.compare:
        print("\n".join(compared(outcomes, arguments.compare)))
    if arguments.run:
        rows = [f"{outcome.question.text}\t{outcome.where}\t{outcome.rank}\n" for outcome in outcomes]
        arguments.run.write_text("question\twhere\trank\n" + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
