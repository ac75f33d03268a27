"""Lines of a source as paragraphs: the units that outlining works on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from indexer.models import SourceText

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]|$)")
_NEWLINES = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_HASHES = re.compile(r"#{1,6}[ \t]+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of one line without the blanks around it. ``text`` is ``source.text[start:end]``; ``lead`` counts
    the characters of Markdown heading marks at its beginning."""

    text: str
    line: int
    start: int
    end: int
    lead: int = 0

    def cut(self, length: int) -> tuple[Paragraph, Paragraph | None]:
        """The first ``length`` characters, and what follows them after blanks (None where nothing does)."""
        head = self.text[:length].rstrip()
        tail = self.text[length:].lstrip()
        first = replace(self, text=head, end=self.start + len(head))
        if not tail:
            return first, None
        return first, replace(self, text=tail, start=self.end - len(tail), lead=0)


def paragraphs(source: SourceText) -> tuple[Paragraph, ...]:
    """The non-blank lines of the body in order. Every non-blank character from ``body_start`` on is in one."""
    found = []
    line = 1
    for match in _LINE.finditer(source.text):
        start, end = match.span()
        if end > source.body_start:
            start = max(start, source.body_start)
            text = source.text[start:end].strip(_BLANKS)
            if text:
                begin = source.text.index(text, start)
                hashes = _HASHES.match(text) if source.format == "md" else None
                lead = hashes.end() if hashes else 0
                found.append(Paragraph(text, line, begin, begin + len(text), lead))
        if match.group().endswith(tuple(_NEWLINES)):
            line += 1
    return tuple(found)


_BLANKS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + "\ufeff\u200b\u200c\u200d\u2060\x00"
"""What counts as blank: Unicode white space, and the marks of no width that editors leave behind."""


def is_blank(text: str) -> bool:
    """Whether ``text`` holds nothing a reader could see."""
    return not text.strip(_BLANKS)
