"""Choose the weights of the views on questions with known answers, and measure them on questions left out.

    python -m benchmarks.weights --articles FILE --queries FILE --qrels FILE [--folds 5]

Each fold in turn is left out: the weights are chosen on the others by coordinate ascent on the sum of the measures,
from equal weights, and measured on the fold. The last line is what the profile's own weights give, over all. Scores
here are those of all clauses; a search leaves out those that lack a phrase in quotation marks, so its figures
(``benchmarks.stard``) are slightly lower. A view that finds nothing in these articles keeps its weight.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.stard import DEPTH, MEASURES, Relevant, indexed, mean, read_queries, read_relevant, score
from benchmarks.statutes import article_of, read_articles, to_records
from indexer.engine.query.parser import parse
from indexer.engine.scoring.profile import PROFILE
from indexer.engine.scoring.ranking import Ranker
from indexer.engine.stored.batch import Batch
from indexer.lexicon import load_lexicon
from indexer.models import Record
from indexer.segmentation import Segmenter, segmenter_for
from indexer.synonyms import Synonyms, load_synonyms

Weights = NDArray[np.float32]
"""One for each view of the profile."""

OF_EACH_VIEW = 500
OF_ALL = 1_500
"""How many of the best articles are kept for a question: by each view, and by all views together."""
STEPS = (0.7, 0.85, 1.2, 1.4)
LEAST_GAIN = 1e-4
"""A step that gains less is noise."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The articles that may answer a question; ``scores`` has a row for each view, unweighted."""

    articles: tuple[str, ...]
    scores: NDArray[np.float32]

    def best(self, weights: Weights) -> list[str]:
        """The first ``DEPTH``, best first."""
        total = weights @ self.scores
        order = np.argsort(-total, kind="stable")[:DEPTH]
        return [self.articles[n] for n in order.tolist()]


class Views:
    """Each view of the profile alone, with weight 1, over one batch."""

    def __init__(self, batch: Batch, documents: int, words: Segmenter, synonyms: Synonyms) -> None:
        living = [np.ones(documents, dtype=np.bool_)]
        alone = (type(view)(view.name, view.label, 1.0, view.k1, view.b) for view in PROFILE)
        self._rankers = [Ranker([batch], living, (view,)) for view in alone]
        self._words, self._synonyms = words, synonyms

    def candidates(self, question: str, articles: Sequence[str]) -> Candidates:
        """``articles`` names the rows of the batch."""
        query = parse(question, self._words, self._synonyms)
        texts = [(tuple(query.texts), 1.0), *(((other.text,), other.share) for other in query.others)]
        every = [np.arange(len(articles), dtype=np.int32)]
        scores = np.stack([ranker.scores(texts, self._words, every)[0] for ranker in self._rankers])
        rows = np.unique(
            np.concatenate([_highest(scores.sum(0), OF_ALL), *(_highest(view, OF_EACH_VIEW) for view in scores)])
        )
        return Candidates(tuple(articles[row] for row in rows.tolist()), scores[:, rows])


def _highest(scores: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    if len(scores) <= count:
        return np.arange(len(scores))
    return np.argpartition(-scores, count)[:count]


def measure(candidates: Mapping[str, Candidates], relevant: Relevant, weights: Weights) -> dict[str, float]:
    """The measures over the questions of ``candidates``."""
    run = {query: each.best(weights) for query, each in candidates.items()}
    return mean(score(run, {query: relevant[query] for query in run}))


def choose(candidates: Mapping[str, Candidates], relevant: Relevant) -> Weights:
    """Weights by coordinate ascent from equal ones; the first view keeps weight 1, since only ratios count."""
    telling = [n for n in range(1, len(PROFILE)) if any(each.scores[n].any() for each in candidates.values())]
    weights = np.ones(len(PROFILE), dtype=np.float32)
    best = sum(measure(candidates, relevant, weights).values())
    gained = True
    while gained:
        gained = False
        for view, step in ((view, step) for view in telling for step in STEPS):
            tried = weights.copy()
            tried[view] *= step
            found = sum(measure(candidates, relevant, tried).values())
            if found > best + LEAST_GAIN:
                weights, best, gained = tried, found, True
    return weights


def cross_validated(candidates: Mapping[str, Candidates], relevant: Relevant, folds: int) -> Iterator[str]:
    """A line for each fold, then the means over questions."""
    queries = list(candidates)
    of_profile = np.array([view.weight for view in PROFILE], dtype=np.float32)
    left_out: list[tuple[int, dict[str, float]]] = []
    yield f"{'':10}  {'  '.join(f'{view.name:>10}' for view in PROFILE)}    {'  '.join(f'{m:>8}' for m in MEASURES)}"
    for fold in range(folds):
        held = set(queries[fold::folds])
        weights = choose({q: candidates[q] for q in queries if q not in held}, relevant)
        found = measure({q: candidates[q] for q in held}, relevant, weights)
        left_out.append((len(held), found))
        yield _line(f"fold {fold + 1}", weights, found)
    total = sum(count for count, _ in left_out)
    together = {m: sum(count * found[m] for count, found in left_out) / total for m in MEASURES}
    yield _line("left out", None, together)
    yield _line("profile", of_profile, measure(candidates, relevant, of_profile))


def _line(name: str, weights: Weights | None, found: Mapping[str, float]) -> str:
    shown = [f"{weight:10.2f}" for weight in weights.tolist()] if weights is not None else [" " * 10] * len(PROFILE)
    return f"{name:10}  {'  '.join(shown)}    {'  '.join(f'{found[m]:8.4f}' for m in MEASURES)}"


def _rows(records: Sequence[Record]) -> list[str]:
    return [article_of(clause.id) for record in records for clause in record.clauses]


def main(arguments: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    for name in ("articles", "queries", "qrels"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args(None if arguments is None else list(arguments))
    records, relevant = to_records(read_articles(options.articles)), read_relevant(options.qrels)
    asked = {query: text for query, text in read_queries(options.queries).items() if query in relevant}
    with indexed(records) as index:
        views = Views(Batch(index.folder), index.documents, segmenter_for(load_lexicon()), load_synonyms())
        articles = _rows(records)
        candidates = {query: views.candidates(text, articles) for query, text in asked.items()}
        for line in cross_validated(candidates, relevant, options.folds):
            print(line, flush=True)


if __name__ == "__main__":
    main()
