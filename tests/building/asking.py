"""A build and a search, as the tests of building ask for them, and a disk that is full."""

from __future__ import annotations

import errno
from pathlib import Path

from indexer.build import build as build_index
from indexer.build_report import BuildReport
from indexer.engine.opening import open_engine
from indexer.engine.protocol import Filter, SearchRequest, SearchResult

LIMIT = 1 << 20


def build(corpus: Path, index: Path, **options: object) -> BuildReport:
    return build_index(corpus, index, max_bytes=LIMIT, **options)  # type: ignore[arg-type]


def search(index: Path, query: str, corpus: Path | None = None, *filters: Filter) -> SearchResult:
    engine = open_engine(index, corpus=corpus)
    try:
        return engine.search(SearchRequest(query, filters, limit=100))
    finally:
        engine.close()


def disk_full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device", "somewhere")
