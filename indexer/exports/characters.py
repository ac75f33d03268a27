"""Characters that a file cannot carry, and cells that a spreadsheet program would misread.

Nothing is dropped: what cannot be written is shown as U+FFFD (�), what is too long for one cell goes on in the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any
from urllib.parse import quote

from indexer.duties.ledger import LedgerRow

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""All that production [2] ``Char`` of XML 1.0 leaves out: most control characters, lone surrogates, two non-characters.
UTF-8 cannot carry the surrogates either, so the same set is used for every format."""

ILLEGIBLE = "\ufffd"
"""Stands for a character that no file can carry."""

_FORMULA = re.compile("[\\s\ufeff\u200b-\u200f]*[=+\\-@＝＋－＠]")
"""What spreadsheet programs take for the beginning of a formula (OWASP, CSV Injection): full-width signs included,
which Chinese and Japanese editions understand, and blanks before them, which import strips."""

_LINE_BREAK = re.compile("\r\n|\r")
_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")

CELL_LIMIT = 32_767
"""Characters of a cell that Excel keeps, counted in UTF-16 units."""

CONTINUED, CONTINUATION = "……（接下行）", "（接上行）……"


def legible(text: str) -> str:
    """``text`` with every character that no file can carry replaced by U+FFFD."""
    return _UNWRITABLE.sub(ILLEGIBLE, text)


def legible_row(row: LedgerRow) -> LedgerRow:
    """``row`` with all its words made ``legible``; the same object where nothing had to be replaced."""
    if not _UNWRITABLE.search("".join(("".join(_words(row)), *row.path, *row.reasons))):
        return row
    words: dict[str, Any] = dict(zip(_WORDS, map(legible, _words(row)), strict=True))
    return replace(row, path=tuple(map(legible, row.path)), reasons=tuple(map(legible, row.reasons)), **words)


_WORDS = tuple(field.name for field in fields(LedgerRow) if field.type == "str")
_words = attrgetter(*_WORDS)


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet program might calculate ``text`` instead of showing it."""
    return _FORMULA.match(text) is not None


def neutralised(text: str) -> str:
    """``text`` with an apostrophe before it where it ``looks_like_formula``: the sign spreadsheet programs know for
    "this is text". All other text is returned as it is."""
    return "'" + text if looks_like_formula(text) else text


def line_feeds(text: str) -> str:
    """``text`` with every line break written as one line feed, as office formats want it."""
    return _LINE_BREAK.sub("\n", text)


def pieces(text: str, limit: int = CELL_LIMIT) -> Iterator[str]:
    """``text`` in stretches of at most ``limit`` UTF-16 units, each but the last saying that it goes on below and
    each but the first that it began above. Without these words the stretches together are ``text``."""
    if _fits(text, limit):
        yield text
        return
    room = limit - len(CONTINUED) - len(CONTINUATION)
    rest, before = text, ""
    while not _fits(before + rest, limit):
        taken = _within(rest, room)
        yield before + taken + CONTINUED
        rest, before = rest[len(taken) :], CONTINUATION
    yield before + rest


def shortened(text: str, limit: int = CELL_LIMIT) -> str:
    """``text``, cut with …… where it has more UTF-16 units than ``limit``; for titles, which do not go on below."""
    return text if _fits(text, limit) else _within(text, limit - 2) + "……"


def _fits(text: str, units: int) -> bool:
    """Whether ``text`` has at most so many UTF-16 units; a character beyond U+FFFF takes two."""
    return len(text) * 2 <= units or len(text.encode("utf-16-le")) // 2 <= units


def _within(text: str, units: int) -> str:
    """The longest beginning of ``text`` with at most so many UTF-16 units, no character cut in two."""
    return text[:units].encode("utf-16-le")[: units * 2].decode("utf-16-le", errors="ignore")


def web_address(link: str, base_url: str) -> str:
    """The full address of a row's ``link``, percent-encoded; ``link`` itself without a base; empty without a link."""
    if not link or not base_url:
        return link
    path = quote(_BARE_PERCENT.sub("%25", link.lstrip("/")), safe="/:?#@!$&'()*+,;=~%")
    return f"{base_url.rstrip('/')}/{path}"


def is_web_address(link: str) -> bool:
    """Whether ``link`` can be made a link of a file that lies anywhere."""
    return link.startswith(("http://", "https://"))
