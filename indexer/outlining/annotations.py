"""Recognising a responsibility annotation (责任标注) as a stretch of text: （责任单位：…）, （市商务局负责）.

Only *where* it stands; what it says is read elsewhere.
"""

from __future__ import annotations

import re

from indexer.outlining.sentences import groups

_LABEL = (
    r"(?:牵头|责任|配合|负责|主办|协办|指导|承办|落实|参加|实施|牵头考核|考核)(?:单位|部门|[处科股]室|机构|主体|领导|市领导|人|位|厅局)"
    r"|完成时限|整改时限|时限要求|完成时间|适用范围|目标位置|推广范围|进度安排"
)
_VERB = r"(?:负责|牵头|配合|落实|参与|协同|指导|组织实施|具体实施)"
_ORGAN = (
    r"(?:部|委|厅|局|署|办|院|会|政府|中心|公司|银行|单位|部门|法院|检察院|党委|工委|管委会|集团|支队|大队|处|科|"
    r"支行|分行|协会|专班|小组|总队|海关|机关|机构|区|县|市|州|办公室|等)"
)
_LABELLED = re.compile(rf"[（(〔\[［【].{{0,12}}?(?:{_LABEL})\s*[:：].*", re.DOTALL)
_VERBAL = re.compile(rf"[（(〔\[［【].*{_ORGAN}.*{_VERB}(?:[，,；;。].*)?[）)〕\]］】]", re.DOTALL)
_MEMBER = re.compile(
    r"(?:[^（）()。；：]|[（(〔][^（）()]*[）)〕])*"
    r"(?:部|委|厅|局|署|办|法院|检察院|政府|中心|公司|银行|单位|部门|党委|工委|管委会|集团|支队|总队|支行|分行|协会|联合会|海关|机关|办公室|"
    r"工商联|残联|妇联|总工会|地方|各地|等)"
)
"""A member of a bare list. Districts and counties alone do not count: （市、区） explains a word."""

_SEPARATOR = re.compile(r"[、，,]")
_WHOLE_NAME = re.compile(r"(?:委|厅|局|署|政府|办公室|海关|部门|中心|总部|分行)[）)〕\]］】]$")
_EXPLANATION = re.compile(
    r"[（(〔\[［【]\s*(?:以下|简称|含|包括|包含|不含|除|如|即|指|例如|原|见|详见|及|和|或|另|其中|下称)"
)
"""How a bracket begins that explains the word before it: （以下简称总局）, （含开发区）."""


def is_annotation(group: str) -> bool:
    """Whether a bracketed text is a responsibility annotation.

    >>> is_annotation("（责任单位：市科委）"), is_annotation("（市商务局、市税务局负责）"), is_annotation("（试行）")
    (True, True, False)
    """
    if _EXPLANATION.match(group):
        return False
    return bool(_LABELLED.fullmatch(group) or _VERBAL.fullmatch(group) or _is_list(group))


def _is_list(group: str) -> bool:
    """A bare list of organs. One name alone could be an explanation, so it must be a full name of an authority."""
    if group[0] not in "（(〔[［【" or len(group) < 5:
        return False
    members = _SEPARATOR.split(re.sub(r"[（(〔][^（）()〔〕]*[）)〕]", "", group[1:-1]))
    if len(members) == 1 and not _WHOLE_NAME.search(group):
        return False
    named = [bool(_MEMBER.fullmatch(member)) and len(member) >= 3 for member in members]
    return sum(named) >= 0.5 * len(named)


_LABEL_LINE = re.compile(
    r"(?:牵头|责任|负责|配合|协办|主办|承办|落实|指导)(?:考核|责任)?(?:单位|部门|[处科股]室|领导|机构)\s*[:：]|(?:完成时限|整改时限|时限要求|完成时间)\s*[:：]"
)
"""How a paragraph begins that holds nothing but labels."""


def is_label_line(text: str) -> bool:
    """Whether a paragraph is an annotation of its own: 责任单位：市甲局."""
    return _LABEL_LINE.match(text) is not None


def trailing_annotation(text: str) -> int | None:
    """Offset of an annotation that closes ``text`` (blanks and a full stop after it allowed), or None."""
    body = text.rstrip("。.；; \t\u3000")
    spans = groups(body)
    if spans and spans[-1][1] == len(body) and is_annotation(body[spans[-1][0] :]):
        return spans[-1][0]
    return None


def leading_annotation(text: str) -> int:
    """Length of an annotation that opens ``text`` with the full stop after it, or 0."""
    if text[:1] not in tuple("（(〔[［【"):
        return 0
    spans = groups(text)
    if not spans or spans[0][0] != 0 or not is_annotation(text[: spans[0][1]]):
        return 0
    end = spans[0][1]
    return end + (text[end : end + 1] in ("。", "；", ";"))
