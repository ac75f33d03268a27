"""The words that jieba should know beyond its own dictionary: policy terms and names of departments.

A lexicon file has one word a line, ``word frequency tag``: the frequency as in jieba's dictionary (a count in its
reference text; higher makes the word win over a split into smaller ones), the tag a part of speech. ``#`` begins a
comment; blank lines are skipped. The lexicon shipped in package ``corpus`` always counts; a corpus folder may add its
own ``lexicon*.txt``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from corpus import FOLDER as SHIPPED
from indexer.errors import CorpusError
from indexer.folding import folded_text
from indexer.system_errors import refusal

MOST_FREQUENT = 10_000_000


class Entry(NamedTuple):
    """One word, folded as texts are before they are segmented."""

    word: str
    frequency: int
    tag: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries, in order, each word once (a later line replaces an earlier one). Lexicons with one
    ``digest`` segment alike. ``total`` is the sum of all frequencies of jieba's dictionary with these
    (``indexer.dictionary_file``), None where it has not been worked out."""

    entries: tuple[Entry, ...] = ()
    total: int | None = field(default=None, compare=False)

    @property
    def digest(self) -> str:
        lines = "\n".join(f"{entry.word} {entry.frequency}" for entry in self.entries)
        return hashlib.blake2b(lines.encode(), digest_size=8).hexdigest()


def load_lexicon(corpus: Path | None = None) -> Lexicon:
    """The shipped lexicon, and the one of the corpus folder where it has one.

    Raises ``CorpusError`` for a file that cannot be read or a line that cannot be understood, naming file and line.
    """
    files = (file for folder in word_folders(corpus) for file in _lexicon_files(folder))
    entries = (entry for file in files for entry in _parse(file))
    return Lexicon(tuple({entry.word: entry for entry in entries}.values()))


def word_folders(corpus: Path | None) -> list[Path]:
    """The folders whose lexicons and synonyms count: the shipped one, and that of the corpus where it is another."""
    if corpus is None or not corpus.is_dir() or corpus.resolve() == SHIPPED.resolve():
        return [SHIPPED]
    return [SHIPPED, corpus]


def is_lexicon(name: str) -> bool:
    """Whether a file of this name in the corpus folder is a lexicon and not a document."""
    return name.startswith("lexicon") and name.endswith(".txt")


def _lexicon_files(folder: Path) -> list[Path]:
    return sorted((file for file in folder.iterdir() if is_lexicon(file.name)), key=lambda file: file.name)


def _parse(source: Path) -> list[Entry]:
    try:
        lines = source.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(
            f"词典 {source} 无法读取（{refusal(error)}），请检查文件权限，并用 UTF-8 编码保存。"
        ) from error
    entries = []
    for number, line in enumerate(lines, start=1):
        fields = line.partition("#")[0].split()
        if fields:
            entries.append(_entry(fields, f"词典 {source} 第 {number} 行"))
    return entries


def _entry(fields: list[str], place: str) -> Entry:
    if len(fields) != 3 or not fields[1].isascii() or not fields[1].isdigit():
        raise CorpusError(f"{place}：应当写作“词 频次 词性”，例如“明厨亮灶 200 n”，现为“{' '.join(fields)}”。")
    word, frequency, tag = fields
    folded = folded_text(word)
    if len(folded) < 2 or not all("\u3400" <= character <= "\u9fff" for character in folded):
        raise CorpusError(f"{place}：“{word}”不能作为词，词至少两个字，只能由汉字组成。")
    if not 1 <= int(frequency) <= MOST_FREQUENT:
        raise CorpusError(f"{place}：频次应在 1 到 {MOST_FREQUENT} 之间，现为 {frequency}。")
    return Entry(folded, int(frequency), tag)
