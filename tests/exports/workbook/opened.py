"""A ledger written as a workbook and opened again with openpyxl."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable
from dataclasses import replace

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from indexer.duties.ledger import LedgerRow
from indexer.exports import Grouping, export
from indexer.exports.options import ExportOptions
from tests.exports.ledgers import OPTIONS

BY_DEPARTMENT = replace(OPTIONS, grouping=Grouping.DEPARTMENT)


def opened(rows: Iterable[LedgerRow], options: ExportOptions = OPTIONS) -> Workbook:
    with warnings.catch_warnings(action="error"):
        return openpyxl.load_workbook(io.BytesIO(export(rows, "xlsx", options)))


def table(sheet: Worksheet) -> list[list[str]]:
    """The rows under the header, as a person reads them."""
    return [[_shown(value) for value in row] for row in sheet.iter_rows(min_row=4, values_only=True)]


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def whole_text(book: Workbook) -> str:
    return "\n".join(_shown(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row)
