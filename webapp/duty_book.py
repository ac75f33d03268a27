"""The duty book of the generation in service: made once for each generation, when a page first asks for it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from flask import Flask, current_app

from indexer.decisions.errors import DecisionError
from indexer.decisions.file import DecisionFile
from indexer.decisions.models import Decision
from indexer.decisions.overlay import DecisionOverlay, Layer
from indexer.decisions.searched import SearchedDecisions
from indexer.duties.book import DepartmentCount, DutyBook
from indexer.duties.rows import MakeSuggester, Suggester, silent
from indexer.engine.protocol import SearchEngine
from indexer.models import Document, Record
from indexer.register import Register, load_register

_EXTENSION = "policykb-duties"

_PATIENCE = 3.0
"""Seconds that a page waits for another writer of decisions."""


def no_suggestions(
    _documents: Sequence[Document], _record: Callable[[str], Record | None], _register: Register
) -> Suggester:
    """A suggester that stays silent."""

    return silent


@dataclass(slots=True)
class BookInService:
    """The duty book over one engine. It may be used only while that engine is held (``webapp.service.engine``)."""

    engine: SearchEngine
    book: DutyBook
    overlay: DecisionOverlay
    searched: SearchedDecisions
    _reading: threading.Lock = field(default_factory=threading.Lock)

    def departments(self) -> tuple[DepartmentCount, ...]:
        """All departments that have a duty, those with most duties first. The first call reads every document; who
        comes meanwhile waits for it rather than reading them all a second time."""
        with self._reading:
            return self.book.departments()

    def layer(self) -> Layer:
        """What persons have decided by now. Raises ``DecisionError`` when the file cannot be read."""
        return self.overlay.now()

    def just_decided(self, identifier: str) -> Decision | None:
        """The decision that a page is told has just been made."""
        return self.layer().decisions.get(identifier) if identifier else None

    def known_names(self, document: Document) -> tuple[str, ...]:
        """Names of departments to choose from where a document applies: those of its region, then those of the
        State Council."""
        region = self.book.register.place_of(document).region
        known = [one for one in self.book.register.departments.values() if not one.abolished]
        here = [one.name for one in known if region and one.region == region]
        return tuple(dict.fromkeys([*here, *(one.name for one in known if not one.region)]))

    def department(self, key: str) -> DepartmentCount | None:
        """The department with this key; one of the register that has no duty counts none. None for an unknown key."""
        found = next((entry for entry in self.departments() if entry.key == key), None)
        known = self.book.register.department(key)
        if found is None and known:
            return DepartmentCount(key, known.name, {}, {})
        return found


class _Shelf:
    """Holds the book of the newest engine seen."""

    def __init__(self, corpus: Path | None, suggester: MakeSuggester, deciding: bool) -> None:
        self.deciding = deciding and corpus is not None
        self.corpus = corpus
        self._suggester = suggester
        self._placing = threading.Lock()
        self._newest: BookInService | None = None

    def book(self, searching: SearchEngine) -> BookInService:
        """Raises ``CorpusError`` when the register of the corpus folder contradicts itself."""
        with self._placing:
            if self._newest is None or self._newest.engine is not searching:
                register = load_register(self.corpus)
                documents = searching.documents()
                suggest = self._suggester(documents, searching.record, register)
                file = DecisionFile(self.corpus, patience=_PATIENCE) if self.corpus else None
                overlay = DecisionOverlay(file, (document.id for document in documents), searching.record)
                found = DutyBook(documents, searching.record, register, suggest, overlay.now)
                self._newest = BookInService(searching, found, overlay, SearchedDecisions(searching, overlay, register))
            return self._newest


def init_app(app: Flask, corpus: Path | None, suggester: MakeSuggester, deciding: bool) -> None:
    app.extensions[_EXTENSION] = _Shelf(corpus, suggester, deciding)
    app.jinja_env.globals["deciding"] = deciding_here


def duty_book(searching: SearchEngine) -> BookInService:
    """The duty book over ``searching``, the engine that the request holds."""
    return _shelf().book(searching)


def with_decisions(searching: SearchEngine) -> SearchEngine:
    """``searching`` with what persons have decided by now in its filters and counts; to be used only while it is held
    itself. Raises ``DecisionError`` when the file cannot be read."""
    shelf = _shelf()
    if shelf.corpus is None or not DecisionFile(shelf.corpus).is_there:
        return searching
    return shelf.book(searching).searched.engine()


def deciding_here() -> bool:
    """Whether persons may decide on the pages: it is switched on, and there is a folder to keep decisions in."""
    return _shelf().deciding


def decision_file() -> DecisionFile:
    """The file of decisions. Raises ``DecisionError`` where there is no folder to keep it in."""
    corpus = _shelf().corpus
    if corpus is None:
        raise DecisionError("没有政策文件夹，决定无处保存。")
    return DecisionFile(corpus, patience=_PATIENCE)


def _shelf() -> _Shelf:
    return cast(_Shelf, current_app.extensions[_EXTENSION])
