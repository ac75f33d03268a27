"""The jobs of a build: which files make a batch each, and writing one batch, in a process of its own or not."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from indexer.analysis import analyse
from indexer.corpus import CorpusFile
from indexer.engine.stored.batch_writing import write_batch
from indexer.engine.stored.records import Records
from indexer.errors import ReadingError
from indexer.generation import DocumentEntry
from indexer.lexicon import Lexicon
from indexer.models import Record
from indexer.register import Register
from indexer.segmentation import segmenter_for
from indexer.suggesting.suggester import model_suggester

GROUP_BYTES = 16_000_000
"""Bytes of files in one batch, some 50,000 clauses. More would take more memory to build, fewer more time to search."""
WORKERS_FROM = 3_000_000
"""Bytes of new files from which on their work is shared among processes: a process takes a second to start."""
_CLAUSE_BYTES = 200
"""Bytes that a clause whose record is known counts for, as one that has to be analysed does on average."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that is to be in the index. ``known`` is its entry in the previous generation when its record is still
    good, else None."""

    file: CorpusFile
    id: str
    digest: str
    known: DocumentEntry | None

    @property
    def bytes(self) -> int:
        """What it counts for when the work is divided."""
        if self.known:
            return self.known.clauses * _CLAUSE_BYTES
        try:
            return self.file.path.stat().st_size
        except OSError:  # It is gone by now; reading it will say so.
            return 0


@dataclass(frozen=True, slots=True)
class Job:
    """A batch to be written: where, and of what. ``previous`` is the folder of the generation with known records."""

    folder: Path
    sources: tuple[Source, ...]
    previous: Path | None
    lexicon: Lexicon
    segmenter: str
    register: Register
    corpus: Path
    max_bytes: int


def run(job: Job, told: Callable[[str], None] = lambda _: None) -> list[int | str]:
    """Write the batch of a job; for each source its number of clauses, or why it has no record. No folder is written
    where no source has one. Raises ``OSError``."""
    records: list[Record] = []
    outcome: list[int | str] = []
    with ExitStack() as stack:
        stored: dict[str, Records] = {}
        for source in job.sources:
            told(source.file.name)
            try:
                if source.known and job.previous:
                    if source.known.batch not in stored:
                        stored[source.known.batch] = Records(job.previous / source.known.batch)
                        stack.callback(stored[source.known.batch].close)
                    record = stored[source.known.batch][source.known.position].record()
                else:
                    record = analyse(source.file.path, source.id, max_bytes=job.max_bytes)
            except ReadingError as error:
                outcome.append(error.reason)
                continue
            records.append(record)
            outcome.append(len(record.clauses))
    if records:
        words = segmenter_for(job.lexicon, job.segmenter)
        words.expect(sum(len(clause.text) for record in records for clause in record.clauses))
        write_batch(job.folder, records, words, job.register, model_suggester(job.corpus, job.register))
    return outcome


def groups(sources: list[Source]) -> list[tuple[Source, ...]]:
    """The sources in groups that make a batch each: of ``GROUP_BYTES`` at most, and two where it pays to do them side
    by side. Always the same groups for the same sources, on any machine."""
    sizes = [source.bytes for source in sources]
    total = sum(sizes)
    wanted = max(-(-total // GROUP_BYTES), 2 if total >= WORKERS_FROM else 1)
    found: list[list[Source]] = [[] for _ in range(wanted)]
    before = 0
    for source, size in zip(sources, sizes, strict=True):
        found[min((before + size // 2) * wanted // max(total, 1), wanted - 1)].append(source)
        before += size
    return [tuple(group) for group in found if group]
