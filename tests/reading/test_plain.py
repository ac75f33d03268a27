"""Text and Markdown: every character of the file, in whatever encoding it comes, or a clear refusal."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.errors import ReadingError
from indexer.models import SourceText
from indexer.reading import read
from indexer.reading.encoding import decode

LIMIT = 64 * 1024 * 1024
TEXT = "关于加强乡村道路养护的通知\n一、总体要求\n（一）各县区要每月巡查一次，发现坑洼、塌方等及时上报。\n"


def written(tmp_path: Path, data: bytes, name: str = "通知.txt") -> SourceText:
    path = tmp_path / name
    path.write_bytes(data)
    return read(path, max_bytes=LIMIT)


def refusal(tmp_path: Path, data: bytes, name: str = "通知.txt") -> str:
    with pytest.raises(ReadingError) as caught:
        written(tmp_path, data, name)
    return caught.value.reason


@pytest.mark.parametrize(
    ("codec", "mark", "encoding"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8-sig"),
        ("utf-16-le", b"\xff\xfe", "utf-16"),
        ("utf-16-be", b"\xfe\xff", "utf-16"),
        ("gb18030", b"", "gb18030"),
        ("gb18030", "\ufeff".encode("gb18030"), "gb18030"),
        ("gbk", b"", "gb18030"),
        ("gb2312", b"", "gb18030"),
    ],
)
def test_every_usual_encoding_gives_the_same_text(tmp_path: Path, codec: str, mark: bytes, encoding: str) -> None:
    source = written(tmp_path, mark + TEXT.encode(codec))
    assert source.text == TEXT
    assert source.encoding == encoding
    assert source.body_start == 0


def test_an_encoding_other_than_utf8_is_mentioned(tmp_path: Path) -> None:
    assert written(tmp_path, TEXT.encode()).notes == ()
    assert "GB18030" in written(tmp_path, TEXT.encode("gb18030")).notes[0]


def test_rare_characters_and_four_byte_codes_survive_gb18030(tmp_path: Path) -> None:
    text = TEXT * 3 + "㳇河镇、𠮷家沟、衢州、亳州、珲春，℃ ㎡ €\n"
    assert written(tmp_path, text.encode("gb18030")).text == text


def test_line_ends_blanks_and_odd_characters_are_left_as_they_are(tmp_path: Path) -> None:
    text = "\u3000\u3000一、甲\r\n\r\n乙\r丙\u2028丁\t戊  \u00a0\x0c己\u200b\n\n"
    assert written(tmp_path, text.encode()).text == text
    assert written(tmp_path, text.encode(), "通知.md").text == text


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text.strip("\ufeff ")))
def test_utf8_comes_back_character_by_character(text: str) -> None:
    data = text.encode()
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"%PDF-", b"{\\rtf")):
        return
    assert decode(Path("x.txt"), data).text == text


@settings(deadline=None)
@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_are_either_read_without_loss_or_refused(data: bytes) -> None:
    try:
        decoded = decode(Path("x.txt"), data)
    except ReadingError:
        return
    codec = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(data[:2], decoded.encoding.removesuffix("-sig"))
    assert data.endswith(decoded.text.encode(codec))
    assert len(data) - len(decoded.text.encode(codec)) in (0, 2, 3, 4)  # nothing, or the byte order mark


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00", "Office"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (b"%PDF-1.4\nonly ASCII follows\n", "PDF"),
        (b"{\\rtf1\\ansi \\u26032?}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 64, "旧版 Office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "加密的 Office"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"Rar!\x1a\x07\x01\x00", "RAR"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "7z"),
        (b"\x1f\x8b\x08\x00\x00\x00", "gzip"),
        (b"\x7fELF\x02\x01\x01\x00", "程序"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "程序"),
    ],
)
def test_a_binary_file_with_a_text_name_is_told_what_it_is(tmp_path: Path, start: bytes, kind: str) -> None:
    for name in ("通知.txt", "通知.md"):
        assert kind in refusal(tmp_path, start, name)


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"\x00\x01\x02\x03" * 100,
        "正文".encode() + b"\x00" + "还有".encode(),
        "".join(f"甲{chr(code)}" for code in range(1, 9)).encode(),
    ],
)
def test_content_full_of_control_characters_is_no_text(tmp_path: Path, data: bytes) -> None:
    assert "不是文本" in refusal(tmp_path, data)


def test_one_stray_control_character_is_kept_and_reported(tmp_path: Path) -> None:
    text = TEXT * 10 + "表格\x07末尾\n"
    source = written(tmp_path, text.encode())
    assert source.text == text
    assert "1 个控制字符" in source.notes[0]


@pytest.mark.parametrize(
    "text", ["MZ 系列机床目录", "BM25 排序说明", "GIF89a 图片的格式说明", "阅览室管理办法", "雩山水库"]
)
def test_a_text_that_only_begins_like_a_program_is_read(tmp_path: Path, text: str) -> None:
    assert written(tmp_path, text.encode()).text == text


@pytest.mark.parametrize(
    "data",
    [
        ("について、次のとおり通知します。" * 20).encode("shift_jis"),
        ("Überprüfung der Straßen, ça et là, déjà vu. " * 20).encode("latin-1"),
        "第一条 为了规范管理".encode() + b"\xff\xfe",
        b"\xff\xff\xff\xff",
    ],
)
def test_an_encoding_that_cannot_be_told_is_refused_not_guessed(tmp_path: Path, data: bytes) -> None:
    assert "UTF-8" in refusal(tmp_path, data)


def test_big5_that_is_also_valid_gb18030_is_refused(tmp_path: Path) -> None:
    data = ("關於加強鄉村道路養護的通知，請遵照辦理。" * 20).encode("big5")
    data.decode("gb18030")  # would pass without the look at the characters
    assert "不像中文" in refusal(tmp_path, data)


def test_damaged_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    good = TEXT.encode()
    broken = good + good[:-5] + b"\n" + good
    assert "第 6 行" in refusal(tmp_path, broken)


def test_a_lost_byte_in_the_middle_never_gives_other_characters(tmp_path: Path) -> None:
    data = TEXT.encode()
    for position in range(3, 60):
        broken = data[:position] + data[position + 1 :]
        try:
            text = broken.decode()
        except UnicodeDecodeError:
            assert "UTF-8" in refusal(tmp_path, broken)
        else:
            assert written(tmp_path, broken).text == text


def test_utf16_without_a_mark_is_recognised_in_the_message(tmp_path: Path) -> None:
    assert "UTF-16" in refusal(tmp_path, "第1条 2024年\r\n".encode("utf-16-le") * 20)


def test_a_byte_order_mark_that_lies_is_refused(tmp_path: Path) -> None:
    assert "utf-8" in refusal(tmp_path, b"\xef\xbb\xbf" + TEXT.encode("gb18030"))
    assert "utf-16" in refusal(tmp_path, b"\xff\xfe" + b"\x00\xd8" * 9 + b"x")


def test_text_spoiled_by_another_program_is_reported(tmp_path: Path) -> None:
    source = written(tmp_path, (TEXT + "锟斤拷与\ufffd").encode())
    assert "2 处乱码" in source.notes[0]


def test_the_source_of_a_web_page_is_not_taken_for_its_text(tmp_path: Path) -> None:
    assert ".html" in refusal(tmp_path, b"<!DOCTYPE html>\n<html><body><p>x</p></body></html>")


def test_fifty_megabytes_of_one_line_are_read_in_seconds(tmp_path: Path) -> None:
    path = tmp_path / "长.txt"
    line = "推进老旧小区改造，" * (50 * 1024 * 1024 // 27)
    path.write_text(line, encoding="utf-8")
    begin = time.perf_counter()
    source = read(path, max_bytes=LIMIT)
    assert time.perf_counter() - begin < 10
    assert len(source.text) == len(line)


def test_the_sample_documents_are_read_to_the_character(shared: Path) -> None:
    paths = sorted((shared / "policy" / "docs").glob("*.txt"))
    begin = time.perf_counter()
    sources = [read(path, max_bytes=LIMIT) for path in paths]
    assert time.perf_counter() - begin < 3
    assert len(sources) == 334
    assert all(source.text == path.read_bytes().decode() for source, path in zip(sources, paths, strict=True))
    assert not any(source.notes for source in sources)


def test_the_sample_documents_survive_a_detour_through_gb18030(shared: Path) -> None:
    for path in sorted((shared / "policy" / "docs").glob("*.txt"))[::7]:
        text = path.read_bytes().decode()
        assert decode(path, text.encode("gb18030")).text == text
