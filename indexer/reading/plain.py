"""Plain text and Markdown: the decoded file, character by character."""

from __future__ import annotations

import re
from pathlib import Path
from types import MappingProxyType

from indexer.errors import ReadingError
from indexer.models import SourceText
from indexer.reading.encoding import decode

_WEB_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)


def extract(path: Path, data: bytes, form: str) -> SourceText:
    """The text as it stands in the file: line ends, blanks and front matter included, a byte order mark not.

    ``form`` is ``txt`` or ``md``; only Markdown may have front matter. Raises ``ReadingError``.
    """
    decoded = decode(path, data)
    if _WEB_PAGE.match(decoded.text):
        raise ReadingError(path, "内容是网页源代码，不是纯文本。请将扩展名改为 .html。")
    if form == "txt" or not decoded.text.startswith("---"):
        return SourceText(path.name, form, decoded.text, 0, decoded.encoding, notes=decoded.notes)
    from indexer.reading import front_matter

    front = front_matter.parse(path, decoded.text)
    return SourceText(
        path.name,
        form,
        decoded.text,
        front.body_start,
        decoded.encoding,
        MappingProxyType(front.facts),
        decoded.notes + front.notes,
    )
