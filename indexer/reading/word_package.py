"""The archive that a .docx file is (Open Packaging Conventions, ECMA-376-2): its parts, opened with care.

The parts are read here with zipfile and lxml rather than with python-docx, which refuses whole documents for a
dangling relationship that Word itself ignores (python-docx issue 797) and knows neither text boxes nor footnotes.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from indexer.errors import ReadingError
from indexer.reading.files import megabytes
from indexer.reading.signatures import looks_like

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = "http://purl.oclc.org/ooxml/"

MAX_ENTRIES = 10_000
"""A document has tens of parts, one with many pictures hundreds."""

MAX_UNPACKED = 512 * 1024 * 1024
"""All parts together, unpacked, as the archive declares them: eight times the largest file that is read by default."""

MAX_PART = 64 * 1024 * 1024
"""One XML part, unpacked. A book of a thousand pages has about 20 MB; lxml needs some ten times this in memory."""

MAX_RATIO = 200
RATIO_FROM = 16 * 1024 * 1024
"""Parts above RATIO_FROM bytes: unpacked to packed. WordprocessingML packs 10 to 60 times, a bomb about 1000 times; an
empty form of many like rows comes near a bomb, but is small."""


class Package:
    """An opened .docx. Parts are parsed when they are asked for."""

    def __init__(self, path: Path, data: bytes) -> None:
        """Raises ``ReadingError`` for anything that is no Word document, or would unpack to more than the limits."""
        self._path = path
        if not data.startswith(b"PK"):
            kind = looks_like(data)
            what = f"看起来是{kind}" if kind else "文件已损坏，或不是 Word 文件"
            raise ReadingError(path, f"不是有效的 .docx：{what}。")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:  # ValueError: offsets outside the file
            raise ReadingError(path, _DAMAGED) from error
        self._entries = {entry.filename.replace("\\", "/"): entry for entry in self._zip.infolist()}
        self._check_sizes()
        self.main = self._main_part()

    def part(self, name: str) -> etree._Element | None:
        """The root element of an XML part; None where there is no such part."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(self._unpack(entry), parser)
        except etree.XMLSyntaxError as error:
            raise ReadingError(self._path, f"{name} 已损坏或嵌套过深，无法解析。{_REPAIR}") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise ReadingError(self._path, f"{name} 中有 Word 不会写入的实体定义（DTD），为安全起见不予读入。")
        return root

    def related(self, source: str) -> list[tuple[str, str, str]]:
        """Relationships of a part to others inside the archive: id, kind (the type's last word), name of the part.
        Those that lead nowhere are left out, as Word leaves them."""
        folder, name = posixpath.split(source)
        root = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = []
        for relationship in root.iter(_RELATIONSHIP) if root is not None else ():
            target = posixpath.normpath(posixpath.join("/" + folder, relationship.get("Target", ""))).lstrip("/")
            if relationship.get("TargetMode") != "External" and target in self._entries:
                kind = relationship.get("Type", "").rpartition("/")[2]
                found.append((relationship.get("Id", ""), kind, target))
        return found

    def _check_sizes(self) -> None:
        entries = self._entries.values()
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > MAX_ENTRIES:
            raise ReadingError(self._path, f"压缩包内有 {len(entries)} 个文件，上限为 {MAX_ENTRIES} 个，疑为恶意文件。")
        if unpacked > MAX_UNPACKED:
            raise ReadingError(self._path, _too_large("解压后共", unpacked, MAX_UNPACKED))
        for entry in entries:
            if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
                ratio = entry.file_size // max(entry.compress_size, 1)
                reason = f"{entry.filename} 的压缩比为 {ratio} 倍，上限为 {MAX_RATIO} 倍，疑为压缩炸弹，不予读入。"
                raise ReadingError(self._path, reason)
            if entry.flag_bits & 1:
                raise ReadingError(self._path, "压缩包已加密。请用 Word 或 WPS 打开，取消密码后另存为 .docx。")

    def _unpack(self, entry: zipfile.ZipInfo) -> bytes:
        """At most MAX_PART bytes, whatever the archive declares; zipfile itself never gives more than declared."""
        try:
            with self._zip.open(entry) as file:
                content = file.read(MAX_PART + 1)
        # RuntimeError: zipfile has no error of its own for what is encrypted or packed in a way it does not know.
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
            raise ReadingError(self._path, _DAMAGED) from error
        if len(content) > MAX_PART:
            raise ReadingError(self._path, _too_large(f"{entry.filename} 解压后超过", len(content), MAX_PART))
        return content

    def _main_part(self) -> str:
        names = [target for _, kind, target in self.related("") if kind == "officeDocument"]
        name = next(iter(names), "word/document.xml")
        for start, what in _OTHER_KINDS:
            if name.startswith(start) or (name not in self._entries and start in self._entries):
                raise ReadingError(self._path, f"不是 Word 文件，而是{what}。请将正文另存为 .docx。")
        if name not in self._entries:
            raise ReadingError(self._path, f"压缩包里没有 Word 正文（{name}），文件不完整或不是 Word 文件。{_REPAIR}")
        return name

    def document(self) -> etree._Element:
        """The body of the document."""
        root = self.part(self.main)
        body = root.find(W + "body") if root is not None else None
        if root is not None and _STRICT in (root.nsmap.get(root.prefix) or ""):
            raise ReadingError(self._path, "是“严格 Open XML”格式。请用 Word 另存为普通的“Word 文档 (.docx)”。")
        if body is None:
            raise ReadingError(self._path, f"{self.main} 中没有正文，文件不完整。{_REPAIR}")
        return body


_REPAIR = "请用 Word 或 WPS 打开并另存为 .docx。"
_DAMAGED = f"压缩包已损坏，无法解压。{_REPAIR}"
_OTHER_KINDS = (
    ("xl/", "Excel 表格"),
    ("ppt/", "PowerPoint 演示文稿"),
    ("content.xml", "OpenDocument 文件"),
    ("OFD.xml", "OFD 版式文件"),
)


def _too_large(what: str, size: int, limit: int) -> str:
    return f"{what} {megabytes(size)}，上限为 {megabytes(limit)}，疑为压缩炸弹，不予读入。"
