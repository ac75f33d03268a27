"""The Word document, opened again with python-docx: the paper of a 公文, and every row, link and character there."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENTATION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.duties.ledger import LedgerRow
from indexer.duties.models import Basis, Role
from indexer.exports import ExportOptions, Grouping, export
from indexer.exports.characters import legible
from tests.exports.ledgers import LAMPS, LEDGER, OPTIONS, PLAN, SHOPS, SITE, any_row, duty

BY_DEPARTMENT = replace(OPTIONS, grouping=Grouping.DEPARTMENT)


def opened(rows: Iterable[LedgerRow], options: ExportOptions = OPTIONS) -> Document:
    return docx.Document(io.BytesIO(export(rows, "docx", options)))


def cells(row: _Row) -> list[_Cell]:
    """The cells as they are; python-docx repeats a cell that runs across the table."""
    return [_Cell(element, row) for element in row._tr.tc_lst]


def rows_of(table: Table) -> list[list[str]]:
    """The texts of each row; a row that runs across the table gives one."""
    return [[cell.text for cell in cells(row)] for row in table.rows]


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def millimetres(length: int) -> int:
    """From English Metric Units."""
    return round(length / 36_000)


def east_asian(paragraph: Paragraph) -> tuple[str, float]:
    """The font and size of the style of a paragraph, in points."""
    properties = paragraph.style.element.rPr
    return properties.rFonts.get(qn("w:eastAsia")), paragraph.style.font.size.pt


def test_the_page_is_landscape_a4_with_the_type_area_turned() -> None:
    section = opened(LEDGER).sections[0]
    assert section.orientation == WD_ORIENTATION.LANDSCAPE
    assert (millimetres(section.page_width), millimetres(section.page_height)) == (297, 210)
    # 37 mm at the head and 28 mm at the binding edge of the upright page; the table's head is at the binding edge.
    assert (millimetres(section.top_margin), millimetres(section.right_margin)) == (28, 37)
    assert millimetres(section.page_width - section.left_margin - section.right_margin) == 225
    assert millimetres(section.page_height - section.top_margin - section.bottom_margin) == 156


def test_tables_are_as_wide_as_the_type_area() -> None:
    for options in (OPTIONS, BY_DEPARTMENT):
        for table in opened(LEDGER, options).tables:
            assert millimetres(sum(column.width for column in table.columns)) == 225


def test_title_and_text_are_set_in_the_letters_of_a_document() -> None:
    document = opened(LEDGER)
    title, scope, day, counts, legend = document.paragraphs[:5]
    assert east_asian(title) == ("方正小标宋简体", 22)
    assert title.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert east_asian(scope) == east_asian(day) == ("楷体_GB2312", 16)
    assert east_asian(counts) == ("仿宋_GB2312", 16)
    assert east_asian(legend) == ("仿宋_GB2312", 12)
    heading = next(paragraph for paragraph in document.paragraphs if paragraph.text.startswith("一、"))
    assert east_asian(heading) == ("黑体", 16)
    assert heading.style.name == "Heading 1"
    head, band, row = document.tables[0].rows[:3]
    assert east_asian(cells(head)[0].paragraphs[0]) == ("黑体", 10.5)
    assert east_asian(cells(band)[0].paragraphs[0]) == ("楷体_GB2312", 10.5)
    assert east_asian(cells(row)[2].paragraphs[0]) == ("仿宋_GB2312", 10.5)


def test_fonts_are_named_with_a_stand_in_and_not_embedded() -> None:
    with zipfile.ZipFile(io.BytesIO(export(LEDGER, "docx", OPTIONS))) as archive:
        assert not [name for name in archive.namelist() if "font" in name.lower() and name != "word/fontTable.xml"]
        table = archive.read("word/fontTable.xml").decode()
    assert dict(re.findall('w:name="([^"]+)"><w:altName w:val="([^"]+)"', table))["仿宋_GB2312"] == "仿宋"


def test_pages_are_numbered_between_dashes_odd_right_even_left() -> None:
    document = opened(LEDGER)
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        [line] = footer.paragraphs
        assert "".join(part.text for part in line._p.iter(qn("w:t"))) == "— 1 —"
        assert [field.get(qn("w:instr")).strip() for field in line._p.iter(qn("w:fldSimple"))] == ["PAGE"]
        assert line.style.paragraph_format.alignment == side
        assert east_asian(line) == ("宋体", 14)
    assert section.footer.paragraphs[0].style.paragraph_format.right_indent.pt == 14
    assert section.even_page_footer.paragraphs[0].style.paragraph_format.left_indent.pt == 14


def test_the_header_row_is_repeated_on_every_page() -> None:
    for options in (OPTIONS, BY_DEPARTMENT):
        for table in opened(LEDGER, options).tables:
            marks = [
                row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows
            ]
            assert marks == [True] + [False] * (len(marks) - 1)


def test_a_document_lists_its_tasks_with_a_column_for_each_role() -> None:
    document = opened(LEDGER)
    lamps, streets = document.tables
    assert rows_of(lamps) == [
        ["序号", "条目和出处", "任务内容", "牵头单位", "责任单位", "配合单位", "时限", "依据"],
        ["二、重点任务"],
        [
            "1",
            "（一）更新灯具\n第二部分第（一）条第1句",
            LAMPS,
            "省住建厅",
            "省财政厅",
            "各市人民政府（上文规定）",
            "2025年底前",
            "原文明示\n上文规定",
        ],
        [
            "2",
            "（一）更新灯具\n第二部分第（一）条第1句",
            PLAN,
            "【建议】省自然资源厅",
            "省住房和城乡建设厅（人工确认）",
            "",
            "",
            "【建议】程序建议\n人工确认",
        ],
        [
            "第2项说明：【建议】省自然资源厅（牵头）：分值0.83；职责用语：专项规划；类似任务：《某规划》第（三）项\n"
            "省住房和城乡建设厅（负责）：张三；2024-05-01 09:30:00；已电话核实；此前依据：程序建议"
        ],
    ]
    assert rows_of(streets)[1:] == [
        ["1", "第二部分第（一）条第1句", SHOPS, "省财政厅", "原文明示"],
        ["第1项说明：提及：省商务厅"],
    ]
    assert "注：省住建厅，即省住房和城乡建设厅。" in texts(document)


def test_a_department_lists_its_duties_under_their_documents() -> None:
    document = opened(LEDGER, BY_DEPARTMENT)
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert headings == [
        "一、省住房和城乡建设厅",
        "二、省财政厅",
        "三、各市人民政府",
        "四、省自然资源厅",
        "五、省商务厅",
    ]
    assert rows_of(document.tables[1]) == [
        ["序号", "条目和出处", "任务内容", "角色", "时限", "依据"],
        ["《关于整治路灯的实施方案》（某政发〔2020〕7号）"],
        ["1", "二、重点任务 › （一）更新灯具\n第二部分第（一）条第1句", LAMPS, "负责", "2025年底前", "原文明示"],
        ["《街区更新行动方案》"],
        ["2", "第二部分第（一）条第1句", SHOPS, "牵头", "", "原文明示"],
    ]
    assert rows_of(document.tables[3])[-1] == [
        "第1项说明：分值0.83；职责用语：专项规划；类似任务：《某规划》第（三）项"
    ]


def test_a_task_outside_the_parts_is_not_put_under_one() -> None:
    rows = (duty(LAMPS, "甲局"), duty(PLAN, "乙局", clause="2", path=()), duty(SHOPS, "丙局", clause="3"))
    assert [row[0] for row in rows_of(opened(rows).tables[0])] == [
        "序号",
        "二、重点任务",
        "1",
        "（以下不在上列部分之内）",
        "2",
        "二、重点任务",
        "3",
    ]


def test_a_column_that_nobody_fills_is_left_out() -> None:
    header = rows_of(opened([duty(LAMPS, "甲局")]).tables[0])[0]
    assert header == ["序号", "条目和出处", "任务内容", "牵头单位", "依据"]


def test_every_task_leads_to_its_clause() -> None:
    for options in (OPTIONS, BY_DEPARTMENT):
        document = opened(LEDGER, options)
        found = {
            link.address
            for table in document.tables
            for cell in table._cells
            for paragraph in cell.paragraphs
            for link in paragraph.hyperlinks
        }
        assert found == {f"{SITE}{row.link}" for row in LEDGER}


def test_without_a_site_there_are_no_links() -> None:
    document = opened(LEDGER, replace(OPTIONS, base_url=""))
    assert not [rel for rel in document.part.rels.values() if rel.is_external]
    assert "第二部分第（一）条第1句" in rows_of(document.tables[0])[2][1]


@pytest.mark.parametrize("options", [OPTIONS, BY_DEPARTMENT], ids=["by document", "by department"])
def test_only_suggestions_are_in_italics(options: ExportOptions) -> None:
    document = opened(LEDGER, options)
    slanted = {
        run.text
        for table in document.tables
        for cell in table._cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
        if run.italic
    }
    assert "【建议】程序建议" in slanted
    assert all("建议" in text or "0.83" in text for text in slanted)


def test_title_scope_and_date_stand_at_the_head() -> None:
    document = opened(LEDGER, replace(OPTIONS, title="责任清单"))
    assert texts(document)[:3] == ["责任清单", "路灯方案；全部部门", "（2024年5月6日）"]
    assert texts(document)[3].startswith("共列任务3项、职责7条")
    assert "不是文件的规定" in texts(document)[4]
    assert "未加注的，为原文明示" in texts(document)[4]
    assert document.core_properties.title == "责任清单"
    assert document.core_properties.created.replace(tzinfo=None) == datetime(2024, 5, 6)
    assert document.core_properties.author == ""


def test_no_rows_give_a_document_that_says_so() -> None:
    document = opened([])
    assert not document.tables
    assert texts(document)[-1] == "没有符合条件的职责。"


def test_long_rows_may_break_between_pages_and_short_ones_do_not() -> None:
    table = opened([duty(LAMPS, "甲局"), duty("很长的任务。" * 200, "乙局", clause="2")]).tables[0]
    whole = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows]
    assert whole == [True, True, True, False]


def test_the_remarks_of_a_task_may_go_on_on_the_next_page() -> None:
    (row,) = (row for row in LEDGER if row.basis is Basis.SUGGESTED)
    table = opened([row]).tables[0]
    assert "说明" in table.rows[-1].cells[0].text
    properties = table.rows[-1]._tr.trPr
    assert properties is None or properties.find(qn("w:cantSplit")) is None


def test_line_breaks_tabs_and_signs_of_markup_are_kept() -> None:
    text = "第一行\r\n第二行\t<b>&amp;</b>  两个空格 "
    table = opened([duty(text, "甲局")], BY_DEPARTMENT).tables[0]
    assert cells(table.rows[2])[2].text == text.replace("\r\n", "\n")


def test_the_same_rows_give_the_same_bytes() -> None:
    assert export(LEDGER, "docx", OPTIONS) == export(LEDGER, "docx", OPTIONS)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(any_row(), min_size=1, max_size=3))
def test_any_text_comes_back_from_the_document(rows: list[LedgerRow]) -> None:
    document = opened(rows, replace(BY_DEPARTMENT, base_url=""))
    read = [row for table in document.tables for row in rows_of(table)[1:] if len(row) > 1]
    assert sorted(row[2] for row in read) == sorted(_office(row.task) for row in rows)
    everything = "\n".join([*texts(document), *("\n".join(row) for table in document.tables for row in rows_of(table))])
    for row in rows:
        for words in (row.deadline, row.who, row.why, *row.reasons, *row.path, row.department):
            assert _office(words) in everything


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(any_row(), min_size=1, max_size=3))
def test_every_department_of_every_task_stands_in_the_document(rows: list[LedgerRow]) -> None:
    document = opened(rows, replace(OPTIONS, base_url=""))
    everything = "\n".join("\n".join(row) for table in document.tables for row in rows_of(table))
    for row in rows:
        for words in (row.task, row.name or row.department, row.deadline, row.who, *row.reasons):
            assert _office(words) in everything


def _office(text: str) -> str:
    return re.sub("\r\n|\r", "\n", legible(text))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MENTIONED])
@pytest.mark.parametrize(
    ("basis", "written"),
    [
        (Basis.STATED, "甲局"),
        (Basis.INHERITED, "甲局（上文规定）"),
        (Basis.SUGGESTED, "【建议】甲局"),
        (Basis.CONFIRMED, "甲局（人工确认）"),
    ],
)
def test_each_basis_is_written_unlike_the_others(role: Role, basis: Basis, written: str) -> None:
    assert rows_of(opened([duty(LAMPS, "甲局", role, basis)]).tables[0])[2][3] == written
