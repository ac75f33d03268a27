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


def describe(node: Node | None, *, in_part: bool = False) -> tuple[str, ...]:
    """How the query was understood, in Chinese, one phrase a part; nothing for an empty query or a single word.

    ``in_part``: what was found holds only some of its words, so that it is not said to hold all of them. What it was
    widened by is told by ``describe_widening``."""
    if node is None or isinstance(node, Word):
        return ()
    if isinstance(node, Widened):
        return ()
    if not isinstance(node, All):
        return (_sentence(node),)
    words = [_short(item) for item in node.items if isinstance(item, Word | Percentage | Widened)]
    rest = tuple(_sentence(item) for item in node.items if not isinstance(item, Word | Percentage | Widened))
    if not words:
        return rest
    label = "检索词" if in_part else "同时包含" if len(words) > 1 else "包含"
    return (f"{label}：{'、'.join(words)}", *rest)


def _sentence(node: Node) -> str:
    match node:
        case Phrase(text):
            return f"原文包含：“{text}”"
        case Prefix(text):
            return f"包含以“{text}”开头的词"
        case DocumentNumber():
            return f"发文字号：{shown_number(node)}（本文件及引用处）"
        case SectionNumber():
            return f"编号：{node.shown}（该条目及提到它的文字）"
        case Not(item):
            return f"不包含：{_short(item)}"
        case Either(items):
            return f"包含任何一个：{'、'.join(_short(item) for item in items)}"
        case _:
            return f"包含：{_short(node)}"


def _short(node: Node) -> str:
    match node:
        case Word(text):
            return text
        case Phrase(text, alone=False):
            return f"“{text}”"
        case Phrase(text):
            return text
        case Prefix(text):
            return f"{text}*"
        case Percentage((typed, other)):
            return f"{typed}（或写作{other}）"
        case DocumentNumber():
            return shown_number(node)
        case SectionNumber():
            return node.shown
        case Not(item):
            return f"非{_short(item)}"
        case Widened(All(items), _):
            return "".join(_short(item) for item in items)
        case Widened(typed, _):
            return _short(typed)
        case All(items):
            return "（" + " 且 ".join(_short(item) for item in items) + "）"
        case Either(items):
            return "（" + " 或 ".join(_short(item) for item in items) + "）"


def describe_widening(node: Node | None) -> tuple[str, ...]:
    """What stands for words of the query, in Chinese, one phrase for each word that was widened."""
    return tuple(
        f"同时检索：{'、'.join(other.text for other in widened.others)}（视同“{_short(widened)}”）"
        for widened in dict.fromkeys(_widened(node))
    )


def _widened(node: Node | None) -> Iterator[Widened]:
    match node:
        case Widened():
            yield node
        case All(items) | Either(items):
            for item in items:
                yield from _widened(item)
        case _:
            return


def shown_number(node: DocumentNumber) -> str:
    """The number in its usual form: 国发〔2018〕3号."""
    return f"{node.agency}〔{node.year}〕" + ("" if node.number is None else f"{node.number}号")
