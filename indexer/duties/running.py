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
_NAME = re.compile(rf"(?:{_COLLECTIVE}|{_BODY})(?:等(?:部门|单位|有关部门|相关部门)?)?")
LONGEST_NAME = 40
"""Characters; a longer stretch between two commas is no name of a body."""
LONGEST_LIST = 400
"""Characters of a list of names before a verb."""

_DONE = r"(?![^，,。；;]{0,60}(?:了|提出))"
"""Not where the sentence tells what has been done: 某办会同有关部门研究提出了意见."""

_PARTNER = (
    r"[\u4e00-\u9fa5]{2,14}?(?:委员会|办公室|部门|委(?!员)|厅|局|署|部(?!门)|办(?!公|法|理|事)|银行|中心|公司|政府|法院)"
    r"(?:[（(][^（）()]{2,14}[）)])?"
)
_PARTNERS = re.compile(rf"会同{_DONE}(?P<names>{_PARTNER}(?:[、和及]{_PARTNER})*)")
"""Those who do it together with the body before 会同, up to the first word that is no name."""

_GENERIC = re.compile(r"(?:有关|相关)[^、，]{0,6}部门")
"""会同有关部门 gives nobody a duty of whom one could ask."""

_DUTY = (
    (Wording.COOPERATING, False, re.compile(r"(?:要|应|应当)?(?:积极|密切)?(?:配合|协助|参与)(?!开展|的)")),
    (Wording.LEAD, False, re.compile(r"(?:共同|分别|要)?(?:负责)?牵头")),
    (
        Wording.RESPONSIBLE,
        True,
        re.compile(
            r"(?:按(?:照)?职责(?:分工)?)?(?:分别|共同|具体|统一|依法|另行|自行|负责|牵头|适时)*(?:负责|会同|制定|组织|承担|实施)"
        ),
    ),
    (
        Wording.RESPONSIBLE,
        True,
        re.compile(r"(?:推荐|遴选|筛选|评审|审核|审定|核定|审批|批准|认定|确定|受理|汇总)+(?=[，,。；;、后]|$)"),
    ),
    (Wording.RESPONSIBLE, False, re.compile(r"(?:具体|分别|统一)?负责(?=[\u4e00-\u9fff])(?!人(?!才|民|力)|同志|的)")),
    (Wording.RESPONSIBLE, False, re.compile(rf"会同{_DONE}")),
    (Wording.RESPONSIBLE, False, re.compile(r"要(?!求|素|件|点|害)|应当|应(?!用|急|对|届|收|税|付|当)|须|必须")),
    (Wording.RESPONSIBLE, False, re.compile(r"负总责|各负其责")),
)
"""What follows the names in a sentence that gives a duty. With True only names after 由 count."""

_BEFORE_NAMES = re.compile(r"[，,；;。：:“]")
_OPENING = re.compile(r"^(?:同时|此外|其中|另外|今后|请|经(?=[国省市县区生财本上]))?")
_MENTION = re.compile(_COLLECTIVE)
_COLLECTIVE_TAIL = re.compile(rf"(?:{_COLLECTIVE})$")
_PROCLITIC = re.compile(
    r"^(?:成立|组建|召开|定期|由|两级|纳入|充分|切实|进一步|依法|要求|支持|鼓励|发挥|强化|加强|完善|建立|推动|会同|通过|对于?|向|为|与|和|及|同|按照|根据|明确|落实)+"
)
_NOT_A_BODY = re.compile(
    r"(?:全部|内部|外部|干部|一部|社会|企业|机构|协会|公司)$|(?<!有关)(?<!相关)(?<!责任)(?<!牵头)(?<!成员)(?<!配合)(?<!直属)(?<!各)单位$"
    r"|^(?:鼓励|支持|引导|激发|参加|承担|负有|原|积极|认真|深入|持续|不断|推动|强化|加强|完善|拓宽|履行|首先|确定|协助)"
    r"|(?:进|先|实|执|施|运)行$|应当|授权|或被|报(?:国|省|市|县|区|同级|本级)"
)
"""Words that end or begin like names of bodies and are none, and the private parties that statutes oblige."""


def named_bodies(sentence: str) -> tuple[Named, ...]:
    """The bodies that a sentence names, in the order of the text: each name once for each duty it is given, or once as
    mentioned."""
    found: dict[tuple[int, int], Named] = {}
    for wording, only_after_by, verb in _DUTY:
        for match in verb.finditer(sentence):
            start = _names_start(sentence, match.start(), only_after_by=only_after_by)
            if start is not None:
                for named in _parts(sentence[start : match.start()], start, wording):
                    found.setdefault((named.start, named.end), named)
    for partners in _PARTNERS.finditer(sentence):
        if any(end == partners.start() for _, end in found):
            for named in _parts(partners["names"], partners.start("names"), Wording.RESPONSIBLE):
                if not _GENERIC.search(named.name):
                    found.setdefault((named.start, named.end), named)
    for match in _MENTION.finditer(sentence):
        name = _PROCLITIC.sub("", match.group())
        start = match.end() - len(name)
        if name and not any(other.start < match.end() and start < other.end for other in found.values()):
            found[start, match.end()] = Named(name, Wording.MENTIONED, start, match.end())
    return _once(sorted(found.values(), key=lambda named: named.start))


def _once(found: list[Named]) -> tuple[Named, ...]:
    """Each name once for each of its duties; that it is mentioned besides says nothing more."""
    first: dict[tuple[str, Wording], Named] = {}
    for named in found:
        first.setdefault((named.name, named.wording), named)
    on_duty = {name for name, wording in first if wording is not Wording.MENTIONED}
    return tuple(
        named for (name, wording), named in first.items() if wording is not Wording.MENTIONED or name not in on_duty
    )


def _names_start(sentence: str, verb: int, *, only_after_by: bool) -> int | None:
    """Where the names before a verb begin: after the last comma, or after 由. None where there is no room for any."""
    floor = max(0, verb - LONGEST_LIST)
    marks = [match.end() for match in _BEFORE_NAMES.finditer(sentence, floor, verb)]
    start = marks[-1] if marks else (floor if floor == 0 else None)
    if start is None:
        return None
    by = sentence.rfind("由", start, verb)
    if by >= 0:
        return by + 1
    if only_after_by:
        return None
    opening = _OPENING.match(sentence[start:verb])
    return start + (opening.end() if opening else 0)


def _parts(names: str, offset: int, wording: Wording) -> list[Named]:
    """The names of a list, if every part of it is one; nothing otherwise."""
    split = _whole(names) or split_names(names).names
    if not split or not all(len(name) <= LONGEST_NAME and _NAME.fullmatch(name) for name in split):
        return []
    parts = []
    at = 0
    for name in map(_without_title, split):
        start = names.find(name, at)
        if start < 0 or _NOT_A_BODY.search(name):
            continue
        at = start + len(name)
        parts.append(Named(name, wording, offset + start, offset + at))
    return parts


def _without_title(name: str) -> str:
    """The collective at the end of a name that has a run-in title before it: 强化监督管理各地各部门要…."""
    tail = _COLLECTIVE_TAIL.search(name) if _NOT_A_BODY.match(name) else None
    return tail.group() if tail else name


def _whole(names: str) -> tuple[str, ...]:
    """A collective name with 、 or 和 inside (各级党委和政府) is one name."""
    return (names,) if _MENTION.fullmatch(names) else ()
