"""Quotation marks around what a person typed, which may hold quotation marks itself."""

from __future__ import annotations

_INSIDE = str.maketrans("“”‘’", "‘’“”")


def quoted(text: str) -> str:
    """``text`` in “…”; marks in it change places (GB/T 15834—2011, 4.8): ‘…’ inside “…”, and “…” inside those."""
    return f"“{text.translate(_INSIDE)}”"
