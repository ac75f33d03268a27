"""Freshness and readers: many at once, and during a switch to a new generation."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from indexer.engine.protocol import SearchEngine
from indexer.engine.provider import EngineProvider
from indexer.storage import replace_file
from tests.engine_contract.asking import ask, found
from tests.engine_contract.corpora import stalls
from tests.engine_contract.engines import Make
from tests.record_maker import record_of, texts


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


def test_a_new_engine_finds_what_was_added_and_changed_and_no_more_what_was_removed(make: Make, tmp_path: Path) -> None:
    before = make([stalls(), record_of("gone", "仓库要造册。"), record_of("changed", "货物要登记。")], tmp_path / "1")
    after = make([stalls(), record_of("changed", "货物要验收。"), record_of("added", "码头要照明。")], tmp_path / "2")
    assert found(before, "仓库") == {"仓库要造册。"} and found(before, "货物 AND 登记") == {"货物要登记。"}
    assert not found(after, "仓库") and not found(after, "货物 AND 登记")
    assert found(after, "码头") == {"码头要照明。"} and found(after, "货物 AND 验收") == {"货物要验收。"}
    assert {document.id for document in after.documents()} == {"stalls", "changed", "added"}
    assert after.record("gone") is None and after.sections("stalls") == before.sections("stalls")
    before.close()
    after.close()


def test_a_reader_keeps_its_engine_while_another_is_put_into_service(make: Make, tmp_path: Path) -> None:
    """Requests under way end on the documents they began with; the next ones get the new documents."""
    builds = [[stalls()], [stalls(), record_of("added", "码头要照明。")]]
    pointer = tmp_path / "CURRENT"
    opened: list[SearchEngine] = []

    def open_newest() -> SearchEngine:
        opened.append(make(builds[len(opened)], tmp_path / str(len(opened))))
        return opened[-1]

    replace_file(pointer, b"first")
    provider = EngineProvider(pointer, open_newest)
    with provider.engine() as reader:
        first = [hit.clause.id for hit in ask(reader, "").hits]
        replace_file(pointer, b"second")
        with provider.engine() as other:
            assert found(other, "码头") == {"码头要照明。"}
            assert not found(reader, "码头")
        assert [hit.clause.id for hit in ask(reader, "").hits] == first
        assert reader.record("added") is None
    with provider.engine() as reader:
        assert len(ask(reader, "").hits) == len(first) + 1
    provider.close()


def test_many_readers_find_what_their_engine_holds_while_others_are_opened_and_closed(
    make: Make, tmp_path: Path
) -> None:
    engine = make([stalls()], tmp_path / "long")
    expected = [hit.clause.id for hit in ask(engine, "食品").hits]

    def come_and_go(number: int) -> bool:
        other = make([record_of(f"other{number}", "食品要检验。")], tmp_path / str(number))
        right = texts(ask(other, "食品").hits) == ["食品要检验。"]
        other.close()
        return right and [hit.clause.id for hit in ask(engine, "食品").hits] == expected

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(come_and_go, range(12)))
    engine.close()
