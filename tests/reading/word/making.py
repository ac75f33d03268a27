"""Word files for the tests, made in memory: whole ones by python-docx, odd ones part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    }.items()
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def p(content: str = "", properties: str = "") -> str:
    """A paragraph; plain text becomes a run, markup stays."""
    inside = content if content.startswith("<") or not content else r(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def row(*cells: str, properties: str = "") -> str:
    inside = "".join(cell if cell.startswith("<w:tc>") else tc(cell) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inside}</w:tr>"


def tc(content: str, properties: str = "") -> str:
    inside = content if "<" in content else p(content)
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inside}</w:tc>"


def numbered(text: str, number: int | None = 1, level: int | None = 0) -> str:
    inside = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    inside += "" if number is None else f'<w:numId w:val="{number}"/>'
    return p(text, f"<w:numPr>{inside}</w:numPr>")


def level(depth: int, form: str, text: str, *, start: int = 1, more: str = "") -> str:
    form = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
    return f'<w:lvl w:ilvl="{depth}">{form}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels: str, numbers: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    abstract = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
    return f"<w:numbering {NAMESPACES}>{abstract}{numbers}</w:numbering>"


def package(body: str, parts: dict[str, str] | None = None, *, document: str | None = None) -> bytes:
    """A .docx with this body; ``parts`` by relationship kind (numbering, styles, footnotes, header …), each the text
    of ``word/<kind>.xml``."""
    parts = parts or {}
    relations = "".join(
        f'<Relationship Id="r{kind}" Type="{_RELATIONS}/{kind.rstrip("0123456789")}" Target="{kind}.xml"/>'
        for kind in parts
    )
    files = {
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{_RELATIONS}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>',
        "word/document.xml": document or f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        **{f"word/{kind}.xml": text for kind, text in parts.items()},
    }
    return zipped({name: text.encode() for name, text in files.items()})


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


_FONTS = {
    "title": ("方正小标宋简体", 22),
    "body": ("仿宋_GB2312", 16),
    "head": ("黑体", 16),
    "sub": ("楷体_GB2312", 16),
}


def official_document(
    paragraphs: Sequence[tuple[str, str]], table: Sequence[Sequence[str]] = (), footer: str = ""
) -> bytes:
    """A document in the manner of GB/T 9704—2012: type area 156 × 225 mm, fonts by level. ``paragraphs`` holds the
    kind (title, body, head, sub, right) and the text of each."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Cm(3.7),
        Cm(3.5),
        Cm(2.8),
        Cm(2.6),
    )
    section.footer.paragraphs[0].text = footer
    for kind, text in paragraphs:
        paragraph = document.add_paragraph()
        run = paragraph.add_run(text)
        font, size = _FONTS.get(kind, _FONTS["body"])
        run.font.name, run.font.size = font, Pt(size)
        run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
        if kind == "title":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif kind == "right":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        else:
            paragraph.paragraph_format.first_line_indent = Pt(32)
    if table:
        grid = document.add_table(len(table), len(table[0]), style="Table Grid")
        for cells, line in zip(table, grid.rows, strict=True):
            for text, cell in zip(cells, line.cells, strict=True):
                cell.text = text
    return saved(document)


def automatic_numbers(paragraphs: Sequence[tuple[int | None, str]], levels: Sequence[tuple[str, str]]) -> bytes:
    """A document by python-docx with one multilevel list: ``paragraphs`` as (level or None, text), ``levels`` as
    (number format, pattern)."""
    document = Document()
    definitions = document.part.numbering_part.element
    abstract = "".join(level(depth, form, text) for depth, (form, text) in enumerate(levels))
    definitions.insert(0, parse_xml(f'<w:abstractNum {NAMESPACES} w:abstractNumId="90">{abstract}</w:abstractNum>'))
    definitions.append(parse_xml(f'<w:num {NAMESPACES} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for depth, text in paragraphs:
        paragraph = document.add_paragraph(text)
        if depth is not None:
            numbers = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            numbers.get_or_add_ilvl().val = depth
            numbers.get_or_add_numId().val = 90
    return saved(document)


def saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()
