"""Facets as the result page shows them: trees, of which only what helps is unfolded."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.engine.protocol import Facet, FacetValue

SHOWN_TREES = 8
MOST_TREES = 20
"""Beyond these only chosen values are listed: nobody reads on, and each link costs time on every page."""
UNFOLDED_VALUES = 12
"""A facet of no more values than this is shown whole."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A value with those below it. ``unfolded`` says whether these are shown at once."""

    value: FacetValue
    below: tuple[FacetValue, ...]
    unfolded: bool

    @property
    def has_choice(self) -> bool:
        return self.value.selected or any(value.selected for value in self.below)


@dataclass(frozen=True, slots=True)
class FacetView:
    """``rest`` are the trees after the first few, unfolded when one of them holds a choice; ``left_out`` the number of
    trees not listed."""

    field: str
    label: str
    first: tuple[Tree, ...]
    rest: tuple[Tree, ...]
    left_out: int

    @property
    def rest_unfolded(self) -> bool:
        return any(tree.has_choice for tree in self.rest)


def view(facet: Facet) -> FacetView:
    """The facet as trees, in its own order. Values deeper than the topmost belong to the last topmost before them."""
    top = min((value.level for value in facet.values), default=0)
    families: list[list[FacetValue]] = []
    for value in facet.values:
        if value.level == top or not families:
            families.append([value])
        else:
            families[-1].append(value)
    small = len(facet.values) <= UNFOLDED_VALUES
    trees = tuple(
        Tree(head, tuple(below), small or any(value.selected for value in (head, *below))) for head, *below in families
    )
    listed = trees[:MOST_TREES] + tuple(tree for tree in trees[MOST_TREES:] if tree.has_choice)
    return FacetView(
        facet.field,
        facet.label,
        listed[:SHOWN_TREES],
        listed[SHOWN_TREES:],
        left_out=len(trees) - len(listed) + facet.left_out,
    )
