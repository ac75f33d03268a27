"""The seed document record by record, and outlines of documents of many styles that were read by a person."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.analysis import analyse
from indexer.models import Record
from tests.golden.freeze import HERE, SEED, STYLES, outline_of, seed_of


@pytest.fixture(scope="module")
def seed() -> Record:
    return analyse(SEED, SEED.stem, max_bytes=10**7)


def test_the_seed_document_is_as_frozen_to_the_character(seed: Record) -> None:
    assert seed_of(seed) == json.loads((HERE / "seed.json").read_text(encoding="utf-8"))


def test_the_seed_has_three_parts_and_twenty_items(seed: Record) -> None:
    parts = [s for s in seed.sections if s.level == 1]
    items = [s for s in seed.sections if s.level == 2]
    assert [(s.number, s.title) for s in parts] == [
        ("二、", "重点任务"),
        ("三、", "健全完善质量发展政策和制度"),
        ("四、", "加强组织领导"),
    ]
    assert [s.ordinal for s in items] == list(range(4, 24))
    assert len(seed.sections) == 23


def test_the_seed_has_143_sentences_and_the_last_two_belong_to_no_item(seed: Record) -> None:
    assert len(seed.clauses) == 143
    assert [c for c in seed.clauses if c.section is None] == list(seed.clauses[-2:])
    assert seed.clauses[-1].text.startswith("省直有关部门要按照责任分工")


def test_what_is_not_in_the_print_is_reported(seed: Record) -> None:
    notes = " ".join(seed.document.notes)
    assert "“一、”" in notes
    assert "“(一)”至“(三)”" in notes


def test_a_clause_is_exactly_what_stands_in_the_file(seed: Record) -> None:
    text = SEED.read_bytes().decode("utf-8")
    assert all(text[c.start : c.end] == c.text for c in seed.clauses)
    assert all(text[: c.start].count("\n") + 1 == c.line for c in seed.clauses)


@pytest.mark.parametrize("name", STYLES, ids=[f"{name}: {why}" for name, why in STYLES.items()])
def test_the_outline_is_as_read_and_frozen(name: str, shared: Path) -> None:
    record = analyse(shared / "policy" / "docs" / f"{name}.txt", name, max_bytes=10**7)
    assert outline_of(record) == json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
