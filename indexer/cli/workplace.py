"""The duty book of the index in service, for commands that read or decide duties."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indexer.decisions.workplace import Workplace
    from indexer.duties.book import DutyBook


def open_book(corpus: Path, index: Path, segmenter: str) -> tuple[DutyBook, Callable[[], None]]:
    """The book with the decisions of the corpus folder, and what closes the index under it.

    Raises what opening the index and the register raise.
    """
    from indexer.decisions.file import DecisionFile
    from indexer.decisions.overlay import DecisionOverlay
    from indexer.duties.book import DutyBook
    from indexer.engine.opening import open_engine
    from indexer.register import load_register
    from indexer.suggesting.suggester import suggester_for

    register = load_register(corpus)
    engine = open_engine(index, corpus=corpus, segmenter=segmenter)
    documents = engine.documents()
    suggest = suggester_for(corpus)(documents, engine.record, register)
    overlay = DecisionOverlay(DecisionFile(corpus), (document.id for document in documents), engine.record)
    return DutyBook(documents, engine.record, register, suggest, overlay.now), engine.close


def open_workplace(corpus: Path, index: Path, _max_bytes: int, segmenter: str) -> Workplace:
    """What ``policykb decide`` works on."""
    from indexer.decisions.workplace import BookWorkplace

    return BookWorkplace(*open_book(corpus, index, segmenter))
