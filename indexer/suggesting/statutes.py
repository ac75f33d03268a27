"""What statutes say of who does what: how strongly each character pair speaks for each function.

Statutes name the competent authority of a matter again and again (市场监督管理部门应当……). A table learned from their
articles (``statute_learning``) knows words that no annotated policy document of the sample has. It was learned from
statutes alone, so that it says nothing of the documents that a model is measured on.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from indexer.suggesting.features import BUCKETS, Features

SHIPPED = resources.files("indexer") / "suggesting" / "statutes.npz"

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Statutes:
    """``rows``: for each bucket its row in ``idf`` and ``table``, the last row, all 0, for buckets that statutes hardly
    have. ``table``: a column for each of ``functions``. ``digest`` names the bytes."""

    functions: tuple[str, ...]
    rows: NDArray[np.int32]
    idf: Vector
    table: Vector
    digest: str

    def spoken(self, found: Sequence[Features], functions: Sequence[str]) -> Vector:
        """How much the words of each text speak for each of ``functions``: texts × functions. The weights of a text
        have length 1 together, or are all 0; so they are for a function that statutes do not know."""
        summed = np.zeros((len(found), len(self.functions)), dtype=np.float32)
        for text, entry in enumerate(found):
            rows = self.rows[entry.buckets]
            summed[text] = ((1 + np.log(entry.counts.astype(np.float32))) * self.idf[rows]) @ self.table[rows]
        centred = summed - summed.mean(axis=1, keepdims=True)
        lengths = np.sqrt((centred * centred).sum(axis=1, keepdims=True))
        weights = np.divide(centred, lengths, out=np.zeros_like(centred), where=lengths > 0)
        places = {function: place for place, function in enumerate(self.functions)}
        spoken = np.zeros((len(found), len(functions)), dtype=np.float32)
        for place, function in enumerate(functions):
            if function in places:
                spoken[:, place] = weights[:, places[function]]
        return spoken


@cache
def shipped_statutes() -> Statutes:
    """The table that comes with the program."""
    return read_statutes(SHIPPED.read_bytes())


def statutes_bytes(functions: Sequence[str], buckets: NDArray[np.uint16], idf: Vector, table: Vector) -> bytes:
    """The file of a table with a row for each of ``buckets``: every column as bytes from -127 to 127 with its scale."""
    scale = np.abs(table).max(axis=0) / 127
    scale[scale == 0] = 1
    written = io.BytesIO()
    np.savez_compressed(
        written,
        functions=np.frombuffer("\n".join(functions).encode(), dtype=np.uint8),
        buckets=buckets,
        idf=idf.astype(np.float16),
        table=np.round(table / scale).astype(np.int8),
        scale=scale.astype(np.float32),
    )
    return written.getvalue()


def read_statutes(content: bytes) -> Statutes:
    """The table in ``content``."""
    with np.load(io.BytesIO(content), allow_pickle=False) as archive:
        buckets, table, scale = archive["buckets"], archive["table"], archive["scale"]
        idf = archive["idf"].astype(np.float32)
        functions = tuple(archive["functions"].tobytes().decode().split("\n"))
    rows = np.full(BUCKETS, len(buckets), dtype=np.int32)
    rows[buckets] = np.arange(len(buckets), dtype=np.int32)
    return Statutes(
        functions,
        rows,
        np.append(idf, np.float32(0)),
        np.concatenate([table * scale, np.zeros((1, table.shape[1]), dtype=np.float32)]),
        hashlib.blake2b(content, digest_size=8).hexdigest(),
    )
