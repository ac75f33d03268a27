"""The weights of ranking, as data: which views of a clause count, and how much."""

from __future__ import annotations

from typing import NamedTuple


class View(NamedTuple):
    """A way to look at a clause (``indexer.engine.scoring.views``). ``weight`` is its part in the score; ``k1`` and
    ``b`` are those of BM25 (Robertson and Zaragoza 2009): how soon repetition stops to count, and how much length
    counts against a clause. ``label`` is its name on the page."""

    name: str
    label: str
    weight: float
    k1: float
    b: float


class Context(NamedTuple):
    """What its document gives to a clause (``indexer.engine.scoring.context``): ``weight`` × the mean score of the
    ``clauses`` best clauses found in the document. ``label`` is its name in an explanation."""

    label: str
    clauses: int
    weight: float


Profile = tuple[View, ...]

PROFILE: Profile = (
    View("words", "词", weight=1.0, k1=0.9, b=0.5),
    View("bigrams", "两字", weight=1.2, k1=1.3, b=0.9),
    View("characters", "单字", weight=1.3, k1=2.0, b=0.9),
    View("headings", "标题", weight=1.5, k1=2.0, b=0.3),
    View("items", "同条其他句", weight=0.3, k1=1.3, b=0.75),
    View("titles", "文件标题", weight=6.0, k1=0.0, b=0.0),
    View("places", "文件地区", weight=6.0, k1=0.0, b=0.0),
)
"""Near the top for the STARD statute questions, which is flat: ``python -m benchmarks.weights`` chooses with a fifth of
the questions left out and measures on these, and each time other weights do as well. Headings count more than chosen
there for the sake of recall in the first hundred. A word counts little when it is repeated, and a long clause loses
little: that a clause has one more word of the question says more. ``python -m benchmarks.stard --without-views`` shows
what each view gives. ``items`` is for texts cut into sentences, which those articles are not.
``titles`` is for words typed with blanks between them, which those questions are not: chosen with the part ``tune`` of
``python -m benchmarks.questions --documents``, best from 6 to 8; a word is in a title or not (``k1`` 0). ``places``
counts as much: of 48 questions asked blind among all documents 41 are answered by it, 38 without, 40 with weight 12.
"""

CONTEXT = Context("同一文件", clauses=2, weight=0.3)
"""Brings what belongs together into the first hundred of the STARD questions (R@100 +.018) and changes little in the
first ten. From .2 to .6 and with one to five clauses it is much the same. What kind a document is does not count.
"""
