"""The styles of the Word document, after GB/T 9704—2012: which letters, how large, where on the line."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.exports import paper
from indexer.exports.word_xml import NAMESPACES


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. ``size`` and ``pitch`` (line to line) are points; ``indent`` counts characters of the first
    line; ``outline`` is the level in the navigation pane, None for text; ``keep_next`` keeps it on a page with what
    follows."""

    id: str
    name: str
    font: str
    size: float
    align: str = "both"
    pitch: float = paper.LINE_PITCH
    indent: int = 0
    outline: int | None = None
    keep_next: bool = False


STYLES = (
    Style("Title", "Title", paper.TITLE_FONT, paper.SIZE_2, "center", pitch=36),
    Style("Subtitle", "Subtitle", paper.SUBHEADING_FONT, paper.SIZE_3, "center"),
    Style("Heading1", "heading 1", paper.HEADING_FONT, paper.SIZE_3, "left", indent=2, outline=0, keep_next=True),
    Style("BodyText", "Body Text", paper.BODY_FONT, paper.SIZE_3, indent=2),
    Style("Note", "注释", paper.BODY_FONT, paper.SIZE_LESSER_4, pitch=19, indent=2),
    Style("TableHead", "表头", paper.HEADING_FONT, paper.SIZE_5, "center", pitch=15),
    Style("TableBand", "表内标题", paper.SUBHEADING_FONT, paper.SIZE_5, "left", pitch=15, keep_next=True),
    Style("TableText", "表格文字", paper.BODY_FONT, paper.SIZE_5, "left", pitch=15),
    Style("TableCentred", "表格居中", paper.BODY_FONT, paper.SIZE_5, "center", pitch=15),
    Style("PageRight", "单页码", paper.PAGE_NUMBER_FONT, paper.SIZE_4, "right", pitch=18),
    Style("PageLeft", "双页码", paper.PAGE_NUMBER_FONT, paper.SIZE_4, "left", pitch=18),
)
"""2号小标宋 for the title; 3号 for the text; 黑体 on the first level of headings, 楷体 on the second, here a row of
the table (7.3.3). A table may take smaller letters. Page numbers are 4号 半角宋体 (7.5)."""

_CHARACTER = 100
"""Unit of ``w:firstLineChars``: hundredths of a character."""


def fonts(name: str) -> str:
    """The font for every script: Chinese quotation marks and figures come out in the same letters as the text."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}" w:hint="eastAsia"/>'


def styles_xml() -> str:
    """The content of ``word/styles.xml``."""
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults>"
        f"<w:rPrDefault><w:rPr>{fonts(paper.BODY_FONT)}{_size(paper.SIZE_3)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>'
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        '<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>'
        f"{_GRID}{''.join(map(_style_xml, STYLES))}</w:styles>"
    )


def _style_xml(style: Style) -> str:
    # The order of elements is that of the schema (CT_PPr, CT_RPr); Word refuses others.
    keep = "<w:keepNext/>" if style.keep_next else ""
    indent = (
        f'<w:ind w:firstLineChars="{style.indent * _CHARACTER}" w:firstLine="{round(style.indent * style.size * 20)}"/>'
        if style.indent
        else ""
    )
    if style.id == "PageRight":
        indent = f'<w:ind w:rightChars="{_CHARACTER}" w:right="{paper.SIZE_4 * 20}"/>'
    if style.id == "PageLeft":
        indent = f'<w:ind w:leftChars="{_CHARACTER}" w:left="{paper.SIZE_4 * 20}"/>'
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{keep}<w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{round(style.pitch * 20)}" w:lineRule="exact"/>'
        f'{indent}<w:jc w:val="{style.align}"/>{outline}</w:pPr>'
        f"<w:rPr>{fonts(style.font)}{_size(style.size)}</w:rPr></w:style>"
    )


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


_RULES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_GRID = (
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
    f"<w:tblPr><w:tblBorders>{_RULES}</w:tblBorders><w:tblCellMar>"
    '<w:top w:w="40" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)

_OTHER_NAMES = {
    paper.TITLE_FONT: "华文中宋",
    paper.BODY_FONT: "仿宋",
    paper.HEADING_FONT: "SimHei",
    paper.SUBHEADING_FONT: "楷体",
    paper.PAGE_NUMBER_FONT: "SimSun",
}
"""What to take where a font is missing: the names under which newer systems have the same letters, or nearly."""


def font_table_xml() -> str:
    """The content of ``word/fontTable.xml``: names and what may stand in for them; no font is embedded."""
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for name, other in _OTHER_NAMES.items()
    )
    return f"<w:fonts {NAMESPACES}>{entries}</w:fonts>"


def settings_xml() -> str:
    """The content of ``word/settings.xml``: a document of Word 2013 and later, in Chinese, with footers of
    their own on even pages."""
    return (
        f'<w:settings {NAMESPACES}><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting'
        ' w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )
