"""The questions on the seed document and on others: well formed, and answered within the first three hits."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.questions.__main__ import (
    BLIND,
    BLIND_2,
    CORPUS,
    EVERYDAY,
    PARTS,
    PLACES,
    POLICY,
    QUESTIONS,
    Question,
    ask_all,
    compared,
    failures,
    read_questions,
    report,
    success,
)
from indexer.build import build
from indexer.engine.opening import open_engine


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    return read_questions(QUESTIONS)


@pytest.fixture(scope="module")
def policy() -> list[Question]:
    return read_questions(POLICY)


def test_different_people_ask_a_part_is_held_back_and_one_is_of_another_author(questions: list[Question]) -> None:
    assert len(questions) >= 90
    assert len({question.text for question in questions}) == len(questions)
    assert {question.asked_by for question in questions} == {"clerk", "citizen", "trainer"}
    sizes = Counter(question.part for question in questions)
    assert set(sizes) == set(PARTS)
    assert 2 * sizes["held"] == sizes["tune"] and sizes["second"] >= 60
    lines = (CORPUS / f"{questions[0].document}.md").read_text(encoding="utf-8").split("\n")
    assert all(lines[line - 1].strip() for question in questions for line in question.answers)


def test_every_item_of_the_seed_document_is_asked_about_in_few_words() -> None:
    everyday = read_questions(EVERYDAY)
    assert len(everyday) == len({question.text for question in everyday}) >= 380
    assert Counter(q.part for q in everyday).keys() == {"third", "fourth"}
    items = {question.answers for question in everyday}
    assert len(items) == 21 and all(sum(q.answers == item for q in everyday) >= 4 for item in items)


def test_the_blind_questions_are_about_documents_nobody_asked_about_before(policy: list[Question]) -> None:
    seed_blind, policy_blind = (read_questions(file) for file in BLIND)
    assert len(seed_blind) == 60 and len(policy_blind) == 120
    assert {question.part for question in (*seed_blind, *policy_blind)} == {"blind"}
    assert set(Counter(question.document for question in policy_blind).values()) == {5}
    assert not {question.document for question in policy_blind} & {question.document for question in policy}
    seed_blind_2, policy_blind_2 = (read_questions(file) for file in BLIND_2)
    assert len(seed_blind_2) == 100 and len(policy_blind_2) == 100
    assert {question.part for question in (*seed_blind_2, *policy_blind_2)} == {"blind2"}
    assert set(Counter(question.document for question in policy_blind_2).values()) == {4}
    asked_before = {question.document for question in (*policy_blind, *policy)}
    assert not {question.document for question in policy_blind_2} & asked_before


def test_the_answer_is_among_the_first_three_hits(questions: list[Question], tmp_path: Path) -> None:
    build(CORPUS, tmp_path, max_bytes=10_000_000)
    engine = open_engine(tmp_path, corpus=CORPUS)
    outcomes = ask_all(engine, questions)
    once_blind = ask_all(engine, read_questions(BLIND[0]))
    blind_2 = ask_all(engine, read_questions(BLIND_2[0]))
    everyday = ask_all(engine, read_questions(EVERYDAY))
    engine.close()
    assert success(once_blind, 3) >= 0.95 and success(blind_2, 3) >= 0.95
    for part in ("third", "fourth"):
        assert success([outcome for outcome in everyday if outcome.question.part == part], 3) >= 0.95
    for part in PARTS:
        assert success([outcome for outcome in outcomes if outcome.question.part == part], 3) >= 0.95
    before = tmp_path / "run.tsv"
    before.write_text("question\twhere\trank\n" + f"{questions[0].text}\tanywhere\t4\n", encoding="utf-8")
    (line,) = compared(outcomes, before)
    assert line.startswith("gained    4 ->") and line.endswith(questions[0].text)


def test_other_documents_are_asked_about_within_and_among_all_and_half_of_them_is_held_back(
    policy: list[Question],
) -> None:
    assert len(policy) >= 180
    assert len({question.text for question in policy}) == len(policy)
    documents = {part: {q.document for q in policy if q.part == part} for part in ("tune", "held")}
    assert len(documents["tune"]) >= 15 and len(documents["held"]) >= 15
    assert not documents["tune"] & documents["held"]
    assert {question.where for question in policy} == {("within",), PLACES}
    assert {question.asked_by for question in policy} == {"clerk", "officer", "citizen", "trainer"}


def test_answers_are_found_in_documents_nobody_tuned_on(policy: list[Question], shared: Path, tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    for document in {question.document for question in policy}:
        for suffix in (".txt", ".json"):
            shutil.copy(shared / "policy" / "docs" / f"{document}{suffix}", documents)
    build(documents, tmp_path / "index", max_bytes=10_000_000)
    engine = open_engine(tmp_path / "index", corpus=CORPUS)
    outcomes = ask_all(engine, policy)
    engine.close()
    for where in PLACES:
        for part in ("tune", "held"):
            asked = [each for each in outcomes if each.where == where and each.question.part == part]
            assert success(asked, 3) >= 0.8, (where, part)
    # A part held back is counted and never listed, or rules would be made for its questions.
    assert any(line.startswith("within held") for line in report(outcomes))
    held = {question.text for question in policy if question.part == "held"}
    assert not any(text in line for line in failures(outcomes) for text in held)
