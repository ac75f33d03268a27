"""Freshness and readers: many at once, and during a switch to a new generation."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from indexer.engine.protocol import SearchEngine
from tests.engine_contract.asking import ask


def test_many_threads_get_the_answers_one_would_get(engine: SearchEngine) -> None:
    queries = [
        "食品",
        "iso*",
        "“双随机、一公开”",
        "检查 OR 灯具",
        "（八）",
        "某政发〔2018〕3号",
        "2020",
        "NOT 食品",
    ] * 12
    expected = [[h.clause.id for h in ask(engine, query).hits] for query in queries]
    start = threading.Barrier(8)

    def search_all(_: int) -> list[list[str]]:
        start.wait()
        return [[h.clause.id for h in ask(engine, query).hits] for query in queries]

    with ThreadPoolExecutor(8) as pool:
        assert all(answers == expected for answers in pool.map(search_all, range(8)))
