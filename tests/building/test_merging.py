"""Batches do not pile up, and what is new does not wait for their merging."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer import build_jobs, build_merging, generation
from indexer.errors import BuildFailed
from tests.building.asking import build, disk_full, search
from tests.corpus_maker import LAMPS, STALLS, write_corpus


def test_small_batches_are_merged_so_that_they_do_not_pile_up(corpus: Path, index: Path) -> None:
    for i in range(4):
        write_corpus(corpus, lamps=LAMPS + f"第{i}次修订。\n")
        build(corpus, index)
        assert len(list(generation.current_folder(index).glob("batch-*"))) == 1
    assert search(index, "第3次修订").total == 1
    assert search(index, "“第2次修订”").total == 0


def test_many_middling_batches_are_merged_at_some_point(
    corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_merging, "TAIL_ROWS", 0)
    monkeypatch.setattr(build_merging, "MOST_BATCHES", 4)
    for i in range(12):
        write_corpus(corpus, **{f"d{i}": f"关于第{i}号事项的通知\n\n第{i}号事项按期办结。\n"})
        report = build(corpus, index)
        assert len(list(generation.current_folder(index).glob("batch-*"))) <= 5
    assert search(index, "按期办结").total == 12
    assert report.documents == 14


def snapshot(index: Path, corpus: Path) -> list[list[tuple[str, float]]]:
    queries = ("", "灯具", "食品摊点", "“便民与安全”", "检查 OR 监管", "（一）", "某政办发〔2019〕12号", "定期*")
    return [[(hit.clause.id, round(hit.score, 9)) for hit in search(index, q, corpus).hits] for q in queries]


def test_an_index_grown_step_by_step_answers_as_one_built_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_merging, "TAIL_ROWS", 0)
    corpus = write_corpus(tmp_path / "corpus", a="关于甲的通知\n\n食品摊点要检查。\n")
    build(corpus, tmp_path / "grown")
    for step in (
        {"lamps": LAMPS},
        {"a": "关于乙的通知\n\n灯具要检查。\n"},
        {"stalls": STALLS},
        {"lamps": LAMPS + "灯具。\n"},
    ):
        write_corpus(corpus, **step)
        build(corpus, tmp_path / "grown")
    (corpus / "a.md").unlink()
    build(corpus, tmp_path / "grown")
    monkeypatch.undo()
    build(corpus, tmp_path / "at-once")
    assert snapshot(tmp_path / "grown", corpus) == snapshot(tmp_path / "at-once", corpus)


def test_what_is_new_is_found_before_old_batches_are_merged(
    corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_merging, "AT_ONCE_ROWS", 0)
    monkeypatch.setattr(build_merging, "MOST_SMALL", 2)
    seen: list[tuple[int, int]] = []
    switch = generation.switch

    def watched(*given: object) -> None:
        switch(*given)  # type: ignore[arg-type]
        batches = len(list(generation.current_folder(index).glob("batch-*")))
        seen.append((search(index, "按期办结").total, batches))

    monkeypatch.setattr(generation, "switch", watched)
    for number in range(4):
        write_corpus(corpus, **{f"d{number}": f"关于第{number}号事项的通知\n\n第{number}号事项按期办结。\n"})
        assert build(corpus, index).added
    assert seen == [(1, 1), (2, 2), (3, 3), (3, 1), (4, 2)]


def test_a_disk_that_is_full_only_for_the_merging_says_that_the_documents_are_in(
    corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_merging, "AT_ONCE_ROWS", 0)
    monkeypatch.setattr(build_merging, "MOST_SMALL", 1)
    build(corpus, index)
    write_corpus(corpus, kiosks="关于报刊亭的通知\n\n规范报刊亭设置。\n")
    with monkeypatch.context() as patch:
        switch = generation.switch

        def then_full(*given: object) -> None:
            switch(*given)  # type: ignore[arg-type]
            patch.setattr(build_jobs, "write_batch", disk_full)

        patch.setattr(generation, "switch", then_full)
        with pytest.raises(BuildFailed, match=r"已经收录.*磁盘空间不足"):
            build(corpus, index)
    assert search(index, "报刊亭设置").total == 1
    assert len(list(generation.current_folder(index).glob("batch-*"))) == 2
    assert build(corpus, index).switched, "merging is made up for"
    assert len(list(generation.current_folder(index).glob("batch-*"))) == 1
    assert not build(corpus, index).switched
