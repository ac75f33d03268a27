"""The seed document names no department: what the program suggests for each of its items, and that it never looks
stated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from indexer.analysis import analyse
from indexer.duties.ledger import LedgerRow
from indexer.duties.models import Basis
from indexer.duties.rows import ledger_rows
from indexer.register import load_register
from indexer.suggesting.suggester import suggester_for
from tests.conftest import ROOT

SEED = ROOT / "corpus" / "liaoning-2019-quality-improvement.md"

FIRST = {
    "(四)": "辽宁/工业和信息化", "(五)": "辽宁/工业和信息化", "(六)": "辽宁/工业和信息化", "(七)": "辽宁/农业农村",
    "(八)": "辽宁/市场监管", "(九)": "辽宁/住房城乡建设", "(十)": "辽宁/市场监管", "(十一)": "辽宁/卫生健康",
    "(十二)": "辽宁/市场监管", "(十三)": "辽宁/市场监管", "(十四)": "辽宁/市场监管", "(十五)": "辽宁/市场监管",
    "(十六)": "辽宁/市场监管", "(十七)": "辽宁/市场监管", "(十八)": "辽宁/财政",
    "(十九)": "辽宁/人力资源社会保障", "(二十)": "辽宁/市场监管", "(二十一)": "辽宁/市场监管",
    "(二十二)": "辽宁/市场监管", "(二十三)": "辽宁/市场监管",
}  # fmt: skip
"""The department suggested first for each item."""


@pytest.fixture(scope="module")
def rows() -> tuple[LedgerRow, ...]:
    register = load_register()
    record = analyse(Path(SEED), "seed", max_bytes=10**7)
    return ledger_rows(record, register, suggester_for(None)([record.document], {"seed": record}.get, register))


def item(row: LedgerRow) -> str:
    found = re.match(r"\([一二三四五六七八九十]+\)", row.path[-1]) if row.path else None
    return found.group() if found else ""


def test_every_item_has_suggestions_with_reasons(rows: tuple[LedgerRow, ...]) -> None:
    suggested = [row for row in rows if row.basis is Basis.SUGGESTED]
    assert {item(row) for row in suggested} == set(FIRST)
    for row in suggested:
        assert row.reasons
        assert row.score is not None
        assert 0 < row.score < 1
        assert all(reason.startswith(("职责词：", "与")) for reason in row.reasons)


def test_no_suggestion_is_marked_stated_and_nothing_stated_has_a_score(rows: tuple[LedgerRow, ...]) -> None:
    for row in rows:
        assert (row.basis is Basis.SUGGESTED) == (row.score is not None) == bool(row.reasons)
        assert row.basis is not Basis.SUGGESTED or not row.name


def test_the_first_suggestion_for_each_item(rows: tuple[LedgerRow, ...]) -> None:
    first: dict[str, str] = {}
    for row in rows:
        if row.basis is Basis.SUGGESTED:
            first.setdefault(item(row), row.key)
    assert first == FIRST


def test_spreading_the_word_is_suggested_to_the_propaganda_department_too(rows: tuple[LedgerRow, ...]) -> None:
    assert "辽宁/宣传部" in {row.key for row in rows if row.basis is Basis.SUGGESTED and item(row) == "(二十三)"}


def test_at_most_three_departments_are_suggested_for_a_task(rows: tuple[LedgerRow, ...]) -> None:
    tasks = [row.clause for row in rows if row.basis is Basis.SUGGESTED]
    assert max(tasks.count(task) for task in tasks) <= 3
