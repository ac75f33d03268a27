"""How many searches are worked on at once; the others wait for their turn."""

from __future__ import annotations

from threading import BoundedSemaphore

AT_ONCE = 2
"""The threads of a process share one interpreter: more searches at once only take it from each other, which costs
processor time (``benchmarks.load``). What takes seconds, an export or a ledger, does not wait here and lets searches
through."""

SEARCH = BoundedSemaphore(AT_ONCE)
