"""Searches that come at once are all answered, a few at a time; what else is asked for does not wait for them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from indexer.engine.protocol import SearchRequest, SearchResult
from indexer.models import Record
from tests.web.fakes import FakeEngine, FakeProvider
from tests.web.pages import make_app
from webapp import turns


class Crowded(FakeEngine):
    """Counts the searches that are worked on at once."""

    def __init__(self, records: Sequence[Record]) -> None:
        super().__init__(records)
        self.most = self._now = 0
        self._lock = Lock()

    def search(self, request: SearchRequest) -> SearchResult:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        time.sleep(0.02)
        result = super().search(request)
        with self._lock:
            self._now -= 1
        return result


def test_searches_are_worked_on_a_few_at_a_time(records: Sequence[Record]) -> None:
    engine = Crowded(records)
    app = make_app(FakeProvider(engine))
    with ThreadPoolExecutor(8) as pool:
        for address in ("/search?q=照明", "/api/v1/search?q=照明"):
            answers = list(pool.map(lambda _, at=address: app.test_client().get(at).status_code, range(16)))
            assert answers == [200] * 16
    assert 1 < engine.most <= turns.AT_ONCE


def test_other_pages_do_not_wait_for_searches(records: Sequence[Record]) -> None:
    client = make_app(FakeProvider(FakeEngine(records))).test_client()
    for _ in range(turns.AT_ONCE):
        turns.SEARCH.acquire()
    try:
        for address in ("/", "/documents", "/departments", "/help"):
            assert client.get(address).status_code == 200
    finally:
        for _ in range(turns.AT_ONCE):
            turns.SEARCH.release()
