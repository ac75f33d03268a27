"""Which queries are read as questions."""

from __future__ import annotations

import pytest

from indexer.engine.parser import parse
from indexer.engine.questions import as_question
from indexer.lexicon import load_lexicon
from indexer.segmentation import segmenter_for

SEGMENTER = segmenter_for(load_lexicon())


@pytest.mark.parametrize(
    "asked",
    [
        "摆地摊需要办什么证",
        "小作坊登记多少天办完？",
        "谁负责检查食品摊贩",
        "公司拖欠工资，如何要回",
        "奶粉 质量问题 找哪个部门",
        "企业 质量 信用 档案 检查 公示",  # six words: nobody expects one sentence to have them all
    ],
)
def test_questions_ask_or_are_long(asked: str) -> None:
    assert as_question(asked, parse(asked, SEGMENTER).root) is not None


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "食品",
        "食品 摊贩 登记",
        "食品摊贩管理办法",
        "“食品摊贩如何登记”",  # what is quoted is wanted as it stands
        "食品 AND 摊贩 AND 谁",  # an operator says how the words are joined
        "食品 OR 如何登记 摊贩",
    ],
)
def test_lists_of_words_are_no_questions(typed: str) -> None:
    assert as_question(typed, parse(typed, SEGMENTER).root) is None
