"""Generations promise: what is opened is whole and as it was written, or it is said what is wrong with it."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest

from indexer import generation
from indexer.build import build
from indexer.citation import section_chain
from indexer.engine.opening import engine_provider, open_engine
from indexer.engine.protocol import SearchRequest
from indexer.errors import BuildBusy, IndexDamaged, IndexMissing, IndexOutdated
from indexer.generation import MANIFEST, POINTER, Verify, open_generation
from indexer.references import section_references
from indexer.storage import digest, exclusive_lock, sample_digest
from tests.corpus_maker import LAMPS, write_corpus

LIMIT = 1 << 20


@pytest.fixture
def index(tmp_path: Path) -> Path:
    build(write_corpus(tmp_path / "corpus"), tmp_path / "index", max_bytes=LIMIT)
    return tmp_path / "index"


def folder(index: Path) -> Path:
    return generation.current_folder(index)


def test_a_whole_generation_opens_and_lists_what_it_holds(index: Path) -> None:
    opened = open_generation(index, verify=Verify.FULL)
    assert [(entry.id, entry.name) for entry in opened.manifest.documents] == [
        ("lamps", "lamps.md"),
        ("stalls", "stalls.md"),
    ]
    assert opened.name == (index / POINTER).read_text().strip()
    opened.close()


def test_no_index_is_missing_not_damaged(tmp_path: Path) -> None:
    for index in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(IndexMissing, match="policykb build"):
            open_generation(index)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"g-1", b"../../etc\n", b"g-999999-0123456789abcdef\n"])
def test_a_damaged_pointer_is_damage(index: Path, content: bytes) -> None:
    (index / POINTER).write_bytes(content)
    with pytest.raises(IndexDamaged):
        open_generation(index)


def all_files(index: Path) -> list[Path]:
    return sorted(path for path in folder(index).rglob("*") if path.is_file())


def test_a_change_of_any_single_file_is_found(index: Path) -> None:
    """Truncated, one bit flipped, emptied, gone: for each file in turn, in the middle of it."""
    for path in all_files(index):
        content = path.read_bytes()
        middle = len(content) // 2
        flipped = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :] if content else b"x"
        for damage in (content[:-1] if content else b"y", flipped, content + b"\0"):
            path.write_bytes(damage)
            with pytest.raises(IndexDamaged) as error:
                open_generation(index)
            assert path.name in str(error.value)
        path.unlink()
        with pytest.raises(IndexDamaged, match="损坏"):
            open_generation(index)
        path.write_bytes(content)
    open_generation(index).close()


def test_a_manifest_that_is_no_manifest_is_damage(index: Path) -> None:
    for content in (b"", b"{}", b"[1]", b"\xff", json.dumps({"schema": 1}).encode()):
        (folder(index) / MANIFEST).write_bytes(content)
        with pytest.raises(IndexDamaged):
            open_generation(index)


def test_one_flipped_bit_in_a_large_file_is_found_by_a_full_check(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", long=LAMPS + "每盏路灯的灯杆都要编号，" * 10_000)
    build(tmp_path / "corpus", tmp_path / "index", max_bytes=LIMIT)
    large = max(all_files(tmp_path / "index"), key=lambda path: path.stat().st_size)
    content = bytearray(large.read_bytes())
    assert len(content) > 65 * 4096
    content[10_000] ^= 1  # between two of the blocks that the quick check reads
    large.write_bytes(content)
    with pytest.raises(IndexDamaged, match="校验值"):
        open_generation(tmp_path / "index", verify=Verify.FULL)


def test_the_quick_check_finds_every_truncation_and_damage_at_both_ends(tmp_path: Path) -> None:
    path = tmp_path / "large"
    content = os.urandom(3_000_000)
    path.write_bytes(content)
    whole = sample_digest(path)
    for damaged in (content[:-1], b"\0" * 4096 + content[4096:], content[:-4096] + b"\0" * 4096, b"\0" * 3_000_000):
        path.write_bytes(damaged)
        assert sample_digest(path) != whole
    path.write_bytes(content)
    assert sample_digest(path) == whole


def test_an_index_of_another_schema_is_outdated(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation, "SCHEMA", generation.SCHEMA + 1)
    with pytest.raises(IndexOutdated, match="重新建立"):
        open_generation(index)


def test_a_manifest_of_another_form_is_outdated(index: Path) -> None:
    for lacking in ("failures", "schema", "files"):
        opened = open_generation(index)
        stored = json.loads((opened.folder / MANIFEST).read_bytes())
        opened.close()
        del stored[lacking]
        other = json.dumps(stored).encode()
        name = f"g-000002-{digest(other)[:16]}"
        (index / name).mkdir(exist_ok=True)
        (index / name / MANIFEST).write_bytes(other)
        before = (index / POINTER).read_bytes()
        generation.switch(index, name)
        with pytest.raises(IndexOutdated, match="另一个版本"):
            open_generation(index)
        (index / POINTER).write_bytes(before)


def test_an_index_of_another_lexicon_is_outdated(index: Path) -> None:
    corpus = index.parent / "corpus"
    open_engine(index, corpus=corpus).close()
    (corpus / "lexicon.txt").write_text("亮灯率 300 n\n", encoding="utf-8")
    with pytest.raises(IndexOutdated, match="词典"):
        open_engine(index, corpus=corpus)


def test_the_lock_lets_one_builder_in(tmp_path: Path) -> None:
    with exclusive_lock(tmp_path / "lock"), pytest.raises(BuildBusy), exclusive_lock(tmp_path / "lock"):
        pass
    with exclusive_lock(tmp_path / "lock"):
        pass


def generations(index: Path) -> list[str]:
    return sorted(path.name for path in index.glob("g-*"))


def rebuilt(index: Path, text: str) -> str:
    write_corpus(index.parent / "corpus", lamps=text)
    return build(index.parent / "corpus", index, max_bytes=LIMIT).generation


def test_the_generation_before_is_kept_and_older_ones_are_removed(index: Path) -> None:
    names = [folder(index).name, *(rebuilt(index, LAMPS + f"第{i}次修改。\n") for i in range(3))]
    assert generations(index) == names[-2:]


def test_a_generation_that_is_being_read_is_not_removed(index: Path) -> None:
    reader = open_generation(index)
    names = [rebuilt(index, LAMPS + f"第{i}次修改。\n") for i in range(3)]
    assert generations(index) == [reader.name, *names[-2:]]
    reader.close()
    names.append(rebuilt(index, LAMPS))
    assert generations(index) == names[-2:]


def test_a_server_follows_each_build_and_lets_running_requests_finish(index: Path) -> None:
    provider = engine_provider(index, corpus=index.parent / "corpus")
    new = SearchRequest("亮度监测")
    with provider.engine() as before:
        assert before.search(new).total == 0
        name = rebuilt(index, LAMPS + "开展亮度监测。\n")
        with provider.engine() as after:
            assert (after.search(new).total, after.generation) == (1, name)
        assert before.search(new).total == 0, "a request keeps the generation it began with"
    provider.close()


def test_a_server_keeps_the_old_generation_when_the_new_one_is_damaged_and_says_so(index: Path) -> None:
    provider = engine_provider(index, corpus=index.parent / "corpus")
    with provider.engine() as engine:
        served = engine.generation
    rebuilt(index, LAMPS + "开展亮度监测。\n")
    (folder(index) / MANIFEST).write_bytes(b"{}")
    for _ in range(2):
        with provider.engine() as engine:
            assert engine.generation == served
        assert isinstance(provider.trouble, IndexDamaged)
    name = rebuilt(index, LAMPS)
    with provider.engine() as engine:
        assert engine.generation == name
    assert provider.trouble is None
    provider.close()


def test_a_server_without_an_index_says_so_until_there_is_one(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    provider = engine_provider(tmp_path / "index", corpus=corpus)
    with pytest.raises(IndexMissing), provider.engine():
        pass
    build(corpus, tmp_path / "index", max_bytes=LIMIT)
    with provider.engine() as engine:
        assert engine.search(SearchRequest("灯具")).total
    provider.close()


def test_many_threads_search_while_builds_go_on(index: Path) -> None:
    provider = engine_provider(index, corpus=index.parent / "corpus")
    stop, wrong = threading.Event(), []

    def search() -> None:
        while not stop.is_set():
            with provider.engine() as engine:
                totals = {engine.search(SearchRequest("灯具", limit=3)).total for _ in range(3)}
            if len(totals) != 1 or totals == {0}:
                wrong.append(totals)

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    names = [rebuilt(index, LAMPS + f"另有灯具{i}盏。\n" * (i + 1)) for i in range(3)]
    stop.set()
    for thread in threads:
        thread.join()
    assert not wrong
    with provider.engine() as engine:
        assert engine.generation == names[-1]
    provider.close()


def test_a_hit_knows_the_references_of_the_sections_above_it(index: Path) -> None:
    """The same that the document's page makes from the whole outline."""
    engine = open_engine(index)
    hits = engine.search(SearchRequest(limit=100)).hits
    assert any(hit.path_references for hit in hits)
    for hit in hits:
        sections = engine.sections(hit.document.id)
        chain = [] if hit.clause.section is None else section_chain(hit.clause.section, sections)
        references = section_references(sections)
        assert hit.path_references == tuple(references[at] for at in chain)
    engine.close()
