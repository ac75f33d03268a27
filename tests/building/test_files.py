"""Files that cannot be taken in are named and keep no other out."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from indexer.errors import CorpusError
from tests.building.asking import LIMIT, build, search
from tests.corpus_maker import write_corpus


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
