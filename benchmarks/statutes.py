"""Collections of statute articles as records, one clause an article, for benchmarks that measure the engine alone.

Two forms of JSON lines are read, plain or packed with xz: STARD's (``id, law, article, chapter, text``) and that of
collections of laws (``id, doc, title, heading, text``, where the text begins with the article's number).
"""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from indexer.clauses import section_path
from indexer.models import Clause, ClauseKind, Document, Record, Section
from indexer.numerals import to_int

_NUMBER = re.compile(r"第([零〇一二三四五六七八九十百千]+)条(?:之[一二三四五六七八九十]+)?")


@dataclass(frozen=True, slots=True)
class Article:
    """``id`` is unique in the collection; ``number`` (第十六条) and ``chapter`` may be empty."""

    id: str
    law: str
    title: str
    chapter: str
    number: str
    text: str


def read_articles(file: Path, most: int | None = None) -> list[Article]:
    """The articles of a file in order, the first ``most`` where given."""
    opener = lzma.open if file.suffix == ".xz" else open
    with opener(file, "rt", encoding="utf-8") as lines:
        return [_article(json.loads(line)) for line, _ in zip(lines, range(most or 1 << 62), strict=False)]


def _article(stored: dict[str, Any]) -> Article:
    if "law" in stored:
        return Article(
            str(stored["id"]),
            stored["law"],
            stored["law"],
            stored["chapter"],
            stored["article"],
            stored["text"].strip(),
        )
    found = _NUMBER.match(stored["text"])
    number = found.group() if found else ""
    text = stored["text"][len(number) :].strip()
    return Article(stored["id"], stored["doc"], stored["title"], stored["heading"], number, text or number)


def to_records(articles: Iterable[Article]) -> list[Record]:
    """One record a law, in the order in which the laws first occur. A clause is ``<record>:<id of the article>``."""
    laws: dict[str, list[Article]] = {}
    for article in articles:
        laws.setdefault(article.law, []).append(article)
    return [_Law(f"law-{number}", own[0].title).record(own) for number, own in enumerate(laws.values())]


def article_of(clause: str) -> str:
    """The id of the article that a clause of these records is."""
    return clause.partition(":")[2]


@dataclass
class _Law:
    """A record in the making."""

    id: str
    title: str
    lines: list[str] = field(default_factory=list)
    length: int = 0
    sections: list[Section] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)

    def record(self, articles: Sequence[Article]) -> Record:
        chapters: dict[str, int | None] = {"": None}
        for article in articles:
            if article.chapter not in chapters:
                chapters[article.chapter] = self._section("", article.chapter, "plain", None)
            parent = chapters[article.chapter]
            section = self._section(article.number, "", "article", parent) if article.number else parent
            start, end = self._line(article.text)
            path = section_path(self.sections, section)
            self.clauses.append(
                Clause(
                    id=f"{self.id}:{article.id}",
                    document=self.id,
                    section=section,
                    path=path,
                    ordinal=1,
                    kind=ClauseKind.SENTENCE,
                    text=article.text,
                    line=len(self.lines),
                    start=start,
                    end=end,
                )
            )
        text = "".join(self.lines)
        return Record(Document(self.id, self.title), text, 0, (), tuple(self.sections), tuple(self.clauses))

    def _section(self, number: str, title: str, style: str, parent: int | None) -> int:
        start, end = self._line(number + title)
        found = _NUMBER.match(number)
        ordinal = to_int(found.group(1)) if found else None
        level = 1 if parent is None else 2
        self.sections.append(Section(number, ordinal, title, level, style, parent, len(self.lines), start, end))
        return len(self.sections) - 1

    def _line(self, text: str) -> tuple[int, int]:
        start = self.length
        self.lines.append(text + "\n")
        self.length += len(text) + 1
        return start, start + len(text)
