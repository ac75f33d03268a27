"""Whichever segmenter cut the texts and whichever cuts the query, a search finds the same in the same order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer import segmentation
from indexer.analysis import analyse
from indexer.engine.protocol import SearchEngine, SearchRequest
from indexer.engine.stored.batch import Batch
from indexer.engine.stored.batch_writing import write_batch
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.errors import QuerySyntaxError
from indexer.lexicon import load_lexicon
from indexer.models import Record
from indexer.segmentation import Segmenter
from indexer.synonyms import load_synonyms
from tests.conftest import ROOT
from tests.engine_contract.engines import REGISTER
from tests.engine_contract.random_corpora import CORPORA, QUERIES

SEED = ROOT / "corpus" / "liaoning-2019-quality-improvement.md"
WAYS = ("rjieba", "jieba", "looked up")
"""What can cut: the two segmenters, and the dictionary file that stands in for the first until it is loaded."""


@pytest.fixture(scope="module")
def segmenters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Segmenter]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setattr(segmentation, "MOST_LOOKED_UP", 10**9)
        made = {way: Segmenter(load_lexicon(), "rjieba" if way == "looked up" else way) for way in WAYS}
        made["rjieba"].load()
        made["jieba"].load()
        yield made


def opened(records: Sequence[Record], folder: Path, writing: Segmenter, asking: Segmenter) -> SearchEngine:
    write_batch(folder, records, writing, REGISTER)
    return WhooshEngine("g-000001-test", [Batch(folder)], [range(len(records))], asking, synonyms=load_synonyms())


def answer(engine: SearchEngine, query: str) -> tuple[object, ...]:
    """All that a search gives but the time it took."""
    result = engine.search(SearchRequest(query, limit=100))
    hits = [(hit.clause.id, round(hit.score, 9), hit.marks, hit.path_marks) for hit in result.hits]
    return result.total, hits, result.facets, result.understood, engine.correct(SearchRequest(query), found=result)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=CORPORA, queries=st.lists(QUERIES, min_size=1, max_size=5))
def test_random_documents_are_found_alike(
    segmenters: dict[str, Segmenter],
    tmp_path_factory: pytest.TempPathFactory,
    records: tuple[Record, ...],
    queries: list[str],
) -> None:
    folder = tmp_path_factory.mktemp("ways")
    answers = []
    for writing, asking in (("rjieba", "jieba"), ("jieba", "looked up"), ("looked up", "rjieba")):
        engine = opened(records, folder / writing, segmenters[writing], segmenters[asking])
        answers.append([answer(engine, query) for query in queries])
        engine.close()
    assert answers[0] == answers[1] == answers[2]


@pytest.fixture(scope="module")
def seed_engines(
    segmenters: dict[str, Segmenter], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[SearchEngine]]:
    record = analyse(SEED, "seed", max_bytes=10_000_000)
    folder = tmp_path_factory.mktemp("seed")
    write_batch(folder / "batch", [record], segmenters["rjieba"], REGISTER)
    batch = Batch(folder / "batch")
    engines: list[SearchEngine] = [
        WhooshEngine("g-000001-test", [batch], [[0]], segmenters[way], synonyms=load_synonyms()) for way in WAYS
    ]
    yield engines
    engines[0].close()


TEXT = SEED.read_text(encoding="utf-8")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pieces=st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 12)), min_size=1, max_size=3),
    joined=st.sampled_from(("", " ", " OR ", "，")),
)
def test_whatever_is_copied_out_of_a_document_is_read_alike(
    seed_engines: list[SearchEngine], pieces: list[tuple[int, int]], joined: str
) -> None:
    """Cut off anywhere, in the middle of words: what people paste."""
    query = joined.join(TEXT[start : start + length] for start, length in pieces)
    assert_alike(seed_engines, query)


@pytest.mark.parametrize("query", ["垃圾食品", "明亮厨灶", "shipinanquan", "谁来管小摊贩？", "质量*", "2020年"])
def test_slips_everyday_words_and_questions_are_read_alike(seed_engines: list[SearchEngine], query: str) -> None:
    assert_alike(seed_engines, query)


def assert_alike(engines: list[SearchEngine], query: str) -> None:
    """The same answer from all; or all say that the query cannot be understood."""
    answers: list[tuple[object, ...]] = []
    for engine in engines:
        try:
            answers.append(answer(engine, query))
        except QuerySyntaxError as slip:
            answers.append((str(slip),))
    assert answers[1:] == [answers[0]] * (len(answers) - 1)
