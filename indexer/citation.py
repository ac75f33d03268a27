"""The reference a civil servant writes for one sentence: 《…》（国发〔2018〕3号）第二部分第（八）条第3句.

Statutes are cited by 条、款、项、目 (《立法法》第六十五条). An article is cited without its chapter, because articles
are numbered through, and a paragraph of an article is a 款 (《立法技术规范（试行）（一）》). Policy documents number
一、（一）1.（1） (GB/T 9704—2012, 7.3.3) and have no fixed words for these levels: here 一、 is a 部分, and what stands
below it is 条、项、目 in turn, as in 第二部分第（八）条. Headings without number are quoted by their words. Sentences
are counted in Arabic figures, because no drafting rule numbers them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from indexer.models import Clause, ClauseKind, Record, Section
from indexer.outlining import numbering

ITEM_WORDS = ("条", "项", "目", "点")
"""Levels below a 部分, from the outside in. Below an article (第八条) they begin with 项."""

_AS_WRITTEN = {numbering.PART.name, numbering.CHAPTER.name, numbering.PARAGRAPH.name, numbering.ARTICLE.name}
_OWN_TEXT = {numbering.ANNEX.name, numbering.TEXT.name}
_QUOTED = {numbering.PLAIN.name: "部分", numbering.LEAD.name: "段"}

_UNITS = {ClauseKind.SENTENCE: "句", ClauseKind.ANNOTATION: "句（责任标注）", ClauseKind.CELL: "格（表格）"}
_DIGITS = "〇一二三四五六七八九"
_BRACKETS = str.maketrans("(〔﹙)〕﹚", "（（（）））")


def citation(clause: Clause, record: Record) -> str:
    """The reference to ``clause``, which must belong to ``record``: title, number where there is one, place, sentence.

    >>> citation(clause, record)  # doctest: +SKIP
    '《关于加强街道照明的通知》（某政发〔2020〕7号）第二部分第（八）条第3句'
    """
    return document_citation(record) + place(clause, record)


def document_citation(record: Record) -> str:
    """《title》（发文字号）; a title inside the title gets 〈〉 (GB/T 15834—2011 on 书名号)."""
    number = record.document.document_number
    return _titled(record.document.title) + (f"（{number}）" if number else "")


def place(clause: Clause, record: Record) -> str:
    """Where ``clause`` stands in its document: 第二部分第（八）条第3句.

    Sentences that belong to no section are counted from the beginning (导语) or after the last section (结语).
    """
    if clause.section is None:
        return _document_level(clause, record)
    chain = section_chain(clause.section, record.sections)
    return section_place(chain, record, clause) + _counted(clause, _ordinal(clause, record))


def section_chain(position: int, sections: Sequence[Section]) -> list[int]:
    """Positions of a section and all above it, from the top down."""
    chain: list[int] = []
    at: int | None = position
    while at is not None:
        chain.append(at)
        at = sections[at].parent
    return chain[::-1]


def section_place(chain: list[int], record: Record, clause: Clause | None = None) -> str:
    """The reference to a section, given its chain; with ``clause``, including the 款 of an article it stands in."""
    sections = record.sections
    parts: list[str] = []
    depth = 0
    for position in _cited(chain, sections):
        section = sections[position]
        if section.style in _OWN_TEXT:
            parts.append(_own_text(section))
        elif section.style in _AS_WRITTEN:
            parts.append(_blankless(section.number))
            if section.style == numbering.ARTICLE.name:
                depth = 1
                parts.append(_paragraph(position, record, clause))
        elif section.style in _QUOTED or not _bare(section):
            parts.append(_quoted(section))
        elif section.style == numbering.BOX.name:
            parts.append(_bare(section))
        elif section.style == numbering.DECIMAL.name:
            parts.append(f"第{_bare(section)}{'条' if '.' in _bare(section) else '章'}")
            depth = 1
        elif depth == 0 and _is_part(position, sections):
            parts.append(f"第{_bare(section)}部分")
        else:
            parts.append(f"第{_item_number(position, sections)}{ITEM_WORDS[min(depth, len(ITEM_WORDS) - 1)]}")
            depth += 1
    return "".join(parts)


def _cited(chain: list[int], sections: tuple[Section, ...]) -> list[int]:
    """The part of a chain that a reference names: 章节 above an article are left out where articles are numbered
    through, and of 6, 6.3, 6.3.1 only the last, which holds the others."""
    styles = [sections[position].style for position in chain]
    kept = list(chain)
    if numbering.ARTICLE.name in styles:
        first = styles.index(numbering.ARTICLE.name)
        if _numbered_through(chain[first], chain[:first], sections):
            kept = [p for p in chain[:first] if sections[p].style in _OWN_TEXT] + chain[first:]
    decimals = [position for position in kept if sections[position].style == numbering.DECIMAL.name]
    return [position for position in kept if position not in decimals[:-1]]


def _numbered_through(article: int, above: list[int], sections: tuple[Section, ...]) -> bool:
    """Whether the article's number occurs once in its text (the file, or the annex it stands in)."""
    scope = [position for position in above if sections[position].style in _OWN_TEXT][-1:]
    namesakes = [
        position
        for position, section in enumerate(sections)
        if section.style == numbering.ARTICLE.name and section.number == sections[article].number
    ]
    return all(
        position == article or (scope and scope[0] not in section_chain(position, sections)) for position in namesakes
    )


def _is_part(position: int, sections: tuple[Section, ...]) -> bool:
    """Whether a 一、 is a 部分: it has a title or items of its own. A bare numbered paragraph is cited as 第一条."""
    section = sections[position]
    if section.style != numbering.HAN.name:
        return False
    return bool(section.title) or any(other.parent == position for other in sections)


def _item_number(position: int, sections: tuple[Section, ...]) -> str:
    """（八）, 1, ①; for 一是 its 一; for —— its place among its like."""
    section = sections[position]
    if section.style == numbering.DASH.name:
        siblings = [p for p, s in enumerate(sections) if s.parent == section.parent and s.style == section.style]
        return str(siblings.index(position) + 1)
    if section.style == numbering.ENUMERATED.name:
        return _bare(section).rstrip("是要")
    return _bare(section)


def _paragraph(article: int, record: Record, clause: Clause | None) -> str:
    """第二款: the paragraph of an article in which ``clause`` stands; empty where the article has only one."""
    lines = _paragraph_lines(article, record)
    if clause is None or len(lines) < 2:
        return ""
    return f"第{_in_chinese(max(1, sum(line <= clause.line for line in lines)))}款"


def _paragraph_lines(article: int, record: Record) -> list[int]:
    return sorted({c.line for c in record.clauses if c.section == article and c.kind is ClauseKind.SENTENCE})


def _ordinal(clause: Clause, record: Record) -> int:
    """The sentence's place: in its section, but in its 款 where the reference names one."""
    position = clause.section
    if position is None or record.sections[position].style != numbering.ARTICLE.name:
        return clause.ordinal
    if len(_paragraph_lines(position, record)) < 2:
        return clause.ordinal
    return [c for c in record.clauses if c.section == position and c.line == clause.line].index(clause) + 1


def _in_chinese(number: int) -> str:
    """A number below a hundred in Chinese: 1 → 一, 12 → 十二, 20 → 二十."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def _counted(clause: Clause, ordinal: int) -> str:
    return f"第{ordinal}{_UNITS[clause.kind]}"


def _document_level(clause: Clause, record: Record) -> str:
    if not record.sections:
        return _counted(clause, clause.ordinal)
    first = record.sections[0].start
    leading = clause.start < first
    alike = [c for c in record.clauses if c.section is None and (c.start < first) == leading]
    return ("导语" if leading else "结语") + _counted(clause, alike.index(clause) + 1)


def _own_text(section: Section) -> str:
    """附件2, or 所附《title》 for a text that a notice carries without calling it an annex."""
    number = _bare(section)
    return number or f"所附{_titled(section.title)}"


def _quoted(section: Section) -> str:
    return f"“{section.title.strip().rstrip('。：:')}”{_QUOTED.get(section.style, '部分')}"


def _titled(title: str) -> str:
    return f"《{title.translate(str.maketrans('《》', '〈〉'))}》"


def _bare(section: Section) -> str:
    """The number without the stop after it, brackets and digits in full form: (八) → （八）, 1﹒ → 1."""
    number = _blankless(section.number).strip("、.．﹒:：【】[]").translate(_BRACKETS)
    if section.style == numbering.CIRCLED.name:
        return number
    return "".join(unicodedata.normalize("NFKC", char) if char.isdecimal() else char for char in number)


def _blankless(text: str) -> str:
    return "".join(text.split())
