"""From WordprocessingML to lines: one paragraph a line, one table row a line with a TAB between cells.

Text is found wherever it stands; only the elements named here are treated in a way of their own. That way an element
this program has never heard of loses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from indexer.reading.blanks import without_invisible
from indexer.reading.word_numbering import Numbering, join
from indexer.reading.word_package import W

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"

_SIGNS = {
    W + "tab": " ",  # a TAB separates the cells of a table row, and nothing else
    W + "ptab": " ",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "",
}
_SKIPPED = frozenset(
    W + name for name in ("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "instrText", "rt")
)
_DELETED = frozenset((W + "del", W + "moveFrom"))
_PICTURES = frozenset((W + "drawing", W + "pict"))
_REFERENCES = {W + "footnoteReference": "注", W + "endnoteReference": "尾注"}


class Story:
    """Reads one story (the body, a note, a header) and keeps account of what is not in its lines."""

    def __init__(self, numbering: Numbering, notes: Mapping[str, Mapping[str, etree._Element]] | None = None) -> None:
        """``notes`` holds footnotes and endnotes by the tag of the element that refers to them, then by id."""
        self._numbering = numbering
        self._notes = notes or {}
        self._cited: list[tuple[str, etree._Element]] = []
        self._labels = dict.fromkeys(_REFERENCES, 0)
        self._boxes: list[str] = []
        self.deleted: list[str] = []
        self.hidden: list[str] = []
        self.boxes = self.images = self.objects = self.symbols = 0

    def lines(self, parent: etree._Element) -> list[str]:
        """The lines of everything in ``parent``: the body, a cell, a text box, a note."""
        lines: list[str] = []
        carried = ""  # a paragraph whose end mark is deleted runs on into the next
        for block in _blocks(parent):
            if block.tag == W + "p" and _is_mark_deleted(block):
                carried += self._inline(block)
                continue
            if block.tag == W + "p":
                lines += _tidy(self._paragraph(block, carried))
            else:
                lines += _tidy(carried) + self._other_block(block)
            carried = ""
            lines += self._take_boxes()
        return lines + _tidy(carried) + self._take_boxes()

    def _other_block(self, block: etree._Element) -> list[str]:
        if block.tag == W + "tbl":
            return self._table(block)
        if block.tag in _DELETED:
            self._drop(self.deleted, block)
        elif block.tag == W + "altChunk":
            self.objects += 1
        else:
            return _tidy(self._inline(block))
        return []

    def note_lines(self) -> list[str]:
        """The footnotes and endnotes referred to so far, each with the label that stands in the text."""
        lines = []
        for label, note in self._cited:
            text = self.lines(note)
            lines += [label + text[0], *text[1:]] if text else []
        self._cited = []
        return lines

    def _paragraph(self, paragraph: etree._Element, carried: str) -> str:
        number = self._numbering.number(paragraph)
        text = carried + self._inline(paragraph)
        return join(number, text.lstrip()) if text.strip() else ""

    def _inline(self, parent: etree._Element) -> str:
        return "".join(self._piece(child) for child in parent)

    def _piece(self, element: etree._Element) -> str:
        tag = element.tag
        if tag in (W + "t", _MATH + "t"):
            return element.text or ""
        if tag in _SIGNS:
            return _SIGNS[tag]
        if tag in _SKIPPED:
            return ""
        if tag in _DELETED:
            return self._drop(self.deleted, element)
        if tag == W + "r" and _is_hidden(element):
            return self._drop(self.hidden, element)
        if tag in _PICTURES:
            return self._picture(element)
        if tag in _REFERENCES:
            return self._reference(element)
        return self._other(element)

    def _other(self, element: etree._Element) -> str:
        if element.tag == _ALTERNATIVES + "AlternateContent":
            chosen = next((child for child in element if len(child)), None)  # the first that holds anything
            return self._inline(chosen) if chosen is not None else ""
        if element.tag == W + "sym":
            self.symbols += 1
            return ""
        if element.tag == W + "object":
            self.objects += 1
            return ""
        return self._inline(element)

    def _drop(self, account: list[str], element: etree._Element) -> str:
        account.append("".join(text.text or "" for text in element.iter(W + "t", W + "delText")))
        return ""

    def _picture(self, picture: etree._Element) -> str:
        """Text boxes are read after the paragraph they are anchored in; for the rest of a picture see the notes."""
        outermost = [
            box
            for box in picture.iter(W + "txbxContent")
            if not any(above.tag == W + "txbxContent" for above in _ancestors(box, picture))
        ]
        for box in outermost:
            before, self._boxes = self._boxes, []
            self._boxes = before + self.lines(box)
            self.boxes += 1
        if next(picture.iter(_CHART, _DIAGRAM), None) is not None:
            self.objects += 1
        elif not outermost:
            self.images += 1
        return ""

    def _take_boxes(self) -> list[str]:
        lines, self._boxes = self._boxes, []
        return lines

    def _reference(self, reference: etree._Element) -> str:
        note = self._notes.get(reference.tag, {}).get(reference.get(W + "id") or "")
        if note is None:
            return ""
        self._labels[reference.tag] += 1
        label = f"[{_REFERENCES[reference.tag]}{self._labels[reference.tag]}]"
        self._cited.append((label, note))
        return label

    def _table(self, table: etree._Element) -> list[str]:
        rows = []
        for row in _rows(table):
            if row.find(f"{W}trPr/{W}del") is not None:
                self._drop(self.deleted, row)
            else:
                rows.append([self._cell(cell) for cell in _cells(row)])
        if all(len(row) <= 1 for row in rows):  # a frame around text: 专栏
            return [line for row in rows for _, lines in row for line in lines]
        return [line for row in rows if (line := _row_line(row))]

    def _cell(self, cell: etree._Element | None) -> tuple[int, list[str]]:
        """Columns that the cell covers, and its lines; None stands for a place left free before the first cell."""
        if cell is None:
            return 1, []
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        continued = merge is not None and merge.get(W + "val") != "restart"
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        width = (span.get(W + "val") or "1") if span is not None else "1"
        if continued:
            self._drop(self.hidden, cell)
        return min(int(width), 100) if width.isdecimal() else 1, [] if continued else self.lines(cell)


def _blocks(parent: etree._Element) -> list[etree._Element]:
    """The paragraphs, tables and changes in ``parent``, taken out of content controls and the like."""
    found: list[etree._Element] = []
    for child in parent:
        if child.tag in (W + "p", W + "tbl", W + "altChunk") or child.tag in _DELETED:
            found.append(child)
        elif child.tag == _ALTERNATIVES + "AlternateContent":
            chosen = next((choice for choice in child if len(choice)), None)
            found += _blocks(chosen) if chosen is not None else []
        elif next(child.iter(W + "p", W + "tbl"), None) is not None:
            found += _blocks(child)
        elif child.tag not in _SKIPPED:
            found.append(child)
    return found


def _rows(table: etree._Element) -> list[etree._Element]:
    return _inside(table, W + "tr")


def _cells(row: etree._Element) -> list[etree._Element | None]:
    before = row.find(f"{W}trPr/{W}gridBefore")
    free = (before.get(W + "val") or "0") if before is not None else "0"
    return [None] * (min(int(free), 100) if free.isdecimal() else 0) + _inside(row, W + "tc")


def _inside(parent: etree._Element, tag: str) -> list[etree._Element]:
    """Children of one kind, also inside content controls and recorded insertions, in no table further down."""
    found: list[etree._Element] = []
    for child in parent:
        if child.tag == tag:
            found.append(child)
        elif child.tag not in _SKIPPED and child.tag not in _DELETED:
            found += _inside(child, tag)
    return found


def _row_line(row: list[tuple[int, list[str]]]) -> str:
    cells = []
    for width, lines in row:
        cells += [" ".join(lines).replace("\t", " "), *[""] * (width - 1)]
    return "\t".join(cells).rstrip("\t")


def _tidy(text: str) -> list[str]:
    """The lines of a paragraph without blanks around them; none of them empty."""
    lines = (line.strip() for line in without_invisible(text).replace("\t", " ").split("\n"))
    return [line for line in lines if line]


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(W + "val") not in ("0", "false", "off")


def _is_mark_deleted(paragraph: etree._Element) -> bool:
    """The end of the paragraph is deleted, or moved away with what stands before it."""
    marks = paragraph.find(f"{W}pPr/{W}rPr")
    return marks is not None and any(mark.tag in _DELETED for mark in marks)


def _ancestors(element: etree._Element, top: etree._Element) -> list[etree._Element]:
    found: list[etree._Element] = []
    above = element.getparent()
    while above is not None and above is not top:
        found.append(above)
        above = above.getparent()
    return found
