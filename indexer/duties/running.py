"""Duties that a sentence states in running text: 各级党委和政府要…, 由市工信局牵头…, 省财政厅负责….

Most sentences of a policy document name nobody; a subject is taken for a duty only where every part of it is the name
of a body or a collective of bodies. A body that is merely mentioned is told apart and never counts as a duty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from indexer.duties.names import split_names


class Wording(StrEnum):
    """How a sentence brings a body in. ``MENTIONED`` gives it no duty."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    COOPERATING = "cooperating"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class Named:
    """A body that a sentence names: ``name`` as written at ``[start, end)`` of the sentence."""

    name: str
    wording: Wording
    start: int
    end: int


_COLLECTIVE = (
    r"(?:地方)?各级党委[和、]政府|(?:地方)?各级(?:人民)?政府|(?:地方)?各级党委|地方(?:各级)?(?:人民)?政府|县级以上(?:地方)?(?:各级)?人民政府|"
    r"各级各(?:有关)?部门|各地区、各(?:有关)?部门|各地区各(?:有关)?部门|各地、各(?:有关)?部门|各地各(?:有关)?部门|各市、各(?:有关)?部门|"
    r"(?:省|市|县|区|州)直(?:各)?(?:有关)?(?:部门|单位)(?:、单位)?|(?:省|市|县|区|州|国务院)(?:政府)?(?:各)?(?:有关|相关)部门|各(?:有关|相关)(?:部门|单位)(?:和单位)?|"
    r"各(?:市|县|区|州|地|省|乡镇|街道)(?:[（(][^（）()]{1,8}[）)])?(?:人民)?(?:政府)?|各部门|各单位|各地区|"
    r"各(?:牵头|责任|配合|成员)(?:单位|部门)|(?:监管|主管|行业主管|业务主管|有关|相关)部门|"
    r"[\u4e00-\u9fa5]{2,10}(?:工作)?领导小组(?:办公室)?|党校、行政学院|各类干部培训院校"
)
_BODY = (
    r"(?:国家|全国|中央|省|市|县|区|州|自治区|最高)?[\u4e00-\u9fa5]{2,14}?"
    r"(?:委员会|人民政府|办公厅|办公室|总局|部门|委|厅|局|署|部|办|行|院|会|公司|中心|单位|机构)(?:[（(][^（）()]{2,14}[）)])?"
)
_NAME = rf"(?:{_COLLECTIVE}|{_BODY})"
_SUBJECT = rf"(?P<names>{_NAME}(?:(?:、|，|和|及|以及|会同){_NAME})*(?:等(?:部门|单位|有关部门|相关部门)?)?)"

_DUTY = (
    (
        Wording.COOPERATING,
        re.compile(rf"(?:^|[，,；;])(?:由)?{_SUBJECT}(?:要|应|应当)?(?:积极|密切)?(?:配合|协助|参与)(?!开展|的)"),
    ),
    (Wording.LEAD, re.compile(rf"(?:^|[，,；;。])(?:由)?{_SUBJECT}(?:共同|分别|要)?(?:负责)?牵头")),
    (
        Wording.RESPONSIBLE,
        re.compile(
            rf"由{_SUBJECT}(?:按(?:照)?职责(?:分工)?)?(?:分别|共同|具体|统一|依法)?(?:负责|会同|制定|组织|承担|实施)"
        ),
    ),
    (
        Wording.RESPONSIBLE,
        re.compile(
            rf"(?:^|[，,；;])(?:同时[，,])?{_SUBJECT}(?:要(?!求|素|件|点|害)|应当|应(?!用|急|对|届|收|税|付)|须|必须)"
        ),
    ),
    (
        Wording.RESPONSIBLE,
        re.compile(rf"(?:^|[，,；;“])(?P<names>地方政府|监管部门|{_COLLECTIVE})(?:负总责|各负其责|负责)"),
    ),
)
_MENTION = re.compile(_COLLECTIVE)
_PROCLITIC = re.compile(
    r"^(?:成立|组建|召开|定期|由|两级|纳入|充分|切实|进一步|依法|要求|支持|鼓励|发挥|强化|加强|完善|建立|推动|会同|通过|对于?|向|为|与|和|及|同|按照|根据|明确|落实)+"
)
_NOT_A_BODY = re.compile(
    r"(?:全部|内部|外部|干部|一部|全社会|企业|机构|协会|公司)$|(?<!有关)(?<!相关)(?<!责任)(?<!牵头)(?<!成员)(?<!配合)(?<!直属)(?<!各)单位$"
    r"|^(?:鼓励|支持|引导|激发|参加|承担|负有|原)"
)
"""Words that end or begin like names of bodies and are none, and the private parties that statutes oblige."""


def named_bodies(sentence: str) -> tuple[Named, ...]:
    """The bodies that a sentence names, in the order of the text; the strongest wording of each name."""
    found: dict[tuple[int, int], Named] = {}
    for wording, pattern in _DUTY:
        for match in pattern.finditer(sentence):
            for named in _parts(match["names"], match.start("names"), wording):
                found.setdefault((named.start, named.end), named)
    for match in _MENTION.finditer(sentence):
        name = _PROCLITIC.sub("", match.group())
        start = match.end() - len(name)
        if name and not any(other.start < match.end() and start < other.end for other in found.values()):
            found[start, match.end()] = Named(name, Wording.MENTIONED, start, match.end())
    return tuple(sorted(found.values(), key=lambda named: named.start))


def _parts(names: str, offset: int, wording: Wording) -> list[Named]:
    parts = []
    at = 0
    for name in _whole(names) or split_names(names).names:
        start = names.find(name, at)
        if start < 0 or _NOT_A_BODY.search(name):
            continue
        at = start + len(name)
        parts.append(Named(name, wording, offset + start, offset + at))
    return parts


def _whole(names: str) -> tuple[str, ...]:
    """A collective name with 、 or 和 inside (各级党委和政府) is one name."""
    return (names,) if _MENTION.fullmatch(names) else ()
