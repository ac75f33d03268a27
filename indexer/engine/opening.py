"""Opening the engine on the index in service, for the command line and for the server."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.engine.protocol import SearchEngine
from indexer.engine.stored.batch import Batch
from indexer.engine.whoosh_engine import WhooshEngine
from indexer.errors import IndexDamaged
from indexer.generation import POINTER, Generation, Verify, open_generation
from indexer.lexicon import load_lexicon
from indexer.segmentation import segmenter_for
from indexer.stored_words import stored_words
from indexer.synonyms import load_synonyms

if TYPE_CHECKING:
    from indexer.engine.provider import EngineProvider


def open_engine(
    index: Path, *, corpus: Path | None = None, segmenter: str = "rjieba", verify: Verify = Verify.QUICK
) -> SearchEngine:
    """The engine on the generation in service.

    ``corpus`` is the folder whose lexicon and synonyms count besides the shipped ones. Raises ``IndexMissing``,
    ``IndexDamaged``, ``IndexOutdated``, or ``CorpusError`` for a lexicon or table of synonyms that cannot be read.
    """
    lexicon, synonyms = stored_words(index, corpus) or (load_lexicon(corpus), load_synonyms(corpus))
    generation = open_generation(index, lexicon=lexicon.digest, verify=verify)
    batches = _open_batches(generation)
    living = [generation.manifest.living(name) for name in generation.manifest.batches]
    words = segmenter_for(lexicon, segmenter)
    return WhooshEngine(generation.name, batches, living, words, on_close=generation.close, synonyms=synonyms)


def engine_provider(index: Path, *, corpus: Path | None = None, segmenter: str = "rjieba") -> EngineProvider:
    """What a server takes its engine from: it follows every build into ``index``."""
    from indexer.engine.provider import EngineProvider

    return EngineProvider(index / POINTER, lambda: open_engine(index, corpus=corpus, segmenter=segmenter))


def _open_batches(generation: Generation) -> list[Batch]:
    """All batches of a generation, which is closed when one cannot be opened."""
    batches: list[Batch] = []
    try:
        for name in generation.manifest.batches:
            batches.append(Batch(generation.folder / name))  # noqa: PERF401 (those opened so far must be closed)
    except (OSError, ValueError, KeyError, EOFError, struct.error) as error:
        for batch in batches:
            batch.close()
        generation.close()
        raise IndexDamaged(f"索引已损坏：{generation.folder}。请重新建立：policykb build") from error
    return batches
