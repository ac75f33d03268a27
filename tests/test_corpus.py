"""The corpus promises: every document is found, none is skipped silently, each has an identifier fit for links."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.corpus import CorpusFile, content_digest, fit_identifier, identify, list_corpus
from indexer.errors import CorpusError, ReadingError
from tests.conftest import ROOT

SEED = ROOT / "corpus" / "liaoning-2019-quality-improvement.md"
SEED_TEXT_SHA256 = "bc4fd6e9620c70f8be0dd041d117278d9140e01a19ef988a9baf44d5e2cee072"
LIMIT = 1 << 20


def names(files: tuple[CorpusFile, ...]) -> list[str]:
    return [file.name for file in files]


def test_documents_are_found_in_all_folders_in_a_fixed_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "2023/c.HTML", "2023/1/d.docx", "e.pdf"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("正文。", encoding="utf-8")
    assert names(list_corpus(tmp_path).documents) == ["2023/1/d.docx", "2023/c.HTML", "a.md", "b.txt", "e.pdf"]


def test_what_is_no_document_is_left_out_and_other_kinds_are_reported(tmp_path: Path) -> None:
    companions = (
        "README.md",
        "sub/readme.md",
        "lexicon.txt",
        "lexicon-ours.txt",
        "synonyms-ours.tsv",
        "x.py",
        "register/types.tsv",
    )
    left_out = (*companions, "decisions.jsonl", ".hidden.md", "~$通知.docx")
    for name in (*left_out, ".git/a.md", "__pycache__/a.txt", "旧文件.doc", "表.xlsx", "sub/lexicon.txt", "a.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("正文。", encoding="utf-8")
    listing = list_corpus(tmp_path)
    assert names(listing.documents) == ["a.md", "sub/lexicon.txt"]
    assert names(listing.unsupported) == ["旧文件.doc", "表.xlsx"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_folder_that_may_not_be_listed_is_reported(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0)
    try:
        assert names(list_corpus(tmp_path).unreadable) == ["locked"]
    finally:
        locked.chmod(0o700)


def test_a_missing_folder_and_a_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="找不到"):
        list_corpus(tmp_path / "nowhere")
    (tmp_path / "file").write_text("x")
    with pytest.raises(CorpusError, match="不是文件夹"):
        list_corpus(tmp_path / "file")


@pytest.mark.parametrize(
    ("name", "front_matter", "identifier"),
    [
        ("a.md", "", "a"),
        ("2023/通知.md", "", "2023.通知"),
        ("a.md", "---\nid: city-2023\n---\n", "city-2023"),
        ("a.md", "---\nid: 007\n---\n", "007"),
        ("a.md", "---\nid: 市/2023 年\n---\n", "市.2023-年"),
        ("a.md", "---\nid: '???'\n---\n", "a"),
        ("国发〔2018〕3号.txt", "", "国发-2018-3号"),
        ("a:b#c.md", "", "a-b-c"),
    ],
)
def test_a_document_is_known_by_what_it_states_or_by_its_name(
    tmp_path: Path, name: str, front_matter: str, identifier: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(front_matter + "正文。", encoding="utf-8")
    assert identify(CorpusFile(name, path), max_bytes=LIMIT) == identifier


@given(st.text(max_size=300))
def test_an_identifier_is_always_fit_for_a_link_and_a_file_name(text: str) -> None:
    identifier = fit_identifier(text)
    assert len(identifier) <= 80
    assert not set(identifier) & set('/\\:*?"<>|#%~ \t\n')
    assert identifier not in (".", "..")
    assert fit_identifier(identifier) == identifier


def test_long_names_that_differ_at_the_end_stay_apart() -> None:
    assert fit_identifier("关于" * 60 + "甲") != fit_identifier("关于" * 60 + "乙")


def test_broken_front_matter_is_an_error_of_that_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\nid: [a\n---\n正文。", encoding="utf-8")
    with pytest.raises(ReadingError):
        identify(CorpusFile("a.md", path), max_bytes=LIMIT)


def test_the_digest_follows_the_content(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("甲", encoding="utf-8")
    before = content_digest(path, max_bytes=LIMIT)
    path.write_text("乙", encoding="utf-8")
    assert content_digest(path, max_bytes=LIMIT) != before
    with pytest.raises(ReadingError, match="过大"):
        content_digest(path, max_bytes=2)


def seed_text() -> str:
    return SEED.read_text(encoding="utf-8").split("---\n", 2)[2]


def test_the_seed_document_is_unchanged_to_the_character() -> None:
    assert hashlib.sha256(seed_text().encode()).hexdigest() == SEED_TEXT_SHA256


def test_the_seed_document_is_that_of_the_shared_folder(shared: Path) -> None:
    (source,) = (shared / "seed").glob("*.txt")
    assert seed_text() == source.read_text(encoding="utf-8")


def test_the_shipped_corpus_holds_nothing_but_documents_and_their_companions() -> None:
    listing = list_corpus(ROOT / "corpus")
    assert names(listing.documents) == ["liaoning-2019-quality-improvement.md"]
    assert not listing.unsupported and not listing.unreadable
