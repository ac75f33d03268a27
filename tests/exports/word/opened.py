"""A ledger written as a Word document and opened again with python-docx."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace

import docx
from docx.document import Document
from docx.table import Table, _Cell, _Row

from indexer.duties.ledger import LedgerRow
from indexer.exports import ExportOptions, Grouping, export
from tests.exports.ledgers import OPTIONS

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
