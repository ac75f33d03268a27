"""Sentences end at 。！？；, never inside brackets or quotation marks, and nothing falls between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.outlining.sentences import ends_sentence, groups, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推进改革。加强监管；做好服务！", ["推进改革。", "加强监管；", "做好服务！"]),
        ("推进改革。加强监管", ["推进改革。", "加强监管"]),
        ("推进改革。 \u3000加强监管。", ["推进改革。", "加强监管。"]),
        ("完善制度（含办法。细则；）后公布。", ["完善制度（含办法。细则；）后公布。"]),
        ("实施“增品种。提品质。”行动。", ["实施“增品种。提品质。”行动。"]),
        ("会议指出：“要抓落实。要见实效。”各地照办。", ["会议指出：“要抓落实。要见实效。”", "各地照办。"]),
        ("真的吗？！是的。", ["真的吗？！", "是的。"]),
        ("（本条自公布之日起施行。）附则略。", ["（本条自公布之日起施行。）附则略。"]),
        ("没有闭合（的括号。不保护后文。", ["没有闭合（的括号。", "不保护后文。"]),
        ("多余的引号。”属于前句。后句。", ["多余的引号。”", "属于前句。", "后句。"]),
        ("全角与半角（混用)不分。两句。", ["全角与半角（混用)不分。", "两句。"]),
        ('直引号"一。二"成对。三。', ['直引号"一。二"成对。', "三。"]),
        ("甲\t乙。丙\t", ["甲", "乙。", "丙"]),
        ("", []),
        (" \u3000 ", []),
    ],
)
def test_sentences_are_cut_by_rule(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(alphabet='甲乙，。；！？（）()〔〕“”‘’「」《》"\t \u3000', max_size=60))
def test_every_visible_character_is_in_exactly_one_sentence(text: str) -> None:
    spans = sentences(text)
    inside = [position for start, end in spans for position in range(start, end)]
    assert len(inside) == len(set(inside))
    assert all(char.isspace() for position, char in enumerate(text) if position not in set(inside))
    assert spans == sorted(spans)


@given(st.text(alphabet="甲。；（）〔〕“”《》", max_size=40))
def test_no_sentence_ends_inside_a_bracket_that_is_closed(text: str) -> None:
    cuts = {end for _, end in sentences(text)} - {len(text.rstrip())}
    for start, end in groups(text):
        assert not any(start < cut < end for cut in cuts)


@pytest.mark.parametrize(
    ("text", "ends"),
    [("完成。", True), ("完成。”", True), ("完成；", True), ("完成", False), ("（略）", False), ("", False)],
)
def test_the_end_of_a_sentence_is_seen_through_closing_marks(text: str, ends: bool) -> None:
    assert ends_sentence(text) is ends
