"""The duty book of the generation in service: made once for each generation, when a page first asks for it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from flask import Flask, current_app

from indexer.decisions.file import DecisionFile
from indexer.decisions.overlay import DecisionOverlay
from indexer.duties.book import DepartmentCount, DutyBook, Layer, NoDecisions
from indexer.duties.rows import MakeSuggester, OpenTask, Suggested, Suggester
from indexer.engine.protocol import SearchEngine
from indexer.models import Document, Record
from indexer.register import Register, load_register

_EXTENSION = "policykb-duties"


def no_suggestions(
    _documents: Sequence[Document], _record: Callable[[str], Record | None], _register: Register
) -> Suggester:
    """A suggester that stays silent."""

    def silent(_: OpenTask) -> Sequence[Suggested]:
        return ()

    return silent


@dataclass(slots=True)
class BookInService:
    """The duty book over one engine. It may be used only while that engine is held (``webapp.service.engine``)."""

    engine: SearchEngine
    book: DutyBook
    _reading: threading.Lock = field(default_factory=threading.Lock)

    def departments(self) -> tuple[DepartmentCount, ...]:
        """All departments that have a duty, those with most duties first. The first call reads every document; who
        comes meanwhile waits for it rather than reading them all a second time."""
        with self._reading:
            return self.book.departments()

    def department(self, key: str) -> DepartmentCount | None:
        """The department with this key; one of the register that has no duty counts none. None for an unknown key."""
        found = next((entry for entry in self.departments() if entry.key == key), None)
        known = self.book.register.department(key)
        if found is None and known:
            return DepartmentCount(key, known.name, {}, {})
        return found


class _Shelf:
    """Holds the book of the newest engine seen."""

    def __init__(self, corpus: Path | None, suggester: MakeSuggester) -> None:
        self._corpus = corpus
        self._suggester = suggester
        self._placing = threading.Lock()
        self._newest: BookInService | None = None

    def book(self, searching: SearchEngine) -> BookInService:
        """Raises ``CorpusError`` when the register of the corpus folder contradicts itself."""
        with self._placing:
            if self._newest is None or self._newest.engine is not searching:
                register = load_register(self._corpus)
                documents = searching.documents()
                suggest = self._suggester(documents, searching.record, register)
                found = DutyBook(documents, searching.record, register, suggest, self._decided(searching))
                self._newest = BookInService(searching, found)
            return self._newest

    def _decided(self, searching: SearchEngine) -> Callable[[], Layer]:
        """What persons decided about the documents of ``searching``; without a corpus folder nobody can."""
        if self._corpus is None:
            return NoDecisions
        documents = [document.id for document in searching.documents()]
        return DecisionOverlay(DecisionFile(self._corpus), documents, searching.record).now


def init_app(app: Flask, corpus: Path | None, suggester: MakeSuggester) -> None:
    app.extensions[_EXTENSION] = _Shelf(corpus, suggester)


def duty_book(searching: SearchEngine) -> BookInService:
    """The duty book over ``searching``, the engine that the request holds."""
    return cast(_Shelf, current_app.extensions[_EXTENSION]).book(searching)
