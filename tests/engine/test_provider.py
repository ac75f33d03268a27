"""The provider promises: a request keeps its engine to the end, and no engine stays open that nobody uses."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from indexer.engine.provider import EngineProvider
from indexer.errors import IndexDamaged, IndexMissing


class Engine:
    """Stands for a search engine; all that matters here is whether it is open."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.closed = 0

    def close(self) -> None:
        self.closed += 1


class Builds:
    """An index folder in which each ``announce`` puts a new generation into service."""

    def __init__(self, folder: Path) -> None:
        self.pointer = folder / "CURRENT"
        self.opened: list[Engine] = []
        self.damaged = False
        self.count = 0

    def announce(self) -> None:
        self.count += 1
        new = self.pointer.with_suffix(".new")
        new.write_text(str(self.count))
        new.replace(self.pointer)

    def open(self) -> Any:
        if self.damaged:
            raise IndexDamaged("坏了")
        self.opened.append(Engine(self.count))
        return self.opened[-1]


@pytest.fixture
def builds(tmp_path: Path) -> Builds:
    return Builds(tmp_path)


@pytest.fixture
def provider(builds: Builds) -> EngineProvider:
    return EngineProvider(builds.pointer, builds.open)


def test_one_engine_serves_many_requests(builds: Builds, provider: EngineProvider) -> None:
    builds.announce()
    for _ in range(3):
        with provider.engine() as engine:
            assert engine is builds.opened[0]
    assert len(builds.opened) == 1 and not builds.opened[0].closed


def test_the_old_engine_is_closed_when_its_last_request_is_done(builds: Builds, provider: EngineProvider) -> None:
    builds.announce()
    with provider.engine():
        with provider.engine():
            builds.announce()
            with provider.engine() as new:
                assert new is builds.opened[1]
        assert not builds.opened[0].closed
    assert [engine.closed for engine in builds.opened] == [1, 0]


def test_a_request_that_fails_gives_its_engine_back(builds: Builds, provider: EngineProvider) -> None:
    builds.announce()
    with pytest.raises(RuntimeError), provider.engine():
        raise RuntimeError
    provider.close()
    assert builds.opened[0].closed == 1


def test_without_an_index_there_is_no_engine(builds: Builds, provider: EngineProvider) -> None:
    with pytest.raises(IndexMissing), provider.engine():
        pass
    builds.announce()
    with provider.engine():
        pass


def test_a_damaged_first_generation_is_an_error_each_time(builds: Builds, provider: EngineProvider) -> None:
    builds.announce()
    builds.damaged = True
    for _ in range(2):
        with pytest.raises(IndexDamaged), provider.engine():
            pass


def test_a_damaged_new_generation_is_tried_once_and_the_old_one_serves(
    builds: Builds, provider: EngineProvider
) -> None:
    builds.announce()
    with provider.engine():
        pass
    builds.announce()
    builds.damaged = True
    with provider.engine() as engine:
        assert engine is builds.opened[0]
    assert isinstance(provider.trouble, IndexDamaged)
    builds.damaged = False
    with provider.engine() as engine:
        assert engine is builds.opened[0], "the same generation is not tried again"
    builds.announce()
    with provider.engine() as engine:
        assert engine is builds.opened[1]
    assert provider.trouble is None


def test_a_vanished_pointer_leaves_the_engine_in_service(builds: Builds, provider: EngineProvider) -> None:
    builds.announce()
    with provider.engine():
        pass
    builds.pointer.unlink()
    with provider.engine() as engine:
        assert engine is builds.opened[0]


def test_closing_closes_at_once_or_when_the_last_request_is_done(builds: Builds, provider: EngineProvider) -> None:
    builds.announce()
    with provider.engine():
        provider.close()
        assert not builds.opened[0].closed
    assert builds.opened[0].closed == 1
    with provider.engine() as engine:
        assert engine is builds.opened[1]


def test_while_one_thread_opens_the_new_generation_others_go_on_with_the_old(builds: Builds) -> None:
    opening, may_open = threading.Event(), threading.Event()

    def slowly() -> Any:
        if builds.opened:
            opening.set()
            assert may_open.wait(10)
        return builds.open()

    provider = EngineProvider(builds.pointer, slowly)
    builds.announce()
    with provider.engine():
        pass
    builds.announce()
    seen: list[Any] = []

    def ask() -> None:
        with provider.engine() as engine:
            seen.append(engine)

    thread = threading.Thread(target=ask)
    thread.start()
    assert opening.wait(10)
    with provider.engine() as engine:
        assert engine is builds.opened[0]
    may_open.set()
    thread.join(10)
    assert seen == [builds.opened[1]]
    assert [engine.closed for engine in builds.opened] == [1, 0]


def test_no_engine_is_closed_in_use_or_left_open_whatever_the_threads_do(
    builds: Builds, provider: EngineProvider
) -> None:
    builds.announce()
    stop = threading.Event()
    wrong: list[Engine] = []

    def ask() -> None:
        while not stop.is_set():
            with provider.engine() as engine:
                wrong.extend(engine for _ in range(20) if engine.closed)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for _ in range(200):
        builds.announce()
    stop.set()
    for thread in threads:
        thread.join()
    assert not wrong
    with provider.engine() as engine:
        assert engine.number == builds.count
    assert [e.closed for e in builds.opened] == [1] * (len(builds.opened) - 1) + [0]
