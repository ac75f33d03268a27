"""The suggester over the documents of an index: the model, and the annotated tasks of the user's own documents."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from indexer.duties.rows import MakeSuggester, OpenTasks, Suggested, Suggester
from indexer.models import Document, Record
from indexer.register import Register
from indexer.suggesting.examples import examples
from indexer.suggesting.features import features
from indexer.suggesting.model import Listing, Model, Pool, Proposal
from indexer.suggesting.modelfile import load_model
from indexer.suggesting.precedents import Precedents
from indexer.suggesting.reasons import grounds
from indexer.suggesting.remit_terms import RemitTerms

SHOWN = Listing(most=3, least=0.2)
"""A ledger lists the likeliest function, and up to two more that are this probable."""
INDEXED = replace(SHOWN, precedents=0)
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

    def __call__(self, tasks: OpenTasks) -> Sequence[Sequence[Suggested]]:
        """Raises ``ModelDamaged`` when the model cannot be used."""
        if not tasks.texts:
            return ()
        model, terms, beside = self._ready()
        proposals = model.propose_all(tasks.texts, terms, document=tasks.document, beside=beside, listing=SHOWN)
        pools = [model.precedents, *([beside.precedents] if beside else [])]
        return [[_suggested(entry, pools) for entry in _known(answer, self.register)] for answer in proposals]

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

    def suggest(tasks: OpenTasks) -> Sequence[Sequence[Suggested]]:
        if not tasks.texts:
            return ()
        model, terms = ready()
        proposals = model.propose_all(tasks.texts, terms, document=tasks.document, listing=INDEXED)
        return [
            [Suggested(entry.function, round(entry.probability, 3)) for entry in _known(answer, register)]
            for answer in proposals
        ]

    return suggest


def suggester_for(corpus: Path | None) -> MakeSuggester:
    """Makes suggesters with the model of a corpus folder, or the shipped one."""

    def make(documents: Sequence[Document], record: Callable[[str], Record | None], register: Register) -> Suggester:
        return CorpusSuggester(corpus, documents, record, register)

    return make


def _known(proposals: Sequence[Proposal], register: Register) -> Iterator[Proposal]:
    """The proposals whose function the register has; a model may have been trained with another."""
    return (proposal for proposal in proposals if proposal.function in register.functions)
