"""Building the index: from the corpus folder to a new generation in service.

Only what changed is analysed and indexed: documents whose file and whose analysis are as before stay where they are.
"""

from __future__ import annotations

import errno
import hashlib
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path

from indexer import generation
from indexer.analysis import ANALYSIS_VERSION, analyse
from indexer.corpus import CorpusFile, Listing, content_digest, identify, list_corpus
from indexer.engine.batch import SCHEMA, write_batch
from indexer.engine.records import Records
from indexer.errors import BuildFailed, IndexDamaged, IndexMissing, IndexOutdated, ReadingError
from indexer.generation import DocumentEntry, Generation, Manifest, Verify
from indexer.lexicon import load_lexicon
from indexer.models import Record
from indexer.segmentation import Segmenter, segmenter_for
from indexer.storage import exclusive_lock, link_tree, sync_folder, sync_tree

MOST_ROWS = 50_000
"""Clauses in one batch. More would take more memory to build, fewer more time to search."""
TAIL_ROWS = 1_000
"""Batches up to this size are written anew together with what changed: half a second's work."""
MOST_BATCHES = 16
"""Beyond this number all batches up to ``MIDDLE_ROWS`` are written anew as one."""
MIDDLE_ROWS = 10_000


class Stage(StrEnum):
    """What a build is doing, as it is shown."""

    LOOKING = "查看文件"
    ANALYSING = "分析文件"
    WRITING = "写入索引"


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` files in this stage; ``name`` is the file begun."""

    stage: Stage
    done: int
    total: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that is not in the index, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. ``switched`` is False when nothing had changed and the generation stayed.

    ``added``, ``changed`` and ``removed`` are document ids. ``unsupported`` are files of kinds that are not read.
    ``remade`` says in Chinese why nothing could be taken over from the index before, empty when it could.
    """

    generation: str
    switched: bool
    documents: int
    clauses: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    failures: tuple[Failure, ...]
    unsupported: tuple[Path, ...]
    remade: str
    seconds: float


def build(
    corpus: Path,
    index: Path,
    *,
    max_bytes: int,
    segmenter: str = "rjieba",
    progress: Callable[[Progress], None] = lambda _: None,
) -> BuildReport:
    """Bring the index up to date with the corpus folder.

    Files that cannot be read are in the report, and the others are indexed. Raises ``CorpusError`` when the folder
    cannot be used, ``BuildBusy`` when another process is building, ``BuildFailed`` when the index cannot be written;
    the generation in service then stays.
    """
    begun = time.perf_counter()
    listing = list_corpus(corpus)
    words = segmenter_for(load_lexicon(corpus), segmenter)
    try:
        index.mkdir(parents=True, exist_ok=True)
        with exclusive_lock(index / generation.LOCK), ExitStack() as stack:
            generation.clean(index)
            previous, remade = _previous(index)
            if previous is not None:
                stack.callback(previous.close)
            stack.callback(shutil.rmtree, index / generation.BUILDING, ignore_errors=True)
            work = _Work(index, previous, words, max_bytes, progress)
            work.look(listing)
            report = work.finish(listing, remade, begun)
        if report.switched:
            generation.clean(index)
    except OSError as error:
        raise BuildFailed(f"索引没有建成，原有索引不受影响：{_explained(error)}") from error
    return report


def analysis_identity() -> str:
    """What names the rules that records are made by: their version, and a digest of the code that states them."""
    package = resources.files("indexer")
    names = ("analysis.py", "clauses.py", "models.py", "numerals.py", "references.py", "reading", "outlining")
    found = hashlib.blake2b(digest_size=8)
    for file in (file for name in names for file in _python_files(package / name)):
        found.update(file.read_bytes())
    return f"{ANALYSIS_VERSION}-{found.hexdigest()}"


@dataclass(frozen=True, slots=True)
class _Source:
    """A file that is to be in the index. ``known`` is its entry in the previous generation when its record is still
    good, else None."""

    file: CorpusFile
    id: str
    digest: str
    known: DocumentEntry | None


@dataclass(slots=True)
class _Work:
    """One build under way."""

    index: Path
    previous: Generation | None
    segmenter: Segmenter
    max_bytes: int
    progress: Callable[[Progress], None]
    sources: list[_Source] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    entries: list[DocumentEntry] = field(default_factory=list)
    batches: dict[str, int] = field(default_factory=dict)

    def look(self, listing: Listing) -> None:
        """Find out which files are new, changed or as before."""
        analysis = analysis_identity()
        old = self.previous.manifest if self.previous else None
        known = {(e.name, e.digest): e for e in old.documents} if old and old.analysis == analysis else {}
        taken: dict[str, CorpusFile] = {}
        for folder in listing.unreadable:
            self.failures.append(Failure(folder.path, "没有权限查看这个文件夹，其中的文件没有收录。"))
        for done, file in enumerate(listing.documents):
            self.progress(Progress(Stage.LOOKING, done, len(listing.documents), file.name))
            try:
                found = content_digest(file.path, max_bytes=self.max_bytes)
                entry = known.get((file.name, found))
                identifier = entry.id if entry else identify(file, max_bytes=self.max_bytes)
            except ReadingError as error:
                self.failures.append(Failure(error.path, error.reason))
                continue
            first = taken.setdefault(identifier, file)
            if first is not file:
                self.failures.append(_same_identifier(identifier, first, file))
            else:
                self.sources.append(_Source(file, identifier, found, entry))

    def finish(self, listing: Listing, remade: str, begun: float) -> BuildReport:
        """Write what has to be written, and switch to it."""
        old = self.previous.manifest if self.previous else None
        kept = self._kept_batches()
        if self.previous and self._is_current(kept):
            name, switched = self.previous.name, False
            self.entries = list(self.previous.manifest.documents)
        else:
            name, switched = self._write(kept), True
        before = {entry.id: entry.digest for entry in old.documents} if old else {}
        after = {entry.id: entry.digest for entry in self.entries}
        return BuildReport(
            generation=name,
            switched=switched,
            documents=len(self.entries),
            clauses=sum(entry.clauses for entry in self.entries),
            added=tuple(sorted(after.keys() - before.keys())),
            changed=tuple(sorted(key for key in after.keys() & before.keys() if after[key] != before[key])),
            removed=tuple(sorted(before.keys() - after.keys())),
            failures=tuple(self.failures),
            unsupported=tuple(file.path for file in listing.unsupported),
            remade=remade,
            seconds=time.perf_counter() - begun,
        )

    def _kept_batches(self) -> Mapping[str, int]:
        """Batches of the previous generation that stay as they are, with their number of rows."""
        if self.previous is None or self.previous.manifest.lexicon != self.segmenter.lexicon.digest:
            return {}
        living: dict[str, int] = {}
        for source in self.sources:
            if source.known:
                living[source.known.batch] = living.get(source.known.batch, 0) + source.known.clauses
        if len(living) == len(self.previous.manifest.batches) and all(source.known for source in self.sources):
            return {name: self.previous.manifest.batches[name] for name in living}
        smallest = MIDDLE_ROWS if len(living) >= MOST_BATCHES else TAIL_ROWS
        rows = self.previous.manifest.batches
        return {name: rows[name] for name, count in living.items() if count > smallest and 2 * count >= rows[name]}

    def _is_current(self, kept: Mapping[str, int]) -> bool:
        """Whether the previous generation is already what this build would write."""
        if self.previous is None or set(kept) != set(self.previous.manifest.batches):
            return False
        known = [source.known for source in self.sources]
        return self.previous.manifest.analysis == analysis_identity() and set(known) == {
            *self.previous.manifest.documents
        }

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
        for count, group in enumerate(self._groups(fresh)):
            name = f"batch-{number:06d}-{count}"
            self.progress(Progress(Stage.WRITING, len(self.entries), len(self.sources)))
            write_batch(building / name, [record for _, record in group], self.segmenter)
            self.batches[name] = sum(len(record.clauses) for _, record in group)
            self.entries += [
                DocumentEntry(s.id, s.file.name, s.digest, name, position, len(record.clauses))
                for position, (s, record) in enumerate(group)
            ]
        written = (path for name in self.batches if name not in kept for path in (building / name).rglob("*"))
        files |= {p.relative_to(building).as_posix(): generation.file_sum(p) for p in written if p.is_file()}
        return self._switch(building, number, files, frozenset(kept))

    def _switch(
        self, building: Path, number: int, files: Mapping[str, generation.FileSum], synced: frozenset[str]
    ) -> str:
        manifest = Manifest(
            schema=SCHEMA,
            number=number,
            program=metadata.version("policykb"),
            analysis=analysis_identity(),
            lexicon=self.segmenter.lexicon.digest,
            batches=self.batches,
            documents=tuple(sorted(self.entries, key=lambda entry: entry.name)),
            files=files,
        )
        name = generation.write_manifest(building, manifest)
        sync_tree(building, skip=synced)
        building.rename(self.index / name)
        sync_folder(self.index)
        generation.switch(self.index, name)
        return name

    def _groups(self, sources: list[_Source]) -> Iterator[list[tuple[_Source, Record]]]:
        """The sources with their records, in groups that make a batch each."""
        group: list[tuple[_Source, Record]] = []
        rows = 0
        for done, source in enumerate(sources):
            self.progress(Progress(Stage.ANALYSING, done, len(sources), source.file.name))
            record = self._record(source)
            if record is None:
                continue
            if group and rows + len(record.clauses) > MOST_ROWS:
                yield group
                group, rows = [], 0
            group.append((source, record))
            rows += len(record.clauses)
        if group:
            yield group

    def _record(self, source: _Source) -> Record | None:
        """The record of a document, from the previous generation where it is still good."""
        if source.known and self.previous:
            return Records(self.previous.folder / source.known.batch)[source.known.position].record()
        try:
            return analyse(source.file.path, source.id, max_bytes=self.max_bytes)
        except ReadingError as error:
            self.failures.append(Failure(error.path, error.reason))
            return None


def _previous(index: Path) -> tuple[Generation | None, str]:
    """The generation in service, and why it is of no use where it is not."""
    try:
        return generation.open_generation(index, verify=Verify.FULL), ""
    except IndexMissing:
        return None, ""
    except (IndexDamaged, IndexOutdated) as error:
        return None, str(error)


def _same_identifier(identifier: str, first: CorpusFile, second: CorpusFile) -> Failure:
    return Failure(
        second.path,
        f"标识“{identifier}”已由 {first.path} 使用，本文件没有收录。请在前置信息中用 id 另行指定，或改名。",
    )


def _explained(error: OSError) -> str:
    """What went wrong with the disk and what to do."""
    where = f"（{error.filename}）" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"磁盘空间不足{where}。请腾出空间，或用 --index 换一个位置。"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"没有写入权限{where}。请检查索引文件夹的权限，或用 --index 换一个位置。"
    return f"{error.strerror or error}{where}。"


def _python_files(place: Traversable) -> Iterable[Traversable]:
    if place.is_file():
        return [place]
    return sorted((file for file in place.iterdir() if file.name.endswith(".py")), key=lambda file: file.name)
