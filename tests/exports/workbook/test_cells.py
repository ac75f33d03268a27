"""Any text is text in a cell of the workbook, whole, and never a formula, a number or an escape."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.duties.ledger import LedgerRow
from indexer.exports import Grouping, export
from indexer.exports.characters import CONTINUATION, CONTINUED, legible
from tests.exports.ledgers import LAMPS, OPTIONS, any_row, duty
from tests.exports.workbook.opened import opened, table


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@某", ' \t=HYPERLINK("http://x")', "＝1", "{=1}", "=", "=\x00"])
def test_a_cell_that_looks_like_a_formula_is_text_and_stays_text_when_edited(text: str) -> None:
    content = export([duty(text, text)], "xlsx", replace(OPTIONS, title=text))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())
    cell = openpyxl.load_workbook(io.BytesIO(content)).worksheets[1]["E4"]
    assert cell.data_type == "s"
    assert cell.value == legible(text)
    assert bool(cell.quotePrefix) is not text.startswith("{")


def test_figures_in_text_stay_text() -> None:
    sheet = opened([duty("2024", "001", deadline="6-1")]).worksheets[1]
    assert [sheet.cell(4, column).value for column in (5, 6, 10)] == ["2024", "001", "6-1"]


def test_characters_that_a_workbook_cannot_carry_are_shown_as_marks() -> None:
    assert opened([duty("甲\x00乙\x1f丙\ud800丁\uffff", "甲局")]).worksheets[1]["E4"].value == "甲�乙�丙�丁�"


def test_text_that_looks_like_an_escape_is_shown_as_it_is() -> None:
    # Excel reads _x0041_ as A (ISO/IEC 29500, ST_Xstring); openpyxl leaves such escapes as they are.
    with zipfile.ZipFile(io.BytesIO(export([duty("型号_x0041_与_x005F_", "甲局")], "xlsx", OPTIONS))) as archive:
        strings = archive.read("xl/sharedStrings.xml").decode()
    [held] = re.findall("<t>(型号[^<]+)</t>", strings)
    assert re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), held) == "型号_x0041_与_x005F_"


def test_a_cell_too_long_for_excel_goes_on_in_the_next_row() -> None:
    text = "任务" * 40_000
    rows = table(opened([duty(text, "甲局"), duty(LAMPS, "乙局")]).worksheets[1])
    assert [row[0] for row in rows] == ["1", "1", "1", "2"]
    assert [row[5] for row in rows] == ["甲局", "甲局", "甲局", "乙局"]
    parts = [row[4] for row in rows[:3]]
    assert all(len(part) <= 32_767 for part in parts)
    assert parts[0].endswith(CONTINUED)
    assert parts[2].startswith(CONTINUATION)
    assert "".join(part.removeprefix(CONTINUATION).removesuffix(CONTINUED) for part in parts) == text


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(any_row(), min_size=1, max_size=3), st.sampled_from(Grouping))
def test_any_text_comes_back_from_the_workbook(rows: list[LedgerRow], grouping: Grouping) -> None:
    book = opened(rows, replace(OPTIONS, grouping=grouping, base_url=""))
    read = [[row[4], row[9], row[12], row[13]] for sheet in book.worksheets[1:] for row in table(sheet)]
    expected = [[_office(text) for text in (row.task, row.deadline, row.citation, row.link)] for row in rows]
    assert sorted(read) == sorted(expected)


def _office(text: str) -> str:
    return re.sub("\r\n|\r", "\n", legible(text))
