"""A search takes lexicon and synonyms from the index as long as the files say the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer import build_work
from indexer import stored_words as stored_words_module
from indexer.build import build
from indexer.dictionary_file import DictionaryFile, dictionary_path, total_with
from indexer.engine.opening import open_engine
from indexer.engine.protocol import SearchRequest
from indexer.errors import CorpusError, IndexOutdated
from indexer.generation import current_folder
from indexer.lexicon import load_lexicon
from indexer.stored_words import FILE, stored_words
from indexer.synonyms import load_synonyms
from tests.corpus_maker import write_corpus

LIMIT = 2**20
HEAD = "日常说法\t正式说法\t方向\t来源\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write_corpus(tmp_path / "corpus")
    (tmp_path / "corpus" / "lexicon.txt").write_text("灯杆编号 100 n\n", encoding="utf-8")
    (tmp_path / "corpus" / "synonyms.tsv").write_text(HEAD + "街灯\t灯具\t单向\t测试\n", encoding="utf-8")
    return tmp_path / "corpus"


@pytest.fixture
def index(corpus: Path, tmp_path: Path) -> Path:
    build(corpus, tmp_path / "index", max_bytes=LIMIT)
    return tmp_path / "index"


def test_what_is_kept_is_what_the_files_say(corpus: Path, index: Path) -> None:
    kept = stored_words(index, corpus)
    assert kept is not None
    lexicon, synonyms = kept
    assert lexicon == load_lexicon(corpus) and lexicon.digest == load_lexicon(corpus).digest
    assert "灯杆编号" in {entry.word for entry in lexicon.entries}
    assert dict(synonyms.words) == dict(load_synonyms(corpus).words) and synonyms.words["街灯"] == ("灯具",)
    path = dictionary_path()
    assert path is not None and lexicon.total == total_with(load_lexicon(corpus), DictionaryFile(path))


def test_changed_synonyms_count_without_a_build(corpus: Path, index: Path) -> None:
    (corpus / "synonyms.tsv").write_text(HEAD + "路边灯\t灯具\t单向\t测试\n", encoding="utf-8")
    assert stored_words(index, corpus) is None
    engine = open_engine(index, corpus=corpus)
    (found,) = engine.search(SearchRequest("路边灯")).synonyms
    assert found.official == ("灯具",)
    engine.close()


def test_a_slip_in_a_table_is_reported_whatever_is_kept(corpus: Path, index: Path) -> None:
    (corpus / "synonyms.tsv").write_text(HEAD + "街灯\t\t单向\t测试\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"synonyms\.tsv 第 2 行"):
        open_engine(index, corpus=corpus)
    build(corpus, index, max_bytes=LIMIT)  # Not the slip of the table keeps documents from being found ...
    with pytest.raises(CorpusError, match=r"synonyms\.tsv 第 2 行"):
        open_engine(index, corpus=corpus)  # ... and it is not forgotten either.


def test_a_changed_lexicon_makes_the_index_outdated(corpus: Path, index: Path) -> None:
    (corpus / "lexicon.txt").write_text("老旧灯具 100 n\n", encoding="utf-8")
    with pytest.raises(IndexOutdated, match="词典"):
        open_engine(index, corpus=corpus)


def test_a_comment_in_the_lexicon_changes_nothing(corpus: Path, index: Path) -> None:
    (corpus / "lexicon.txt").write_text("# 灯\n灯杆编号 100 n\n", encoding="utf-8")
    assert stored_words(index, corpus) is None
    open_engine(index, corpus=corpus).close()


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"sources": 1}', b"\xff"])
def test_nothing_is_taken_from_a_damaged_file(corpus: Path, index: Path, content: bytes) -> None:
    (current_folder(index) / FILE).write_bytes(content)
    assert stored_words(index, corpus) is None


def test_a_build_takes_over_what_is_kept_and_reads_only_what_changed(
    corpus: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []
    load = stored_words_module.load_synonyms
    monkeypatch.setattr(stored_words_module, "load_synonyms", lambda folder: (read.append(folder), load(folder))[1])

    def rebuilt(name: str) -> Path:
        write_corpus(corpus, new=f"关于{name}的通知\n\n规范{name}设置。\n")
        assert build(corpus, index, max_bytes=LIMIT).switched
        return current_folder(index) / FILE

    before = current_folder(index) / FILE
    after = rebuilt("报刊亭")
    assert after != before and after.read_bytes() == before.read_bytes() and not read
    (corpus / "synonyms.tsv").write_text(HEAD + "路边灯\t灯具\t单向\t测试\n", encoding="utf-8")
    rebuilt("公交站")
    kept = stored_words(index, corpus)
    assert read == [corpus] and kept is not None and "路边灯" in kept[1].words
    monkeypatch.setattr(build_work, "words_identity", lambda: "other rules")  # The program reads them another way.
    rebuilt("停车场")
    assert read == [corpus, corpus]


def test_there_is_nothing_without_an_index(corpus: Path, tmp_path: Path) -> None:
    assert stored_words(tmp_path / "none", corpus) is None
