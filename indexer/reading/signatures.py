"""What a file really is, by its first bytes, whatever its name says."""

from __future__ import annotations

_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")

# (first bytes, what it looks like and what to do). Sources: PKWARE APPNOTE 4.3.7, ISO 32000-1 7.5.2, [MS-CFB] 2.2,
# and the magic numbers published with each format.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF 文件，请将扩展名改为 .pdf"),
    (b"{\\rtf", "RTF 文件，请用 Word 或 WPS 打开，另存为 .docx"),
    (b"PK\x03\x04", "压缩包或新版 Office 文件（.docx、.xlsx 等）；若是 Word 文件，请将扩展名改为 .docx"),
    (b"PK\x05\x06", "空的压缩包"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "旧版 Office 文件（.doc、.xls、.wps 等），请用 Word 或 WPS 打开，另存为 .docx",
    ),
    (b"\x89PNG\r\n\x1a\n", "PNG 图片，需先做文字识别"),
    (b"\xff\xd8\xff", "JPEG 图片，需先做文字识别"),
    (b"GIF8", "GIF 图片，需先做文字识别"),
    (b"II*\x00", "TIFF 图片，需先做文字识别"),
    (b"MM\x00*", "TIFF 图片，需先做文字识别"),
    (b"BM", "BMP 图片，需先做文字识别"),
    (b"Rar!\x1a\x07", "RAR 压缩包，请先解压"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包，请先解压"),
    (b"\x1f\x8b", "gzip 压缩文件，请先解压"),
    (b"SQLite format 3\x00", "数据库文件"),
    (b"\x7fELF", "程序文件"),
    (b"MZ", "程序文件"),
)

# Formats that are text themselves: their first bytes alone tell them, though every byte is a character.
_TEXTUAL = (b"%PDF-", b"{\\rtf")


def looks_like(data: bytes) -> str:
    """What binary ``data`` is, in Chinese with what to do about it; empty where its first bytes tell nothing.

    Only for content already known not to be text: a text may begin with MZ, BM or GIF8 as well.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0") and _ENCRYPTED_STREAM in data:
        return "加密的 Office 文件，请用 Word 或 WPS 打开，取消密码后另存为 .docx"
    return next((meaning for start, meaning in _SIGNATURES if data.startswith(start)), "")


def is_textual_format(data: bytes) -> bool:
    """Whether ``data`` is of a format that is written in characters, yet is no text to read (PDF, RTF)."""
    return data.startswith(_TEXTUAL)
