"""What files cannot carry stays visible; what programs would calculate stays text; what is too long goes on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.exports.characters import (
    CONTINUATION,
    CONTINUED,
    legible,
    legible_row,
    looks_like_formula,
    neutralised,
    pieces,
    shortened,
    web_address,
)
from tests.exports.ledgers import ANY_TEXT, duty


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("一\x00二", "一�二"),
        ("一\x0b二\x1f", "一�二�"),
        ("一\ud800二", "一�二"),
        ("一\ufffe二\uffff", "一�二�"),
        ("制表\t换行\r\n𠮷〇—“”", "制表\t换行\r\n𠮷〇—“”"),
    ],
)
def test_a_character_no_file_can_carry_is_shown_as_a_mark(text: str, shown: str) -> None:
    assert legible(text) == shown


def test_every_word_of_a_row_is_made_legible() -> None:
    row = legible_row(duty("任务\x00", "甲局\x01", path=("一、\x02",), reasons=("理由\x03",), why="说\x04明"))
    assert (row.task, row.department, row.path, row.reasons, row.why) == (
        "任务�",
        "甲局�",
        ("一、�",),
        ("理由�",),
        "说�明",
    )


def test_a_row_without_such_characters_is_left_alone() -> None:
    row = duty("任务", "甲局")
    assert legible_row(row) is row


@pytest.mark.parametrize("sign", list("=+-@＝＋－＠"))
@pytest.mark.parametrize("before", ["", " ", "\t", "\r", "\n", "\u3000", "\ufeff \u200b"])
def test_a_formula_is_recognised_behind_blanks(sign: str, before: str) -> None:
    text = f"{before}{sign}1+1"
    assert looks_like_formula(text)
    assert neutralised(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "——坚持统筹", "—1—", "省财政厅=牵头", "（一）", "1-2月", "'已标", "·项目", "~", "%"]
)
def test_other_text_is_not_touched(text: str) -> None:
    assert neutralised(text) == text


@given(st.text(max_size=60), st.integers(20, 40))
def test_stretches_of_a_long_text_make_up_the_text(text: str, limit: int) -> None:
    found = list(pieces(text, limit))
    assert all(len(piece.encode("utf-16-le")) // 2 <= limit for piece in found)
    joined = "".join(
        piece.removeprefix(CONTINUATION if at else "").removesuffix(CONTINUED if at < len(found) - 1 else "")
        for at, piece in enumerate(found)
    )
    assert joined == text


def test_a_text_that_just_fits_is_not_divided() -> None:
    assert list(pieces("字" * 40, 40)) == ["字" * 40]
    assert list(pieces("𠮷" * 20, 40)) == ["𠮷" * 20]
    assert len(list(pieces("𠮷" * 21, 40))) == 2


def test_a_title_that_is_too_long_ends_in_dots() -> None:
    assert shortened("字" * 40, 40) == "字" * 40
    assert shortened("字" * 41, 40) == "字" * 38 + "……"


@pytest.mark.parametrize(
    ("link", "base", "address"),
    [
        ("/clause/a:2.1:x", "https://site", "https://site/clause/a:2.1:x"),
        ("clause/a", "https://site/kb/", "https://site/kb/clause/a"),
        ("/clause/路 灯|<x>", "http://s", "http://s/clause/%E8%B7%AF%20%E7%81%AF%7C%3Cx%3E"),
        ("/clause/%E8?q=1&r=2#s", "http://s", "http://s/clause/%E8?q=1&r=2#s"),
        ("/clause/100%", "http://s", "http://s/clause/100%25"),
        ("/clause/a", "", "/clause/a"),
        ("", "https://site", ""),
    ],
)
def test_links_become_full_addresses(link: str, base: str, address: str) -> None:
    assert web_address(link, base) == address


@given(ANY_TEXT)
def test_legible_text_can_always_be_written(text: str) -> None:
    legible(text).encode()
