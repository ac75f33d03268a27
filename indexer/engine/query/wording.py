"""A query as understood, told in Chinese: what the page says under 检索理解."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indexer.engine.query.tree import (
    All,
    DocumentNumber,
    Either,
    Node,
    Not,
    Percentage,
    Phrase,
    Prefix,
    SectionNumber,
    Widened,
    Word,
)

_YEAR = "年"


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
    words = _names(item for item in node.items if isinstance(item, Word | Percentage | Widened))
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
            return f"包含任何一个：{'、'.join(_names(items))}"
        case _:
            return f"包含：{_short(node)}"


def _names(items: Iterable[Node]) -> list[str]:
    """The items in short. 2020年 is one, though its 年 is a word of its own."""
    every = list(items)
    behind = [Word(_YEAR)] if any(map(_is_year, every)) else []
    return [_short(item) for item in every if item not in behind]


def _is_year(node: Node) -> bool:
    match node:
        case Widened(Word(typed), (Word(other),)):
            return any(len(text) == 4 and text.isascii() and text.isdecimal() for text in (typed, other))
        case _:
            return False


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
            return _short(typed) + (_YEAR if _is_year(node) else "")
        case All(items):
            return "（" + " 且 ".join(_short(item) for item in items) + "）"
        case Either(items):
            return "（" + " 或 ".join(_short(item) for item in items) + "）"


def describe_widening(node: Node | None) -> tuple[str, ...]:
    """What stands for words of the query, in Chinese, one phrase for each word that was widened."""
    return tuple(
        f"同时检索：{'、'.join(_others(widened))}（视同“{_short(widened)}”）"
        for widened in dict.fromkeys(_widened(node))
    )


def _others(widened: Widened) -> Iterator[str]:
    unit = _YEAR if _is_year(widened) else ""
    return (other.text + unit for other in widened.others)


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
