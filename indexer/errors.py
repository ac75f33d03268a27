"""The few kinds of error this program raises on purpose.

Every message is written for the person at the screen, in Simplified Chinese: what was wrong, where, what to do.
"""

from __future__ import annotations

from pathlib import Path


class PolicyError(Exception):
    """Base of all errors with a message that is safe and useful to show to a user."""


class ReadingError(PolicyError):
    """A file cannot be turned into text. ``path`` is the file, ``reason`` says why and what to do."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}：{reason}")
        self.path = path
        self.reason = reason


class CorpusError(PolicyError):
    """The corpus folder as a whole cannot be used (missing, not a folder, damaged lexicon)."""


class IndexMissing(PolicyError):
    """No generation has been built yet in the index folder."""


class IndexDamaged(PolicyError):
    """A generation fails its checksums or cannot be opened; a rebuild from the corpus repairs it."""


class IndexOutdated(PolicyError):
    """A generation was written by another schema version, or with another lexicon; a rebuild repairs it."""


class BuildBusy(PolicyError):
    """Another process is building into the same index folder."""


class BuildFailed(PolicyError):
    """A build could not be finished (disk full, no permission); the old generation stays in service."""


class QuerySyntaxError(PolicyError):
    """A query cannot be understood. ``position`` is the character offset in the query, ``hint`` what to write."""

    def __init__(self, message: str, *, position: int, hint: str) -> None:
        super().__init__(message)
        self.position = position
        self.hint = hint
