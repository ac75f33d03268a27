"""Web pages as government sites publish them: the text of the document, without what the site puts around it.

Nothing is left out in silence: the notes count the characters that are not in the text and quote their beginning.
"""

from __future__ import annotations

import re
from pathlib import Path
from types import MappingProxyType

from lxml import etree
from lxml import html as lxml_html

from indexer.errors import ReadingError
from indexer.models import SourceText
from indexer.reading import html_container, html_header
from indexer.reading.encoding import Decoded, decode
from indexer.reading.html_lines import BLOCKS, CONTROLS, UNSEEN, Lines, fold, is_hidden, list_numbers
from indexer.reading.html_tables import Grid, is_data_table
from indexer.reading.notes import left_out

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]*?encoding=["']([\w-]+)""", re.I)
_HEAD_BYTES = 4096  # HTML standard: a charset is looked for in the first 1024 bytes; pages put it a little later


def extract(path: Path, data: bytes) -> SourceText:
    """The text of the page, one paragraph a line, table rows one a line with a TAB between cells.

    Raises ``ReadingError`` for content that is no text or is nested too deeply to be parsed.
    """
    declared = _DECLARED.search(data[:_HEAD_BYTES])
    charset = (declared[1] or declared[2] or b"").decode("ascii") if declared else ""
    decoded = decode(path, data, charset)
    root = _parse(path, decoded.text)
    if root is None:
        return SourceText(path.name, "html", "", encoding=decoded.encoding, notes=decoded.notes)
    return _source(path, decoded, root)


def _parse(path: Path, text: str) -> etree._Element | None:
    """The page's root element; None for a page without any element."""
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8"), parser=parser)
    except etree.ParserError:
        return None
    if any("Excessive depth" in entry.message for entry in parser.error_log):  # libxml2 stops, and loses the rest
        raise ReadingError(path, "网页的元素嵌套过深，无法完整读入。请在浏览器中打开，将正文复制后存为 .txt（UTF-8）。")
    return root


def _source(path: Path, decoded: Decoded, root: etree._Element) -> SourceText:
    page = _Page(root)
    text = "\n".join(page.text.finish())
    stated, others = html_header.facts(page.around.finish())
    facts = html_header.meta_facts(root) | stated
    title = html_header.confirmed_title(others, str(facts.get("page_title", "")))
    if title:
        facts.setdefault("title", title)
    return SourceText(
        path.name,
        "html",
        text,
        encoding=decoded.encoding,
        facts=MappingProxyType(facts),
        notes=decoded.notes + _notes(page, stated, others),
    )


def _notes(page: _Page, stated: dict[str, object], others: list[str]) -> tuple[str, ...]:
    notes = []
    if not page.recognised:
        notes.append("未能识别网页的正文区域，保留了整个页面（已知的导航、页脚除外）。")
    if stated:
        notes.append(f"网页文件头的 {len(stated)} 项信息作为元数据，不计入正文。")
    notes += left_out("网页正文以外的文字（导航、页脚、按钮等）", others)
    notes += left_out("网页上不显示的文字", page.unseen.finish())
    if page.images:
        notes.append(f"正文中有 {page.images} 幅图片，图中的文字没有读入。")
    return tuple(notes)


class _Page:
    """One walk over the page, which sorts its text into the document's, what stands around it, and what is hidden."""

    def __init__(self, root: etree._Element) -> None:
        self.text, self.around, self.unseen = Lines(), Lines(), Lines()
        self.images = 0
        bodies = root.findall("body")
        found = [element for body in bodies for element in html_container.find(body)]
        self.recognised = bool(found)
        self._containers = set(found or bodies)
        self._furniture = {element for body in bodies for element in html_container.furniture(body)} - self._containers
        self._numbers: dict[etree._Element, str] = {}
        for body in bodies:
            self._walk(body, self.text if body in self._containers else self.around)

    def _walk(self, root: etree._Element, sink: Lines) -> Lines:
        """Adds everything under ``root`` to ``sink``, or to where it belongs instead. Not recursive over the depth
        of the page, which may be two thousand; only a table cell is a walk of its own."""
        sinks = [(root, sink)]
        preformatted = 0
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            preformatted += (element.tag == "pre") * (1 if event == "start" else -1)
            if event == "start":
                sink = self._region(element, sinks)
                if not self._open(element, sink):
                    walker.skip_subtree()
                else:
                    sink.add(element.text, preformatted > 0)
            else:
                sink = self._close(element, sinks)
                if element is not root:
                    sink.add(element.tail, preformatted > 0)
        return sink

    def _region(self, element: etree._Element, sinks: list[tuple[etree._Element, Lines]]) -> Lines:
        """Where the text of this element goes."""
        current = sinks[-1][1]
        sink = current
        if element in self._containers:
            sink = self.text
        elif element in self._furniture or element.tag in CONTROLS:
            sink = self.around
        if is_hidden(element):
            sink = self.unseen
        if sink is not current:
            current.end_line()
            sinks.append((element, sink))
        return sink

    def _open(self, element: etree._Element, sink: Lines) -> bool:
        """Begins an element; False where its content is not to be walked any more."""
        tag = element.tag
        if tag in BLOCKS or tag == "br":
            sink.end_line()
        if tag in UNSEEN:
            return False
        if tag == "img" and sink is self.text:
            self.images += 1
        elif tag == "ol":
            self._numbers |= list_numbers(element)
        elif tag == "li":
            sink.mark(self._numbers.get(element, ""))
        elif tag == "table" and is_data_table(element) and self._containers.isdisjoint(element.iterdescendants()):
            rows = self._rows(element)
            (self.around if html_header.is_header_table(rows) else sink).extend(rows)
            return False
        return True

    def _close(self, element: etree._Element, sinks: list[tuple[etree._Element, Lines]]) -> Lines:
        """Ends an element; where the text after it goes."""
        sink = sinks[-1][1]
        if element.tag in BLOCKS:
            sink.end_line()
        if element.tag == "li":
            sink.drop_mark()
        if sinks[-1][0] is element and len(sinks) > 1:
            sink.end_line()
            sinks.pop()
        return sinks[-1][1]

    def _rows(self, table: etree._Element) -> list[str]:
        """The rows of a data table; text outside its cells (a caption) as lines of its own, where it stands."""
        rows: list[str] = []
        grid, outside = Grid(), Lines()
        walker = etree.iterwalk(table, events=("start", "end"))
        for event, element in walker:
            if event == "start" and element.tag in ("td", "th"):
                grid.cell(self._cell(element), element.get("colspan"), element.get("rowspan"))
                walker.skip_subtree()
            elif event == "start" and (element.tag in UNSEEN or is_hidden(element)):
                self._walk(element, self.unseen)
                walker.skip_subtree()
            elif event == "start":
                if element.tag == "tr":
                    rows += grid.begin_row()
                if element.tag in BLOCKS or element.tag == "br":
                    outside.end_line()
                outside.add(element.text)
            elif element is not table:
                if element.tag == "tr":
                    rows += grid.end_row()
                if element.tag in BLOCKS:
                    outside.end_line()
                outside.add(element.tail)
            rows += outside.take()
        return rows + grid.begin_row() + outside.finish()

    def _cell(self, cell: etree._Element) -> str:
        """The lines of a cell as one."""
        if len(cell) == 0 and not is_hidden(cell):  # most cells are plain text, and tables may be long
            return fold(cell.text or "")
        return " ".join(self._walk(cell, Lines()).finish())
