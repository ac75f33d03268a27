"""Who does what in one document: a table of marks, and the tasks for which the text names nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer.duties.models import Basis, Role, Standing
from indexer.duties.rows import ledger_rows, silent
from indexer.register import load_register
from tests.web.documents import SEED, library, seed
from tests.web.duties import duty_app, plan
from tests.web.pages import Page, Visit, visitor
from webapp.matrix import Mark, matrix


@pytest.fixture(scope="module")
def visit() -> Visit:
    return visitor(duty_app(plan(), library(), seed()).test_client())


@pytest.fixture(scope="module")
def page(visit: Visit) -> Page:
    return visit("/documents/plan/duties")


def marks(page: Page) -> list[list[str]]:
    """The signs of every row as a reader sees them."""
    return [
        ["".join(cell.xpath(".//*[@aria-hidden]/text()")) for cell in row.iter("td")]
        for row in page.tree.xpath("//table//tbody/tr")
    ]


def test_tasks_stand_against_departments_with_their_marks(page: Page) -> None:
    assert [head.text_content() for head in page.tree.xpath("//thead//th")] == [
        "任务",
        "辽宁省商务厅",
        "辽宁省市场监督管理局",
        "辽宁省财政厅",
    ]
    assert marks(page) == [
        ["牵", "配", "配"],
        ["", "（负）", ""],
        ["", "负", ""],
        ["", "〔负〕", ""],
        ["", "〔负〕", ""],
    ]


def test_a_suggested_mark_is_in_brackets_and_in_a_frame_of_its_own(page: Page) -> None:
    suggested = page.tree.find_class("matrix")[0].find_class("basis-suggested")
    assert [mark.text_content() for mark in suggested] == ["（负）负责，程序建议"]


def test_a_mark_is_read_out_in_words(page: Page) -> None:
    spoken = page.tree.xpath("//td//*[contains(@class, 'visually-hidden')]/text()")
    assert spoken[:4] == ["牵头，原文明示", "配合，原文明示", "配合，原文明示", "负责，程序建议"]
    assert spoken[-1] == "负责，上文规定"


def test_every_task_and_every_department_is_one_click_away(page: Page, visit: Visit) -> None:
    addresses = page.tree.find_class("matrix")[0].xpath(".//a/@href")
    assert len(addresses) == 3 + 5
    for address in addresses:
        assert visit(address).status == 200
    assert "共 1 条职责" in visit(page.link("辽宁省财政厅", "matrix")).text


def test_tasks_for_which_the_text_names_nobody_are_listed_even_where_there_is_a_suggestion(page: Page) -> None:
    (listed,) = page.tree.find_class("unassigned")
    assert [link.text_content() for link in listed.iter("a")] == [
        "每季度抽查一次窗口服务，公布结果。",
        "窗口应当设在交通方便的地方。",
    ]


def test_aims_ask_nothing_of_anybody_and_are_only_counted(page: Page) -> None:
    assert "群众办事更加方便" not in page.text
    assert "属于前言、目标、原则等部分" in page.text


def test_the_document_page_and_the_ledger_lead_to_the_table(visit: Visit) -> None:
    assert visit("/documents/plan").link("任务分工") == "/documents/plan/duties"
    assert visit("/departments/辽宁/商务").link("任务分工") == "/documents/plan/duties"


def test_a_document_without_duties_says_so(visit: Visit) -> None:
    page = visit("/documents/library/duties")
    assert page.status == 200
    assert "没有写明任何部门的职责" in page.text


def test_the_seed_document_names_only_collective_bodies(visit: Visit) -> None:
    page = visit(f"/documents/{SEED}/duties")
    heads = [head.text_content() for head in page.tree.xpath("//thead//th")][1:]
    stated = {
        heads[number]
        for row in page.tree.xpath("//table//tbody/tr")
        for number, cell in enumerate(row.iter("td"))
        if cell.find_class("basis-stated")
    }
    assert {"各级党委和政府", "省直有关部门"} <= stated
    assert not any(head.endswith(("局", "厅")) for head in stated)


def test_an_unknown_document_is_said_to_be_unknown(visit: Visit) -> None:
    page = visit("/documents/nowhere/duties")
    assert page.status == 404
    assert "没有这份文件" in page.text


def test_what_a_person_confirmed_and_objects_to_has_signs_of_its_own() -> None:
    stated = next(row for row in ledger_rows(plan(), load_register(), silent) if row.role is Role.LEAD)
    assert Mark(stated).sign == "牵"
    assert Mark(replace(stated, basis=Basis.CONFIRMED, standing=Standing.CONFIRMED)).sign == "牵√"
    objected = Mark(replace(stated, standing=Standing.OBJECTED))
    assert (objected.sign, objected.words) == ("牵×", "牵头，原文明示，有异议")
    assert not matrix([replace(stated, standing=Standing.REJECTED)]).lines


def test_a_wide_table_is_parted_for_paper_and_every_mark_is_on_one_sheet() -> None:
    stated = next(row for row in ledger_rows(plan(), load_register(), silent) if row.role is Role.LEAD)
    rows = [replace(stated, key=f"k{n}", department=f"局{n}", clause=f"plan:{n % 7}:aaaaaa") for n in range(40)]
    whole = matrix(sorted(rows, key=lambda row: row.clause))
    assert [len(sheet.departments) for sheet in whole.sheets] == [18, 18, 4]
    assert sum((sheet.departments for sheet in whole.sheets), ()) == whole.departments
    shown = [key for sheet in whole.sheets for key, _ in sheet.departments for line in sheet.lines if key in line.marks]
    assert sorted(shown) == sorted(row.key for row in rows)
    assert not matrix(rows[:18]).sheets
