"""Building the index: from the corpus folder to a new generation in service.

Only what changed is analysed and indexed: documents whose file and whose analysis are as before stay where they are.
"""

from __future__ import annotations

import errno
import shutil
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from indexer import generation
from indexer.build_report import BuildReport, Progress
from indexer.build_work import Work
from indexer.corpus import Listing, list_corpus
from indexer.errors import BuildFailed, IndexDamaged, IndexMissing, IndexOutdated
from indexer.generation import Generation, Verify
from indexer.lexicon import load_lexicon
from indexer.register import Register, load_register
from indexer.segmentation import Segmenter, segmenter_for
from indexer.storage import exclusive_lock
from indexer.system_errors import refusal


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
    listing = list_corpus(corpus)
    words = segmenter_for(load_lexicon(corpus), segmenter)
    register = load_register(corpus)
    try:
        index.mkdir(parents=True, exist_ok=True)
        with exclusive_lock(index / generation.LOCK):
            generation.clean(index)
            report = _build(listing, corpus, index, max_bytes, words, register, progress)
            generation.clean(index)
    except OSError as error:
        raise BuildFailed(f"索引没有建成，原有索引不受影响：{_explained(error)}") from error
    return report


def _build(
    listing: Listing,
    corpus: Path,
    index: Path,
    max_bytes: int,
    words: Segmenter,
    register: Register,
    progress: Callable[[Progress], None],
) -> BuildReport:
    begun = time.perf_counter()
    with ExitStack() as stack:
        previous, remade = _previous(index)
        stack.callback(shutil.rmtree, index / generation.BUILDING, ignore_errors=True)
        if previous is not None:
            stack.callback(previous.close)
        work = Work(corpus, index, previous, words, register, max_bytes, progress)
        work.look(listing)
        try:
            work.finish()
            name = _settled(work, stack)
        except IndexDamaged as damage:
            previous, remade = None, str(damage)
            work = Work(corpus, index, None, words, register, max_bytes, progress)
            work.look(listing)
            name = work.finish()
    before = {entry.id: entry.digest for entry in previous.manifest.documents} if previous else {}
    after = {entry.id: entry.digest for entry in work.entries}
    return BuildReport(
        generation=name,
        switched=previous is None or name != previous.name,
        documents=len(work.entries),
        clauses=sum(entry.clauses for entry in work.entries),
        added=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(sorted(key for key in after.keys() & before.keys() if after[key] != before[key])),
        removed=tuple(sorted(before.keys() - after.keys())),
        failures=tuple(work.failures),
        unsupported=tuple(file.path for file in listing.unsupported),
        remade=remade,
        seconds=time.perf_counter() - begun,
    )


def _settled(work: Work, stack: ExitStack) -> str:
    """Do what nobody should have to wait for, once the new documents can be found: read what was taken over to the last
    byte, then merge batches where they have piled up. The name of the generation then in service.

    Damage that leaves the size of a file was in service before this build and is no worse for being so a moment
    longer: digests are carried over with the files, so that it cannot come to look sound. Raises ``IndexDamaged``, and
    ``BuildFailed`` when the merging cannot be written.
    """
    current = generation.open_generation(work.index, verify=Verify.PRESENT)
    stack.callback(current.close)
    generation.verify(current, work.carried)
    try:
        return work.over(current).finish()
    except OSError as error:
        raise BuildFailed(f"文件已经收录，可以检索；索引的整理没有完成，下次再做：{_explained(error)}") from error


def _previous(index: Path) -> tuple[Generation | None, str]:
    """The generation in service, and why it is of no use where it is not."""
    try:
        return generation.open_generation(index, verify=Verify.PRESENT), ""
    except IndexMissing:
        return None, ""
    except (IndexDamaged, IndexOutdated) as error:
        return None, str(error)


def _explained(error: OSError) -> str:
    """What went wrong with the disk and what to do."""
    where = f"（{error.filename}）" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"磁盘空间不足{where}。请腾出空间，或用 --index 换一个位置。"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"没有写入权限{where}。请检查索引文件夹的权限，或用 --index 换一个位置。"
    return f"{refusal(error)}{where}。"
