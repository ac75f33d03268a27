"""Tables of a Word file are rows of cells, and a merged cell appears once."""

from __future__ import annotations

import pytest
from docx import Document

from tests.reading.word import making
from tests.reading.word.asking import lines, source
from tests.reading.word.making import p, row, tc


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (row("甲", "乙") + row("1", "2"), ["甲\t乙", "1\t2"]),
        (row(tc(p("甲") + p("续")), "乙"), ["甲 续\t乙"]),
        (row(tc("甲", '<w:gridSpan w:val="2"/>'), "乙") + row("1", "2", "3"), ["甲\t\t乙", "1\t2\t3"]),
        (
            row(tc("甲", '<w:vMerge w:val="restart"/>'), "乙") + row(tc("", "<w:vMerge/>"), "丙"),
            ["甲\t乙", "\t丙"],
        ),
        (row("甲", "", "丙") + row("", "", ""), ["甲\t\t丙"]),
        (row("甲", properties='<w:gridBefore w:val="1"/>') + row("1", "2"), ["\t甲", "1\t2"]),
        (row(p("专栏 1") + p("内容")), ["专栏 1", "内容"]),
        (row(tc("<w:tbl>" + row("内", "表") + "</w:tbl>" + p("后")), "旁"), ["内 表 后\t旁"]),
        (f"<w:sdt><w:sdtContent>{row('甲', '乙')}</w:sdtContent></w:sdt>", ["甲\t乙"]),
    ],
)
def test_tables_are_rows_of_cells(table: str, expected: list[str]) -> None:
    assert lines(p("前") + f"<w:tbl>{table}</w:tbl>" + p("后")) == ["前", *expected, "后"]


def test_a_merged_cell_made_by_word_itself_appears_once() -> None:
    document = Document()
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合并"
    table.cell(0, 2).merge(table.cell(1, 2)).text = "纵并"
    table.cell(1, 0).text, table.cell(1, 1).text = "甲", "乙"
    assert source(making.saved(document)).text == "合并\t\t纵并\n甲\t乙"
