"""A message that repeats what was typed nests its quotation marks as GB/T 15834 has them."""

from __future__ import annotations

import pytest

from indexer.errors import QuerySyntaxError
from indexer.quoting import quoted
from tests.engine.query.parsing import read


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("食品", "“食品”"),
        ("“双随机、一公开” 检查", "“‘双随机、一公开’ 检查”"),
        ("“学习‘千万工程’经验”", "“‘学习“千万工程”经验’”"),
        ("食品“", "“食品‘”"),
        ('"食品"', '“"食品"”'),
    ],
)
def test_marks_inside_a_quotation_are_single(typed: str, shown: str) -> None:
    assert quoted(typed) == shown


def test_a_refused_query_is_repeated_with_its_marks_nested() -> None:
    with pytest.raises(QuerySyntaxError, match="“‘、’”里没有可以查找的文字"):
        read("“、”")
