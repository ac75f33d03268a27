"""The suggester over the documents of an index: the model, and the annotated tasks of the user's own documents."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from indexer.duties.rows import MakeSuggester, OpenTask, Suggested, Suggester
from indexer.models import Document, Record
from indexer.register import Register
from indexer.suggesting.examples import examples
from indexer.suggesting.features import features
from indexer.suggesting.model import Model, Pool, Proposal
from indexer.suggesting.modelfile import load_model
from indexer.suggesting.precedents import Precedents
from indexer.suggesting.reasons import grounds
from indexer.suggesting.remit_terms import RemitTerms

MOST_SHOWN = 3
LEAST_PROBABLE = 0.2
"""A ledger lists the likeliest function, and up to two more that are this probable."""
MOST_READ = 400
"""So many documents, the newest, are looked through for precedents: reading more would keep a page waiting."""


@dataclass(slots=True)
class CorpusSuggester:
    """Proposes for tasks of one generation. What it needs is loaded when it is first asked. Thread-safe."""

    corpus: Path | None
    documents: Sequence[Document]
    record: Callable[[str], Record | None]
    register: Register
    _loaded: tuple[Model, RemitTerms, Pool | None] | None = None
    _loading: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, task: OpenTask) -> Sequence[Suggested]:
        """Raises ``ModelDamaged`` when the model cannot be used."""
        model, terms, beside = self._ready()
        proposals = model.propose(task.text, terms, document=task.document, beside=beside, most=MOST_SHOWN)
        pools = [model.precedents, *([beside.precedents] if beside else [])]
        return [
            _suggested(proposal, pools)
            for proposal in worth_showing(proposals)
            if proposal.function in self.register.functions
        ]

    def _ready(self) -> tuple[Model, RemitTerms, Pool | None]:
        with self._loading:
            if self._loaded is None:
                model = load_model(self.corpus)
                self._loaded = model, model.remit_terms(self.register), self._own_precedents(model)
            return self._loaded

    def _own_precedents(self, model: Model) -> Pool | None:
        newest = sorted(self.documents, key=lambda one: (one.publish_date or one.written_date, one.id), reverse=True)
        records = (self.record(document.id) for document in newest[:MOST_READ])
        own = list(examples((record for record in records if record), self.register))
        if not own:
            return None
        found = [features(example.text) for example in own]
        precedents = Precedents.of([example.precedent for example in own], found)
        return Pool(precedents, model.weighing, model.functions)


def _suggested(proposal: Proposal, pools: Sequence[Precedents]) -> Suggested:
    words, clauses = zip(*grounds(proposal, pools), strict=True)
    return Suggested(proposal.function, round(proposal.probability, 3), words, clauses)


def model_suggester(corpus: Path | None, register: Register) -> Suggester:
    """Proposes what a ``CorpusSuggester`` would, without looking at other documents and without reasons: what the index
    keeps. Raises ``ModelDamaged`` when it is asked and the model cannot be used."""

    @cache
    def ready() -> tuple[Model, RemitTerms]:
        model = load_model(corpus)
        return model, model.remit_terms(register)

    def suggest(task: OpenTask) -> Sequence[Suggested]:
        model, terms = ready()
        proposals = worth_showing(model.propose(task.text, terms, document=task.document, most=MOST_SHOWN))
        return [
            Suggested(proposal.function, round(proposal.probability, 3))
            for proposal in proposals
            if proposal.function in register.functions
        ]

    return suggest


def suggester_for(corpus: Path | None) -> MakeSuggester:
    """Makes suggesters with the model of a corpus folder, or the shipped one."""

    def make(documents: Sequence[Document], record: Callable[[str], Record | None], register: Register) -> Suggester:
        return CorpusSuggester(corpus, documents, record, register)

    return make


def worth_showing(proposals: Sequence[Proposal]) -> Sequence[Proposal]:
    """The proposals that people are shown."""
    return [p for place, p in enumerate(proposals[:MOST_SHOWN]) if place == 0 or p.probability >= LEAST_PROBABLE]
