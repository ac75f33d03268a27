"""What the benchmarks of ranking say of a change of weights, on candidates made up for it."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.stard import compared, read_run, write_run
from benchmarks.weights import Candidates, choose, cross_validated, measure
from indexer.engine.scoring.profile import PROFILE

VIEWS = len(PROFILE)
OTHERS = tuple(f"other-{n}" for n in range(20))


def _only(view: int, answer: str) -> Candidates:
    """The answer is best by one view and below twenty others by each of the rest."""
    scores = np.zeros((VIEWS, 21), dtype=np.float32)
    scores[:-1, 1:] = np.linspace(2, 1, 20)
    scores[:-1, 0] = 0.5
    scores[view] = 0
    scores[view, 0] = 6
    return Candidates((answer, *OTHERS), scores)


CANDIDATES = {f"q{n}": _only(1, f"answer-{n}") for n in range(6)}
RELEVANT = {f"q{n}": frozenset({f"answer-{n}"}) for n in range(6)}
EQUAL = np.ones(VIEWS, dtype=np.float32)


def test_the_view_that_finds_the_answers_gains_weight() -> None:
    lower = {name: Candidates(each.articles, each.scores * 0.99) for name, each in CANDIDATES.items()}
    for each in lower.values():
        each.scores[1, 0] = 0.75 * (VIEWS - 2)  # so many views speak against the answer
    before = measure(lower, RELEVANT, EQUAL)
    chosen = choose(lower, RELEVANT)
    assert chosen[1] > chosen[0] == 1
    assert measure(lower, RELEVANT, chosen)["nDCG@10"] > before["nDCG@10"]


def test_a_view_that_finds_nothing_keeps_its_weight() -> None:
    assert choose(CANDIDATES, RELEVANT)[-1] == 1


def test_every_question_is_left_out_once() -> None:
    *folds, left_out, profile = list(cross_validated(CANDIDATES, RELEVANT, 3))[1:]
    assert [line.split()[:2] for line in folds] == [["fold", "1"], ["fold", "2"], ["fold", "3"]]
    assert left_out.startswith("left out")
    assert profile.split()[1 : 1 + VIEWS] == [f"{view.weight:.2f}" for view in PROFILE]


def test_a_change_says_which_questions_gained_and_lost() -> None:
    queries = {"1": "甲", "2": "乙", "3": "丙"}
    wanted = {"1": frozenset({"a"}), "2": frozenset({"b"}), "3": frozenset({"c"})}
    before = {"1": ["a"], "2": ["x"], "3": ["c"]}
    now = {"1": ["x"], "2": ["x", "b"], "3": ["y", "c"]}
    assert list(compared(queries, before, now, wanted)) == [
        "lost    -1.00  甲",
        "gained  +1.00  乙",
        "1 gained, 1 lost, 1 as before",
    ]


def test_a_run_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("run") / "run.tsv"
    write_run(file, {"1": [("a", 2.0), ("b", 1.0)], "2": [("c", 1.0)]})
    assert read_run(file) == {"1": ["a", "b"], "2": ["c"]}
