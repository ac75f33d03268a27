"""The lexicon: what is shipped, what a corpus may add, and which line of it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.lexicon import Entry, load_lexicon


def test_the_shipped_lexicon_has_terms_and_departments() -> None:
    words = {entry.word: entry.tag for entry in load_lexicon().entries}
    assert words["放管服"] == "n" and words["市场监管局"] == "nt"
    assert len(words) > 500
    assert sum(tag == "nt" for tag in words.values()) > 150


def test_a_corpus_may_add_words_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "lexicon-ours.txt").write_text("# 本市用语\n政企直通车 300 n  # 平台名称\n", encoding="utf-8")
    ours = load_lexicon(tmp_path)
    assert ours.entries[-1] == Entry("政企直通车", 300, "n")
    assert ours.entries[:-1] == load_lexicon().entries
    assert ours.digest != load_lexicon().digest


def test_a_lexicon_that_repeats_the_shipped_one_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "lexicon.txt").write_text("# 同样的词\n\n", encoding="utf-8")
    assert load_lexicon(tmp_path).digest == load_lexicon().digest


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("明厨亮灶", "应当写作"),
        ("明厨亮灶 很多 n", "应当写作"),
        ("明厨亮灶 200", "应当写作"),
        ("灶 200 n", "至少两个字"),
        ("双随机、一公开 200 n", "只能由汉字组成"),
        ("明厨亮灶 0 n", "频次"),
        ("明厨亮灶 99999999999 n", "频次"),
    ],
)
def test_a_wrong_line_in_a_lexicon_is_named(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "lexicon.txt").write_text(f"好词 20 n\n{line}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=said) as error:
        load_lexicon(tmp_path)
    assert "第 2 行" in str(error.value) and "lexicon.txt" in str(error.value)


def test_a_lexicon_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lexicon.txt").write_bytes("明厨亮灶 200 n\n".encode("gb18030"))
    with pytest.raises(CorpusError, match="UTF-8"):
        load_lexicon(tmp_path)
