"""The questions on the seed document: well formed, and answered within the first three hits."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.questions.__main__ import CORPUS, PARTS, QUESTIONS, Question, ask, compared, read_questions
from indexer.build import build
from indexer.engine.opening import open_engine


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    return read_questions(QUESTIONS)


def test_different_people_ask_a_part_is_held_back_and_one_is_of_another_author(questions: list[Question]) -> None:
    assert len(questions) >= 90
    assert len({question.text for question in questions}) == len(questions)
    assert {question.asked_by for question in questions} == {"clerk", "citizen", "trainer"}
    sizes = Counter(question.part for question in questions)
    assert set(sizes) == set(PARTS)
    assert 2 * sizes["held"] == sizes["tune"] and sizes["second"] >= 60
    assert all(question.items and all(0 <= item <= 23 for item in question.items) for question in questions)


def test_the_answer_is_among_the_first_three_hits(questions: list[Question], tmp_path: Path) -> None:
    build(CORPUS, tmp_path, max_bytes=10_000_000)
    engine = open_engine(tmp_path, corpus=CORPUS)
    outcomes = [ask(engine, question, synonyms=True) for question in questions]
    engine.close()
    for part in PARTS:
        ranks = [outcome.rank for outcome in outcomes if outcome.question.part == part]
        assert sum(0 < rank <= 3 for rank in ranks) >= 0.95 * len(ranks)
    before = tmp_path / "run.tsv"
    before.write_text("question\trank\n" + "".join(f"{q.text}\t4\n" for q in questions[:1]), encoding="utf-8")
    (line,) = compared(outcomes, before)
    assert line.startswith("gained    4 ->") and line.endswith(questions[0].text)
