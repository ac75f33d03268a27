"""Building promises: only what changed is done again, and the old index serves until the new one stands."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer import build_work as building
from indexer import generation, storage
from indexer.build import build as build_index
from indexer.build_report import BuildReport, Progress, Stage
from indexer.build_work import analysis_identity
from indexer.engine.opening import open_engine
from indexer.engine.protocol import Filter, SearchRequest, SearchResult
from indexer.errors import BuildBusy, BuildFailed, CorpusError
from indexer.generation import BUILDING, LOCK, Verify, open_generation
from indexer.register.tables import FORMS
from indexer.storage import exclusive_lock
from tests.conftest import ROOT
from tests.corpus_maker import LAMPS, STALLS, write_corpus

LIMIT = 1 << 20


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "corpus")


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def build(corpus: Path, index: Path, **options: object) -> BuildReport:
    return build_index(corpus, index, max_bytes=LIMIT, **options)  # type: ignore[arg-type]


def search(index: Path, query: str, corpus: Path | None = None, *filters: Filter) -> SearchResult:
    engine = open_engine(index, corpus=corpus)
    try:
        return engine.search(SearchRequest(query, filters, limit=100))
    finally:
        engine.close()


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
    analyse = building.analyse
    monkeypatch.setattr(
        building,
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
    monkeypatch.setattr(building, "TAIL_ROWS", 0)
    build(corpus, index)
    before = {p.name: p.stat().st_ino for p in generation.current_folder(index).glob("batch-*/letters.bin")}
    inodes = {p.parent.name: p.stat().st_ino for p in generation.current_folder(index).glob("batch-*/letters.bin")}
    assert before
    write_corpus(corpus, kiosks="关于报刊亭的通知\n\n规范报刊亭设置。\n")
    report = build(corpus, index)
    after = {p.parent.name: p.stat().st_ino for p in generation.current_folder(index).glob("batch-*/letters.bin")}
    assert len(after) == 2 and inodes.items() <= after.items()
    assert search(index, "").total == report.clauses


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
    monkeypatch.setattr(building, "TAIL_ROWS", 0)
    monkeypatch.setattr(building, "MOST_BATCHES", 4)
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
    monkeypatch.setattr(building, "TAIL_ROWS", 0)
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


def test_a_new_word_in_the_lexicon_is_segmented_everywhere_without_reading_the_files_again(
    corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(corpus, index)
    (corpus / "lexicon.txt").write_text("亮灯率 3000 n\n", encoding="utf-8")
    monkeypatch.setattr(building, "analyse", None)
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
        patch.setattr(building, "analyse", None)
        again = build(corpus, index)
    assert again.switched and again.generation != first.generation and not again.changed
    found = search(index, "", corpus, Filter("department", "辽宁-沈阳/亮化"), Filter("role", "responsible"))
    assert [hit.clause.text for hit in found.hits] == ["检查灯会摊点。", "（责任单位：市亮化办）"]
    assert not build(corpus, index).switched


def test_other_rules_of_analysis_have_every_file_analysed_again(
    corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build(corpus, index)
    monkeypatch.setattr(building, "ANALYSIS_VERSION", "other")
    before = open_generation(index)
    assert building.analysis_identity() != before.manifest.analysis
    before.close()
    again = build(corpus, index)
    assert again.switched and again.generation != first.generation
    assert not again.added and not again.changed


def test_the_rules_of_analysis_are_named_by_their_code() -> None:
    assert analysis_identity() == analysis_identity()
    assert "-" in analysis_identity()


def test_one_bad_file_does_not_keep_the_others_out(corpus: Path, index: Path) -> None:
    (corpus / "empty.txt").write_bytes(b"")
    (corpus / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)))
    (corpus / "broken.docx").write_bytes(b"PK\x03\x04 nothing here")
    (corpus / "front.md").write_text("---\nid: [x\n---\n正文。", encoding="utf-8")
    (corpus / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    report = build(corpus, index)
    assert {failure.path.name for failure in report.failures} == {"empty.txt", "picture.txt", "broken.docx", "front.md"}
    assert all(failure.reason for failure in report.failures)
    assert [path.name for path in report.unsupported] == ["old.doc"]
    assert report.documents == 2 and search(index, "灯具").total
    again = build(corpus, index)
    assert not again.switched and set(again.failures) == set(report.failures), "they are reported as long as they last"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_an_unreadable_file_is_reported(corpus: Path, index: Path) -> None:
    (corpus / "lamps.md").chmod(0)
    report = build(corpus, index)
    assert [failure.path.name for failure in report.failures] == ["lamps.md"] and report.documents == 1


def test_a_file_over_the_limit_is_reported_with_both_sizes(corpus: Path, index: Path) -> None:
    (corpus / "huge.txt").write_bytes(b"x" * (LIMIT + 1))
    (failure,) = build(corpus, index).failures
    assert "过大" in failure.reason and str(LIMIT) in failure.reason


def test_a_whole_file_in_one_line_is_indexed_in_bounded_time(corpus: Path, index: Path) -> None:
    (corpus / "line.txt").write_bytes("路灯".encode() * (LIMIT // 12))
    begun = time.perf_counter()
    report = build(corpus, index)
    assert report.documents == 3 and not report.failures
    assert search(index, "“路灯路灯路灯”").total == 1
    assert time.perf_counter() - begun < 60


@pytest.mark.skipif(os.name == "nt", reason="links need privileges there")
def test_a_link_that_leads_nowhere_is_reported(corpus: Path, index: Path) -> None:
    (corpus / "gone.md").symlink_to(corpus / "nothing.md")
    report = build(corpus, index)
    assert [failure.path.name for failure in report.failures] == ["gone.md"] and report.documents == 2


def test_a_failed_file_leaves_the_index_and_comes_back_when_it_is_mended(corpus: Path, index: Path) -> None:
    build(corpus, index)
    (corpus / "lamps.md").write_bytes(b"")
    report = build(corpus, index)
    assert report.removed == ("lamps",) and len(report.failures) == 1
    again = build(corpus, index)
    assert not again.switched and len(again.failures) == 1
    write_corpus(corpus)
    assert build(corpus, index).added == ("lamps",)


def test_two_files_with_one_identifier_are_named_and_the_first_is_kept(corpus: Path, index: Path) -> None:
    for name, word in (("x1", "甲"), ("x2", "乙")):
        write_corpus(corpus, **{name: f"---\nid: same\n---\n关于{word}的通知\n\n{word}事照办。\n"})
    (failure,) = build(corpus, index).failures
    assert failure.path.name == "x2.md" and "same" in failure.reason and "x1.md" in failure.reason
    assert search(index, "“甲事照办”").total == 1 and search(index, "“乙事照办”").total == 0


def test_a_renamed_file_is_one_document_gone_and_another_come(corpus: Path, index: Path) -> None:
    build(corpus, index)
    (corpus / "lamps.md").rename(corpus / "lights.md")
    report = build(corpus, index)
    assert (report.added, report.removed) == (("lights",), ("lamps",))


def test_an_empty_folder_gives_an_empty_index(tmp_path: Path, index: Path) -> None:
    (tmp_path / "nothing").mkdir()
    report = build(tmp_path / "nothing", index)
    assert report.documents == report.clauses == 0
    assert search(index, "食品").total == 0


def test_a_missing_corpus_is_an_error_and_the_index_stays(corpus: Path, index: Path) -> None:
    build(corpus, index)
    with pytest.raises(CorpusError):
        build(corpus / "nowhere", index)
    assert search(index, "灯具").total


def test_progress_tells_stages_in_order_with_the_file_begun(corpus: Path, index: Path) -> None:
    told: list[Progress] = []
    build(corpus, index, progress=told.append)
    assert [entry.stage for entry in told] == sorted((entry.stage for entry in told), key=list(Stage).index)
    assert {entry.name for entry in told} >= {"lamps.md", "stalls.md"}
    assert all(0 <= entry.done <= entry.total for entry in told)


def test_two_builds_at_once_are_refused(corpus: Path, index: Path) -> None:
    index.mkdir()
    with exclusive_lock(index / LOCK), pytest.raises(BuildBusy, match="正在"):
        build(corpus, index)
    build(corpus, index)


def test_a_damaged_index_is_built_anew_and_the_report_says_why(corpus: Path, index: Path) -> None:
    build(corpus, index)
    damaged = next(generation.current_folder(index).glob("batch-*/texts.bin"))
    damaged.write_bytes(damaged.read_bytes()[:-1])
    report = build(corpus, index)
    assert report.switched and "texts.bin" in report.remade
    assert search(index, "灯具").total


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


@pytest.mark.parametrize("at_once", [0, 300])
def test_one_flipped_bit_is_found_by_the_build_that_takes_the_file_over(
    corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """Whether the batch stays as it is or its records are written anew."""
    monkeypatch.setattr(building, "AT_ONCE_ROWS", at_once)
    write_corpus(corpus, long=LAMPS + "每盏路灯的灯杆都要编号，" * 10_000)
    build(corpus, index)
    large = max(generation.current_folder(index).rglob("*.bin"), key=lambda path: path.stat().st_size)
    content = bytearray(large.read_bytes())
    assert len(content) > 65 * 4096
    content[10_000] ^= 1  # between two of the blocks that the quick check reads
    large.write_bytes(content)
    write_corpus(corpus, kiosks="关于报刊亭的通知\n\n规范报刊亭设置。\n")
    report = build(corpus, index)
    assert large.name in report.remade
    assert search(index, "报刊亭设置").total == 1 and search(index, "灯具").total
    open_generation(index, verify=Verify.FULL).close()


def test_a_build_without_changes_still_finds_one_flipped_bit(corpus: Path, index: Path) -> None:
    write_corpus(corpus, long=LAMPS + "每盏路灯的灯杆都要编号，" * 10_000)
    build(corpus, index)
    large = max(generation.current_folder(index).rglob("*.bin"), key=lambda path: path.stat().st_size)
    content = bytearray(large.read_bytes())
    content[10_000] ^= 1
    large.write_bytes(content)
    assert large.name in build(corpus, index).remade
    open_generation(index, verify=Verify.FULL).close()


def test_what_is_new_is_found_before_old_batches_are_merged(
    corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "AT_ONCE_ROWS", 0)
    monkeypatch.setattr(building, "MOST_SMALL", 2)
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
    monkeypatch.setattr(building, "AT_ONCE_ROWS", 0)
    monkeypatch.setattr(building, "MOST_SMALL", 1)
    build(corpus, index)
    write_corpus(corpus, kiosks="关于报刊亭的通知\n\n规范报刊亭设置。\n")
    with monkeypatch.context() as patch:
        switch = generation.switch

        def then_full(*given: object) -> None:
            switch(*given)  # type: ignore[arg-type]
            patch.setattr(building, "write_batch", disk_full)

        patch.setattr(generation, "switch", then_full)
        with pytest.raises(BuildFailed, match=r"已经收录.*磁盘空间不足"):
            build(corpus, index)
    assert search(index, "报刊亭设置").total == 1
    assert len(list(generation.current_folder(index).glob("batch-*"))) == 2
    assert build(corpus, index).switched, "merging is made up for"
    assert len(list(generation.current_folder(index).glob("batch-*"))) == 1
    assert not build(corpus, index).switched


def test_damage_to_the_pointer_is_repaired(corpus: Path, index: Path) -> None:
    build(corpus, index)
    (index / generation.POINTER).write_bytes(b"nonsense")
    assert build(corpus, index).remade
    assert search(index, "灯具").total


def disk_full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device", "somewhere")


STEPS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "batch": lambda patch: patch.setattr(building, "write_batch", disk_full),
    "manifest": lambda patch: patch.setattr(generation, "write_manifest", disk_full),
    "sync": lambda patch: patch.setattr(building, "sync_tree", disk_full),
    "rename": lambda patch: patch.setattr(Path, "rename", disk_full),
    "switch": lambda patch: patch.setattr(generation, "switch", disk_full),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_full_disk_fails_the_build_and_the_old_index_serves(
    corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    build(corpus, index)
    write_corpus(corpus, lamps=LAMPS + "建立巡查台账。\n")
    with monkeypatch.context() as patch:
        STEPS[step](patch)
        with pytest.raises(BuildFailed, match="磁盘空间不足"):
            build(corpus, index)
    assert not (index / BUILDING).exists()
    assert search(index, "灯具").total and search(index, "巡查台账").total == 0
    build(corpus, index)
    assert search(index, "巡查台账").total == 1


SMALL_DISK = """
import sys
from pathlib import Path
from indexer.build import build
from indexer.errors import BuildFailed
corpus, index = Path(sys.argv[1]), Path("index")
build(corpus, index, max_bytes=1 << 20)
(corpus / "big.md").write_text("每盏路灯的灯杆都要编号，" * 20_000, encoding="utf-8")
try:
    build(corpus, index, max_bytes=1 << 20)
except BuildFailed as error:
    from indexer.engine.opening import open_engine
    from indexer.engine.protocol import SearchRequest
    print(error, open_engine(index).search(SearchRequest("灯具")).total)
"""


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs Linux namespaces to mount a small disk")
def test_a_disk_that_is_really_full(tmp_path: Path, corpus: Path) -> None:
    """A disk of 600 KB in a mount namespace of its own, which vanishes with the process."""
    mount = 'mount -t tmpfs -o size=600k tmpfs "$0" && cd "$0" && exec "$@"'
    inside = ["unshare", "--map-root-user", "--mount", "sh", "-c", mount, str(tmp_path)]
    if subprocess.run([*inside, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this system does not let us mount a small disk")
    moved = corpus.rename(tmp_path.parent / f"{tmp_path.name}-corpus")  # out from under the mount
    command = [*inside, sys.executable, "-X", "utf8", "-c", SMALL_DISK, str(moved)]
    finished = subprocess.run(
        command,
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    message, _, total = finished.stdout.strip().rpartition(" ")
    assert "磁盘空间不足" in message and int(total) > 0


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_an_index_folder_that_may_not_be_written_is_an_error(tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(BuildFailed, match="权限"):
        build(corpus, tmp_path / "locked" / "index")


def test_an_index_path_that_is_a_file_is_an_error(tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(BuildFailed):
        build(corpus, tmp_path / "file")


def test_processes_write_what_one_would_write(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same batches, byte for byte, and failures as in one process."""
    (corpus / "empty.txt").write_bytes(b"")
    monkeypatch.setattr(building, "WORKERS_FROM", 1)
    digests = []
    for processors in (1, 2):
        monkeypatch.setattr(building, "processors", lambda number=processors: number)
        report = build(corpus, tmp_path / str(processors))
        assert [failure.path.name for failure in report.failures] == ["empty.txt"] and report.documents == 2
        folder = generation.current_folder(tmp_path / str(processors))
        written = {path.relative_to(folder).as_posix(): path for path in folder.glob("batch-*/**/*") if path.is_file()}
        assert len({name.partition("/")[0] for name in written}) == 2
        # Whoosh puts the time and a random name into its files.
        digests.append({name: path.read_bytes() for name, path in written.items() if "/words/" not in name})
    assert digests[0] == digests[1]


ORPHANS = """
import os, signal, sys, time
from pathlib import Path
import indexer.build_work as building, indexer.build_workers as workers
from indexer.build import build
building.WORKERS_FROM = 1
building.processors = lambda: 2
def die(run, jobs):
    results = workers.done_by_workers(run, jobs)
    next(results)
    import multiprocessing
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
building.done_by_workers = die
build(Path(sys.argv[1]), Path(sys.argv[2]), max_bytes=1 << 20)
"""


@pytest.mark.skipif(os.name == "nt", reason="uses SIGKILL")
def test_processes_of_a_killed_build_end_with_it(corpus: Path, index: Path) -> None:
    # Their standard error is ours: reading it to the end waits for the last of them.
    killed = subprocess.run(
        [sys.executable, "-c", ORPHANS, str(corpus), str(index)],
        check=False, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert len(killed.stdout.split()) == 2
    assert build(corpus, index).documents == 2


KILLED = """
import os, signal, sys
from pathlib import Path
import indexer.build_work as building, indexer.generation as generation
from indexer.build import build
def die(*args, **kwargs): os.kill(os.getpid(), signal.SIGKILL)
place, corpus, index = sys.argv[1:]
if place == "while analysing": building.analyse = die
if place == "before the batch": building.write_batch = die
if place == "after the batch":
    write = building.write_batch
    building.write_batch = lambda *a: (write(*a), die())
if place == "before the manifest": generation.write_manifest = die
if place == "before the rename": building.sync_tree = die
if place == "before the switch": generation.switch = die
if place == "in the switch": generation.replace_file = lambda path, content: (
    path.with_name(path.name + ".new").write_bytes(content[:5]), die())
if place == "after the switch":
    switch = generation.switch
    generation.switch = lambda *a: (switch(*a), die())
build(Path(corpus), Path(index), max_bytes=1 << 20)
"""


@pytest.mark.skipif(os.name == "nt", reason="uses SIGKILL")
@pytest.mark.parametrize(
    "place",
    [
        "while analysing",
        "before the batch",
        "after the batch",
        "before the manifest",
        "before the rename",
        "before the switch",
        "in the switch",
        "after the switch",
    ],
)
def test_a_killed_build_leaves_a_working_index_and_the_next_one_cleans_up(
    corpus: Path, index: Path, place: str
) -> None:
    build(corpus, index)
    write_corpus(corpus, lamps=LAMPS + "建立巡查台账。\n")
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, place, str(corpus), str(index)], check=False, capture_output=True
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert search(index, "灯具").total
    assert search(index, "巡查台账").total == (1 if place == "after the switch" else 0)
    build(corpus, index)
    assert search(index, "巡查台账").total == 1
    kept = {generation.POINTER, LOCK, *(path.name for path in index.glob("g-*"))}
    assert {path.name for path in index.iterdir()} == kept
    assert len(list(index.glob("g-*"))) == 2


@pytest.mark.skipif(os.name == "nt", reason="uses SIGKILL")
def test_a_first_build_killed_at_any_time_leaves_nothing_that_hinders(corpus: Path, index: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", KILLED, "before the rename", str(corpus), str(index)], check=False, capture_output=True
    )
    assert (index / BUILDING).exists()
    assert build(corpus, index).added == ("lamps", "stalls")
    assert not (index / BUILDING).exists()
