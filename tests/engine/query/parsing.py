"""How the tests read a query, and words that they have in common."""

from __future__ import annotations

from indexer.engine.query.parser import parse
from indexer.engine.query.tree import (
    All,
    Node,
    Query,
    Word,
)
from indexer.lexicon import load_lexicon
from indexer.segmentation import segmenter_for

SEGMENTER = segmenter_for(load_lexicon(), "rjieba")
FOOD, DRUG, STALL = Word("食品"), Word("药品"), Word("摊贩")


def read(query: str) -> Query:
    return parse(query, SEGMENTER)


def both(*items: Node) -> All:
    return All(items, relaxable=True)
