"""A Word file made to do harm is refused: bombs, false sizes, entities, nesting without end."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import ReadingError
from indexer.reading import word_package
from tests.reading.word.asking import lines, refusal, source
from tests.reading.word.making import NAMESPACES, p, package, r, row, zipped


def test_a_zip_bomb_is_refused_before_it_unpacks() -> None:
    reason = refusal(zipped({"word/document.xml": b"<w:t>" + b" " * (32 * 1024 * 1024)}))
    assert "压缩炸弹" in reason
    assert "倍" in reason


def test_a_large_form_of_like_rows_is_no_bomb() -> None:
    assert len(lines("<w:tbl>" + row("甲", "", "") * 20_000 + "</w:tbl>")) == 20_000


def test_many_parts_that_together_are_too_large_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_package, "MAX_UNPACKED", 10_000)
    reason = refusal(zipped({f"word/media/{number}.bin": bytes(range(256)) * 10 for number in range(5)}))
    assert "压缩炸弹" in reason
    assert "12.5 KB" in reason


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_package, "MAX_ENTRIES", 5)
    assert "6 个文件" in refusal(zipped({f"{number}": b"" for number in range(6)}))


def test_a_part_that_is_larger_than_allowed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_package, "MAX_PART", 5_000)
    assert "压缩炸弹" in refusal(package(p("甲" * 2_000)))


def test_an_archive_that_lies_about_its_sizes_gives_no_more_than_it_declared() -> None:
    content = b"<x>" + b"A" * 3_000_000 + b"</x>"
    data = bytearray(zipped({"word/document.xml": content}))
    declared = len(content).to_bytes(4, "little")
    assert data.count(declared) == 2
    forged = bytes(data).replace(declared, (1000).to_bytes(4, "little"))
    assert "已损坏" in refusal(forged)


def test_entities_are_never_expanded() -> None:
    bomb = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
    document = f"{bomb}<w:document {NAMESPACES}><w:body>{p('&b;')}</w:body></w:document>"
    assert "实体定义" in refusal(package("", document=document))


def test_no_file_of_the_machine_is_read_through_an_entity(tmp_path: Path) -> None:
    secret = tmp_path / "秘密.txt"
    secret.write_text("SECRET", encoding="utf-8")
    entity = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    document = f"{entity}<w:document {NAMESPACES}><w:body>{p('&a;')}</w:body></w:document>"
    assert "SECRET" not in refusal(package("", document=document))


@pytest.mark.parametrize("depth", [60, 200, 1000])
def test_deep_nesting_is_read_or_refused_but_never_crashes(depth: int) -> None:
    data = package(p("<w:smartTag>" * depth + r("深") + "</w:smartTag>" * depth))
    if depth == 60:
        assert source(data).text == "深"
    else:
        try:
            assert source(data).text == "深"
        except ReadingError as error:
            assert "嵌套过深" in error.reason
