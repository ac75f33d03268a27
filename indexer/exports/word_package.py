"""The file around a Word document (ISO/IEC 29500, Open Packaging Conventions): parts, relationships, page, footers.

Written part by part into the archive while the text is made. Going through a library's tree of the document would cost
half a gigabyte and half a minute for a table of 20,000 rows.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from indexer.exports import paper
from indexer.exports.word_styles import font_table_xml, settings_xml, styles_xml
from indexer.exports.word_xml import NAMESPACES, twips

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ALWAYS = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the archive: the same rows give the same bytes."""

_PARTS = {
    "styles": f"{_WORD_TYPE}.styles+xml",
    "settings": f"{_WORD_TYPE}.settings+xml",
    "fontTable": f"{_WORD_TYPE}.fontTable+xml",
    "footer1": f"{_WORD_TYPE}.footer+xml",
    "footer2": f"{_WORD_TYPE}.footer+xml",
}
"""Parts beside the text and their content types; names are also the identifiers of their relationships."""

_FOOTER_DISTANCE = 16
"""Millimetres from the paper's edge to the foot of the page number: its dashes then stand 7 mm below the type area
(GB/T 9704—2012, 7.5)."""


def write_package(body: Iterable[str], links: Mapping[str, str], *, title: str, subject: str, generated: date) -> bytes:
    """The file with this ``body``, stretches of WordprocessingML. ``links`` maps addresses to identifiers of
    relationships; it is read after the body has been used up and may be filled meanwhile."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        _add(archive, "[Content_Types].xml", _content_types())
        _add(archive, "_rels/.rels", _package_relationships())
        _add(archive, "docProps/core.xml", _properties(title, subject, generated))
        with archive.open(_entry("word/document.xml"), "w", force_zip64=True) as part:
            part.write(f"{_HEAD}<w:document {NAMESPACES}><w:body>".encode())
            for stretch in body:
                part.write(stretch.encode())
            part.write(f"{_section()}</w:body></w:document>".encode())
        _add(archive, "word/_rels/document.xml.rels", _document_relationships(links))
        _add(archive, "word/styles.xml", styles_xml())
        _add(archive, "word/settings.xml", settings_xml())
        _add(archive, "word/fontTable.xml", font_table_xml())
        _add(archive, "word/footer1.xml", _footer("PageRight"))
        _add(archive, "word/footer2.xml", _footer("PageLeft"))
    return target.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: str) -> None:
    archive.writestr(_entry(name), f"{_HEAD}{content}")


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _ALWAYS)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _content_types() -> str:
    overrides = {
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "word/document.xml": f"{_WORD_TYPE}.document.main+xml",
        **{f"word/{name}.xml": kind for name, kind in _PARTS.items()},
    }
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
        + "</Types>"
    )


def _package_relationships() -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="document" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="core" Type="{_PACKAGE}/relationships/metadata/core-properties"'
        ' Target="docProps/core.xml"/></Relationships>'
    )


def _document_relationships(links: Mapping[str, str]) -> str:
    parts = (f'<Relationship Id="{name}" Type="{_OFFICE}/{name.rstrip("12")}" Target="{name}.xml"/>' for name in _PARTS)
    addresses = (
        f'<Relationship Id="{identifier}" Type="{_OFFICE}/hyperlink" Target={quoteattr(address)}'
        ' TargetMode="External"/>'
        for address, identifier in links.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(parts)}{"".join(addresses)}</Relationships>'


def _properties(title: str, subject: str, generated: date) -> str:
    moment = f'xsi:type="dcterms:W3CDTF">{generated.isoformat()}T00:00:00Z<'
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:subject>{escape(subject)}</dc:subject>"
        f"<dcterms:created {moment}/dcterms:created><dcterms:modified {moment}/dcterms:modified>"
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def _section() -> str:
    """Landscape A4 with the type area of a 公文; one footer for odd pages, one for even."""
    top, right, bottom, left = map(
        twips, (paper.MARGIN_TOP, paper.MARGIN_RIGHT, paper.MARGIN_BOTTOM, paper.MARGIN_LEFT)
    )
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="footer1"/>'
        '<w:footerReference w:type="even" r:id="footer2"/>'
        f'<w:pgSz w:w="{twips(paper.PAGE_WIDTH)}" w:h="{twips(paper.PAGE_HEIGHT)}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="{twips(15)}"'
        f' w:footer="{twips(_FOOTER_DISTANCE)}" w:gutter="0"/></w:sectPr>'
    )


def _footer(style: str) -> str:
    """— 1 —, the number a field."""
    dash = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    return (
        f'<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{dash.format("— ")}'
        f'<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>{dash.format(" —")}</w:p></w:ftr>'
    )
