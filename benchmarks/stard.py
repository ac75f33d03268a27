"""Quality of ranking on STARD (arXiv 2406.15313): lay questions, and the statute articles that answer them.

    python -m benchmarks.stard --articles FILE --queries FILE --run OUT.tsv [--qrels FILE] [--without-views]
        [--compare OLD.tsv]

Indexes the articles with the own engine and profile, searches every question as it stands, and writes the run:
``query <tab> article <tab> rank <tab> score``. No label is used. With ``--qrels`` the run is scored;
``--without-views`` shows what each view gives by leaving it out, ``--compare`` which questions gained and lost since
an earlier run. How the weights were chosen: ``benchmarks.weights``.
"""

from __future__ import annotations

import argparse
import math
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.statutes import article_of, read_articles, to_records
from indexer.engine.protocol import SearchRequest
from indexer.engine.scoring.profile import PROFILE, Profile
from indexer.engine.stored.batch import Batch
from indexer.engine.stored.batch_writing import write_batch
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.errors import QuerySyntaxError
from indexer.lexicon import load_lexicon
from indexer.models import Record
from indexer.register import load_register
from indexer.segmentation import segmenter_for
from indexer.synonyms import load_synonyms

DEPTH = 100
MEASURES = ("R@10", "R@100", "nDCG@10")

Run = Mapping[str, Sequence[tuple[str, float]]]
"""For each query its articles with their scores, best first."""
Relevant = Mapping[str, frozenset[str]]


def read_queries(file: Path) -> dict[str, str]:
    """Query id and text."""
    lines = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    return {query: text for query, text, *_ in lines}


def read_relevant(file: Path) -> Relevant:
    """For each query the articles that answer it."""
    found: dict[str, set[str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            query, article, *_ = line.split("\t")
            found.setdefault(query, set()).add(article)
    return {query: frozenset(articles) for query, articles in found.items()}


@dataclass(frozen=True, slots=True)
class Index:
    """The articles written as one batch."""

    folder: Path
    documents: int

    def engine(self, profile: Profile = PROFILE) -> WhooshEngine:
        words = segmenter_for(load_lexicon())
        batches, living = [Batch(self.folder)], [range(self.documents)]
        return WhooshEngine("g-000001-stard", batches, living, words, synonyms=load_synonyms(), profile=profile)


@contextmanager
def indexed(records: Sequence[Record]) -> Iterator[Index]:
    """An index of the records in a folder of its own, which is removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        write_batch(Path(folder) / "batch", records, segmenter_for(load_lexicon()), load_register())
        yield Index(Path(folder) / "batch", len(records))


def search_all(engine: WhooshEngine, queries: Mapping[str, str]) -> Run:
    """The run of an engine."""
    return {query: _ranked(engine, text) for query, text in queries.items()}


def _ranked(engine: WhooshEngine, text: str) -> list[tuple[str, float]]:
    try:
        result = engine.search(SearchRequest(text, limit=DEPTH))
    except QuerySyntaxError:
        return []
    return [(article_of(hit.clause.id), hit.score) for hit in result.hits]


def score(run: Mapping[str, Sequence[str]], relevant: Relevant) -> dict[str, dict[str, float]]:
    """For each query each of ``MEASURES``."""
    return {query: _score(run.get(query, ()), wanted) for query, wanted in relevant.items()}


def _score(ranked: Sequence[str], wanted: frozenset[str]) -> dict[str, float]:
    places = [place for place, article in enumerate(ranked, 1) if article in wanted]
    ideal = sum(1 / math.log2(place + 1) for place in range(1, min(len(wanted), 10) + 1))
    return {
        "R@10": sum(place <= 10 for place in places) / len(wanted),
        "R@100": sum(place <= 100 for place in places) / len(wanted),
        "nDCG@10": sum(1 / math.log2(place + 1) for place in places if place <= 10) / ideal,
    }


def mean(scores: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    return {name: sum(each[name] for each in scores.values()) / len(scores) for name in MEASURES}


def write_run(file: Path, run: Run) -> None:
    lines = (
        f"{query}\t{article}\t{place}\t{points:.6f}\n"
        for query, ranked in run.items()
        for place, (article, points) in enumerate(ranked, 1)
    )
    file.write_text("".join(lines), encoding="utf-8")


def read_run(file: Path) -> dict[str, list[str]]:
    """The articles of each query of a run, best first."""
    found: dict[str, list[str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        query, article, *_ = line.split("\t")
        found.setdefault(query, []).append(article)
    return found


def compared(
    queries: Mapping[str, str], before: Mapping[str, Sequence[str]], now: Mapping[str, Sequence[str]], wanted: Relevant
) -> Iterator[str]:
    """A line for each question of which more or fewer of its articles are among the first ten, then their numbers."""
    then, since = score(before, wanted), score(now, wanted)
    changed = {query: since[query]["R@10"] - then[query]["R@10"] for query in wanted}
    for query, change in sorted(changed.items(), key=lambda entry: entry[1]):
        if change:
            yield f"{'gained' if change > 0 else 'lost':7} {change:+.2f}  {queries[query]}"
    gained, lost = (sum(sign * change > 0 for change in changed.values()) for sign in (1, -1))
    yield f"{gained} gained, {lost} lost, {len(changed) - gained - lost} as before"


def report_views(index: Index, queries: Mapping[str, str], relevant: Relevant, whole: dict[str, float]) -> None:
    """Print what is lost without each view, and with it alone."""
    for view in PROFILE:
        without = tuple(other for other in PROFILE if other != view)
        for name, profile in ((f"without {view.name}", without), (f"{view.name} alone", (view,))):
            found = mean(score(_articles(search_all(index.engine(profile), queries)), relevant))
            print(
                f"{name:22}",
                "  ".join(f"{m} {found[m]:.4f} ({found[m] - whole[m]:+.4f})" for m in MEASURES),
                flush=True,
            )


def _articles(run: Run) -> dict[str, list[str]]:
    return {query: [article for article, _ in ranked] for query, ranked in run.items()}


def main(arguments: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else "")
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--qrels", type=Path)
    parser.add_argument("--without-views", action="store_true", help="leave out each view in turn")
    parser.add_argument("--compare", type=Path, help="an earlier run")
    options = parser.parse_args(None if arguments is None else list(arguments))
    if (options.without_views or options.compare) and not options.qrels:
        parser.error("--without-views and --compare need --qrels")
    queries = read_queries(options.queries)
    with indexed(to_records(read_articles(options.articles))) as index:
        run = search_all(index.engine(), queries)
        write_run(options.run, run)
        if not options.qrels:
            return
        relevant = read_relevant(options.qrels)
        whole = mean(score(_articles(run), relevant))
        print(f"{'profile':22}", "  ".join(f"{name} {whole[name]:.4f}" for name in MEASURES), flush=True)
        if options.compare:
            print("\n".join(compared(queries, read_run(options.compare), _articles(run), relevant)))
        if options.without_views:
            report_views(index, queries, relevant, whole)


if __name__ == "__main__":
    main()
