"""PDF files with a text layer: lines rejoined into paragraphs, page numbers and running heads dropped.

PDFium must not be called by two threads at once, not even for two documents; everything that touches it happens
under one lock, and what it gives is copied out before the lock is left.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import groupby, pairwise
from pathlib import Path
from types import MappingProxyType

import pypdfium2
import pypdfium2.raw as pdfium

from indexer.errors import ReadingError
from indexer.models import SourceText
from indexer.reading import pdf_furniture, pdf_lines, pdf_paragraphs, pdf_tables
from indexer.reading.notes import excerpt, left_out
from indexer.reading.pdf_glyphs import UNKNOWN, Page, read_page
from indexer.reading.pdf_lines import Line
from indexer.reading.pdf_tables import Table
from indexer.reading.signatures import looks_like

MAX_PAGES = 5000
"""More than the longest document of any archive; a page tree can name one page a million times."""

UNKNOWN_SHARE = 0.05
"""Most characters without a known meaning that a text may have; above that the fonts tell nothing."""

_PDFIUM = threading.Lock()
_OCR = "需先做文字识别（OCR），再将识别后的 PDF 或文字放入。"
_HEADER_BYTES = 1024  # ISO 32000-1, annex H.3: readers look for %PDF- in the first 1024 bytes


def extract(path: Path, data: bytes) -> SourceText:
    """The text of the document, one paragraph a line, table rows one a line with a TAB between cells.

    Raises ``ReadingError`` for a file that is no PDF, is damaged or encrypted, or has no usable text layer.
    """
    if b"%PDF-" not in data[:_HEADER_BYTES]:
        kind = looks_like(data)
        raise ReadingError(path, f"不是 PDF 文件{f'，看起来是{kind}' if kind else '，或已损坏'}。")
    with _PDFIUM:
        pages, title = _read(path, data)
    return _source(path, pages, title)


def _read(path: Path, data: bytes) -> tuple[list[Page], str]:
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            if len(document) > MAX_PAGES:
                raise ReadingError(path, f"共 {len(document)} 页，上限为 {MAX_PAGES} 页。请拆分文件。")
            title = " ".join(document.get_metadata_value("Title").split())
            return [read_page(document, index) for index in range(len(document))], title
    except pypdfium2.PdfiumError as error:
        raise ReadingError(path, _failure(error)) from error


def _failure(error: pypdfium2.PdfiumError) -> str:
    code = getattr(error, "err_code", None)
    if code == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
        return "PDF 已加密，需要密码才能打开。请解除密码后重新保存。"
    if code == pdfium.FPDF_ERR_SECURITY:
        return "PDF 采用了不支持的加密方式。请解除加密后重新保存。"
    return "PDF 已损坏，无法打开。请用 PDF 阅读器打开并重新保存，或换一份文件。"


def _source(path: Path, pages: Sequence[Page], title: str) -> SourceText:
    _check_text(path, pages)
    tables: list[Table] = []
    lines: list[list[Line]] = []
    for page in pages:
        found, rest = pdf_tables.find(page)
        tables += found
        lines.append(pdf_lines.lines(page.number, rest))
    furniture = pdf_furniture.find(lines, [page.height for page in pages])
    dropped = furniture.lines
    own = [[line for line in lines_of_page if line not in dropped] for lines_of_page in lines]
    blocks = [block for page, left in zip(pages, own, strict=True) for block in _in_order(left, tables, page.number)]
    blocks, repeated = _without_repeated_heads(blocks)
    text = "\n".join(_texts(blocks, {page.number: page.width for page in pages}))
    if not text.strip():
        raise ReadingError(path, f"除页码、页眉页脚外没有文字，疑为扫描件。{_OCR}")
    notes = _notes(pages, furniture)
    if repeated:
        notes += (f"跨页表格在后续页上重复的表头 {repeated} 处未收入。",)
    facts = MappingProxyType({"page_title": title} if title else {})
    return SourceText(path.name, "pdf", text, encoding="", facts=facts, notes=notes)


def _in_order(lines: Sequence[Line], tables: Sequence[Table], page: int) -> list[Line | Table]:
    """The blocks of one page: each table before the first line below its top."""
    waiting = [table for table in tables if table.page == page]
    blocks: list[Line | Table] = []
    for line in lines:
        while waiting and waiting[0].top < line.y:
            blocks.append(waiting.pop(0))
        blocks.append(line)
    return blocks + waiting


def _without_repeated_heads(blocks: Sequence[Line | Table]) -> tuple[list[Line | Table], int]:
    """A table that goes on after a page break often repeats its first row; how often it did."""
    kept: list[Line | Table] = []
    repeated = 0
    head = ""
    for before, block in zip([None, *blocks], blocks, strict=False):
        if isinstance(block, Table):
            goes_on = isinstance(before, Table) and before.page == block.page - 1
            if goes_on and block.rows[0] == head:
                repeated += 1
                kept.append(replace(block, rows=block.rows[1:]))
                continue
            head = block.rows[0]
        kept.append(block)
    return kept, repeated


def _texts(blocks: Sequence[Line | Table], widths: Mapping[int, float]) -> list[str]:
    lines = [block for block in blocks if isinstance(block, Line)]
    areas = pdf_paragraphs.frames(lines, widths)
    texts: list[str] = []
    for is_table, run in groupby(blocks, key=lambda block: isinstance(block, Table)):
        if is_table:
            texts += [row for table in run if isinstance(table, Table) for row in table.rows]
        else:
            texts += pdf_paragraphs.paragraphs([line for line in run if isinstance(line, Line)], areas)
    return texts


def _check_text(path: Path, pages: Sequence[Page]) -> None:
    glyphs = sum(len(page.glyphs) for page in pages)
    unknown = sum(glyph.char == UNKNOWN for page in pages for glyph in page.glyphs)
    if not any(not glyph.char.isspace() for page in pages for glyph in page.glyphs):
        raise ReadingError(path, f"没有文字层（共 {len(pages)} 页，疑为扫描件）。{_OCR}")
    if unknown > UNKNOWN_SHARE * glyphs:
        reason = f"字体没有给出文字编码，{glyphs} 个字符中有 {unknown} 个无法辨认。{_OCR}"
        raise ReadingError(path, reason)


def _notes(pages: Sequence[Page], furniture: pdf_furniture.Furniture) -> tuple[str, ...]:
    notes = []
    if furniture.numbers:
        shown = min(furniture.numbers, key=lambda line: line.page).text
        notes.append(f"页码 {len(furniture.numbers)} 处未收入，如“{shown}”。")
    for head, lines in furniture.heads.items():
        notes.append(f"页眉或页脚“{excerpt(head)}”在 {len({line.page for line in lines})} 页上重复出现，未收入。")
    notes += left_out("斜置或旁置的文字（水印等）", [page.slanted for page in pages if page.slanted.strip()])
    empty = [page.number for page in pages if page.drawn and not page.glyphs]
    if empty:
        notes.append(f"第 {_ranges(empty)} 页没有文字层（可能是扫描页或图片），未读入。{_OCR}")
    radicals = sum(page.radicals for page in pages)
    if radicals:
        notes.append(f"有 {radicals} 个字在文件中写成了部首符号（如“⼀”），已还原为汉字。")
    unknown = sum(glyph.char == UNKNOWN for page in pages for glyph in page.glyphs)
    if unknown:
        notes.append(f"有 {unknown} 个字符的字体没有给出文字编码，以“{UNKNOWN}”代替，请核对原文。")
    return tuple(notes)


def _ranges(numbers: Sequence[int]) -> str:
    """1、3—5 for 1, 3, 4, 5."""
    starts = [numbers[0]] + [after for before, after in pairwise(numbers) if after != before + 1]
    ends = [before for before, after in pairwise(numbers) if after != before + 1] + [numbers[-1]]
    return "、".join(str(a) if a == b else f"{a}—{b}" for a, b in zip(starts, ends, strict=True))
