"""What a document declares once for all its annotations: who leads without being marked, who answers everywhere.

The declarations stand inside the first annotation (（…。以下均需各市州政府落实，不再一一列出）) or in a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.duties.names import split_names

_NOT_AGAIN = (
    r"(?:下同|以下(?:同|不再列出)|(?:以下)?不再(?:一一|单独|逐一|逐项|重复|另行)?(?:列出|列明|列示|标注|列|赘述|注明))"
)
_STANDING = (
    re.compile(
        rf"[，,。；;]?\s*(?:以下|下列|上述|所有)(?:各项|所有|任务|措施|政策|工作|事项|改革|举措|内容)*(?:均|都|皆)?(?:需|须|由|要求|应由|需由)"
        rf"(?P<names>[^，,。；;]+?)(?:负责|具体|分别|认真|抓好|配合|组织)*(?:落实|实施|负责|推进|执行|贯彻)?"
        rf"[，,]?\s*{_NOT_AGAIN}"
    ),
    re.compile(
        rf"[，,。；;]?\s*(?P<names>[^，,。；;（(]+?)(?:均|都)为(?:各项任务)?(?:责任|牵头|配合)单位[，,]?\s*{_NOT_AGAIN}"
    ),
)
_FIRST_LISTED = re.compile(
    rf"[，,。；;]?\s*(?:排|列|名列|排名)?(?:在|列)?(?:第一|首)(?:位|个|家)?(?:的|者)?(?:部门|单位)?为(?:主要)?"
    rf"牵头(?:责任)?(?:部门|单位)?(?:[，,]?\s*{_NOT_AGAIN})?"
)
_BEFORE_COMMA = re.compile(
    rf"[，,。；;]?\s*(?:第一个)?逗号(?:之)?前(?:的|面)?(?:部门|单位)?为牵头(?:责任)?(?:部门|单位)?(?:[，,]\s*多个牵头(?:部门|单位)的?[^，,。）)]*)?(?:[，,]?\s*{_NOT_AGAIN})?"
)
_SAME_BELOW = re.compile(rf"[，,；;]\s*{_NOT_AGAIN}(?=$|[）)\]〕])")


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in force: ``first_leads`` 列第一位者为牵头单位; ``comma_leads`` 逗号前为牵头单位; ``standing`` the
    bodies that answer for every task without being named again."""

    first_leads: bool = False
    comma_leads: bool = False
    standing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Declared:
    """``text`` is the annotation without the declarations in it, ``rules`` what holds from here on."""

    text: str
    rules: Rules


def take_declarations(text: str, before: Rules) -> Declared:
    """Takes declarations out of ``text`` and adds them to the rules that held before."""
    standing = before.standing
    for pattern in _STANDING:
        while found := pattern.search(text):
            standing = tuple(dict.fromkeys((*standing, *split_names(found["names"]).names)))
            text = text[: found.start()] + text[found.end() :]
    first, comma = before.first_leads, before.comma_leads
    if found := _BEFORE_COMMA.search(text):
        comma, text = True, text[: found.start()] + text[found.end() :]
    if found := _FIRST_LISTED.search(text):
        first, text = True, text[: found.start()] + text[found.end() :]
    return Declared(_SAME_BELOW.sub("", text), Rules(first, comma, standing))


def declares(text: str) -> bool:
    """Whether an annotation declares a rule for the whole document."""
    return take_declarations(text, Rules()).rules != Rules()
