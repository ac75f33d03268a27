"""One batch of a generation with what is alive in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from indexer.engine.batch import Batch
from indexer.engine.columns import Rows


class Part:
    """``living`` are the positions of the documents that count; the others have been replaced since."""

    def __init__(self, batch: Batch, living: Sequence[int]) -> None:
        self.batch = batch
        self.documents = np.zeros(len(batch.documents), dtype=np.bool_)
        """True for the documents that are alive."""
        self.documents[list(living)] = True
        self.rows = self.documents[batch.row_document]
        """True for the rows of these."""
        self._whole = bool(self.documents.all())

    def living(self, rows: Rows) -> Rows:
        """Those of the rows that count."""
        return rows if self._whole else rows[self.rows[rows]]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The position of each living document by its id."""
        return {self.batch.documents[n].document.id: n for n in np.flatnonzero(self.documents).tolist()}
