"""Characters that show nothing and are not blanks either."""

from __future__ import annotations

INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad"
"""Byte order mark, zero-width blank, (non-)joiners, word joiner, soft hyphen."""

_TABLE = dict.fromkeys(map(ord, INVISIBLE))


def without_invisible(text: str) -> str:
    """``text`` without characters that show nothing."""
    return text.translate(_TABLE)
