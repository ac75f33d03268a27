"""How a paragraph of an official document may begin: a hint for layout, not the outline (that is a later stage)."""

from __future__ import annotations

import re

from indexer import numerals

_N = f"[{numerals.CHINESE}]"
_OPENING = re.compile(
    rf"""\s*(?:
        第(?:{_N}+|\d+)[编篇部章节条]     # 第一章, 第十二条
      | [（(〔［\[](?:{_N}{{1,4}}|\d{{1,3}})[）)〕］\]]     # （一）, (1)
      | {_N}{{1,4}}[、.．]     # 一、
      | \d{{1,3}}[、．﹒)）]     # 1、 1）
      | \d{{1,3}}\.(?!\d)     # 1. but not 1.5
      | \d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\s     # 1.1.1 with a blank
      | [①-⑳]
      | ——
      | 附\s*[件表录]\s*\d*\s*[：:]?
      | 专栏
    )""",
    re.VERBOSE,
)


def begins_with_number(text: str) -> bool:
    """Whether ``text`` begins as a numbered heading or item does.

    >>> [begins_with_number(text) for text in ("（一）加强", "一、甲", "1.甲", "1.5亿元", "第三条", "一些单位")]
    [True, True, True, False, True, False]
    """
    return _OPENING.match(text) is not None
