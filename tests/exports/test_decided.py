"""What persons decided, in files: who, when, why, on what ground; what they object to is not hidden or altered."""

from __future__ import annotations

import csv
import io
import json

import docx
import openpyxl

from indexer.exports import export
from tests.exports.ledgers import DECIDED, OPTIONS


def test_a_spreadsheet_program_gets_each_fact_in_a_cell_of_its_own() -> None:
    text = export(DECIDED, "csv", OPTIONS).decode("utf-8-sig")
    names = ("部门", "依据", "人工决定", "此前依据", "决定人", "决定时间", "决定理由")
    assert [tuple(line[name] for name in names) for line in csv.DictReader(io.StringIO(text))] == [
        ("省住房和城乡建设厅", "原文明示（有异议）", "有异议", "原文明示", "'=李四", "2024-05-02 10:00:00", "已划转"),
        ("省城管办", "人工确认", "人工确认", "原文和程序均未提出", "李四", "2024-05-02 10:00:00", "三定规定"),
        (
            "【建议】省公安厅",
            "【建议】程序建议（已否定）",
            "已否定",
            "程序建议",
            "李四",
            "2024-05-02 10:00:00",
            "无关",
        ),
    ]


def test_programs_get_standing_ground_and_decision() -> None:
    objected, added, _ = json.loads(export(DECIDED, "json", OPTIONS))
    assert (objected["standing"], objected["standing_label"], objected["ground"]) == ("objected", "有异议", "stated")
    assert (added["standing"], added["ground"], added["decision"]) == ("confirmed", None, "d20240502-0a1b2c3e")


def test_a_workbook_shows_the_decision_and_explains_the_words() -> None:
    book = openpyxl.load_workbook(io.BytesIO(export(DECIDED, "xlsx", OPTIONS)))
    words = [str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line if cell.value]
    assert "原文明示（有异议）" in words
    assert "=李四；2024-05-02 10:00:00；有异议；已划转" in words
    assert "李四；2024-05-02 10:00:00；三定规定；此前依据：原文和程序均未提出" in words
    assert any(word.startswith("文件如此规定，但有工作人员提出不同意见") for word in words)


def test_a_workbook_never_calculates_the_name_of_a_person() -> None:
    book = openpyxl.load_workbook(io.BytesIO(export(DECIDED, "xlsx", OPTIONS)))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if "=李四" in str(cell.value)]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


def test_a_word_document_marks_the_department_that_somebody_objects_to() -> None:
    document = docx.Document(io.BytesIO(export(DECIDED, "docx", OPTIONS)))
    cells = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "（有异议）" in cells
    assert "李四；2024-05-02 10:00:00；有异议；已划转" in cells
    assert "省城管办（人工确认）" in cells


def test_markdown_says_so_too() -> None:
    text = export(DECIDED, "markdown", OPTIONS).decode()
    assert "原文明示（有异议）" in text
    assert "有异议的1条、已否定的1条" in text
