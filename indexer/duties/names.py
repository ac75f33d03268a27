"""Parting a list of departments into names, as written.

The list mark 、 also stands inside names (各市、县（市、区）人民政府), and 和 both joins names and belongs to them
(省水利厅和各市州政府, 市住房和城乡建设局). Nothing is normalised here: a name comes out as the text has it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.outlining.sentences import groups

_SEPARATOR = re.compile(r"[、，,；;]|(?<=[局委厅部办府心司会行院位门署处团关])[ \u3000]+(?=[\u4e00-\u9fff])")

_AREA = r"(?:省|自治区|市|县|区|州|盟|旗|乡|镇|街道|中|中央)"
_SHARED_TAIL = re.compile(rf"各?{_AREA}{{1,2}}(?:[（(〔﹝〈][^（）()]*[）)〕﹞〉])?")
_TAKES_TAIL = re.compile(rf"(?:{_AREA}|自治|直属|开发区)[^、]*(?:政府|管委会|单位|部门|委|局|区|县|市|旗)")
"""各市 before 县（市、区）人民政府: one name in two halves; so is 中、省驻某市有关单位."""

BODY_END = re.compile(
    r"(?:厅|局|委|办|部|政府|单位|部门|公司|会|院|行|中心|署|海关|集团|会议|小组|专班|管委会|企业|机构|机关|站|所|队|[）)〕])$"
)
_JOINT = re.compile(r"以及|会同|[和及与]")
_GENERIC = re.compile(r"(?!各地)(?:各|有关|相关|其他|所属|直属)*(?:单位|部门|机构|地方|方面|处室|科室|企业)")
_OPEN_END = re.compile(r"等(?![级同])")
_GENERIC_TAIL = re.compile(
    r"[\u4e00-\u9fff\d（）()]{0,10}?(?:部门|单位|机构|厅局|方面|处室|科室|地方|企业|部委|银行|院校|平台)?(?:[（(][^（）()]*[）)])?"
)
"""What 等 may be followed by: 等四部门, 等市直有关单位, 等省直有关部门（单位）."""

_DESCRIBED_TAIL = re.compile(
    r"(?<=等)(?:具有|具备|承担|负有|拥有|涉及|从事|履行)[^，,；;：:]{1,40}?的(?:[\u4e00-\u9fff]{0,4})"
    r"(?:部门|单位|机构)(?:[和、及](?:单位|部门|机构))?(?=$|[，,；;])"
)
"""A generic tail that says which bodies are meant and may hold a list itself: 等承担甲、乙职能的部门和单位."""

_PLACES = re.compile(r"(?:各|相关|有关)(?:地|市|县|区|州|省|乡|镇|街|级)")
_ADJOINING = re.compile(r"(?<=^各地)(?=各)|(?<=^各地区)(?=各)")
"""各地各有关部门: two names without a mark between them."""


@dataclass(frozen=True, slots=True)
class Names:
    """``names`` as written, in order, none twice; ``open_ended`` where 等 says that the list is not complete."""

    names: tuple[str, ...] = ()
    open_ended: bool = False


def split_names(text: str) -> Names:
    """The names in a list.

    >>> split_names("省发展改革委、省财政厅等部门").names
    ('省发展改革委', '省财政厅')
    >>> split_names("省水利厅和各市、县（市、区）人民政府").names
    ('省水利厅', '各市、县（市、区）人民政府')
    """
    names: dict[str, None] = {}
    open_ended = False
    text = _DESCRIBED_TAIL.sub("", text)
    for piece in _merge_halves(_pieces(text)):
        kept, is_open = _without_etc(piece)
        open_ended |= is_open
        for name in kept:
            for part in _part_joined(name):
                if tidy := part.strip(" \u3000。.：:、，,；;"):
                    names[tidy] = None
    return Names(tuple(names), open_ended)


def _protected(text: str) -> list[tuple[int, int]]:
    return groups(text)


def _outside(position: int, protected: list[tuple[int, int]]) -> bool:
    return not any(start <= position < end for start, end in protected)


def _pieces(text: str) -> list[tuple[str, str]]:
    """Parts between separators outside brackets and quotation marks, each with the separator before it."""
    protected = _protected(text)
    pieces, start, before = [], 0, ""
    for found in _SEPARATOR.finditer(text):
        if _outside(found.start(), protected):
            pieces.append((before, text[start : found.start()]))
            start, before = found.end(), found.group()
    pieces.append((before, text[start:]))
    return [(separator, piece.strip()) for separator, piece in pieces if piece.strip()]


def _merge_halves(pieces: list[tuple[str, str]]) -> list[str]:
    merged: list[str] = []
    for separator, piece in pieces:
        if merged and separator == "、" and _SHARED_TAIL.fullmatch(merged[-1]) and _TAKES_TAIL.match(piece):
            merged[-1] += separator + piece
        else:
            merged.append(piece)
    return merged


def _without_etc(piece: str) -> tuple[list[str], bool]:
    """``piece`` without 等 and the generic words after it; what 及 or 和 adds to them stays (…等部门及各地)."""
    protected = _protected(piece)
    for found in _OPEN_END.finditer(piece):
        if found.start() < 2 or not _outside(found.start(), protected):
            continue
        generic, *added = _JOINT.split(piece[found.end() :])
        if not _GENERIC_TAIL.fullmatch(generic.strip()):
            added = [generic, *added] if _PLACES.match(generic) else added
        return [piece[: found.start()], *(name for name in added if name and not _GENERIC.fullmatch(name))], True
    return [piece], False


def _part_joined(name: str) -> list[str]:
    """Parts at 和, 及, 会同 where both sides are names of bodies."""
    protected = _protected(name)
    if cut := _ADJOINING.search(name):
        return [name[: cut.start()], *_part_joined(name[cut.start() :])]
    for found in _JOINT.finditer(name):
        left, right = name[: found.start()].strip(), name[found.end() :].strip()
        if not _outside(found.start(), protected) or len(left) < 2 or len(right) < 2 or not BODY_END.search(left):
            continue
        if _GENERIC.fullmatch(right):
            if found.group() == "会同":
                return [left]  # 财政部会同有关部门
            continue  # 各有关部门和单位: one name
        if BODY_END.search(right) or _PLACES.match(right):
            return [left, *_part_joined(right)]
    return [name]
