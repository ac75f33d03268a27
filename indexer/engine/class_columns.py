"""The classes of the documents of a batch: which of them pass a filter."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from indexer.document_classes import Classes
from indexer.engine.columns import Mask


class ClassColumns:
    """The classes of the documents of a batch, by position of the document."""

    def __init__(self, documents: Sequence[Classes]) -> None:
        self._documents = documents

    def having(self, field: str, wanted: Collection[str]) -> Mask:
        """True for the documents that have one of the ``wanted`` values."""
        found = (not set(wanted).isdisjoint(document[field]) for document in self._documents)
        return np.fromiter(found, np.bool_, len(self._documents))
