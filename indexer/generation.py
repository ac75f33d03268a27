"""Generations of the index: complete, checksummed, switched in one step.

    .index/
        CURRENT                         one line: the name of the generation in service
        build.lock                      held while a build runs
        g-000012-3f9a…/                 number, and digest of its manifest
            manifest.json               versions, documents, and size and checksum of every file
            words.json                  lexicon and synonyms as they were read (indexer.stored_words)
            batch-000007-1/ …           see indexer.engine.stored.batch
        g-000011-…/                     the one before, kept
        building/                       a build under way, or what a killed one left behind

A generation is written aside, and ``CURRENT`` is replaced in one atomic step after everything it needs has reached the
disk. Whatever happens before that leaves the old generation in service.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Mapping
from enum import Enum
from pathlib import Path
from typing import IO, NamedTuple

from indexer.engine.stored.batch import SCHEMA
from indexer.errors import IndexDamaged, IndexMissing, IndexOutdated
from indexer.storage import (
    Stamp,
    being_read,
    digest,
    file_digest,
    hold_shared,
    replace_file,
    sample_digest,
    unfinished,
)
from indexer.system_errors import refusal

POINTER = "CURRENT"
LOCK = "build.lock"
MANIFEST = "manifest.json"
BUILDING = "building"
_NAME = re.compile(r"g-(\d{6,})-([0-9a-f]{16})")


class Verify(Enum):
    """How closely files are compared with the manifest when a generation is opened.

    ``PRESENT``: size of all, before a build, which reads what it takes over when it is done. ``QUICK``: size of all,
    digest of small files and of samples of large ones, before a search. ``FULL``: digest of everything, when a server
    starts and at the end of every build (``verify``).
    """

    PRESENT = "present"
    QUICK = "quick"
    FULL = "full"


class FileSum(NamedTuple):
    """Size in bytes and digests (``indexer.storage``) of one file."""

    size: int
    digest: str
    sample: str


class DocumentEntry(NamedTuple):
    """A document of the generation: ``name`` and ``digest`` of its file, and where its record is."""

    id: str
    name: str
    digest: str
    batch: str
    position: int
    clauses: int


class FailureEntry(NamedTuple):
    """A file that could be opened but gives no record, so that it is reported again without being tried again."""

    name: str
    digest: str
    reason: str


class Manifest(NamedTuple):
    """What a generation consists of. ``analysis``, ``lexicon`` and ``register`` name the rules, words and
    departments its content depends on; ``batches`` are names of folders with the number of clauses in each, replaced
    ones included. ``seen`` has a stamp (``indexer.storage``) for the files of the corpus that were quiet when they were
    read, so that they need not be read again."""

    schema: int
    number: int
    program: str
    analysis: str
    lexicon: str
    register: str
    batches: Mapping[str, int]
    documents: tuple[DocumentEntry, ...]
    failures: tuple[FailureEntry, ...]
    seen: Mapping[str, Stamp]
    files: Mapping[str, FileSum]

    def living(self, batch: str) -> list[int]:
        """Positions in ``batch`` of the documents that count."""
        return [entry.position for entry in self.documents if entry.batch == batch]


class Generation(NamedTuple):
    """A generation found in good order. While ``handle`` is open no build removes its folder."""

    folder: Path
    manifest: Manifest
    handle: IO[bytes]

    @property
    def name(self) -> str:
        return self.folder.name

    def close(self) -> None:
        self.handle.close()


def open_generation(index: Path, *, lexicon: str | None = None, verify: Verify = Verify.QUICK) -> Generation:
    """The generation in service, compared with its checksums.

    ``lexicon`` is the digest of the lexicon in use, None where it does not matter. Raises ``IndexMissing``,
    ``IndexDamaged`` naming the file, or ``IndexOutdated``.
    """
    folder = current_folder(index)
    handle, manifest = _read_manifest(folder)
    try:
        if lexicon is not None and manifest.lexicon != lexicon:
            raise IndexOutdated("词典在建立索引之后有改动，需要重新建立索引：policykb build")
        for name, expected in manifest.files.items():
            _check(f"{folder}/{name}", expected, verify)
    except (IndexOutdated, IndexDamaged):
        handle.close()
        raise
    return Generation(folder, manifest, handle)


def verify(opened: Generation, parts: Collection[str]) -> None:
    """Compare every byte of these batches and files of the folder with the manifest. Raises ``IndexDamaged`` naming the
    file."""
    for name, expected in opened.manifest.files.items():
        if name.partition("/")[0] in parts:
            _check(f"{opened.folder}/{name}", expected, Verify.FULL)


def current_folder(index: Path) -> Path:
    """The folder that the pointer names. Raises ``IndexMissing`` or ``IndexDamaged``."""
    try:
        name = (index / POINTER).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise IndexMissing(f"{index} 里还没有索引，请先运行：policykb build") from None
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(index / POINTER, refusal(error)) from error
    if not _NAME.fullmatch(name):
        raise _damaged(index / POINTER, "内容不是索引的名称")
    if not (index / name).is_dir():
        raise _damaged(index / name, "文件夹不存在")
    return index / name


def write_manifest(folder: Path, manifest: Manifest) -> str:
    """Write the manifest into ``folder``; the name its generation must have. Raises ``OSError``."""
    content = json.dumps(manifest._asdict(), ensure_ascii=False).encode("utf-8", "surrogatepass")
    (folder / MANIFEST).write_bytes(content)
    return f"g-{manifest.number:06d}-{digest(content)[:16]}"


def file_sum(path: Path) -> FileSum:
    """Size and digests of a file. Raises ``OSError``."""
    return FileSum(path.stat().st_size, file_digest(path), sample_digest(path))


def switch(index: Path, name: str) -> None:
    """Put the generation ``name`` into service, in one step. Raises ``OSError``."""
    replace_file(index / POINTER, f"{name}\n".encode("ascii"))


def next_number(index: Path) -> int:
    """A number higher than that of any generation in the folder."""
    return max((number for number, _ in _generations(index)), default=0) + 1


def clean(index: Path) -> None:
    """Remove what no longer serves: unfinished builds, and all generations but the one in service, the one before it,
    and those still being read. What cannot be removed now is left for the next build."""
    import shutil  # takes long to load, and searches remove nothing

    shutil.rmtree(index / BUILDING, ignore_errors=True)
    unfinished(index / POINTER).unlink(missing_ok=True)
    try:
        current = current_folder(index).name
    except (IndexMissing, IndexDamaged):
        return
    older = sorted((number, folder) for number, folder in _generations(index) if folder.name != current)
    in_service = int(_number(current))
    before = [folder for number, folder in older if number < in_service]
    for _, folder in older:
        if folder not in before[-1:] and not being_read(folder / MANIFEST):
            shutil.rmtree(folder, ignore_errors=True)


def _generations(index: Path) -> list[tuple[int, Path]]:
    return [(int(_number(path.name)), path) for path in index.glob("g-*") if _NAME.fullmatch(path.name)]


def _number(name: str) -> str:
    return name.split("-")[1]


def _read_manifest(folder: Path) -> tuple[IO[bytes], Manifest]:
    path = folder / MANIFEST
    try:
        handle = hold_shared(path)
    except OSError as error:
        raise _damaged(path, refusal(error)) from error
    try:
        return handle, _parse_manifest(path, handle.read())
    except (IndexOutdated, IndexDamaged):
        handle.close()
        raise


def _parse_manifest(path: Path, content: bytes) -> Manifest:
    if not path.parent.name.endswith(digest(content)[:16]):
        raise _damaged(path, "与校验值不符")
    try:
        stored = json.loads(content.decode("utf-8", "surrogatepass"))
        if stored["schema"] == SCHEMA:
            stored["documents"] = tuple(DocumentEntry(*entry) for entry in stored["documents"])
            stored["failures"] = tuple(FailureEntry(*entry) for entry in stored["failures"])
            stored["seen"] = {name: tuple(stamp) for name, stamp in stored["seen"].items()}
            stored["files"] = {name: FileSum(*entry) for name, entry in stored["files"].items()}
            return Manifest(**stored)
    except (KeyError, TypeError):
        pass  # Its digest is right, so it is whole: a manifest of another form was written by another program.
    raise IndexOutdated("索引是由另一个版本的程序建立的，需要重新建立：policykb build")


def _check(path: str, expected: FileSum, verify: Verify) -> None:
    """By its name and not as a ``Path``: a search from the shell checks some hundreds."""
    try:
        size = os.stat(path).st_size  # noqa: PTH116
        if size != expected.size:
            raise _damaged(path, f"应有 {expected.size} 字节，现有 {size} 字节")
        match verify:
            case Verify.PRESENT:
                intact = True
            case Verify.QUICK:
                intact = sample_digest(path) == expected.sample
            case Verify.FULL:
                intact = file_digest(path) == expected.digest
    except OSError as error:
        raise _damaged(path, refusal(error)) from error
    if not intact:
        raise _damaged(path, "与校验值不符")


def _damaged(path: Path | str, what: str) -> IndexDamaged:
    return IndexDamaged(f"索引已损坏：{path}（{what}）。请重新建立：policykb build")
