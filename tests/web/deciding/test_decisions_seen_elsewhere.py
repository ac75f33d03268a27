"""Decisions are seen wherever their duties are: in counts, filters, files, the list of decisions."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import quote

import openpyxl
import pytest

from tests.web.deciding.office import LEDGER, Office
from tests.web.duties import MARKET


def test_objections_are_counted_and_listed_by_a_filter_of_page_and_file(office: Office) -> None:
    assert "有异议" not in office.visit("/departments").text
    office.follow(office.press(office.page("等候时间"), "reject", who="张三", why="已划转"))
    listed = office.visit("/departments")
    (row,) = listed.tree.xpath(f"//tr[.//a[@href='{quote(LEDGER)}']]")
    assert [cell.text_content() for cell in row][-2:] == ["5", "1"]
    assert "有人提出异议的 1 条仍是原文的规定，计入各栏和合计" in listed.text
    assert "；其中有异议 1 条。" in office.visit(LEDGER).text
    assert "；有异议 1 条。" in office.visit("/documents/plan/duties").text
    narrowed = office.visit(listed.link("有人提出异议的 1 条"))
    assert len(narrowed.tree.xpath("//tbody/tr")) == 1
    assert "职责有异议的有 1 个" in narrowed.text
    (address,) = row.xpath("td[last()]/a/@href")
    ledger = office.visit(address)
    assert [words[:4] for words in ledger.texts("task")] == ["把平均等"]
    assert ledger.tree.xpath("//input[@id='objected']/@checked") == ["checked"]
    (link,) = ledger.tree.xpath("//*[@class='downloads']/a[contains(@href, '.json?')]/@href")
    assert [row["standing"] for row in json.loads(office.client.get(link).data)] == ["objected"]
    (link,) = ledger.tree.xpath("//*[@class='downloads']/a[contains(@href, '.md?')]/@href")
    assert "只列有异议的" in office.client.get(link).get_data(as_text=True)


def test_a_broken_line_of_the_file_is_told_where_departments_are_counted(office: Office) -> None:
    office.file.path.write_text("这不是决定\n", encoding="utf-8")
    page = office.visit("/departments")
    assert "决定文件中有 1 行没有读懂或需要查看" in page.text
    assert "第 1 个字附近" in office.visit(page.link("1 行")).text


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "\t=1+1"]


@pytest.mark.parametrize("typed", FORMULAS)
def test_what_looks_like_a_formula_is_text_in_every_table(office: Office, typed: str) -> None:
    office.follow(office.press(office.page("每季度抽查"), "reject", who=typed, why=typed))
    (made,) = office.decisions
    book = openpyxl.load_workbook(
        io.BytesIO(office.client.get(f"/exports/duties.xlsx?department={MARKET}&hidden=1").data)
    )
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert any(made.why in str(cell.value) for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    table = office.client.get(f"/exports/duties.csv?department={MARKET}&hidden=1").data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["决定理由"] for row in rows if row["决定理由"]] == [f"'{made.why}"]
    assert [row["决定人"] for row in rows if row["决定人"]] == [f"'{made.who}"]


def test_a_damaged_line_of_the_file_is_shown_with_its_number(office: Office) -> None:
    office.file.path.write_text("这不是决定\n", encoding="utf-8")
    assert "第 1 行" in office.visit("/decisions").text


def test_decisions_are_found_by_words(office: Office) -> None:
    office.press(office.page("每季度抽查"), "confirm", who="张三")
    assert len(office.visit("/decisions", q="市场监督 张三").texts("decision")) == 1
    assert "没有含“李四”的决定" in office.visit("/decisions", q="李四").text
