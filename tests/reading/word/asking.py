"""What the reader of Word files gives for bytes and for markup, as its tests ask for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import ReadingError
from indexer.models import SourceText
from indexer.reading import word
from tests.reading.word.making import package


def source(data: bytes) -> SourceText:
    return word.extract(Path("文.docx"), data)


def lines(body: str, parts: dict[str, str] | None = None) -> list[str]:
    return source(package(body, parts)).text.split("\n")


def notes(body: str, parts: dict[str, str] | None = None) -> str:
    return "\n".join(source(package(body, parts)).notes)


def refusal(data: bytes) -> str:
    with pytest.raises(ReadingError) as caught:
        source(data)
    return caught.value.reason
