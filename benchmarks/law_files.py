"""A corpus of statutes as text files, for benchmarks that measure the program as it is used: from files to pages.

The files are what a user would have: one law a file, its title, chapters and articles on lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.statutes import Article, read_articles

_SENTENCE_END = re.compile(r"[。！？]\n?|\n")
_NAME = "law-{:05}.txt"


@dataclass(frozen=True, slots=True)
class LawFile:
    """The text of one law, and about how many clauses it will be cut into."""

    text: str
    clauses: int


def law_files(articles: Iterable[Article]) -> Iterator[LawFile]:
    """One text for each law, in the order in which the laws first occur, articles in the order of their numbers."""
    laws: dict[str, list[Article]] = {}
    for article in articles:
        laws.setdefault(article.law, []).append(article)
    for own in laws.values():
        yield _file(sorted(own, key=lambda article: article.id))


def write_laws(articles: Path, folder: Path, clauses: int) -> list[LawFile]:
    """Write laws into ``folder`` until they hold about ``clauses`` clauses; those that are left. Raises ``OSError``."""
    laws = list(law_files(read_articles(articles)))
    folder.mkdir(parents=True)
    written = number = 0
    while number < len(laws) and written < clauses:
        (folder / _NAME.format(number)).write_text(laws[number].text, encoding="utf-8")
        written += laws[number].clauses
        number += 1
    return laws[number:]


def _file(articles: Sequence[Article]) -> LawFile:
    lines, chapter = [articles[0].title, ""], ""
    for article in articles:
        if article.chapter != chapter:
            chapter = article.chapter
            lines += chapter.split(" / ")
        lines.append(f"{article.number}　{article.text}")
    text = "\n".join(lines) + "\n"
    return LawFile(text, len(_SENTENCE_END.findall(text)))
