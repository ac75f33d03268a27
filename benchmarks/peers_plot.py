"""The plot of ``benchmarks.peers``: cost of a page against size, one field a kind of query, one line an engine."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

Milliseconds = Mapping[int, Mapping[str, Mapping[str, tuple[float, float]]]]
"""By number of clauses, engine and kind of query: median and 95th percentile."""

_COLUMNS = 3
_LOOKS = {
    "policykb": ("#0b5cad", "o"),
    "fts5": ("#c2410c", "s"),
    "tantivy": ("#4d7c0f", "^"),
    "whoosh": ("#6b7280", "D"),
}
_NAMES = {"fts5": "SQLite FTS5", "whoosh": "Whoosh with jieba"}


def plot(results: Milliseconds, file: Path, clock: str) -> None:
    """Write the medians as a picture, both axes in powers of ten; ``clock`` says what time they are."""
    mpl.rcParams.update({"font.size": 11, "axes.grid": True, "grid.alpha": 0.3})
    engines = list(dict.fromkeys(engine for found in results.values() for engine in found))
    kinds = list(dict.fromkeys(kind for found in results.values() for ms in found.values() for kind in ms))
    figure = Figure(figsize=(11, 6.5), layout="constrained")
    fields = figure.subplots(2, _COLUMNS, sharex=True, sharey=True).ravel()
    for field, kind in zip(fields, kinds, strict=False):
        for engine in engines:
            sizes = [size for size in results if engine in results[size]]
            color, marker = _LOOKS[engine]
            medians = [results[size][engine][kind][0] for size in sizes]
            field.loglog(sizes, medians, color=color, marker=marker, label=_NAMES.get(engine, engine))
        field.set_title(kind)
        field.set_xlabel("clauses")
        field.tick_params(labelbottom=True)
        field.set_xticks(list(results), [f"{size:,}" for size in results])
        field.minorticks_off()
    for row in range(0, len(fields), _COLUMNS):
        fields[row].set_ylabel(f"{clock} ms a page, median")
    for field in fields[len(kinds) :]:
        field.axis("off")
    handles, names = fields[0].get_legend_handles_labels()
    figure.legend(handles, names, loc="center", bbox_to_anchor=(0.84, 0.27))
    figure.savefig(file, dpi=110)
