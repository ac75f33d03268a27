"""A web page is read in the encoding it is really in, or refused with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import ReadingError
from indexer.reading import html, read
from tests.reading.html.asking import page


@pytest.mark.parametrize(
    ("codec", "head"),
    [
        ("utf-8", ""),
        ("utf-8", "<meta charset=gb2312>"),
        ("gb18030", ""),
        ("gb18030", "<meta http-equiv=Content-Type content='text/html; charset=gb2312'>"),
        ("gbk", "<meta charset=utf-8>"),
        ("utf-16", "<meta charset=utf-16>"),
        ("utf-8-sig", ""),
    ],
)
def test_the_encoding_is_found_even_where_the_page_states_another(tmp_path: Path, codec: str, head: str) -> None:
    path = tmp_path / "页.htm"
    path.write_bytes(f"<html><head>{head}</head><body><p>加强河道巡查，确保行洪安全。</p></body></html>".encode(codec))
    assert read(path, max_bytes=10**6).text == "加强河道巡查，确保行洪安全。"


def test_a_declared_big5_page_is_read() -> None:
    data = "<meta charset=big5><p>關於加強河道巡查的通知</p>".encode("big5")
    assert html.extract(Path("页.html"), data).text == "關於加強河道巡查的通知"


@pytest.mark.parametrize(
    "markup", ["<html></html>", "<!-- 空 -->", "<script>document.write('甲')</script>", "<frameset>"]
)
def test_a_page_without_text_is_refused_with_what_to_do(tmp_path: Path, markup: str) -> None:
    path = tmp_path / "页.html"
    path.write_text(markup, encoding="utf-8")
    with pytest.raises(ReadingError, match="脚本"):
        read(path, max_bytes=10**6)


def test_a_page_nested_a_thousand_deep_is_read() -> None:
    assert page("<div>" * 1000 + "深" + "</div>" * 1000 + "<p>后</p>").text == "深\n后"


def test_a_page_nested_beyond_the_parser_is_refused_not_cut() -> None:
    with pytest.raises(ReadingError, match="嵌套过深"):
        page("<p>前</p>" + "<div>" * 5000 + "深")


def test_a_word_document_named_html_is_told_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "页.html"
    path.write_bytes(b"PK\x03\x04\x14\x00\x06\x00\x08\x00")
    with pytest.raises(ReadingError, match="Office"):
        read(path, max_bytes=10**6)
