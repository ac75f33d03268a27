"""Readable references to places in a document: the paths of numbers from which anchors and identifiers are made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from indexer.models import Section
from indexer.outlining import numbering

_MARKS = {style.name: style.mark for style in (*numbering.STYLES, numbering.TEXT)}


def number_path(sections: Sequence[Section], position: int | None) -> str:
    """The numbers from the top down to a section, joined by dots: ``2.8`` for 二、（八）; ``a1.3`` for 附件1 三、;
    ``0`` for the document itself. Headings without number leave no trace."""
    parts: list[str] = []
    while position is not None:
        section = sections[position]
        mark = _MARKS.get(section.style, "")
        if section.ordinal is not None:
            parts.append(f"{mark}{section.ordinal}")
        elif mark:
            parts.append(mark)
        position = section.parent
    return ".".join(reversed(parts)) or "0"


def section_references(sections: Sequence[Section]) -> tuple[str, ...]:
    """One reference for each section, unique inside the document and fit for a URL: its path of numbers, and where
    several sections share one, ``~2``, ``~3`` after it in the order of the text."""
    seen: Counter[str] = Counter()
    references = []
    for position in range(len(sections)):
        path = number_path(sections, position)
        seen[path] += 1
        references.append(path if seen[path] == 1 else f"{path}~{seen[path]}")
    return tuple(references)
