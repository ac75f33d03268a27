"""Clauses of a document that answers a query elsewhere too come before those that share words with it by chance."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engine.protocol import SearchRequest, Sort
from indexer.engine.scoring.context import with_context
from indexer.engine.scoring.profile import CONTEXT
from tests.engine_contract.asking import ask
from tests.engine_contract.engines import Make
from tests.record_maker import record_of

ROWS = st.lists(st.tuples(st.integers(0, 3), st.floats(0, 50, width=32)), max_size=150)


@given(rows=ROWS)
def test_a_row_gains_a_share_of_the_mean_of_the_best_rows_of_its_document(rows: list[tuple[int, float]]) -> None:
    rows.sort(key=lambda row: row[0])
    documents = np.array([document for document, _ in rows], dtype=np.int32)
    scores = np.array([score for _, score in rows], dtype=np.float32)
    for (document, own), got in zip(rows, with_context(scores, documents).tolist(), strict=True):
        best = sorted((score for other, score in rows if other == document), reverse=True)[: CONTEXT.clauses]
        assert got == pytest.approx(own + CONTEXT.weight * sum(best) / len(best), rel=1e-5)


def test_of_clauses_as_good_as_each_other_that_comes_first_whose_document_is_about_the_question(
    make: Make, tmp_path: Path
) -> None:
    chance = record_of("a", "摊点须登记。", "道路要养护。", "桥梁要养护。", title="乙办法")
    about = record_of("b", "摊点须登记。", "摊点须登记照明。", "桥梁要养护。", title="甲办法")
    engine = make([chance, about], tmp_path)
    hits = ask(engine, "摊点登记照明怎么检查", sort=Sort.RELEVANCE).hits
    assert [hit.document.id for hit in hits] == ["b", "b", "a"]
    engine.close()


def test_a_hit_has_the_same_score_in_whatever_order_and_says_which_clauses_gave_to_it(
    make: Make, tmp_path: Path
) -> None:
    engine = make([record_of("a", "管灯具。", "管路灯灯具。", "养护桥梁。"), record_of("b", "灯具。")], tmp_path)
    by_score = {hit.clause.id: hit.score for hit in ask(engine, "灯具", sort=Sort.RELEVANCE).hits}
    assert {hit.clause.id: hit.score for hit in ask(engine, "灯具", sort=Sort.DATE).hits} == by_score
    for clause in by_score:
        explained = engine.explain(SearchRequest("灯具"), clause)
        assert explained is not None and explained.document_contribution is not None
        giving = [each for each, _ in explained.document_contribution.clauses]
        assert sorted(giving) == sorted(each for each in by_score if each.split(":")[0] == clause.split(":")[0])
    engine.close()
