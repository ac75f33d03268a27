"""What a document says of itself: title, issuers, number, dates, region, level. Nothing is guessed.

Front matter and the header table of a web page come first; the elements of the text fill what they leave open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from indexer.models import Document, Element, ElementKind, Section, SourceText
from indexer.outlining.continuity import gaps
from indexer.outlining.element_patterns import DOCUMENT_NUMBER, ORDER_NUMBER
from indexer.reading.facts import iso_date

PROVINCES = (
    "北京",
    "天津",
    "河北",
    "山西",
    "内蒙古",
    "辽宁",
    "吉林",
    "黑龙江",
    "上海",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "广西",
    "海南",
    "重庆",
    "四川",
    "贵州",
    "云南",
    "西藏",
    "陕西",
    "甘肃",
    "青海",
    "宁夏",
    "新疆",
    "台湾",
    "香港",
    "澳门",
)
"""Names as they open the name of an organ. Source: GB/T 2260."""

_CENTRAL = re.compile(r"中共中央|国务院|中华人民共和国|全国人民代表大会|中央军委")
_MINISTRY = re.compile(r"国家|[\u4e00-\u9fa5]{1,12}(?:部|总局|总署|署|银行|委员会)(?:办公厅|办公室)?$|最高人民")
_ISSUERS = re.compile(
    r"(?P<issuers>[\u4e00-\u9fa5（）()、\s\u3000]{2,80}?)(?:等[\d一二三四五六七八九十]+(?:个)?(?:部门|单位|委办局))?(?:印发)?(?:关于|公布|印发|转发|令)"
)
_ORGAN = re.compile(
    r"(?:中共)?[\u4e00-\u9fa5（）()]{1,30}?(?:人民政府办公厅|人民政府办公室|人民政府|政府办公厅|国务院办公厅|国务院|中共中央办公厅|中共中央|"
    r"委员会办公室|委员会|办公厅|办公室|领导小组|联席会议|总局|管理局|监管局|局|厅|部|署|委|院|管委会|银行|总会|联合会)(?=$|[\s\u3000、])"
)
_BEFORE_DATE = re.compile(r"[（(\s]*")
_SPACED = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff](?: |$))")


def document(
    source: SourceText, document_id: str, elements: Sequence[Element], sections: Sequence[Section]
) -> Document:
    """The metadata of a document. A title is always there: where the text has none, the file's name stands in
    and a note says so."""
    facts = source.facts
    title = _fact(facts, "title") or _title(elements)
    notes = list(source.notes) + list(gaps(sections))
    if starts_at := _fact(facts, "starts_at"):
        notes.insert(0, f"本文从“{starts_at}”开始，之前的部分不在所收文本中。")
    if not title:
        title = _fact(facts, "page_title") or PurePath(source.name).stem
        notes.insert(0, "正文中没有识别出标题，以文件名代替。")
    issuers = _issuers_of(facts) or _issuers(title, elements)
    region, level = place(issuers)
    return Document(
        id=document_id,
        title=title,
        issuers=issuers,
        document_number=document_number(_fact(facts, "document_number")) or _number(elements),
        written_date=iso_date(_fact(facts, "written_date")) or _written_date(elements),
        publish_date=iso_date(_fact(facts, "publish_date")),
        source=_fact(facts, "source") or _first(elements, ElementKind.SOURCE),
        url=_fact(facts, "url"),
        region=region_name(_fact(facts, "region")) or region,
        level=_fact(facts, "level") or level,
        subject=_fact(facts, "subject"),
        public=any(
            "公开" in e.text and not re.search("不予公开|依申请", e.text)
            for e in elements
            if e.kind is ElementKind.NOTE
        ),
        note=_fact(facts, "note"),
        format=source.format,
        notes=tuple(notes),
    )


def _fact(facts: Mapping[str, object], key: str) -> str:
    value = facts.get(key)
    return value.strip() if isinstance(value, str) else ""


def _issuers_of(facts: Mapping[str, object]) -> tuple[str, ...]:
    value = facts.get("issuers")
    if isinstance(value, str):
        return tuple(name for name in re.split(r"[\s、,，]+", value) if name)
    return tuple(str(name) for name in value) if isinstance(value, (list, tuple)) else ()


def _first(elements: Sequence[Element], kind: ElementKind) -> str:
    return next((element.text for element in elements if element.kind is kind), "")


def _title(elements: Sequence[Element]) -> str:
    """The first title with its continuation lines; a line that repeats the whole is not added again."""
    lines: list[str] = []
    for element in elements:
        if element.kind is ElementKind.TITLE:
            text = _SPACED.sub("", element.text.lstrip("#").strip())
            text = re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff]$)", "", text)
            if lines and (text in "".join(lines) or _complete("".join(lines))):
                break
            lines.append(text)
        elif lines and element.kind not in (ElementKind.FURNITURE, ElementKind.SOURCE):
            break
    return "".join(lines)


def _complete(title: str) -> bool:
    """关于…的通知 is whole; a further line is another title."""
    return bool(re.search(r"(?:的|》)(?:通知|意见|决定|公告|批复|函|复函|办法|答复)$", title))


def document_number(text: str) -> str:
    """``text`` as a document number in its standard form (国发〔2018〕3号), or "" when it holds none."""
    if found := DOCUMENT_NUMBER.search(text):
        written = re.sub(r"\s", "", found.group())
        written = re.sub(r"^.*?日[）)]", "", written)
        return re.sub(r"[〔\[［【（(﹝{]((?:19|20)\d{2})[〕\]］】）)﹞}](?:第)?", r"〔\1〕", written)
    return re.sub(r"[\s（()）]", "", text) if ORDER_NUMBER.fullmatch(text) else ""


def _number(elements: Sequence[Element]) -> str:
    numbers = (document_number(e.text) for e in elements if e.kind is ElementKind.DOCUMENT_NUMBER)
    return next((number for number in numbers if number), "")


def _written_date(elements: Sequence[Element]) -> str:
    return next(
        (
            date
            for e in elements
            if e.kind is ElementKind.DATE and (date := iso_date(_BEFORE_DATE.sub("", e.text, count=1)))
        ),
        "",
    )


def _issuers(title: str, elements: Sequence[Element]) -> tuple[str, ...]:
    if found := _ISSUERS.match(title):
        names = _organs(found["issuers"])
        if names:
            return names
    signed: list[str] = []
    for element in elements:
        if element.kind is ElementKind.SIGNATURE:
            signed += _organs(re.sub(r"[（(].*?[）)]$", "", element.text))
        elif element.kind is ElementKind.DATE and signed:
            break
    return tuple(signed)


def _organs(text: str) -> tuple[str, ...]:
    parts = [part for part in re.split(r"[\s\u3000、]+", text.strip()) if part]
    return tuple(parts) if parts and all(_ORGAN.fullmatch(part) for part in parts) else ()


def place(issuers: Sequence[str]) -> tuple[str, str]:
    """Region and level (层级) that the issuers' own names state; empty where they state none.

    >>> place(["辽宁省人民政府"]), place(["国务院办公厅"]), place(["白银市人民政府"])
    (('辽宁', '省'), ('全国', '国务院'), ('白银', '市'))
    """
    if not issuers:
        return "", ""
    name = re.sub(r"^中共|^国家税务总局(?=.+税务局)", "", issuers[0])
    if _CENTRAL.match(issuers[0]):
        return "全国", "国务院"
    for province in PROVINCES:
        if name.startswith(province):
            rest = name[len(province) :]
            rest = re.sub(r"^(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)", "", rest)
            return province, _local_level(rest) or "省"
    if found := re.match(r"([\u4e00-\u9fa5]{2,8}?)(?:市|自治州|地区|州|盟)", name):
        return found[1], _local_level(name[found.end() :]) or "市"
    if found := re.match(r"([\u4e00-\u9fa5]{2,8}?)(?:县|区|旗)", name):
        return found[1], "县"
    return ("全国", "部门") if _MINISTRY.match(name) else ("", "")


def region_name(text: str) -> str:
    """A region as this program writes it: provinces by their short name (辽宁省 → 辽宁), others as given."""
    return next((province for province in PROVINCES if _is_province(text, province)), text)


def _is_province(text: str, province: str) -> bool:
    ends = ("", "市") if province in _MUNICIPALITIES else _PROVINCE_ENDS
    return text.startswith(province) and text[len(province) :] in ends


_MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
_PROVINCE_ENDS = ("", "省", "自治区", "壮族自治区", "回族自治区", "维吾尔自治区", "特别行政区")


def _local_level(rest: str) -> str:
    if re.match(r"[\u4e00-\u9fa5]{1,6}?(?:县|区|旗)(?!域)", rest):
        return "县"
    return "市" if re.match(r"[\u4e00-\u9fa5]{2,7}?(?:市(?!场|政)|自治州|地区|盟)", rest) else ""
