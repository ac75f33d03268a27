"""Numbers that people search for as such: of documents (国发〔2018〕3号) and of items (第八条, （八）, 二、).

All patterns are for folded text (``indexer.folding``): brackets half-width, digits ASCII.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.engine.query.tree import DocumentNumber, SectionNumber
from indexer.numerals import CHINESE, to_chinese, to_int
from indexer.outlining import numbering

_HAN = "\u4e00-\u9fff"
_OPEN, _CLOSE = r"[〔\[(【﹝〈《{]", r"[〕\])】﹞〉》}]"
_DIGITS = re.compile(r"(?:19|20)\d\d")
_YEAR = r"(?P<{}>(?:19|20)\d\d)"

# These patterns take long to compile: they are left to the first query that may hold a number.

# Between brackets any Chinese characters may be the agency's short form; without brackets, or without a number behind
# them, only those that end as such forms do, or every 方案2018 would be one, and every 工作要点（2018）.
_SHORT_FORM = rf"[{_HAN}]{{{{{{}},14}}}}[发字函规办令电通]"
# 3号文 and 3号文件 are ways to speak of the document; the words need not stand in it.
_SIGN = r"\s*号(?:文件|文(?![化物旅明学艺体教字本书凭]))?"
_NUMBER_END = r"\s*年?\s*第?\s*"
_DOCUMENT = (
    rf"(?P<agency>[{_HAN}]{{0,15}})\s*{_OPEN}\s*{_YEAR.format('year')}\s*{_CLOSE}{_NUMBER_END}"
    rf"(?P<number>\d{{1,5}})(?:{_SIGN})?"
    rf"|(?P<short>{_SHORT_FORM.format(0)})\s*{_YEAR.format('plain')}{_NUMBER_END}(?P<count>\d{{1,5}}){_SIGN}"
    rf"|(?P<only>{_SHORT_FORM.format(1)})\s*{_OPEN}\s*{_YEAR.format('of')}\s*{_CLOSE}(?:{_SIGN})?"
)
# What may stand before an agency's short form in running text or in a question.
_BEFORE_AGENCY = (
    "^(?:.*(?:根据|依据|按照|关于|贯彻|落实|执行|印发|转发|参照|依照|查找|查询|文件|通知|规定|以及|和|与|及|见|按|的))"
)

_CHINESE_NUMBER = rf"[{CHINESE}]{{1,6}}"
_ORDINAL = (
    rf"第\s*(?P<open>\()?\s*(?P<n>{_CHINESE_NUMBER}|\d{{1,4}})\s*\)?\s*"
    r"(?P<unit>条(?!例|款)|章(?!程)|节(?!能|约|日|目)|编(?!制|办|号|辑)|部分|篇|项(?!目))"
    rf"|\(\s*(?P<bracketed>{_CHINESE_NUMBER}|\d{{1,3}})\s*\)"
    rf"|(?<![{CHINESE}])(?P<han>[{CHINESE[3:]}]{{1,3}})、"
)
_STYLES = {
    "条": (numbering.ARTICLE.name,),
    "章": (numbering.CHAPTER.name,),
    "节": (numbering.PARAGRAPH.name,),
    "编": (numbering.PART.name,),
    "篇": (numbering.PART.name,),
    "部分": (numbering.PART.name, numbering.HAN.name),
    "项": (numbering.HAN_BRACKET.name, numbering.ARABIC_BRACKET.name),
}
_BRACKETED = {True: (numbering.HAN_BRACKET.name,), False: (numbering.ARABIC_BRACKET.name,)}


Found = tuple[int, int, DocumentNumber | SectionNumber]
"""Start and end in the text searched, and what stands there."""


def find_numbers(text: str) -> list[Found]:
    """All numbers in folded ``text``, in order, none overlapping; inside a document's number there is no other."""
    found: list[Found] = list(_document_numbers(text))
    taken = {position for start, end, _ in found for position in range(start, end)}
    found += [number for number in _section_numbers(text) if number[0] not in taken]
    return sorted(found, key=lambda number: number[0])


def _document_numbers(text: str) -> Iterator[Found]:
    if not _DIGITS.search(text):
        return
    for match in re.finditer(_DOCUMENT, text):
        agency = match["agency"] or match["short"] or match["only"] or ""
        start = match.start()
        if before := re.match(_BEFORE_AGENCY, agency):
            start += before.end()
            agency = agency[before.end() :]
        if agency or "号" in match.group():
            year, number = match["year"] or match["plain"] or match["of"], match["number"] or match["count"]
            yield start, match.end(), DocumentNumber(agency, int(year), int(number) if number else None)


def _section_numbers(text: str) -> Iterator[Found]:
    if not any(sign in text for sign in "第(、"):
        return
    for match in re.finditer(_ORDINAL, text):
        ordinal = to_int(match["n"] or match["bracketed"] or match["han"])
        if ordinal:
            yield match.start(), match.end(), _section_number(match, ordinal)


def document_number_pattern(wanted: DocumentNumber) -> re.Pattern[str]:
    """Finds the number in folded text without blanks, in any brackets or none."""
    number = r"\d{1,5}" if wanted.number is None else f"0*{wanted.number}"
    return re.compile(rf"{re.escape(wanted.agency)}(?:{_OPEN}{wanted.year}{_CLOSE}|{wanted.year}年?)第?{number}号")


def same_number(wanted: DocumentNumber, stated: str) -> bool:
    """Whether a document's number, folded and without blanks, is the one wanted; a missing front part of the agency's
    short form (政发 for 辽政发) is forgiven."""
    return bool(stated) and document_number_pattern(wanted).search(stated) is not None


def _section_number(found: re.Match[str], ordinal: int) -> SectionNumber:
    chinese, arabic = to_chinese(ordinal), str(ordinal)
    if found["han"]:  # Running text speaks of it as 第二部分; 二、 there belongs to an enumeration.
        return SectionNumber((numbering.HAN.name,), ordinal, (f"第{chinese}部分",), f"{chinese}、")
    is_chinese = not (found["n"] or found["bracketed"]).isdecimal()
    if found["bracketed"]:
        written = f"({chinese if is_chinese else arabic})"
        return SectionNumber(_BRACKETED[is_chinese], ordinal, (written,), written)
    unit = found["unit"]
    plain = (f"第{chinese}{unit}", f"第{arabic}{unit}")
    if not found["open"]:
        return SectionNumber(_STYLES[unit], ordinal, plain, plain[0])
    number = chinese if is_chinese else arabic
    written = f"第({number}){unit}"
    styles = dict.fromkeys((*_BRACKETED[is_chinese], *_STYLES[unit]))
    if unit == "项":  # 第（八）项 is never the (8) below it
        styles = dict.fromkeys(_BRACKETED[is_chinese])
    return SectionNumber(tuple(styles), ordinal, (written, *plain), written)
