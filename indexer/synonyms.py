"""日常说法与正式说法: the words people type, and the words that documents use for the same thing.

``synonyms.tsv`` has one everyday word a line: the word, the official ones (``；`` between several), the direction
(单向: from the everyday word to the official ones; 双向: both ways, for words that mean the same), and
where the official word comes from. The shipped file in package ``corpus`` always counts; a corpus folder may add its
own ``synonyms*.tsv``, of which a line replaces the shipped one for the same word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from indexer.errors import CorpusError
from indexer.folding import folded_text, letters_text
from indexer.lexicon import word_folders
from indexer.problem import Problem
from indexer.system_errors import refusal

COLUMNS = ("日常说法", "正式说法", "方向", "来源")
DIRECTIONS = ("单向", "双向")
MARK = "；"
_SHORTEST = 2
_SHOWN = 5


class Entry(NamedTuple):
    """One line: ``everyday`` and ``official`` are folded, letters and digits only. ``file`` and ``line`` say where."""

    everyday: str
    official: tuple[str, ...]
    both_ways: bool
    source: str
    file: str
    line: int


class Synonyms:
    """The official words for everyday ones. ``words`` has for each word, folded, what is searched for besides."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        self.words = words
        self._lengths = sorted({len(word) for word in words}, reverse=True)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """The spans of folded ``text`` that are words of the table, from left to right, the longest at each place."""
        at = 0
        while at < len(text):
            length = next((n for n in self._lengths if text[at : at + n] in self.words and at + n <= len(text)), 0)
            if length:
                yield at, at + length
            at += length or 1


NO_SYNONYMS = Synonyms({})


def load_synonyms(corpus: Path | None = None) -> Synonyms:
    """The shipped words with those of the corpus folder. Raises ``CorpusError`` naming file and line of mistakes."""
    entries, problems = _read(corpus)
    if problems:
        shown = "\n".join(f"　　{problem}" for problem in problems[:_SHOWN])
        more = f"\n　　……共 {len(problems)} 处。" if len(problems) > _SHOWN else ""
        raise CorpusError(f"同义词表有错，请改正后重试：\n{shown}{more}")
    words: dict[str, list[str]] = {}
    for entry in entries:
        words.setdefault(entry.everyday, []).extend(entry.official)
        if entry.both_ways:
            for official in entry.official:
                words.setdefault(official, []).append(entry.everyday)
    return Synonyms({word: tuple(dict.fromkeys(others)) for word, others in words.items()})


def validate_synonyms(corpus: Path | None = None) -> tuple[Problem, ...]:
    """Everything wrong with the tables of a corpus folder and the shipped one, by file and line."""
    return tuple(sorted(_read(corpus)[1], key=lambda problem: (problem.file, problem.line)))


def is_synonym_table(name: str) -> bool:
    """Whether a file of this name at the top of the corpus folder holds synonyms."""
    return name.startswith("synonyms") and name.endswith(".tsv")


def _read(corpus: Path | None) -> tuple[list[Entry], list[Problem]]:
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for folder in word_folders(corpus):
        seen: dict[str, Entry] = {}
        for file in sorted((f for f in folder.iterdir() if is_synonym_table(f.name)), key=lambda f: f.name):
            for found in _lines(file):
                if isinstance(found, Problem):
                    problems.append(found)
                    continue
                before = seen.setdefault(found.everyday, found)
                if before is not found:
                    place = f"{before.file} 第 {before.line} 行"
                    problems.append(Problem(found.file, found.line, f"“{found.everyday}”与{place}重复，请合并为一行。"))
                entries[found.everyday] = found
    return list(entries.values()), problems


def _lines(file: Path) -> Iterator[Entry | Problem]:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        yield Problem(file.name, 0, f"无法读取（{refusal(error)}），请检查文件权限，并用 UTF-8 编码保存。")
        return
    rows = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not rows or tuple(rows[0][1].split("\t")) != COLUMNS:
        yield Problem(
            file.name, rows[0][0] if rows else 0, f"第一行应为各栏的名称，用制表符隔开：{'、'.join(COLUMNS)}。"
        )
        return
    for number, line in rows[1:]:
        yield _entry(line.split("\t"), file.name, number)


def _entry(fields: list[str], file: str, line: int) -> Entry | Problem:
    if len(fields) != len(COLUMNS):
        return Problem(file, line, f"应有 {len(COLUMNS)} 栏，用制表符隔开，现有 {len(fields)} 栏。")
    everyday, official, direction, source = (field.strip() for field in fields)
    word = _folded(everyday)
    others = tuple(_folded(entry) for entry in official.split(MARK) if entry.strip())
    for written, folded in ((everyday, word), *zip(official.split(MARK), others, strict=False)):
        if len(folded) < _SHORTEST:
            return Problem(file, line, f"“{written}”太短，至少要有两个字。")
    if not others:
        return Problem(file, line, "“正式说法”一栏不能空着。")
    if direction not in DIRECTIONS:
        return Problem(file, line, f"“方向”应为“单向”或“双向”，现为“{direction}”。")
    if not source:
        return Problem(file, line, "“来源”一栏不能空着，请写明正式说法见于何处。")
    if direction == "单向" and (known := next((other for other in others if word in other), "")):
        return Problem(file, line, f"“{known}”里已有“{everyday}”，检索“{everyday}”本来就会找到，不必列出。")
    return Entry(word, others, direction == "双向", source, file, line)


def _folded(text: str) -> str:
    return letters_text(folded_text(text))
