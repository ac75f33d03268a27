"""Learning from statutes: which character pairs go with which authority.

    python -m indexer.suggesting.statute_learning ARTICLES -o indexer/suggesting/statutes.npz

``ARTICLES``: JSON lines with ``text``, also compressed (.xz). An article that names authorities
(``authorities.tsv``) is an example for their functions, its text without the names; ridge regression over its
character pairs gives the columns of the functions. The same articles give the same table.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.suggesting.features import BUCKETS, Features, features
from indexer.suggesting.statutes import Vector, statutes_bytes

AUTHORITIES = resources.files("indexer") / "suggesting" / "authorities.tsv"
KEPT = 12_000
"""So many buckets, those in most articles, have a row."""
MOST_OF_ONE = 900
"""An article is left out when every function it names has this many already: courts would drown the others."""
RIDGE = 3.0
STEPS = 30
_AT_ONCE = 1000
_NUMBER = re.compile(r"^第\S{1,12}条\s*")
_SEED = 20


@dataclass(frozen=True, slots=True)
class Authority:
    """A function, and how statutes call the authority that has it."""

    function: str
    pattern: re.Pattern[str]


def authorities() -> tuple[Authority, ...]:
    """The table of names, in its order."""
    lines = AUTHORITIES.read_text(encoding="utf-8").splitlines()[2:]
    return tuple(Authority(row[0], re.compile(row[1])) for row in (line.split("\t") for line in lines))


def named(text: str, known: Sequence[Authority]) -> tuple[str, frozenset[str]]:
    """The article without the names of authorities, and the functions that these have."""
    text = _NUMBER.sub("", text)
    found = [authority for authority in known if authority.pattern.search(text)]
    for authority in found:
        text = authority.pattern.sub(" ", text)
    return text, frozenset(authority.function for authority in found)


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts over the buckets kept, each of length 1: of the text ``i`` the ``columns`` and ``values`` from
    ``starts[i]`` on."""

    starts: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: Vector
    width: int

    def __len__(self) -> int:
        return len(self.starts) - 1

    def parts(self) -> Iterator[tuple[slice, Vector]]:
        """The texts as matrices, some at a time."""
        for first in range(0, len(self), _AT_ONCE):
            last = min(first + _AT_ONCE, len(self))
            within = slice(self.starts[first], self.starts[last])
            rows = np.repeat(np.arange(last - first), np.diff(self.starts[first : last + 1]))
            dense = np.zeros((last - first, self.width), dtype=np.float32)
            dense[rows, self.columns[within]] = self.values[within]
            yield slice(first, last), dense

    def squared(self, right: Vector) -> Vector:
        """The transposed matrix of the texts times the matrix itself times ``right``."""
        found = np.zeros_like(right)
        for _, dense in self.parts():
            found += dense.T @ (dense @ right)
        return found

    def transposed(self, right: Vector) -> Vector:
        """The transposed matrix of the texts times ``right``."""
        found = np.zeros((self.width, right.shape[1]), dtype=np.float32)
        for rows, dense in self.parts():
            found += dense.T @ right[rows]
        return found


def balanced(labels: Sequence[frozenset[str]]) -> list[int]:
    """Which articles are learned from, in an order of chance that is always the same."""
    counted: Counter[str] = Counter()
    kept = []
    for place in np.random.default_rng(_SEED).permutation(len(labels)).tolist():
        if labels[place] and min(counted[function] for function in labels[place]) < MOST_OF_ONE:
            counted.update(labels[place])
            kept.append(place)
    return kept


def texts_of(found: Sequence[Features], buckets: NDArray[np.uint16], idf: Vector) -> Texts:
    """The weighted features of texts over ``buckets`` (ascending)."""
    starts, columns, values = [0], [], []
    for entry in found:
        at = np.minimum(np.searchsorted(buckets, entry.buckets), len(buckets) - 1)
        known = buckets[at] == entry.buckets
        weights = (1 + np.log(entry.counts[known].astype(np.float32))) * idf[at[known]]
        length = float(np.sqrt(weights @ weights))
        columns.append(at[known])
        values.append(weights / length if length else weights)
        starts.append(starts[-1] + int(known.sum()))
    return Texts(np.array(starts), np.concatenate(columns), np.concatenate(values).astype(np.float32), len(buckets))


def ridge(texts: Texts, labels: Vector) -> Vector:
    """Weights of the buckets for each label, by conjugate gradients: buckets × labels."""
    weights = np.zeros((texts.width, labels.shape[1]), dtype=np.float32)
    residual = texts.transposed(labels - labels.mean(axis=0))
    direction = residual.copy()
    size = (residual**2).sum(axis=0)
    for _ in range(STEPS):
        product = texts.squared(direction) + RIDGE * direction
        step = size / np.maximum((direction * product).sum(axis=0), 1e-12)
        weights += step * direction
        residual -= step * product
        before, size = size, (residual**2).sum(axis=0)
        direction = residual + direction * (size / np.maximum(before, 1e-12))
    return weights


def learn(articles: Sequence[str]) -> bytes:
    """The file of the table of these articles."""
    known = authorities()
    functions = [authority.function for authority in known]
    read = [named(text, known) for text in articles]
    found = [features(text) for text, _ in read]
    seen = np.zeros(BUCKETS, dtype=np.int64)
    for entry in found:
        seen[entry.buckets] += 1
    buckets = np.sort(np.argsort(-seen, kind="stable")[:KEPT]).astype(np.uint16)
    idf = (np.log((len(found) + 1) / (seen[buckets] + 1)) + 1).astype(np.float32)
    kept = balanced([labels for _, labels in read])
    target = np.zeros((len(kept), len(functions)), dtype=np.float32)
    for row, place in enumerate(kept):
        for function in read[place][1]:
            target[row, functions.index(function)] = len(read[place][1]) ** -0.5
    table = ridge(texts_of([found[place] for place in kept], buckets, idf), target)
    return statutes_bytes(functions, buckets, idf, table)


def main() -> None:
    parser = argparse.ArgumentParser(description="Learn from statutes who does what.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    path: Path = arguments.articles
    lines = (lzma.decompress if path.suffix == ".xz" else bytes)(path.read_bytes()).decode("utf-8").splitlines()
    arguments.output.write_bytes(learn([json.loads(line)["text"] for line in lines]))


if __name__ == "__main__":
    main()
