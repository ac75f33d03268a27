"""The numbering styles of official documents (结构层次序数), one row each.

GB/T 9704—2012, 7.3.3 names four levels: 一、 （一） 1. （1）. Statutes count in 编 章 节 条 (《立法法》第六十五条),
emergency plans in 1, 1.1, 1.1.1. Real documents add half-width brackets, ．﹒、 after digits, 专栏, ——, 一是.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from indexer import numerals

_C = f"[{numerals.CHINESE}]"
_N = rf"(?:{_C}+|[0-9０-９]+)"
_BLANK = r"[ \t\u00a0\u2000-\u200b\u3000]"


class Style(NamedTuple):
    """``rank`` orders the styles from the outside in; ``mark`` is the token that stands for it in references.
    ``pattern`` is a regular expression."""

    name: str
    rank: int
    pattern: str
    mark: str = ""


class Marker(NamedTuple):
    """A number at the beginning of a text. ``written`` as it stands there; ``end`` is the offset where what it
    numbers begins (blanks after the number skipped)."""

    style: Style
    written: str
    ordinal: int | None
    end: int


ANNEX = Style("annex", 0, rf"(?P<w>附{_BLANK}*[件录表]{_BLANK}*(?P<n>{_N})?){_BLANK}*[:：.．、]?", "a")
TEXT = Style("text", 0, r"(?!)", "t")  # one of several documents in one file; found by its title, not by a number
PART = Style("part", 10, rf"(?P<w>第(?P<n>{_N})(?:编|部分|篇)){_BLANK}*[:：]?")
CHAPTER = Style("chapter", 20, rf"(?P<w>第(?P<n>{_N})章){_BLANK}*[:：]?")
PARAGRAPH = Style("section", 30, rf"(?P<w>第(?P<n>{_N})节){_BLANK}*[:：]?")
HAN = Style("han", 40, rf"(?P<w>(?P<n>[{numerals.COUNTING}]+)[、.．])(?![{numerals.COUNTING}]+(?:[、类级次产]|$))")
ARTICLE = Style("article", 50, rf"(?P<w>第(?P<n>{_N})条(?:之{_C}+)?)(?!第|规定|所列|所称|款|[、和至])")
HAN_BRACKET = Style("han-bracket", 60, rf"(?P<w>[（(〔﹙]{_BLANK}*(?P<n>{_C}+){_BLANK}*[）)〕﹚])")
DECIMAL = Style("decimal", 45, r"(?P<w>(?P<n>[0-9]{1,2}(?:[.．][0-9]{1,2}){0,3}))(?:[ \u2000-\u200b\u3000]+)(?![0-9])")
ARABIC = Style("arabic", 70, r"(?P<w>(?P<n>[0-9０-９]{1,3})[.．、﹒])(?![0-9０-９](?![0-9]{3}年))")
ARABIC_BRACKET = Style("arabic-bracket", 80, rf"(?P<w>[（(]{_BLANK}*(?P<n>[0-9０-９]{{1,3}}){_BLANK}*[）)])")
ARABIC_HALF = Style("arabic-half-bracket", 85, r"(?P<w>(?P<n>[0-9０-９]{1,2})[）)])")
CIRCLED = Style("circled", 90, r"(?P<w>(?P<n>[①-⑳]))")
ENUMERATED = Style("enumerated", 95, r"(?P<w>(?P<n>[一二三四五六七八九十]{1,2})(?:是|要))(?!否|非)")
DASH = Style("dash", 97, r"(?P<w>[—―－\-]{2})(?![—―－\-])")
BOX = Style("box", 75, rf"(?P<w>[【\[]?专{_BLANK}*栏{_BLANK}*(?P<n>{_N})?){_BLANK}*[】\]:：]?", "b")
PLAIN = Style("plain", 98, r"(?!)")  # a heading without number; found by its looks
LEAD = Style("lead", 99, r"(?!)")  # a paragraph that opens with a short sentence like its neighbours

STYLES = (
    ANNEX,
    PART,
    CHAPTER,
    PARAGRAPH,
    ARTICLE,
    HAN,
    HAN_BRACKET,
    DECIMAL,
    ARABIC,
    ARABIC_BRACKET,
    ARABIC_HALF,
    CIRCLED,
    ENUMERATED,
    DASH,
    BOX,
)
"""All styles that a pattern recognises, in the order in which they are tried."""

_SKIP = re.compile(rf"{_BLANK}*")


LONGEST_NUMBER = 48
"""Characters that are looked at: the longest number with the blanks around it and what must not follow."""


def match(text: str) -> Marker | None:
    """The number at the very beginning of ``text``, or None.

    A look-alike is not a number: 一、二类生产企业, 1.5亿元, 第三条规定的情形, 1、2号楼.
    """
    return _match(text[:LONGEST_NUMBER])


@lru_cache(maxsize=4096)  # several questions are asked of every paragraph
def _match(text: str) -> Marker | None:
    for style, pattern in _patterns():
        found = pattern.match(text)
        if found:
            blanks = _SKIP.match(text, found.end())
            end = blanks.end() if blanks else found.end()
            return Marker(style, found["w"].rstrip(), _ordinal(style, found), end)
    return None


@cache
def _patterns() -> tuple[tuple[Style, re.Pattern[str]], ...]:
    """Compiled when the first text is read: a search needs only the names of the styles."""
    return tuple((style, re.compile(style.pattern)) for style in STYLES)


def _ordinal(style: Style, found: re.Match[str]) -> int | None:
    written = found.groupdict().get("n")
    if not written:
        return None
    if style is DECIMAL:
        return int(re.split(r"[.．]", written)[-1])
    return numerals.to_int(written)


def depth(marker: Marker) -> int:
    """Rank of the marker inside its document: the style's, and for 1.1.1 one more for each dot."""
    if marker.style is DECIMAL:
        return marker.style.rank + len(re.findall(r"[.．]", marker.written))
    return marker.style.rank
