"""Words and figures as the pages write them: dates, counts, times, names of kinds."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask

from indexer.decisions.wording import said
from indexer.duties.ledger import BASIS_NAMES, NO_GROUND, ROLE_NAMES, STANDING_NAMES, UNLISTED, LedgerRow
from indexer.duties.models import Role, Standing
from indexer.engine.protocol import KIND_NAMES
from indexer.models import ClauseKind, Document
from webapp.decision_form import ACT_NAMES

UNIT_NAMES = {ClauseKind.SENTENCE: "句", ClauseKind.ANNOTATION: "句", ClauseKind.CELL: "格"}
FORMAT_NAMES = {"txt": "纯文本", "md": "Markdown", "html": "网页", "docx": "Word", "pdf": "PDF"}
DUTY_ROLES = (Role.LEAD, Role.RESPONSIBLE, Role.COOPERATING)
"""The roles that give a department something to do, as lists and counts show them."""


_BRIEF = 200


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        chinese_date=chinese_date, figure=figure, duration=duration, moment=moment, brief=brief
    )
    app.jinja_env.filters["decision_words"] = decision_words
    app.jinja_env.globals.update(
        KIND_NAMES=KIND_NAMES,
        UNIT_NAMES=UNIT_NAMES,
        FORMAT_NAMES=FORMAT_NAMES,
        ROLE_NAMES=ROLE_NAMES,
        BASIS_NAMES=BASIS_NAMES,
        STANDING_NAMES=STANDING_NAMES,
        UNLISTED=UNLISTED,
        ACT_NAMES=ACT_NAMES,
        said=said,
        DUTY_ROLES=DUTY_ROLES,
        tags=tags,
        web_address=web_address,
    )


def chinese_date(iso: str) -> str:
    """2019-04-05 → 2019年4月5日 (GB/T 15835—2011). A date written in any other way is returned as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.year}年{day.month}月{day.day}日"


def moment(iso: str) -> str:
    """2023-04-01T09:30:00+08:00 → 2023年4月1日9:30. What is no moment is returned as it is."""
    try:
        when = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{when.year}年{when.month}月{when.day}日{when.hour}:{when.minute:02}"


_DECIDED = {
    Standing.CONFIRMED: "确认",
    Standing.OBJECTED: "提出异议",
    Standing.REJECTED: "否定",
    Standing.REPLACED: "更改",
}


def decision_words(row: LedgerRow) -> str:
    """Who decided what about a duty, when and why, and on what ground it stood before:
    张三2023年4月1日9:30确认：会议议定。此前依据：程序建议。"""
    before = BASIS_NAMES[row.ground] if row.ground else NO_GROUND
    why = f"：{brief(row.why).rstrip('。')}" if row.why else ""
    then = "此前依据" if row.standing is Standing.CONFIRMED else "依据"
    return f"{row.who}{moment(row.when)}{_DECIDED[row.standing]}{why}。{then}：{before}。"


def brief(text: str) -> str:
    """``text`` as far as it goes beside other things; all of it stands in the list of decisions."""
    return text if len(text) <= _BRIEF else f"{text[:_BRIEF]}……"


def figure(number: int) -> str:
    """12345 → 12,345."""
    return f"{number:,}"


def duration(seconds: float) -> str:
    """Time a person can grasp: 不到1毫秒, 12毫秒, 1.3秒."""
    if seconds < 0.001:
        return "不到1毫秒"
    return f"{seconds * 1000:.0f}毫秒" if seconds < 1 else f"{seconds:.1f}秒"


def tags(document: Document) -> tuple[tuple[str, str], ...]:
    """What identifies a document beside its title, as (label, value), only what is known."""
    known = (
        ("发文机关", "、".join(document.issuers)),
        ("发文字号", document.document_number),
        ("地区", document.region),
        ("成文日期", chinese_date(document.written_date)),
        ("发布日期", "" if document.written_date else chinese_date(document.publish_date)),
    )
    return tuple((label, value) for label, value in known if value)


def web_address(url: str) -> str:
    """``url`` when it is safe to link (http or https), else empty: front matter is written by anyone."""
    return url if url.lower().startswith(("http://", "https://")) else ""
