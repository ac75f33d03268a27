"""Scores do not depend on the way in which they are added up, to the last bit: the same text in two batches, or found
alone and among many, stands in the same place."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexer.engine.scoring import adding
from indexer.engine.scoring.adding import Asked
from indexer.engine.stored.postings import Postings, saturation, write_postings

ROWS, SECTIONS, TERMS = 400, 90, 12


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> tuple[Asked, Asked, np.ndarray, np.ndarray]:
    """The words of rows and of their sections, asked for alike; the rows asked for; the section of each row."""
    folder: Path = tmp_path_factory.mktemp("postings")
    random = np.random.default_rng(7)
    terms = np.minimum(random.geometric(0.25, 6_000) - 1, TERMS - 1).astype(np.int64)
    rows = random.integers(0, ROWS, 6_000)
    sections = np.sort(random.integers(0, SECTIONS + 1, ROWS)).astype(np.int32)
    write_postings(folder, "own", terms, rows, TERMS, ROWS)
    inside = sections[rows] < SECTIONS
    write_postings(folder, "above", terms[inside], sections[rows][inside].astype(np.int64), TERMS, SECTIONS)
    own, above = (_asked(Postings.load(folder, name)) for name in ("own", "above"))
    return own, above, np.flatnonzero(random.random(ROWS) < 0.3).astype(np.int32), sections


def _asked(postings: Postings) -> Asked:
    weights = np.linspace(0.1, 7.3, TERMS, dtype=np.float32)
    return Asked(postings, [postings.span(term) for term in range(TERMS)], weights, saturation(1.3, 0.75, 14.0))


@pytest.fixture(params=(True, False), ids=("looked up", "summed"))
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "_is_looked_up", lambda *_: request.param)


@pytest.mark.usefixtures("way")
def test_the_score_of_a_row_is_the_sum_over_its_words(words: tuple[Asked, Asked, np.ndarray, np.ndarray]) -> None:
    own, _, rows, _ = words
    assert adding.added([own], rows, ROWS).tolist() == [_sum(own, row) for row in rows.tolist()]


@pytest.mark.usefixtures("way")
def test_the_words_of_several_views_are_added_up(words: tuple[Asked, Asked, np.ndarray, np.ndarray]) -> None:
    own, _, rows, _ = words
    assert adding.added([own, own], rows, ROWS).tolist() == [2 * _sum(own, row) for row in rows.tolist()]


@pytest.mark.usefixtures("way")
def test_a_row_takes_from_its_item_only_the_words_that_it_lacks(
    words: tuple[Asked, Asked, np.ndarray, np.ndarray],
) -> None:
    own, above, rows, sections = words
    expected = [_sum(above, int(sections[row]), without=_held(own, row)) for row in rows.tolist()]
    assert any(expected)
    found = adding.added_but_own(above, own.postings, own.spans, rows, sections)
    assert found.tolist() == expected


def _sum(asked: Asked, place: int, without: frozenset[int] = frozenset()) -> float:
    total = 0.0
    for term, weight in enumerate(asked.weights):
        at, codes = asked.postings.of(term)
        total += sum(float(weight * asked.worth[code]) for code in codes[at == place] if term not in without)
    return total


def _held(asked: Asked, row: int) -> frozenset[int]:
    return frozenset(term for term in range(TERMS) if row in asked.postings.of(term)[0])
