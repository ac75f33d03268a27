"""Decisions over the ledger of a whole corpus, kept up to date with the file of decisions.

The file is looked at (its time and size) whenever rows are asked for, and read again when it has changed; the rows of
a document are laid anew only when decisions that concern it have. So a decision made by another process shows at the
next look, without restart or rebuild, and costs the analysis of no other document.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from functools import cached_property

from indexer.decisions.apply import apply
from indexer.decisions.file import DecisionFile
from indexer.decisions.force import Force, in_force
from indexer.decisions.models import Decision, DecisionKind, Decisions
from indexer.decisions.resolve import Hanging, Resolution, resolve
from indexer.decisions.texts import RecordLibrary, TaskPlace, task_places
from indexer.duties.ledger import LedgerRow
from indexer.models import Record

_Stamp = tuple[int, int, int]
_ABSENT: _Stamp = (0, 0, 0)
_UNREADABLE: _Stamp = (0, -1, 0)


class DecisionOverlay:
    """The decisions about the documents of one generation; without ``file`` nobody decided anything.
    ``record`` gives a document's record; it is called only while rows or reviews are asked for. Thread-safe."""

    def __init__(
        self, file: DecisionFile | None, documents: Iterable[str], record: Callable[[str], Record | None]
    ) -> None:
        self._file = file
        self._documents = frozenset(documents)
        self._record = record
        self._stamp: _Stamp | None = None
        self._decisions = Decisions()
        self._layer: Layer | None = None
        self._looking = threading.Lock()
        self._digests: dict[str, set[str]] | None = None

    def decisions(self) -> Decisions:
        """The decisions as the file has them now, the same object as long as the file is the same. Raises
        ``DecisionError`` when it cannot be read."""
        with self._looking:
            return self._read()

    def now(self) -> Layer:
        """The decisions as the file has them now, and what they do to the ledger. Raises ``DecisionError`` when it
        cannot be read."""
        with self._looking:
            decisions = self._read()
            if self._layer is None or self._layer.decisions is not decisions:
                self._layer = Layer(self, decisions, self._layer)
            return self._layer

    def _read(self) -> Decisions:
        stamp = self._look()
        if stamp != self._stamp:
            self._decisions = self._file.load() if self._file else Decisions()
            # Taken before the file was read: what was added meanwhile is seen at the next look.
            self._stamp = stamp
        return self._decisions

    def _look(self) -> _Stamp:
        if self._file is None:
            return _ABSENT
        try:
            found = self._file.path.stat()
        except FileNotFoundError:
            return _ABSENT
        except OSError:
            return _UNREADABLE  # reading it will say why
        return (found.st_mtime_ns, found.st_size, found.st_ino)

    def documents(self) -> Collection[str]:
        return self._documents

    def places(self, document: str) -> Sequence[TaskPlace]:
        """The tasks of a document."""
        record = self._record(document)
        return task_places(record) if record else ()

    def holding(self, digest: str) -> Collection[str]:
        """The documents in which a text stands. The first call reads all of them."""
        if self._digests is None:
            digests: dict[str, set[str]] = {}
            for document in self._documents:
                for found in self.places(document):
                    digests.setdefault(found.digest, set()).add(document)
            self._digests = digests
        return self._digests.get(digest, ())


class Layer:
    """One state of the file of decisions: the rows with it laid over them, and what has to be reviewed.

    ``version`` differs between any two states. ``before`` is the state that this one follows: what it knows of
    documents whose decisions are the same is taken over.
    """

    def __init__(self, overlay: DecisionOverlay, decisions: Decisions, before: Layer | None) -> None:
        self.decisions = decisions
        self.version: Hashable = object()
        self._overlay = overlay
        self._homeless = _homeless(decisions, overlay.documents())
        self._related = _related(decisions, overlay, self._homeless)
        same = [d for d, found in self._related.items() if before and before._related.get(d) == found]
        known = before._resolved if before else {}
        self._resolved: dict[str, Resolution] = {d: known[d] for d in same if d in known}
        laid = before._rows if before else {}
        self._rows: dict[str, tuple[Sequence[LedgerRow], tuple[LedgerRow, ...]]] = {
            d: laid[d] for d in same if d in laid
        }

    @cached_property
    def _force(self) -> Force:
        return in_force(self.decisions.all)

    def laid(self, document: str, rows: tuple[LedgerRow, ...]) -> tuple[LedgerRow, ...]:
        """All ``rows`` of a document, as text and program have them, with the decisions over them."""
        resolution = self.resolution(document)
        if resolution is None:
            return rows
        known = self._rows.get(document)
        if known is None or known[0] is not rows:
            known = self._rows[document] = (rows, apply(rows, resolution))
        return known[1]

    def resolution(self, document: str) -> Resolution | None:
        """How the decisions that concern a document hang on its text; None where none concern it."""
        if document not in self._related:
            return None
        if document not in self._resolved:
            self._resolved[document] = resolve(self.decisions, self._overlay, document, self._force)
        return self._resolved[document]

    def review(self) -> tuple[Hanging, ...]:
        """The decisions in force whose text is not what it was, by document, then by time."""
        found: dict[str, Hanging] = {}
        for document in sorted(self._related):
            resolution = self.resolution(document)
            for hanging in resolution.review if resolution else ():
                found.setdefault(hanging.decision.id, hanging)
        lost = tuple(decision for decision in self._homeless if decision.id not in found)
        found |= resolve(Decisions(lost), RecordLibrary(())).hangings
        return tuple(sorted(found.values(), key=lambda h: (h.decision.document, h.decision.instant, h.decision.id)))


def _homeless(decisions: Decisions, documents: Collection[str]) -> tuple[Decision, ...]:
    """Decisions in force about documents that are gone."""
    gone = [d for d in decisions.all if d.document not in documents and d.kind is not DecisionKind.WITHDRAW]
    if not gone:
        return ()
    force = in_force(decisions.all)
    return tuple(decision for decision in gone if force.holds(decision))


def _related(
    decisions: Decisions, overlay: DecisionOverlay, homeless: Iterable[Decision]
) -> Mapping[str, Sequence[Decision]]:
    """The decisions that can make a difference to the ledger of each document: those that do to its duties, and those
    about documents that are gone whose text it holds."""
    found = related(decisions, overlay.documents())
    for decision in homeless:
        for document in overlay.holding(decision.text):
            found.setdefault(document, []).append(decision)
    return found


def related(decisions: Decisions, documents: Collection[str]) -> dict[str, list[Decision]]:
    """The decisions that can make a difference to the duties of each document: those about it, and those that replace
    one of them."""
    known = {decision.id: decision for decision in decisions.all}
    found: dict[str, list[Decision]] = {}
    for decision in decisions.all:
        replaced = (known[identifier].document for identifier in decision.replaces if identifier in known)
        for document in {decision.document, *replaced}:
            if document in documents:
                found.setdefault(document, []).append(decision)
    return found
