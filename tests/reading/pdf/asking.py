"""What the reader of PDF files gives for bytes, as its tests ask for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import ReadingError
from indexer.models import SourceText
from indexer.reading import pdf


def source(data: bytes) -> SourceText:
    return pdf.extract(Path("文.pdf"), data)


def lines(data: bytes) -> list[str]:
    return source(data).text.split("\n")


def refusal(data: bytes) -> str:
    with pytest.raises(ReadingError) as caught:
        source(data)
    return caught.value.reason
