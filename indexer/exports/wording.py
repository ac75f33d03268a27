"""The words of exports: what the four bases mean, marks that tell them apart, counts, dates, Chinese numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from indexer.duties.ledger import BASIS_NAMES, NO_GROUND, ROLE_NAMES, STANDING_NAMES, UNLISTED, LedgerRow
from indexer.duties.models import Basis, Role, Standing

NOTHING_FOUND = "没有符合条件的职责。"

SUGGESTION_MARK = "【建议】"
"""Stands before a suggested department wherever a person reads it, so that it stays marked when copied elsewhere."""

_OFFSET = re.compile(r"(?<=:\d\d)(?:[+-]\d\d:\d\d|Z)$")

PATH_SEPARATOR = " › "

BASIS_MEANINGS = {
    Basis.STATED: "文件在此处写明由该部门承担。",
    Basis.INHERITED: "此处没有写明部门，依上文的标题或统一规定（如“下同”）确定。",
    Basis.SUGGESTED: "文件没有写明部门，由程序推算，仅供参考，不是文件的规定；"
    f"以斜体和“{SUGGESTION_MARK}”标出。分值是程序估计的可能性，在 0 与 1 之间。",
    Basis.CONFIRMED: "由工作人员核定，另附决定人、时间、理由和此前的依据。",
}

STANDING_MEANINGS = {
    Standing.OBJECTED: "文件如此规定，但有工作人员提出不同意见，另附其姓名、时间和理由；文件的规定未经改动。",
    Standing.REJECTED: "程序的建议，已由工作人员否定。",
    Standing.REPLACED: "程序的建议，已由工作人员更改为另列的内容。",
}
"""What is said against a row; it stands in brackets after the basis and, in tables of tasks, after the department."""

MENTIONED_MEANING = f"角色为“{ROLE_NAMES[Role.MENTIONED]}”的，是原文提到该部门而没有交给它职责。"


def department(row: LedgerRow) -> str:
    """The department, with the mark of a suggestion where it is one."""
    name = row.department or row.name
    return SUGGESTION_MARK + name if row.basis is Basis.SUGGESTED else name


def basis(row: LedgerRow) -> str:
    """The word for the basis, what a person says against it in brackets: 原文明示（有异议）; for suggestions with the
    mark before it."""
    mark = SUGGESTION_MARK if row.basis is Basis.SUGGESTED else ""
    return f"{mark}{BASIS_NAMES[row.basis]}{objection(row)}"


def objection(row: LedgerRow) -> str:
    """（有异议）, （已否定）, （已更改）: what a person says against a row; else empty."""
    return f"（{STANDING_NAMES[row.standing]}）" if row.standing in STANDING_MEANINGS else ""


def standing(row: LedgerRow) -> str:
    """The word for what a person made of a row; empty where nobody decided."""
    return "" if row.standing is Standing.OPEN else STANDING_NAMES[row.standing]


def ground(row: LedgerRow) -> str:
    """On what ground a row stood before a person decided; empty where nobody did."""
    if row.standing is Standing.OPEN:
        return ""
    return BASIS_NAMES[row.ground] if row.ground else NO_GROUND


def own_name(row: LedgerRow) -> str:
    """What the text calls the department, where that is not its official name; else empty."""
    return row.name if row.department and row.name != row.department else ""


def name_in_text(row: LedgerRow) -> str:
    """The ``own_name``; a name that the register does not know always stands there, said to be one."""
    return f"{row.name}（{UNLISTED}）" if row.unlisted else own_name(row)


def suggestion(row: LedgerRow) -> str:
    """Score and reasons in one cell: 0.83；reason；reason."""
    return "；".join([score(row), *row.reasons] if row.score is not None else row.reasons)


def score(row: LedgerRow) -> str:
    return "" if row.score is None else f"{row.score:.2f}"


def decision(row: LedgerRow) -> str:
    """Who decided what, when and why, in one cell, and the ground before where it is no longer to be seen:
    张三；2024-05-01 09:30:00；有异议；已划转."""
    against = standing(row) if row.standing in STANDING_MEANINGS else ""
    before = f"此前依据：{ground(row)}" if row.standing is Standing.CONFIRMED else ""
    return "；".join(filter(None, (row.who, moment(row.when), against, row.why, before)))


def moment(iso: str) -> str:
    """2024-05-01T09:30:00+08:00 → 2024-05-01 09:30:00, the time where it was decided."""
    return _OFFSET.sub("", iso).replace("T", " ")


def path(row: LedgerRow) -> str:
    """The headings from the top down, as on the pages."""
    return PATH_SEPARATOR.join(row.path)


def titled(title: str) -> str:
    """《title》; a title inside the title gets 〈〉 (GB/T 15834—2011)."""
    return f"《{title.translate(str.maketrans('《》', '〈〉'))}》"


def document(row: LedgerRow) -> str:
    """《title》（number）."""
    return titled(row.document_title) + (f"（{row.document_number}）" if row.document_number else "")


def place(row: LedgerRow) -> str:
    """The citation without the document before it, for tables whose heading or other column names the document."""
    return row.citation.removeprefix(document(row)) or row.citation


def chinese_date(day: date) -> str:
    """2019年4月5日 (GB/T 15835—2011)."""
    return f"{day.year}年{day.month}月{day.day}日"


def tasks(rows: Iterable[LedgerRow]) -> int:
    """How many different tasks the rows speak of."""
    return len({(row.document, row.clause) for row in rows})


def counts(rows: Sequence[LedgerRow]) -> str:
    """共列任务3项、职责7条，其中原文明示5条、程序建议2条。"""
    if not rows:
        return NOTHING_FOUND
    by_basis = Counter(row.basis for row in rows)
    parts = [f"{BASIS_NAMES[kind]}{by_basis[kind]}条" for kind in Basis if by_basis[kind]]
    by_standing = Counter(row.standing for row in rows)
    against = [f"{STANDING_NAMES[kind]}的{by_standing[kind]}条" for kind in STANDING_MEANINGS if by_standing[kind]]
    said = f"；{'、'.join(against)}" if against else ""
    return f"共列任务{tasks(rows)}项、职责{len(rows)}条，其中{'、'.join(parts)}{said}。"


def legend(rows: Sequence[LedgerRow]) -> tuple[tuple[str, str], ...]:
    """What the words of the rows mean, as (word, meaning); words that do not occur are left out."""
    bases, roles = {row.basis for row in rows}, {row.role for row in rows}
    known = [(BASIS_NAMES[kind], BASIS_MEANINGS[kind]) for kind in Basis if kind in bases]
    standings = {row.standing for row in rows}
    known += [(STANDING_NAMES[kind], meaning) for kind, meaning in STANDING_MEANINGS.items() if kind in standings]
    if Role.MENTIONED in roles:
        known.append((ROLE_NAMES[Role.MENTIONED], MENTIONED_MEANING))
    return tuple(known)


_DIGITS = "〇一二三四五六七八九"


def chinese_number(number: int) -> str:
    """1 → 一, 12 → 十二, 105 → 一百〇五, for headings (GB/T 9704—2012, 7.3.3); from 10,000 on in figures."""
    if number >= 10_000:
        return str(number)
    written = ""
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            written += _DIGITS[digit] + word
        elif written and not written.endswith(_DIGITS[0]) and number % unit:
            written += _DIGITS[0]
    return written.removeprefix("一") if 10 <= number < 20 else written
