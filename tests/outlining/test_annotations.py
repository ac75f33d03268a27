"""A responsibility annotation is told from an explanation in brackets."""

from __future__ import annotations

import pytest

from indexer.outlining.annotations import is_annotation, leading_annotation, trailing_annotation


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("（责任单位：市科委、市商务委）", True),
        ("（牵头部门：市税务局；目标位置：全省前5）", True),
        ("（责任处室：城建处，时限要求：持续推进）", True),
        ("〔责任单位：市科技局，各县（市、区）政府〕", True),
        ("（省市场监管局、省税务局按职责分工负责）", True),
        ("（甲海关负责）", True),
        ("（市税务局、甲海关、市商务委）", True),
        ("[责任单位：市科委]", True),
        ("（试行）", False),
        ("（以下简称总局）", False),
        ("（含定州、辛集市）", False),
        ("（2023—2025年）", False),
        ("（PPP）", False),
        ("（包括市、县、区）", False),
    ],
)
def test_annotations_are_recognised(group: str, expected: bool) -> None:
    assert is_annotation(group) is expected


def test_an_annotation_is_found_at_the_end_and_at_the_beginning() -> None:
    text = "推进试点（含县区）工作。（责任单位：市科委）"
    assert trailing_annotation(text) == text.index("（责任单位")
    assert trailing_annotation("推进试点（含县区）") is None
    assert leading_annotation("（市商务局负责）。巩固成果") == len("（市商务局负责）。")
    assert leading_annotation("（含县区）巩固成果") == 0
