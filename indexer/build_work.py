"""One build under way: which files are new, which batches stay, what has to be written.

A generation is a list of batches. Batches that still hold mostly living documents are shared with the generation
before; new and changed documents go into a batch of their own, together with small batches that would else pile up.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import metadata
from itertools import count
from pathlib import Path

from indexer import generation, stored_words
from indexer.build_identity import analysis_identity, register_identity, words_identity
from indexer.build_jobs import Job, Source, groups, run
from indexer.build_merging import at_once, piled_up
from indexer.build_report import Failure, Progress, Stage
from indexer.build_workers import done_by_workers, processors
from indexer.corpus import CorpusFile, Listing, content_digest, identify
from indexer.engine.stored.batch import SCHEMA
from indexer.errors import ReadingError
from indexer.generation import DocumentEntry, FailureEntry, Generation, Manifest
from indexer.register import Register
from indexer.segmentation import Segmenter
from indexer.storage import Stamp, file_stamp, link_file, link_tree, sync_folder, sync_tree


@dataclass(slots=True)
class Work:
    """``look`` first, then ``finish``; ``entries`` and ``failures`` are what came of it, ``carried`` is what was taken
    over as it is (``generation.verify``). ``merging``: batches that have piled up are written anew as well."""

    corpus: Path
    index: Path
    previous: Generation | None
    segmenter: Segmenter
    register: Register
    max_bytes: int
    progress: Callable[[Progress], None]
    merging: bool = False
    sources: list[Source] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    refused: list[FailureEntry] = field(default_factory=list)
    entries: list[DocumentEntry] = field(default_factory=list)
    batches: dict[str, int] = field(default_factory=dict)
    carried: frozenset[str] = frozenset()
    seen: dict[str, Stamp] = field(default_factory=dict)
    analysis: str = field(default_factory=analysis_identity)

    def look(self, listing: Listing) -> None:
        """Find out which files are new, changed or as before."""
        old = self.previous.manifest if self.previous and self.previous.manifest.analysis == self.analysis else None
        known = {(entry.name, entry.digest): entry for entry in old.documents} if old else {}
        refused = {(entry.name, entry.digest): entry for entry in old.failures} if old else {}
        digests = dict((*known, *refused))
        taken: dict[str, CorpusFile] = {}
        for folder in listing.unreadable:
            self.failures.append(Failure(folder.path, "没有权限查看这个文件夹，其中的文件没有收录。"))
        for done, file in enumerate(listing.documents):
            self.progress(Progress(Stage.LOOKING, done, len(listing.documents), file.name))
            try:
                found = self._digest(file, digests)
                if again := refused.get((file.name, found)):
                    self._refuse(file, found, again.reason)
                    continue
                entry = known.get((file.name, found))
                identifier = entry.id if entry else identify(file, max_bytes=self.max_bytes)
            except ReadingError as error:
                self.failures.append(Failure(error.path, error.reason))
                continue
            first = taken.setdefault(identifier, file)
            if first is not file:
                self.failures.append(_same_identifier(identifier, first, file))
            else:
                self.sources.append(Source(file, identifier, found, entry))

    def _digest(self, file: CorpusFile, digests: Mapping[str, str]) -> str:
        """The digest of a file's content, from the previous generation where the file has not been touched since.
        Raises ``ReadingError``."""
        try:
            stamp = file_stamp(file.path)
        except OSError:
            stamp = None  # Reading it says what is wrong.
        if stamp is not None:
            self.seen[file.name] = stamp
        known = digests.get(file.name)
        before = self.previous.manifest.seen.get(file.name) if self.previous else None
        if known is not None and stamp is not None and stamp == before and stamp[0] <= self.max_bytes:
            return known
        return content_digest(file.path, max_bytes=self.max_bytes)

    def over(self, current: Generation) -> Work:
        """Work on the same documents over the generation that this work has put into service: only merging is left."""
        known = {entry.name: entry for entry in current.manifest.documents}
        sources = [replace(s, known=known[s.file.name]) for s in self.sources if s.file.name in known]
        return replace(self, previous=current, merging=True, sources=sources, entries=[], batches={})

    def finish(self) -> str:
        """Write what has to be written and switch to it; the name of the generation then in service.

        Raises ``IndexDamaged`` when records of the previous generation cannot be trusted."""
        kept = self._kept_batches()
        self.carried = frozenset({*kept, stored_words.FILE})
        if self.previous is None or not self._is_current(kept):
            return self._write(kept)
        self.entries = list(self.previous.manifest.documents)
        return self.previous.name

    def _kept_batches(self) -> Mapping[str, int]:
        """Batches of the previous generation that stay as they are, with their number of rows."""
        if self.previous is None or self.previous.manifest.lexicon != self.segmenter.lexicon.digest:
            return {}
        if self.previous.manifest.register != register_identity(self.register, self.corpus):
            return {}
        rows = self.previous.manifest.batches
        living: dict[str, int] = {}
        for source in self.sources:
            if source.known:
                living[source.known.batch] = living.get(source.known.batch, 0) + source.known.clauses
        if self.merging:
            again = piled_up(living, rows)
        elif len(living) == len(rows) and all(source.known for source in self.sources):
            again = set()  # Nothing is written, or documents were removed: their rows are passed over.
        else:
            again = at_once(living, rows)
        return {name: rows[name] for name in living if name not in again}

    def _is_current(self, kept: Mapping[str, int]) -> bool:
        """Whether the previous generation is already what this build would write."""
        if self.previous is None or set(kept) != set(self.previous.manifest.batches):
            return False
        old = self.previous.manifest
        known = {source.known for source in self.sources}
        return old.analysis == self.analysis and known == {*old.documents} and {*self.refused} == {*old.failures}

    def _write(self, kept: Mapping[str, int]) -> str:
        building = self.index / generation.BUILDING
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir()
        number = generation.next_number(self.index)
        files = {}
        if self.previous:
            for name in kept:
                link_tree(self.previous.folder / name, building / name)
            sums = self.previous.manifest.files.items()
            files = {path: known for path, known in sums if path.partition("/")[0] in kept}
        self.batches = dict(kept)
        self.entries = [s.known for s in self.sources if s.known and s.known.batch in kept]
        fresh = [source for source in self.sources if not (source.known and source.known.batch in kept)]
        if self.previous:
            generation.verify(self.previous, {source.known.batch for source in fresh if source.known})
        jobs = [self._job(building / f"batch-{number:06d}-{count}", group) for count, group in enumerate(groups(fresh))]
        for job, outcome in zip(jobs, self._outcomes(jobs), strict=True):
            self._take(job, outcome)
        written = (path for name in self.batches if name not in kept for path in (building / name).rglob("*"))
        files |= {p.relative_to(building).as_posix(): generation.file_sum(p) for p in written if p.is_file()}
        words, synced = self._words(building)
        return self._switch(building, number, {**files, stored_words.FILE: words}, frozenset(kept) | synced)

    def _words(self, building: Path) -> tuple[generation.FileSum, frozenset[str]]:
        """Lexicon and synonyms of the generation being written, and their name where they are those of the generation
        before: to read them anew takes longer than to index a document. Raises ``IndexDamaged``."""
        rules = words_identity()
        if self.previous and stored_words.FILE in self.previous.manifest.files:
            generation.verify(self.previous, {stored_words.FILE})  # Before what they say is believed.
            if stored_words.are_current(self.previous.folder, self.corpus, rules):
                link_file(self.previous.folder / stored_words.FILE, building / stored_words.FILE)
                return self.previous.manifest.files[stored_words.FILE], frozenset({stored_words.FILE})
        stored_words.write_words(building, self.corpus, rules)
        return generation.file_sum(building / stored_words.FILE), frozenset()

    def _switch(
        self, building: Path, number: int, files: Mapping[str, generation.FileSum], synced: frozenset[str]
    ) -> str:
        manifest = Manifest(
            schema=SCHEMA,
            number=number,
            program=metadata.version("policykb"),
            analysis=self.analysis,
            lexicon=self.segmenter.lexicon.digest,
            register=register_identity(self.register, self.corpus),
            batches=self.batches,
            documents=tuple(sorted(self.entries, key=lambda entry: entry.name)),
            failures=tuple(self.refused),
            seen=self.seen,
            files=files,
        )
        name = generation.write_manifest(building, manifest)
        sync_tree(building, skip=synced)
        building.rename(self.index / name)
        sync_folder(self.index)
        generation.switch(self.index, name)
        return name

    def _job(self, folder: Path, sources: tuple[Source, ...]) -> Job:
        previous = self.previous.folder if self.previous else None
        words = self.segmenter
        return Job(folder, sources, previous, words.lexicon, words.kind, self.register, self.corpus, self.max_bytes)

    def _outcomes(self, jobs: list[Job]) -> Iterator[list[int | str]]:
        """Do the jobs, in processes of their own where that pays."""
        total = sum(len(job.sources) for job in jobs)
        if len(jobs) > 1 and processors() > 1:
            done = 0
            for job, outcome in zip(jobs, done_by_workers(run, jobs), strict=True):
                self.progress(Progress(Stage.ANALYSING, done, total, job.sources[-1].file.name))
                yield outcome
                done += len(job.sources)
            return
        begun = count()
        for job in jobs:
            yield run(job, lambda name: self.progress(Progress(Stage.ANALYSING, next(begun), total, name)))

    def _take(self, job: Job, outcome: list[int | str]) -> None:
        """Note what a job has written."""
        batch, rows, position = job.folder.name, 0, 0
        for source, found in zip(job.sources, outcome, strict=True):
            if isinstance(found, str):
                self._refuse(source.file, source.digest, found)
                continue
            self.entries.append(DocumentEntry(source.id, source.file.name, source.digest, batch, position, found))
            rows, position = rows + found, position + 1
        if position:
            self.batches[batch] = rows
        self.progress(Progress(Stage.WRITING, len(self.entries), len(self.sources)))

    def _refuse(self, file: CorpusFile, digest: str, reason: str) -> None:
        """Note that a file gives no record, now and as long as it stays as it is."""
        self.failures.append(Failure(file.path, reason))
        self.refused.append(FailureEntry(file.name, digest, reason))


def _same_identifier(identifier: str, first: CorpusFile, second: CorpusFile) -> Failure:
    return Failure(
        second.path,
        f"标识“{identifier}”已由 {first.path} 使用，本文件没有收录。请在前置信息中用 id 另行指定，或改名。",
    )
