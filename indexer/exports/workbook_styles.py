"""Letters, lines and alignment of the workbook's cells."""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from indexer.exports.characters import looks_like_formula
from indexer.exports.paper import BODY_FONT, HEADING_FONT, TITLE_FONT

_CELL = {"font_name": BODY_FONT, "font_size": 10.5, "text_wrap": True, "valign": "vcenter", "border": 1}


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._cells: dict[tuple[bool, bool, bool], Format] = {}
        self.title = self._format({"font_name": TITLE_FONT, "font_size": 20, "align": "center", "valign": "vcenter"})
        self.heading = self._format(
            {"font_name": HEADING_FONT, "font_size": 12, "align": "left", "valign": "vcenter", "text_wrap": True}
        )
        self.header = self._format(_CELL | {"font_name": HEADING_FONT, "align": "center", "bg_color": "#E7E6E6"})
        self.link = self._format(_CELL | {"align": "center", "font_color": "#0563C1", "underline": 1})
        self.plain = self._format({"font_name": BODY_FONT, "font_size": 11, "text_wrap": True, "valign": "top"})
        self.label = self._format({"font_name": HEADING_FONT, "font_size": 11, "valign": "top"})

    def cell(self, text: str, *, italic: bool = False, centred: bool = False) -> Format:
        """The format of a cell of the table that holds ``text``."""
        key = (looks_like_formula(text), italic, centred)
        if key not in self._cells:
            self._cells[key] = self._format(
                _CELL | {"quote_prefix": key[0], "italic": italic, "align": "center" if centred else "left"}
            )
        return self._cells[key]

    def _format(self, properties: dict[str, Any]) -> Format:
        return self._workbook.add_format(properties)
