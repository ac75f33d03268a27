"""读入: a file becomes text. The one public function is ``read``; each format has its module.

    __init__      dispatch by suffix, the checks that hold for every format
    files         bytes from the disk, with a limit
    signatures    what a file really is, by its first bytes
    encoding      bytes to characters
    facts         the metadata keys that a file may state, and their form
    plain         .txt and .md (front_matter: the YAML block before the text)
    html          web pages (html_container: where the text is; html_lines, html_tables: how it is laid out;
                  html_header: the facts that stand around it)
    word          .docx (word_package: the archive; word_text: paragraphs and tables; word_numbering: the numbers that
                  only Word draws)
    pdf           text layer (pdf_glyphs: characters and ruled lines; pdf_lines, pdf_paragraphs, pdf_tables: what they
                  make up; pdf_furniture: page numbers and running heads)

Shared by several: counters (numbers of automatic lists), openings (how paragraphs begin), blanks, notes.
Libraries that take time to load (lxml, pypdfium2, yaml) are imported by the module of their format, and that module
by the first file that needs it: reading plain text loads none of them.
"""

from __future__ import annotations

from pathlib import Path

from indexer.errors import ReadingError
from indexer.models import SourceText
from indexer.reading.blanks import without_invisible
from indexer.reading.files import read_bytes

__all__ = ["SUFFIXES", "read"]

_FORMATS = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".pdf": "pdf",
}

SUFFIXES = frozenset(_FORMATS)
"""The file name endings that ``read`` takes, in lower case with the dot."""

_OTHER_SUFFIXES = {
    ".doc": "请用 Word 或 WPS 打开，另存为 .docx",
    ".wps": "请用 WPS 打开，另存为 .docx",
    ".rtf": "请用 Word 或 WPS 打开，另存为 .docx",
    ".docm": "请用 Word 或 WPS 打开，另存为 .docx",
    ".ofd": "请用 OFD 阅读器打开，另存为带文字层的 .pdf",
    ".ceb": "请用方正 Apabi 阅读器打开，另存为带文字层的 .pdf",
    ".mht": "请用浏览器打开，另存为 .html",
    ".mhtml": "请用浏览器打开，另存为 .html",
    ".xls": "表格不能作为政策文件读入，请将正文另存为 .docx",
    ".xlsx": "表格不能作为政策文件读入，请将正文另存为 .docx",
}


def read(path: Path, *, max_bytes: int) -> SourceText:
    """The text of one file, with the metadata that stands outside the text proper.

    ``max_bytes`` is the largest file that is read. Thread-safe. Raises ``ReadingError`` for every file that cannot
    be turned into text: missing, not readable, not a file, too large, empty, of another kind than its name says,
    in an unknown encoding, damaged, encrypted, or without a text layer.
    """
    form = _FORMATS.get(path.suffix.lower())
    if form is None:
        raise ReadingError(path, _unsupported(path.suffix.lower()))
    source = _extract(form, path, read_bytes(path, max_bytes))
    if not without_invisible(source.text[source.body_start :]).strip():
        raise ReadingError(path, _no_text(source))
    return source


def _extract(form: str, path: Path, data: bytes) -> SourceText:
    if form == "html":
        from indexer.reading import html

        return html.extract(path, data)
    if form == "docx":
        from indexer.reading import word

        return word.extract(path, data)
    if form == "pdf":
        from indexer.reading import pdf

        return pdf.extract(path, data)
    from indexer.reading import plain

    return plain.extract(path, data, form)


def _unsupported(suffix: str) -> str:
    supported = " ".join(_FORMATS)
    advice = _OTHER_SUFFIXES.get(suffix, "请另存为其中一种")
    return f"不支持{suffix or '没有扩展名'}的文件。支持的格式：{supported}。{advice}。"


def _no_text(source: SourceText) -> str:
    if source.body_start:
        return "只有元数据（前置信息），没有正文。请补上正文。"
    if source.format == "html":
        return "网页中没有正文文字，正文可能由脚本生成。请在浏览器中打开，将正文复制后存为 .txt（UTF-8）。"
    return "文件中没有文字，只有空白。请检查文件内容。"
