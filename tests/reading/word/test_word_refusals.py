"""What is no Word file, or a damaged one, is refused and the user told what to do; small damage does no harm."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document

from indexer.errors import ReadingError
from indexer.reading import read
from tests.reading.word import making
from tests.reading.word.asking import refusal, source
from tests.reading.word.making import NAMESPACES, numbering, p, package, zipped


def test_a_dangling_relationship_does_no_harm() -> None:
    data = package(p("甲"), {"numbering": numbering()})
    files = {
        name: zipfile.ZipFile(io.BytesIO(data)).read(name) for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
    }
    rels = "word/_rels/document.xml.rels"
    files[rels] = files[rels].replace(b"numbering.xml", b"../NULL")
    assert source(zipped(files)).text == "甲"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "旧版 Office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "取消密码"),
        (b"%PDF-1.7", "PDF"),
        ("只是文字".encode(), "已损坏"),
        (b"PK\x03\x04 cut off", "已损坏"),
        (zipped({}), "没有 Word 正文"),
        (zipped({"a.txt": b"x"}), "没有 Word 正文"),
        (zipped({"content.xml": b"<x/>", "mimetype": b"x"}), "OpenDocument"),
        (zipped({"OFD.xml": b"<x/>"}), "OFD"),
        (package("", document="<w:document"), "无法解析"),
        (package("", document=f"<w:document {NAMESPACES}/>"), "没有正文"),
        (package("", document="<x/>"), "没有正文"),
        (package("", document='<d xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"><body/></d>'), "严格"),
    ],
)  # fmt: skip
def test_what_is_no_word_document_is_told_what_to_do(data: bytes, told: str) -> None:
    assert told in refusal(data)


def test_a_spreadsheet_is_called_that() -> None:
    data = package("x")
    files = {
        name: zipfile.ZipFile(io.BytesIO(data)).read(name) for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
    }
    files["_rels/.rels"] = files["_rels/.rels"].replace(b"word/document.xml", b"xl/workbook.xml")
    files["xl/workbook.xml"] = b"<x/>"
    assert "Excel" in refusal(zipped(files))


def test_an_empty_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "空.docx"
    path.write_bytes(making.saved(Document()))
    with pytest.raises(ReadingError, match="没有文字"):
        read(path, max_bytes=10**7)


def test_an_encrypted_archive_is_refused() -> None:
    data = bytearray(package(p("甲")))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "加密" in refusal(bytes(data))
