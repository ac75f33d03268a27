"""Facets as trees: parts in view, their items folded, and no choice ever hidden."""

from __future__ import annotations

from dataclasses import replace

from indexer.engine.protocol import Facet, FacetValue
from webapp.facets import view


def facet(*values: tuple[str, int], chosen: str = "") -> Facet:
    return Facet("section", "部分", tuple(FacetValue(v, v, 1, v == chosen, level) for v, level in values))


PARTS = [(f"{part}{item or ''}", 2 if item else 1) for part in "甲乙丙" for item in range(6)]
MANY = [(f"第{n}", 0) for n in range(20)]


def test_items_are_gathered_under_their_part() -> None:
    shown = view(facet(*PARTS))
    assert [(tree.value.value, len(tree.below)) for tree in shown.first] == [("甲", 5), ("乙", 5), ("丙", 5)]


def test_only_the_part_with_the_choice_is_unfolded() -> None:
    assert [tree.unfolded for tree in view(facet(*PARTS, chosen="乙3")).first] == [False, True, False]


def test_a_small_facet_is_shown_whole() -> None:
    assert [tree.unfolded for tree in view(facet(*PARTS[:12])).first] == [True, True]


def test_a_long_list_keeps_its_rest_folded_until_it_holds_the_choice() -> None:
    assert (len(view(facet(*MANY)).first), len(view(facet(*MANY)).rest)) == (8, 12)
    assert not view(facet(*MANY)).rest_unfolded
    assert not view(facet(*MANY, chosen="第2")).rest_unfolded
    assert view(facet(*MANY, chosen="第19")).rest_unfolded


def test_a_very_long_list_says_how_many_are_not_listed_but_always_lists_the_choice() -> None:
    values = [(f"第{n}", 0) for n in range(100)]
    shown = view(facet(*values, chosen="第99"))
    listed = [tree.value.value for tree in (*shown.first, *shown.rest)]
    assert listed == [f"第{n}" for n in range(20)] + ["第99"]
    assert shown.left_out == 79


def test_no_value_is_lost_even_when_the_first_is_the_deepest() -> None:
    shown = view(facet(("甲1", 2), ("甲2", 2), ("乙", 1), ("乙1", 2)))
    assert [value.value for tree in shown.first for value in (tree.value, *tree.below)] == ["甲1", "甲2", "乙", "乙1"]


def test_an_empty_facet_has_no_trees() -> None:
    assert view(facet()).first == ()


def test_what_the_engine_left_out_is_counted_with_what_the_page_leaves_out() -> None:
    assert view(replace(facet(*MANY), left_out=30)).left_out == view(facet(*MANY)).left_out + 30
