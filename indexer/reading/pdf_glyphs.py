"""What stands on a page of a PDF: characters with their places, and ruled lines. The only module that asks pdfium.

Coordinates are points from the top left corner of the page as a reader holds it: a page whose text stands upright
only when the page is turned is turned.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

UNKNOWN = "\ufffd"
"""Stands for a character whose font does not tell which one it is."""


class Glyph(NamedTuple):
    """A character. ``x0`` and ``x1`` are its left and right edge, ``y`` its baseline, ``size`` its font's."""

    char: str
    x0: float
    x1: float
    y: float
    size: float


class Rule(NamedTuple):
    """A ruled line, upright or level: a box without thickness."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """``number`` counts from 1; ``width`` and ``height`` in points. ``slanted`` is text at an angle to the rest:
    watermarks, notes in the margin. ``drawn``: there is something on the page, be it text or not. ``radicals``
    counts the characters put right (see ``_IDEOGRAPHS``)."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    slanted: str
    drawn: bool
    radicals: int


def read_page(document: pypdfium2.PdfDocument, index: int) -> Page:
    """The page with this index from 0. Raises ``pypdfium2.PdfiumError`` where the page is damaged."""
    with closing(document[index]) as page, closing(page.get_textpage()) as text:
        characters = list(_characters(text))
        angles = Counter(character.angle for character in characters if character.angle % 90 == 0)
        upright = angles.most_common(1)[0][0] if angles else 0
        turn, width, height = _turn(page.get_cropbox(), upright)
        own = [character for character in characters if character.angle == upright]
        rules, drawn = _rules(page, turn)
        return Page(
            number=index + 1,
            width=width,
            height=height,
            glyphs=tuple(_glyph(character, turn) for character in own),
            rules=rules,
            slanted="".join(character.char for character in characters if character.angle != upright),
            drawn=drawn or bool(characters),
            radicals=sum(character.char in _IDEOGRAPHS for character in own),
        )


class _Character(NamedTuple):
    """As pdfium gives it: origin at the bottom left of the page, ``angle`` in degrees counter-clockwise."""

    char: str
    angle: int
    left: float
    right: float
    bottom: float
    top: float
    x: float
    y: float
    size: float


_Point = tuple[float, float]
_Turn = Callable[[float, float], _Point]


def _characters(page: pypdfium2.PdfTextPage) -> Iterator[_Character]:
    """The characters that the page itself holds; the blanks and line ends that pdfium adds are left out."""
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    high = 0
    text = page.raw
    for index in range(page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        if 0xD800 <= code < 0xDC00:  # the first half of a character beyond the basic plane
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        unmapped = pdfium.FPDFText_HasUnicodeMapError(text, index) == 1
        angle = round(-math.degrees(pdfium.FPDFText_GetCharAngle(text, index))) % 360
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        char = _char(code, unmapped)
        if char:
            yield _Character(char, angle, box.left, box.right, box.bottom, box.top, x.value, y.value, size)


def _char(code: int, unmapped: bool) -> str:
    """Empty for control characters; hyphens at line ends come as U+0002 or U+FFFE."""
    if code in (0x02, 0xFFFE):
        return "-"
    if unmapped or code == 0 or unicodedata.category(chr(code)) in ("Co", "Cn", "Cs"):
        return UNKNOWN
    return "" if code < 0x20 or code in (0x7F, 0xAD, 0xFEFF, 0x200B) else chr(code)


def _turn(bounds: tuple[float, float, float, float], angle: int) -> tuple[_Turn, float, float]:
    """How a point of the page maps to the page in the reader's hand, and that page's width and height."""
    left, bottom, right, top = bounds
    if angle == 90:  # text runs upwards
        return (lambda x, y: (y - bottom, x - left)), top - bottom, right - left
    if angle == 180:
        return (lambda x, y: (right - x, y - bottom)), right - left, top - bottom
    if angle == 270:
        return (lambda x, y: (top - y, right - x)), top - bottom, right - left
    return (lambda x, y: (x - left, top - y)), right - left, top - bottom


def _glyph(character: _Character, turn: _Turn) -> Glyph:
    """Measured from the origin, as a box may be that of the ink alone; an ideograph fills a square."""
    x0, y = turn(character.x, character.y)
    x1 = max(turn(character.left, character.bottom)[0], turn(character.right, character.top)[0])
    char = _IDEOGRAPHS.get(character.char, character.char)
    return Glyph(char, x0, max(x1, x0 + character.size) if char >= "\u2e80" else x1, y, character.size)


def _rules(page: pypdfium2.PdfPage, turn: _Turn) -> tuple[tuple[Rule, ...], bool]:
    """The ruled lines of a page, and whether it has any object that is no text."""
    rules: list[Rule] = []
    drawn = False
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        drawn = drawn or kind != pdfium.FPDF_PAGEOBJ_TEXT
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            rules += _edges(item, turn)
    return tuple(rules), drawn


def _edges(path: Any, turn: _Turn) -> list[Rule]:
    """A thin box is a ruled line, whether it is stroked or filled; a stroked rectangle is four of them."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(path, left, bottom, right, top):
        return []
    (xa, ya), (xb, yb) = turn(left.value, bottom.value), turn(right.value, top.value)
    x0, x1, y0, y1 = min(xa, xb), max(xa, xb), min(ya, yb), max(ya, yb)
    if y1 - y0 <= _THIN or x1 - x0 <= _THIN:
        return [Rule(x0, y0, x1, y1)] if max(x1 - x0, y1 - y0) >= _SHORTEST else []
    if not _is_stroked(path) or pdfium.FPDFPath_CountSegments(path) not in (4, 5):
        return []
    return [Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1)]


def _is_stroked(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), pdfium.FPDF_BOOL()
    return bool(pdfium.FPDFPath_GetDrawMode(path, fill, stroke)) and bool(stroke)


_THIN = 3.0
_SHORTEST = 6.0


def _ideographs() -> dict[str, str]:
    """Radicals that stand for the ideograph of the same shape, as programs write them that look for a character by
    its glyph (a fault of many PDF writers): the whole Kangxi block, and those of the supplement in modern use."""
    kangxi = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    return kangxi | dict(zip(_RADICALS[::2], _RADICALS[1::2], strict=True))


# CJK Radicals Supplement and the ideograph each stands for (Unicode: EquivalentUnifiedIdeograph.txt).
_RADICALS = (
    "⺁厂⺄乙⺅亻⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎尢⺏尢⺒巳⺓幺⺔彑⺗心⺘扌⺙攵⺛旡⺜曰⺝月⺟母⺠民⺡氵⺢水⺣灬"
    "⺤爪⺥爪⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糸⺰纟⺱罓⺲罒⺷羊⺸羊⺹耂⺺肀⺻聿⺼月⻀艹⻁虎⻂衤⻃覀"
    "⻄西⻅见⻆角⻇角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻓长⻔门⻕阝⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟食"
    "⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱亀⻲亀⻳龟"
)
_IDEOGRAPHS = _ideographs()
