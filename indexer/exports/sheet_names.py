"""Names of sheets that Excel accepts: at most 31 characters, some forbidden, no two alike whatever the case."""

from __future__ import annotations

from collections.abc import Iterable

LIMIT = 31
"""In UTF-16 units, as Excel counts."""

_FORBIDDEN = str.maketrans("[]:*?/\\'\n\r\t", "［］：＊？／＼’   ")
_RESERVED = ("History",)
"""Excel keeps this name for itself, in every language."""


def sheet_names(titles: Iterable[str], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """A valid name for each title, none of them in ``taken``: forbidden signs in their full-width form, long titles
    cut with …, later namesakes counted （2）, （3）."""
    used = {name.casefold() for name in (*_RESERVED, *taken)}
    return tuple(_unused(title.translate(_FORBIDDEN).strip() or "未命名", used) for title in titles)


def _unused(title: str, used: set[str]) -> str:
    name, count = _cut(title, ""), 1
    while name.casefold() in used:
        count += 1
        name = _cut(title, f"（{count}）")
    used.add(name.casefold())
    return name


def _cut(title: str, suffix: str) -> str:
    """``title`` with ``suffix``, shortened to the limit."""
    room = LIMIT - len(suffix)
    if _units(title) <= room:
        return title + suffix
    while _units(title) > room - 1:
        title = title[:-1]
    return f"{title}…{suffix}"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
