"""Word documents (.docx): paragraphs and tables in document order, with the numbers that Word draws.

Nothing is left out in silence: headers and footers, deleted and hidden text, comments, pictures are in the notes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from lxml import etree

from indexer.errors import ReadingError
from indexer.models import SourceText
from indexer.reading.notes import left_out
from indexer.reading.word_numbering import Numbering
from indexer.reading.word_package import Package, W
from indexer.reading.word_text import Story

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_NOTE_PARTS = {"footnotes": W + "footnoteReference", "endnotes": W + "endnoteReference"}


def extract(path: Path, data: bytes) -> SourceText:
    """The text of the document, one paragraph a line, table rows one a line with a TAB between cells; footnotes and
    endnotes at the end, each with the label that stands at its place in the text.

    Changes that are still recorded are read as if accepted. Raises ``ReadingError`` for a file that is no .docx,
    is encrypted or damaged, or unpacks to more than the limits of ``word_package``.
    """
    package = Package(path, data)
    try:
        return _source(path, package)
    except RecursionError:
        raise ReadingError(path, "文档的表格或控件嵌套过深，无法读入。请用 Word 或 WPS 打开，简化后另存。") from None


def _source(path: Path, package: Package) -> SourceText:
    body = package.document()
    related = package.related(package.main)
    parts = {kind: package.part(name) for _, kind, name in related if kind in _READ}
    numbering = Numbering(parts.get("numbering"), parts.get("styles"))
    story = Story(numbering, {tag: _notes_by_id(parts.get(kind)) for kind, tag in _NOTE_PARTS.items()})
    text = "\n".join(story.lines(body) + story.note_lines())
    margin_parts = [package.part(name) for _, kind, name in related if kind in ("header", "footer")]
    margins = [line for part in margin_parts for line in _margin_lines(part, parts.get("styles"))]
    facts = MappingProxyType(_facts(package))
    return SourceText(
        path.name,
        "docx",
        text,
        encoding="",
        facts=facts,
        notes=_notes(story, numbering, margins, parts.get("comments")),
    )


_READ = frozenset(("numbering", "styles", "comments", *_NOTE_PARTS))


def _notes_by_id(part: etree._Element | None) -> Mapping[str, etree._Element]:
    notes = part if part is not None else ()
    return {note.get(W + "id") or "": note for note in notes if note.get(W + "type") not in _SEPARATORS}


def _margin_lines(part: etree._Element | None, styles: etree._Element | None) -> list[str]:
    return Story(Numbering(None, styles)).lines(part) if part is not None else []


def _facts(package: Package) -> dict[str, object]:
    for _, kind, name in package.related(""):
        if kind == "core-properties":
            part = package.part(name)
            title = " ".join((part.findtext(_TITLE) or "").split()) if part is not None else ""
            return {"page_title": title} if title else {}
    return {}


def _notes(story: Story, numbering: Numbering, margins: list[str], comments: etree._Element | None) -> tuple[str, ...]:
    remarks = len(comments) if comments is not None else 0
    unknown = "、".join(sorted(numbering.unknown_forms))
    counted = (
        (story.boxes, f"{story.boxes} 个文本框的文字放在其所在段落之后。"),
        (story.images, f"有 {story.images} 幅图片，图中的文字没有读入。"),
        (story.objects, f"有 {story.objects} 个嵌入对象（图表、公式对象、其他文件等），其内容没有读入。"),
        (story.symbols, f"有 {story.symbols} 个特殊符号没有对应的文字，未读入。"),
        (remarks, f"有 {remarks} 条批注未读入。"),
        (unknown, f"自动编号的格式 {unknown} 按阿拉伯数字读出，请核对。"),
    )
    return (
        *left_out("页眉、页脚的文字", dict.fromkeys(margins)),
        *left_out("修订中已删除的文字", story.deleted),
        *left_out("隐藏的文字", story.hidden),
        *(note for present, note in counted if present),
    )
