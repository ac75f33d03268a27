"""Tables of a web page: which of them hold data and which only frame the page, and rows as lines."""

from __future__ import annotations

from lxml import etree

from indexer.reading.html_lines import BLOCKS, integer, text_of

_MAX_COLUMNS = 256  # wider tables are not laid out further: a span is a number in the page, and may be any

BODY_LINES = 8
BODY_SHARE = 0.7
"""A cell with more lines and this share of the table's text is the page's body, and the table only its frame."""


def is_data_table(table: etree._Element) -> bool:
    """Whether the rows and columns of a table mean something, as far as its shape tells.

    Pages of the first twenty years lay out the whole page with tables; those hold other tables, or one column, or one
    cell with nearly everything in it.
    """
    if table.get("role") == "presentation" or next(table.iterdescendants("table"), None) is not None:
        return False
    rows = [[(cell, _length(cell)) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    filled = [[cell for cell, length in row if length] for row in rows if any(length for _, length in row)]
    whole = sum(length for row in rows for _, length in row)
    if any(length > BODY_SHARE * whole and _breaks(cell) > BODY_LINES for row in rows for cell, length in row):
        return False
    if len(filled) == 1:
        return len(filled[0]) > 1 and not any(_breaks(cell) > 1 for cell in filled[0])
    return 2 * _wide_rows(filled) >= len(filled) > 0


def _wide_rows(rows: list[list[etree._Element]]) -> int:
    """Number of rows with more than one cell, merged cells that reach down from above counted."""
    count = reaching = 0
    for cells in rows:
        count += int(len(cells) + (reaching > 0) > 1)
        reaching = max(reaching, *(integer(cell.get("rowspan"), 1) for cell in cells)) - 1
    return count


def _length(cell: etree._Element) -> int:
    return len("".join(text_of(cell).split()))


def _breaks(cell: etree._Element) -> int:
    return sum(1 for element in cell.iter(etree.Element) if element.tag == "br" or element.tag in BLOCKS) - 1


class Grid:
    """Rows of a table as lines. A merged cell stands where it begins; the places it covers are empty cells, so that
    columns keep their order in every row."""

    def __init__(self) -> None:
        self._cells: list[str] = []
        self._covered: dict[int, int] = {}

    def cell(self, text: str, colspan: str | None = None, rowspan: str | None = None) -> None:
        self._skip_covered()
        rows = max(integer(rowspan, 1), 1) - 1
        columns = min(integer(colspan, 1), _MAX_COLUMNS - len(self._cells))
        for column in range(max(columns, 1)):
            if rows:
                self._covered[len(self._cells)] = rows
            self._cells.append("" if column else text)

    def begin_row(self) -> list[str]:
        """The row before, where it was not ended (cells without ``<tr>``)."""
        return self.end_row() if self._cells else []

    def end_row(self) -> list[str]:
        """The row as one line; none where no cell has text."""
        while len(self._cells) <= max(self._covered, default=-1):
            self._skip_covered()
            self._cells.append("")
        row = "\t".join(self._cells).rstrip("\t")
        self._cells = []
        return [row] if row else []

    def _skip_covered(self) -> None:
        while rows := self._covered.pop(len(self._cells), 0):
            if rows > 1:
                self._covered[len(self._cells)] = rows - 1
            self._cells.append("")
