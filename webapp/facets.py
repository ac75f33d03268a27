"""Facets as the result page shows them: trees, of which only what helps is unfolded; what all hits share is a line of
text instead, because it leaves nothing to choose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from indexer.duties.models import Basis
from indexer.engine.protocol import Facet, FacetValue

SHOWN_TREES = 5
WHOLE_TREES = 7
"""A facet of no more trees than this has none folded away: the line to unfold them takes as much room."""
MOST_TREES = 20
"""Beyond these only chosen values are listed: nobody reads on, and each link costs time on every page."""
LONG_QUERY = 200
"""Characters of a query that every link of the page repeats: beyond them few links are listed, or a pasted paragraph
makes a page of megabytes."""
BRIEF_TREES = 3
FEW_DOCUMENTS = 3
"""Over more documents the sections are no choice: each has its own, and the document is chosen first."""
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

    @property
    def has_choice(self) -> bool:
        return self.rest_unfolded or any(tree.has_choice for tree in self.first)


class Address(Protocol):
    """The state of a page, as far as a link needs it."""

    @property
    def url(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen filter as the reader knows it, with the page without it."""

    facet: str
    label: str
    without: Address


class Shared(NamedTuple):
    """What all hits have in common: the name of the field, the value, and whether it is the basis “suggested”."""

    label: str
    value: str
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    facets: tuple[FacetView, ...]
    shared: tuple[Shared, ...]


def choices(facets: Sequence[Facet], total: int, *, brief: bool = False) -> Choices:
    """The facets of a result of ``total`` hits, those that leave a choice and the rest. Sections are listed once the
    hits are in few documents, or in chosen ones. ``brief``: only the first values and the chosen ones."""
    if any(is_suggested(facet.field, value) and value.selected for facet in facets for value in facet.values):
        facets = [_with_suggestions(facet) for facet in facets]
    if not _sections_help({facet.field: facet for facet in facets}):
        facets = [facet for facet in facets if facet.field != "section"]
    settled = [facet for facet in facets if _is_settled(facet, total)]
    return Choices(
        tuple(view(facet, brief=brief) for facet in facets if facet.values and facet not in settled),
        tuple(
            Shared(facet.label, facet.values[0].label, is_suggested(facet.field, facet.values[0])) for facet in settled
        ),
    )


def is_suggested(field: str, value: FacetValue) -> bool:
    """Whether a value stands for what the program suggests: it must not look like what a text states."""
    return field == "basis" and value.value == Basis.SUGGESTED


def _with_suggestions(facet: Facet) -> Facet:
    """Departments and roles that are counted by suggestions too, told so: where their basis is chosen."""
    return replace(facet, label=f"{facet.label}（含程序建议）") if facet.field in ("department", "role") else facet


def _sections_help(facets: Mapping[str, Facet]) -> bool:
    """The facet of documents counts without its own filter, so chosen ones are looked for in it."""
    documents, sections = facets.get("document"), facets.get("section")
    chosen = any(value.selected for facet in (documents, sections) if facet for value in facet.values)
    return chosen or documents is None or len(documents.values) + documents.left_out <= FEW_DOCUMENTS


def _is_settled(facet: Facet, total: int) -> bool:
    only = facet.values[0] if len(facet.values) == 1 else None
    return only is not None and not only.selected and only.count == total and not facet.left_out


def view(facet: Facet, *, brief: bool = False) -> FacetView:
    """The facet as trees, in its own order. Values deeper than the topmost belong to the last topmost before them."""
    top = min((value.level for value in facet.values), default=0)
    families: list[list[FacetValue]] = []
    for value in facet.values:
        if value.level == top or not families:
            families.append([value])
        else:
            families[-1].append(value)
    if brief:
        families = [[head, *(v for v in below if v.selected)] for head, *below in families]
    small = len(facet.values) <= UNFOLDED_VALUES
    trees = tuple(
        Tree(head, tuple(below), small or any(value.selected for value in (head, *below))) for head, *below in families
    )
    most = BRIEF_TREES if brief else MOST_TREES
    listed = trees[:most] + tuple(tree for tree in trees[most:] if tree.has_choice)
    shown = len(listed) if brief or len(listed) <= WHOLE_TREES else SHOWN_TREES
    return FacetView(
        facet.field,
        facet.label,
        listed[:shown],
        listed[shown:],
        left_out=len(trees) - len(listed) + facet.left_out,
    )
