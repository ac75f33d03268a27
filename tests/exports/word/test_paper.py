"""The Word document is set as the paper of a 公文: page, letters, page numbers, rows that break where they may."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from docx.enum.section import WD_ORIENTATION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from indexer.duties.models import Basis
from indexer.exports import ExportOptions, export
from tests.exports.ledgers import LAMPS, LEDGER, OPTIONS, duty
from tests.exports.word.opened import BY_DEPARTMENT, cells, opened


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
