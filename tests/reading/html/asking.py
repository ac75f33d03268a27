"""What the reader of web pages gives for markup, as its tests ask for it."""

from __future__ import annotations

from pathlib import Path

from indexer.models import SourceText
from indexer.reading import html


def page(markup: str) -> SourceText:
    return html.extract(Path("页.html"), markup.encode())


def lines(markup: str) -> list[str]:
    return page(markup).text.split("\n")


def notes(source: SourceText) -> str:
    return "\n".join(source.notes)
