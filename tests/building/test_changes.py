"""Only what changed is done again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from indexer import build_identity, build_jobs, build_merging, generation, storage
from indexer import build_work as building
from indexer.build import build as build_index
from indexer.build_identity import analysis_identity
from indexer.build_report import Progress, Stage
from indexer.engine.opening import open_engine
from indexer.engine.protocol import Filter
from indexer.generation import open_generation
from indexer.register.tables import FORMS
from tests.building.asking import build, search
from tests.corpus_maker import LAMPS, write_corpus


def test_a_first_build_takes_in_every_document(corpus: Path, index: Path) -> None:
    report = build(corpus, index)
    assert (report.documents, report.added, report.changed, report.removed) == (2, ("lamps", "stalls"), (), ())
    assert report.switched and not report.failures and not report.unsupported and not report.remade
    assert search(index, "").total == report.clauses > 5
    assert search(index, "“双随机、一公开”").total == 1


def test_a_build_without_changes_leaves_the_generation_alone(corpus: Path, index: Path) -> None:
    first = build(corpus, index)
    again = build(corpus, index)
    assert not again.switched and again.generation == first.generation
    assert (again.documents, again.clauses) == (first.documents, first.clauses)
    assert not again.added and not again.changed and not again.removed


def test_added_changed_and_removed_documents_are_told_and_found(corpus: Path, index: Path) -> None:
    build(corpus, index)
    write_corpus(corpus, lamps=LAMPS + "建立巡查台账。\n", kiosks="关于报刊亭的通知\n\n规范报刊亭设置。\n")
    (corpus / "stalls.md").unlink()
    report = build(corpus, index)
    assert (report.added, report.changed, report.removed) == (("kiosks",), ("lamps",), ("stalls",))
    assert search(index, "巡查台账").total == 1
    assert search(index, "报刊亭设置").total == 1
    assert search(index, "“双随机、一公开”").total == 0


def test_only_what_changed_is_analysed(corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    analysed: list[str] = []
    analyse = build_jobs.analyse
    monkeypatch.setattr(
        build_jobs,
        "analyse",
        lambda path, *args, **options: analysed.append(path.name) or analyse(path, *args, **options),
    )
    build(corpus, index)
    write_corpus(corpus, lamps=LAMPS + "建立巡查台账。\n")
    build(corpus, index)
    assert analysed == ["lamps.md", "stalls.md", "lamps.md"]


def test_unchanged_batches_are_shared_and_not_written_again(
    corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_merging, "TAIL_ROWS", 0)
    build(corpus, index)
    before = {p.name: p.stat().st_ino for p in generation.current_folder(index).glob("batch-*/letters.bin")}
    inodes = {p.parent.name: p.stat().st_ino for p in generation.current_folder(index).glob("batch-*/letters.bin")}
    assert before
    write_corpus(corpus, kiosks="关于报刊亭的通知\n\n规范报刊亭设置。\n")
    report = build(corpus, index)
    after = {p.parent.name: p.stat().st_ino for p in generation.current_folder(index).glob("batch-*/letters.bin")}
    assert len(after) == 2 and inodes.items() <= after.items()
    assert search(index, "").total == report.clauses


def test_a_new_word_in_the_lexicon_is_segmented_everywhere_without_reading_the_files_again(
    corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(corpus, index)
    (corpus / "lexicon.txt").write_text("亮灯率 3000 n\n", encoding="utf-8")
    monkeypatch.setattr(build_jobs, "analyse", None)
    assert build(corpus, index).switched
    assert search(index, "亮灯*", corpus).total == 1
    engine = open_engine(index, corpus=corpus)
    engine.close()


def test_a_changed_register_gives_duties_to_other_departments_without_reading_the_files_again(
    corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "关于办好灯会的通知\n\n一、布置灯会\n检查灯会摊点。（责任单位：市亮化办）\n"
    write_corpus(corpus, festival=f"---\nregion: 沈阳\nlevel: 市\n---\n{text}")
    first = build(corpus, index)
    assert not search(index, "", corpus, Filter("department", "辽宁-沈阳/亮化")).total
    (corpus / "register").mkdir()
    header = "\t".join(FORMS["departments"].columns)
    row = "辽宁-沈阳/亮化\t沈阳市亮化工作办公室\t市亮化办\t市\t辽宁-沈阳\t政府工作部门\t-\t\t\t\t公开文件通行用名"
    (corpus / "register" / "departments.tsv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(build_jobs, "analyse", None)
        again = build(corpus, index)
    assert again.switched and again.generation != first.generation and not again.changed
    found = search(index, "", corpus, Filter("department", "辽宁-沈阳/亮化"), Filter("role", "responsible"))
    assert [hit.clause.text for hit in found.hits] == ["检查灯会摊点。", "（责任单位：市亮化办）"]
    assert not build(corpus, index).switched


def test_other_rules_of_analysis_have_every_file_analysed_again(
    corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build(corpus, index)
    monkeypatch.setattr(build_identity, "ANALYSIS_VERSION", "other")
    before = open_generation(index)
    assert analysis_identity() != before.manifest.analysis
    before.close()
    again = build(corpus, index)
    assert again.switched and again.generation != first.generation
    assert not again.added and not again.changed


def test_the_rules_of_analysis_are_named_by_their_code() -> None:
    assert analysis_identity() == analysis_identity()
    assert "-" in analysis_identity()


def test_progress_tells_stages_in_order_with_the_file_begun(corpus: Path, index: Path) -> None:
    told: list[Progress] = []
    build(corpus, index, progress=told.append)
    assert [entry.stage for entry in told] == sorted((entry.stage for entry in told), key=list(Stage).index)
    assert {entry.name for entry in told} >= {"lamps.md", "stalls.md"}
    assert all(0 <= entry.done <= entry.total for entry in told)


def test_files_that_nobody_touched_are_not_read_again(
    corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    digest = building.content_digest
    monkeypatch.setattr(building, "content_digest", lambda path, **most: read.append(path.name) or digest(path, **most))
    monkeypatch.setattr(storage, "SETTLED_NS", -1)
    build(corpus, index)
    write_corpus(corpus, kiosks="关于报刊亭的通知\n\n规范报刊亭设置。\n")
    build(corpus, index)
    assert read == ["lamps.md", "stalls.md", "kiosks.md"]
    assert search(index, "灯具").total and search(index, "报刊亭设置").total


def test_a_file_that_was_just_written_is_read_again(corpus: Path, index: Path) -> None:
    """Two changes within a tick of the clock would look like one."""
    build(corpus, index)
    opened = open_generation(index)
    assert not opened.manifest.seen
    opened.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no time of change that programs cannot set")
def test_a_change_is_seen_though_size_and_time_are_put_back(
    corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "SETTLED_NS", -1)
    write_corpus(corpus, kiosks="关于报刊亭的通知\n\n规范报刊亭设置。\n")
    build(corpus, index)
    path = corpus / "kiosks.md"
    before = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("设置", "摆放"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size and path.stat().st_mtime_ns == before.st_mtime_ns
    assert build(corpus, index).changed == ("kiosks",)
    assert search(index, "报刊亭摆放").total == 1


def test_a_smaller_limit_counts_for_files_that_nobody_touched(
    corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "SETTLED_NS", -1)
    build(corpus, index)
    assert len(build_index(corpus, index, max_bytes=10).failures) == 2
