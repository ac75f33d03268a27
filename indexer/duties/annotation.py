"""Reading one responsibility annotation: who leads, who answers, who helps, by when.

An annotation speaks by labels (牵头单位：甲；责任单位：乙), by verbs (甲牵头，乙、丙配合), or is a bare list.
Labels and verbs mix: 责任单位：甲、乙按职责分工负责.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from indexer.duties.names import BODY_END, split_names
from indexer.outlining.sentences import groups

LEAD, RESPONSIBLE, COOPERATING = "lead", "responsible", "cooperating"

_UNIT = r"(?:责任)?(?:单位|部门|[处科股]室|机构|主体|厅局|人)"
_LABELS = (
    (LEAD, rf"(?:牵头(?:考核|责任|负责)?|主办|主要责任|责任牵头){_UNIT}"),
    ("leader", r"(?:牵头|分管|责任|市|联系|包抓)*(?:市|省|县|区)?领导"),
    (COOPERATING, rf"(?:配合|协办|参加|参与|协同|协助|协作){_UNIT}"),
    (RESPONSIBLE, rf"(?:责任|负责|落实|承办|指导|实施|考核|责任落实){_UNIT}|责任(?=[:：])|责任位"),
    ("deadline", r"完成时限|整改时限|时限要求|完成时间|时间要求|办结时限|工作时限|时间进度|进度安排|时限"),
    ("other", r"适用范围|目标位置|推广范围|目标|备注|联系人|依据|指标|来源|说明"),
)
_LABEL = re.compile(
    "|".join(f"(?P<{role}>{pattern})" for role, pattern in _LABELS).join(
        (r"(?:(?<=^)|(?<=[；;，,。、\s（(〔\[［【:：为]))(?:", r")\s*[:：]")
    )
)

_OTHER_LABEL = re.compile(r"\s*[\u4e00-\u9fff]{2,10}[:：]")
"""A label of none of these kinds: what follows it may be work (任务分解：编制规划、组织实施) as well as bodies."""

_BY_DUTY = (
    r"(?:(?:按|按照|依|依照|根据|依据|依法|各|结合)*(?:各自)?(?:部门)?(?:职责|职能|分工|责任)(?:分工|范围)?)?"
    r"(?:分别|共同|具体|联合|统筹|依法|各自)?"
)
_ACT = r"(?:负责|落实|实施|承办|推进|组织|开展|抓好|做好|推动|完成|指导|监管|监督|执行|办理)"
_VERB = re.compile(
    rf"(?P<duty>{_BY_DUTY})(?:"
    rf"(?P<lead>(?:负责)?牵头(?:并?{_BY_DUTY}{_ACT}*)?)"
    rf"|(?P<cooperating>(?:积极|密切|协助)?(?:配合|参与|协同|协助|支持)(?:{_BY_DUTY}{_ACT}*)?)"
    rf"|(?P<responsible>{_ACT}+)"
    r")(?=$|[，,；;。）)\]］〕】、 ])"
)
_GUIDES = re.compile(r"指导")

_DEADLINE = re.compile(
    r"(?:(?:力争|确保|争取|计划|原则上|自|从)?(?:于|在)?"
    r"(?:(?:20\d{2}|今|当|明)年)?(?:全年|年内|年度内|年)?(?:第?[一二三四1-4]季度)?(?:\d{1,2}月(?:份)?(?:\d{1,2}日)?)?(?:上半年|下半年|上旬|中旬|下旬)?"
    r"(?:[-—~至到](?:(?:20\d{2})年)?\d{1,2}月(?:\d{1,2}日)?)?(?:底|末)?(?:之?前|以?前|起|内)?"
    r"(?:[^，,；;、]{0,14}?(?:完成|取得[^，,；;]{0,8}成效|落实到位|建成|出台|实现|见效|推进|坚持|实施|启动|印发|开展|到位))?(?:并?(?:长期|持续)(?:坚持|推进|实施|开展|落实))?)"
    r"|(?:长期|持续|常态化|全年|年内|每年|按(?:时序|计划)?进度|按计划)(?:坚持|推进|实施|开展|落实|完成|优化|完善|提升)?"
)
_DATED = re.compile(r"\d{1,2}月|20\d{2}年|年内|全年|长期|持续|季度|半年|年底|常态化|进度|按计划")


@dataclass(frozen=True, slots=True)
class Assignment:
    """What one annotation says. Names as written; ``deadline`` the words that say by when, empty where none do;
    ``comma_lead`` the names before the first comma (for documents that give them the lead)."""

    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    deadline: str = ""
    open_ended: bool = False
    comma_lead: tuple[str, ...] = ()
    labelled: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.lead, *self.responsible, *self.cooperating)))


@dataclass(slots=True)
class _Draft:
    roles: dict[str, dict[str, None]] = field(default_factory=lambda: {LEAD: {}, RESPONSIBLE: {}, COOPERATING: {}})
    deadlines: list[str] = field(default_factory=list)
    open_ended: bool = False
    first: tuple[str, ...] = ()

    def add(self, role: str, text: str) -> None:
        if not self.first and role == RESPONSIBLE:
            self.first = split_names(re.split(r"[，,]", text, maxsplit=1)[0]).names
        found = split_names(text)
        self.open_ended |= found.open_ended
        self.roles[role].update(dict.fromkeys(found.names))


def read_annotation(text: str) -> Assignment:
    """What an annotation says; ``text`` with or without its outer brackets."""
    body = _unwrap(text)
    draft = _Draft()
    labels = [found for found in _LABEL.finditer(body) if _outside(found.start(), body)]
    opening = body[: labels[0].start()] if labels else body
    if other := _OTHER_LABEL.match(opening):
        opening = opening[other.end() :] if _names_bodies(opening[other.end() :]) else ""
    if opening.strip(" ，,；;。"):
        _read_value(draft, RESPONSIBLE, opening)
    for found, following in itertools.zip_longest(labels, labels[1:]):
        value = body[found.end() : following.start() if following else len(body)].strip(" \u3000，,；;。、.")
        role = str(found.lastgroup)
        if role == "deadline":
            draft.deadlines.append(value)
        elif role in draft.roles:
            _read_value(draft, role, value)
    return Assignment(
        tuple(draft.roles[LEAD]),
        tuple(name for name in draft.roles[RESPONSIBLE] if name not in draft.roles[LEAD]),
        tuple(draft.roles[COOPERATING]),
        "，".join(draft.deadlines),
        draft.open_ended,
        draft.first,
        bool(labels),
    )


def _names_bodies(text: str) -> bool:
    draft = _Draft()
    _read_value(draft, RESPONSIBLE, text)
    return all(BODY_END.search(name) for names in draft.roles.values() for name in names)


def says_role(text: str) -> bool:
    """Whether an annotation has a label or a verb, and is not a bare list of names."""
    body = _unwrap(text)
    return bool(_LABEL.search(body) or _VERB.search(body))


def _unwrap(text: str) -> str:
    body = text.strip().rstrip("。；;.")
    spans = groups(body)
    if spans and spans[0] == (0, len(body)):
        return body[1:-1].strip()
    return body.lstrip("（(〔[［【") if body[:1] in tuple("（(〔[［【") else body


def _outside(position: int, text: str) -> bool:
    return not any(start < position < end for start, end in groups(text))


def _read_value(draft: _Draft, role: str, value: str) -> None:
    """The value of a label, or a text without labels: names, with verbs that may give them another role."""
    value = _take_deadline(draft, value)
    start = 0
    for found in _VERB.finditer(value):
        if found.start() < start or not _outside(found.start(), value):
            continue
        names = _AIM.sub("", value[start : found.start()].strip(" ，,；;。、"))
        start = found.end()
        if names:
            draft.add(_role(found, role), names)
    rest = value[start:].strip(" ，,；;。、")
    if rest:
        draft.add(role, rest)


_AIM = re.compile(r"^(?:[^，,；;。（）()]*到[人位岗][、，,])*由")
"""由 opens the names; before it may stand what is to be reached: 落实到人、责任到岗，由各单位负责."""


def _role(found: re.Match[str], default: str) -> str:
    if found["lead"]:
        return LEAD
    if found["cooperating"]:
        return COOPERATING
    return default


def _take_deadline(draft: _Draft, value: str) -> str:
    """Takes a deadline that stands in a list like a name (…负责，6月底前完成) out of it."""
    kept = []
    for piece in re.split(r"(?<=[，,；;。])", value):
        bare = piece.strip(" ，,；;。")
        if bare and _DATED.search(bare) and _DEADLINE.fullmatch(bare):
            draft.deadlines.append(bare)
        else:
            kept.append(piece)
    return "".join(kept)
