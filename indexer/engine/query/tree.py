"""A query as understood: a small tree that knows neither how it was typed nor which engine answers it.

Texts in it are folded (``indexer.folding``), so they can be compared with folded text as they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the segmentation. Chinese words are found wherever their characters stand together; words of
    letters and digits only as whole words, so that 3 is not found in 2023."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Characters that must stand together exactly so; only blanks do not count. ``text`` has none. ``alone``: an amount
    that must be no part of another, and no date (``indexer.engine.query.amounts.alone``)."""

    text: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so."""

    text: str


@dataclass(frozen=True, slots=True)
class Percentage:
    """百分数: the same number in each of its ``spellings``, as typed and in the other (15%, 百分之十五). As a part of
    another number (115%, 百分之十五点五) it does not count."""

    spellings: tuple[str, str]


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """发文字号: documents with this number and text citing it. ``agency`` (国发) may be empty: any. Without ``number``
    (国发〔2018〕) all that the agency numbered in that year."""

    agency: str
    year: int
    number: int | None = None


@dataclass(frozen=True, slots=True)
class SectionNumber:
    """Items of the outline with this number, and text that mentions it.

    ``styles`` are names of numbering styles (``indexer.outlining.numbering``), any of which may bear the number;
    ``mentions`` the ways to write it in running text.
    """

    styles: tuple[str, ...]
    ordinal: int
    mentions: tuple[str, ...]
    shown: str


@dataclass(frozen=True, slots=True)
class Widened:
    """Words as typed, or something that stands for them: an official word (日常说法 to 正式说法), a year in its other
    spelling. A clause that holds any of ``others`` counts as holding ``typed``."""

    typed: Node
    others: tuple[Word | Phrase, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Every item holds. ``relaxable``: the items were only written side by side, so that a search that finds nothing
    may make do with some of the words."""

    items: tuple[Node, ...]
    relaxable: bool = False


@dataclass(frozen=True, slots=True)
class Either:
    """At least one item holds."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    item: Node


Leaf = Word | Phrase | Prefix | Percentage | DocumentNumber | SectionNumber
Node = Leaf | Widened | All | Either | Not
LOOSE = Word | Prefix | Percentage | Widened
"""What a search that finds nothing may make do without."""


@dataclass(frozen=True, slots=True)
class Synonym:
    """An everyday word of the query, and the official words that it was or could be widened by."""

    typed: str
    official: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """Text that hits are ranked by besides what was typed. ``share`` is how much it counts, as a part of typed text."""

    text: str
    share: float


@dataclass(frozen=True, slots=True)
class Query:
    """``root`` is None for an empty query. ``texts`` is the wanted text as it was typed, run by run, folded: what hits
    are ranked by, and less by ``others``. ``notes`` say in Chinese what was mended or left out while reading.
    ``synonyms`` are the everyday words found, whether or not the query was widened by them."""

    root: Node | None
    texts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    synonyms: tuple[Synonym, ...] = ()
    others: tuple[Other, ...] = ()


def wanted(node: Node | None) -> Iterator[Leaf]:
    """The leaves that a hit may hold: all that do not stand under a NOT."""
    match node:
        case None | Not():
            return
        case All(items) | Either(items):
            for item in items:
                yield from wanted(item)
        case Widened(typed, others):
            yield from wanted(typed)
            yield from others
        case _:
            yield node
