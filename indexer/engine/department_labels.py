"""Labels of departments as a list shows them: every place has its own 市场监管部门."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

_NO_PLACE = "某地"
"""The place in the key of a body of a document that names no place (``indexer.register``)."""
_NO_PLACE_NAME = "地区未注明"


def told_apart(labels: Mapping[str, str]) -> dict[str, str]:
    """The label of each department by its key, with its place where several bear the same: 市场监管部门（上海长宁区）.
    Where even that is the same, the whole key."""
    of_label = Counter(labels.values())
    placed = {key: f"{label}（{_place(key)}）" if of_label[label] > 1 else label for key, label in labels.items()}
    of_place = Counter(placed.values())
    return {key: label if of_place[label] == 1 else f"{labels[key]}（{key}）" for key, label in placed.items()}


def _place(key: str) -> str:
    place = key.partition("/")[0]
    return _NO_PLACE_NAME if place == _NO_PLACE else place.replace("-", "")
