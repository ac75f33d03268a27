"""How fast completions and corrections come while a query is typed, and what the vocabulary costs a build.

    python -m benchmarks.typing ARTICLES [--limit N]

ARTICLES is a file of statute articles (``benchmarks.statutes``), of which the first N are indexed. Words of the index
are typed character by character, in characters and by their sound; slips are made by swapping two characters and by
taking the sound of a whole word; ``right`` are those answered by the very word.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np

from benchmarks.statutes import read_articles, to_records
from indexer.engine.protocol import SearchRequest
from indexer.engine.stored import batch_writing
from indexer.engine.stored.batch import Batch
from indexer.engine.stored.batch_writing import write_batch
from indexer.engine.stored.vocabulary import Kind
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.lexicon import load_lexicon
from indexer.pinyin import readings
from indexer.register import load_register
from indexer.segmentation import segmenter_for
from indexer.synonyms import load_synonyms

BATCH = 50_000
WORDS = 150


Asked = TypeVar("Asked")


def timed(what: Callable[[Asked], Sequence[object]], queries: Sequence[Asked]) -> str:
    """p50, p95 and the longest of calling ``what`` on each query once, and how many got an answer."""
    milliseconds, answered = [], 0
    for query in queries:
        begun = time.perf_counter()
        answered += bool(what(query))
        milliseconds.append(1000 * (time.perf_counter() - begun))
    p50, p95, most = np.percentile(milliseconds, [50, 95, 100])
    return f"{len(queries):6}  p50 {p50:6.2f} ms  p95 {p95:6.2f} ms  most {most:6.2f} ms  answered {answered}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--limit", type=int, default=20_000)
    arguments = parser.parse_args()
    articles = list(read_articles(arguments.articles))[: arguments.limit]
    segmenter, register = segmenter_for(load_lexicon()), load_register()
    spent = [0.0]
    write = batch_writing.write_vocabulary

    def counted(*given: object) -> None:
        begun = time.perf_counter()
        write(*given)  # type: ignore[arg-type]
        spent[0] += time.perf_counter() - begun

    batch_writing.write_vocabulary = counted
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        parts = [articles[first : first + BATCH] for first in range(0, len(articles), BATCH)]
        opened, living = [], []
        for number, part in enumerate(parts):
            records = to_records(part)
            write_batch(Path(folder) / str(number), records, segmenter, register)
            opened.append(Batch(Path(folder) / str(number)))
            living.append(range(len(records)))
        total = time.perf_counter() - begun
        size = sum(file.stat().st_size for file in Path(folder).rglob("vocabulary*"))
        print(
            f"{len(articles)} articles: {total:.1f} s to write, of which vocabulary {spent[0]:.1f} s, {size >> 20} MB"
        )
        engine = WhooshEngine("g-000001-typing", opened, living, segmenter, synonyms=load_synonyms())
        words = [entry.text for entry in opened[0].vocabulary.beginning("", Kind.WORD, 5_000)]
        chosen = random.Random(1).sample([word for word in words if readings(word)], WORDS)  # noqa: S311
        engine.complete("预热")
        engine.correct(SearchRequest("预热"))
        sounds = [readings(word)[0] for word in chosen]
        print("characters ", timed(engine.complete, [word[:end] for word in chosen for end in range(1, len(word) + 1)]))
        print("sounds     ", timed(engine.complete, [sound[:end] for sound in sounds for end in range(1, 9)]))
        slips = [word[1] + word[0] + word[2:] for word in chosen]
        for name, typed, meant in (("swapped    ", slips, chosen), ("by sound   ", sounds, chosen)):
            # As the result page asks: with what the search has found already.
            asked = [(request := SearchRequest(query), engine.search(replace(request, limit=0))) for query in typed]
            print(name, timed(lambda pair: engine.correct(pair[0], found=pair[1]), asked), end="")
            offered = [[correction.query for correction in engine.correct(pair[0], found=pair[1])] for pair in asked]
            print(f"  right {sum(word in queries for word, queries in zip(meant, offered, strict=True))}")
        engine.close()


if __name__ == "__main__":
    main()
