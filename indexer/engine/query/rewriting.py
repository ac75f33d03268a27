"""The query read otherwise than it was typed: in part, in pieces, by other numbers.

Every function takes a tree and gives another, or None where there is nothing to change. Which of them is searched for,
and in what order, is the affair of ``finding``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from indexer.engine.query.tree import LOOSE, All, Either, Node, Not, SectionNumber, Widened, Word, wanted
from indexer.numerals import to_chinese
from indexer.segmentation import is_han


def relaxed(node: Node | None) -> Node | None:
    """The query with any of its loose words instead of all, or None when it cannot be relaxed.

    Quoted phrases, numbers, exclusions and whatever was joined by an operator still hold; beside one of these a single
    word is let go (of several, all are by ``without_words``).
    """
    if not isinstance(node, All) or not node.relaxable:
        return None
    words = tuple(item for item in node.items if isinstance(item, LOOSE))
    kept = tuple(item for item in node.items if item not in words)
    if len(words) > 1:
        return All((*kept, Either(words))) if kept else Either(words)
    return without_words(node)


def in_part(node: Node | None) -> Node | None:
    """The query with any of its loose words, or itself where it cannot be relaxed."""
    return relaxed(node) or node


def without_words(node: Node | None) -> Node | None:
    """The query without its loose words: its quoted phrases, numbers and exclusions, and whatever was joined by an
    operator. None when it has no loose words, or nothing to look for is left."""
    if not isinstance(node, All) or not node.relaxable:
        return None
    kept = tuple(item for item in node.items if not isinstance(item, LOOSE))
    if len(kept) == len(node.items) or all(isinstance(item, Not) for item in kept):
        return None
    return All(kept) if len(kept) > 1 else kept[0]


def by_items(node: Node | None) -> Node | None:
    """The query with （八） for 第八条, as people call items where there are no articles; None when it has none."""
    match node:
        case SectionNumber(styles=("article",), ordinal=ordinal):
            return SectionNumber(("han-bracket",), ordinal, (), f"({to_chinese(ordinal)})")
        case All(items):
            changed = [by_items(item) or item for item in items]
            return (
                replace(node, items=tuple(changed))
                if any(new is not old for new, old in zip(changed, items, strict=True))
                else None
            )
        case _:
            return None


def apart(node: Node | None, split: Callable[[str], Sequence[str]]) -> Node | None:
    """The query with its compound words in their parts (食品安全 as 食品 and 安全), None when it has none.

    ``split`` gives the parts of a word, itself alone where there are none. What was quoted or excluded stays whole."""
    match node:
        case Word(text):
            parts = split(text)
            return All(tuple(Word(part) for part in parts), relaxable=True) if len(parts) > 1 else None
        case Widened(typed, others):
            taken = apart(typed, split)
            return Widened(taken, others) if taken else None
        case All(items, relaxable):
            changed = [apart(item, split) for item in items]
            if not any(changed):
                return None
            flat: list[Node] = []
            for new, old in zip(changed, items, strict=True):
                flat += new.items if isinstance(new, All) and isinstance(old, Word) else [new or old]
            return All(tuple(dict.fromkeys(flat)), relaxable)
        case _:
            return None


def with_stand_ins(node: Node | None, stand_ins: Callable[[Word | Widened], Sequence[Word]]) -> Node | None:
    """The query with other words in the place of some of those written side by side; None where none is replaced.

    ``stand_ins`` gives what is searched for instead of a word, nothing where the word stays."""
    changed: dict[Node, None] = {}
    replaced = False
    for item in _side_by_side(node):
        others = stand_ins(item) if isinstance(item, Word | Widened) else ()
        replaced = replaced or bool(others)
        changed.update(dict.fromkeys(others or (item,)))
    if not replaced:
        return None
    return All(tuple(changed), relaxable=True) if len(changed) > 1 else next(iter(changed))


def characters(node: Node | None) -> tuple[str, ...]:
    """The different Chinese characters of the words typed, each once; none where something else than words was."""
    items = _side_by_side(node)
    if not all(isinstance(item, Word | Widened) for item in items):
        return ()
    return tuple(dict.fromkeys(character for item in items for character in as_typed(item) if is_han(character)))


def as_typed(word: Node) -> str:
    """The characters of a word, or of the words it was typed as."""
    whole = word.typed if isinstance(word, Widened) else word
    return "".join(leaf.text for leaf in wanted(whole) if isinstance(leaf, Word))


def _side_by_side(node: Node | None) -> tuple[Node, ...]:
    if node is None:
        return ()
    return node.items if isinstance(node, All) and node.relaxable else (node,)
