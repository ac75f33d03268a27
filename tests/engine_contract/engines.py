"""The engines that must keep the contract. A new one joins with one line in ``ENGINES``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from indexer.engine.protocol import SearchEngine
from indexer.engine.stored.batch import Batch
from indexer.engine.stored.batch_writing import write_batch
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.lexicon import load_lexicon
from indexer.models import Record
from indexer.register import load_register
from indexer.segmentation import segmenter_for
from indexer.synonyms import NO_SYNONYMS, Synonyms
from tests.engine_contract.plain_engine import PlainEngine
from tests.record_maker import record_of

SEGMENTER = segmenter_for(load_lexicon(), "rjieba")
REGISTER = load_register()
Make = Callable[..., SearchEngine]
"""Records and a folder, and the table of synonyms if any, to an engine."""


def whoosh_engine(records: Sequence[Record], folder: Path, synonyms: Synonyms = NO_SYNONYMS) -> SearchEngine:
    write_batch(folder / "all", records, SEGMENTER, REGISTER)
    return WhooshEngine("g-000001-test", [Batch(folder / "all")], [range(len(records))], SEGMENTER, synonyms=synonyms)


def whoosh_engine_in_parts(records: Sequence[Record], folder: Path, synonyms: Synonyms = NO_SYNONYMS) -> SearchEngine:
    """The same after many small builds: a batch for each document, and an old version of each that no longer counts."""
    batches = []
    for number, record in enumerate(records):
        old = record_of(record.document.id, "这是旧的版本，食品药品质量监管企业检查都在其中。", title="旧标题")
        write_batch(folder / str(number), [old, record], SEGMENTER, REGISTER)
        batches.append(Batch(folder / str(number)))
    return WhooshEngine("g-000002-test", batches, [[1]] * len(batches), SEGMENTER, synonyms=synonyms)


def plain_engine(records: Sequence[Record], _: Path, synonyms: Synonyms = NO_SYNONYMS) -> SearchEngine:
    return PlainEngine(records, SEGMENTER, synonyms, REGISTER)


ENGINES: dict[str, Make] = {
    "whoosh": whoosh_engine,
    "whoosh-in-parts": whoosh_engine_in_parts,
    "plain": plain_engine,
}
