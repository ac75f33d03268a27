"""Processes that share the work of a build, one group of files each at a time.

What they write does not depend on how many there are: the groups are made beforehand. They are started anew (not
forked), as on Windows; each loads the dictionary for itself, so a small corpus is built without them. What starts them
takes long to load, too, and is imported where it is used.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from indexer.errors import BuildFailed

Job = TypeVar("Job")
Done = TypeVar("Done")


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def done_by_workers(run: Callable[[Job], Done], jobs: Sequence[Job]) -> Iterator[Done]:
    """What ``run`` gives for each job, in order. ``run`` and the jobs must be picklable.

    Raises what ``run`` raises, and ``BuildFailed`` when a worker is gone (killed, or out of memory).
    """
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("spawn")
    workers = min(processors(), len(jobs))
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_with_parent) as pool:
        futures = [pool.submit(run, job) for job in jobs]
        try:
            for future in futures:
                yield future.result()
        except BrokenProcessPool as broken:
            raise BuildFailed("索引没有建成，原有索引不受影响：一个工作进程意外结束，可能是内存不足。") from broken
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _leave_with_parent() -> None:
    """End this process as soon as the one that started it has ended, however it ended."""
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_and_leave, args=(parent.sentinel,), daemon=True).start()


def _wait_and_leave(parent: int) -> None:
    from multiprocessing.connection import wait

    wait([parent])
    os._exit(1)
