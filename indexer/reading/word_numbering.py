"""自动编号: the numbers that Word draws before paragraphs and that stand in no paragraph's text.

In official documents they are the outline (第一章, 一、, （一）), so they become text here. Rules: ECMA-376-1, 17.9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from indexer.reading import counters
from indexer.reading.word_package import W

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_DASHES = frozenset("—－–―-")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list (w:lvl). ``restart``: the level, counted from 1, whose use restarts this one; 0 never."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class _List:
    """A w:num: the definition it uses, and what it changes in it."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str
    number: str | None
    level: int | None


class Numbering:
    """Counts the paragraphs of one story of a document, in the order in which they are asked for."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._styles = {_text(style, "styleId"): _style(style) for style in _all(styles, "style")}
        self._default = next((_text(style, "styleId") for style in _all(styles, "style") if _is_default(style)), "")
        self._lists = _lists(numbering, self._styles)
        self._counts: dict[str, dict[int, int]] = {}
        self._used: set[tuple[str, int]] = set()
        self.unknown_forms: set[str] = set()

    def number(self, paragraph: etree._Element) -> str:
        """The number before this paragraph with what separates it from the text; empty for a paragraph without."""
        name, depth = self._place(paragraph)
        used = self._lists.get(name)
        level = used.levels.get(depth) if used else None
        if used is None or level is None:
            return ""
        self._count(name, used, depth)
        written = self._bullet(level) if level.form == "bullet" else self._write(used, depth)
        return written + _separator(written, level)

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        """The list's name ("" or "0": none) and the level."""
        direct = paragraph.find(f"{W}pPr/{W}numPr")
        named = _value(paragraph.find(f"{W}pPr"), "pStyle") or self._default
        number, depth = _number_of(direct)
        chain = self._chain(named)
        if number is None:
            number = next((style.number for _, style in chain if style.number is not None), None)
        if depth is None:
            depth = self._level_of_style(number, chain)
        return number or "", min(max(depth, 0), _LEVELS - 1)

    def _level_of_style(self, number: str | None, chain: list[tuple[str, _Style]]) -> int:
        used = self._lists.get(number or "")
        for name, style in chain:
            for depth, level in used.levels.items() if used else ():
                if level.style == name:
                    return depth
            if style.level is not None:
                return style.level
        return 0

    def _chain(self, name: str) -> list[tuple[str, _Style]]:
        chain: list[tuple[str, _Style]] = []
        while name in self._styles and len(chain) < 50 and name not in {known for known, _ in chain}:
            chain.append((name, self._styles[name]))
            name = self._styles[name].based_on
        return chain

    def _count(self, name: str, used: _List, depth: int) -> None:
        counts = self._counts.setdefault(used.abstract, {})
        first = (name, depth) not in self._used
        self._used.add((name, depth))
        if (first and depth in used.starts) or depth not in counts:
            counts[depth] = used.starts.get(depth, used.levels[depth].start)
        else:
            counts[depth] += 1
        for deeper in range(depth + 1, _LEVELS):
            restart = used.levels[deeper].restart if deeper in used.levels else None
            if restart is None or depth < restart:
                counts.pop(deeper, None)

    def _write(self, used: _List, depth: int) -> str:
        own = used.levels[depth]
        counts = self._counts[used.abstract]

        def place(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            level = used.levels.get(at, Level())
            form = "decimal" if own.legal else level.form
            if not counters.is_known(form):
                self.unknown_forms.add(form)
            return counters.write(counts.get(at, level.start), form) if form != "none" else ""

        return _PLACE.sub(place, own.text)

    @staticmethod
    def _bullet(level: Level) -> str:
        """A bullet is a mark without meaning, but —— is a numbering style of official documents."""
        return level.text if level.text and _DASHES.issuperset(level.text) else ""


def _separator(number: str, level: Level) -> str:
    """A blank where number and text would run together; Word's own (a tab, mostly) is an indentation.

    A full stop alone is no border before a digit (1. 5G), which only the text can tell: ``join`` looks at that.
    """
    return " " if number and level.suffix != "nothing" and number[-1].isalnum() else ""


def join(number: str, text: str) -> str:
    """A paragraph with its number: （一）加强…, 1. 5G 网络…, 第一章 总则."""
    return f"{number} {text}" if number.endswith((".", "．")) and text[:1].isdigit() else number + text


def _lists(numbering: etree._Element | None, styles: dict[str, _Style]) -> dict[str, _List]:
    abstracts = {_text(item, "abstractNumId"): item for item in _all(numbering, "abstractNum")}
    numbers = {_text(item, "numId"): item for item in _all(numbering, "num")}
    lists = {}
    for name, item in numbers.items():
        abstract = _definition(_value(item, "abstractNumId"), abstracts, numbers, styles)
        levels = {_integer(_text(level, "ilvl"), 0): _level(level) for level in _all(abstracts.get(abstract), "lvl")}
        used = _List(abstract, levels)
        for override in item.iterchildren(W + "lvlOverride"):
            depth = _integer(_text(override, "ilvl"), 0)
            level = override.find(W + "lvl")
            if level is not None:
                used.levels[depth] = _level(level)
            if start := _value(override, "startOverride"):
                used.starts[depth] = _integer(start, 1)
        lists[name] = used
    lists.pop("0", None)  # 17.9.18: numbering removed
    return lists


def _definition(
    name: str, abstracts: dict[str, etree._Element], numbers: dict[str, etree._Element], styles: dict[str, _Style]
) -> str:
    """The definition itself, where the one named only points to a list style (17.9.21 numStyleLink)."""
    style = styles.get(_value(abstracts.get(name), "numStyleLink"))
    target = numbers.get(style.number or "") if style else None
    return _value(target, "abstractNumId") or name


def _level(level: etree._Element) -> Level:
    restart = _value(level, "lvlRestart")
    return Level(
        start=_integer(_value(level, "start"), 1),
        form=_form(level),
        text=_value(level, "lvlText").strip(),
        suffix=_value(level, "suff") or "tab",
        restart=_integer(restart, 0) if restart else None,
        legal=level.find(W + "isLgl") is not None,
        style=_value(level, "pStyle"),
    )


def _form(level: etree._Element) -> str:
    """The number format. Newer Word hides some in an alternative, with plain ``decimal`` for older programs."""
    form = level.find(W + "numFmt")
    if form is None:
        form = next(level.iter(W + "numFmt"), None)
    return _text(form, "val") or "decimal"


def _style(style: etree._Element) -> _Style:
    number, level = _number_of(style.find(f"{W}pPr/{W}numPr"))
    return _Style(_value(style, "basedOn"), number, level)


def _is_default(style: etree._Element) -> bool:
    return _text(style, "type") == "paragraph" and _text(style, "default") in ("1", "true", "on")


def _number_of(properties: etree._Element | None) -> tuple[str | None, int | None]:
    if properties is None:
        return None, None
    level = _value(properties, "ilvl")
    return _value(properties, "numId") or None, _integer(level, 0) if level else None


def _all(root: etree._Element | None, name: str) -> list[etree._Element]:
    return list(root.iterchildren(W + name)) if root is not None else []


def _value(parent: etree._Element | None, name: str) -> str:
    return _text(parent.find(W + name) if parent is not None else None, "val")


def _text(element: etree._Element | None, attribute: str) -> str:
    return (element.get(W + attribute) or "") if element is not None else ""


def _integer(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"[+-]?[0-9]{1,6}", text) else otherwise
