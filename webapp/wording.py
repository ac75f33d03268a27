"""Words and figures as the pages write them: dates, counts, times, names of kinds."""

from __future__ import annotations

from datetime import date

from flask import Flask

from indexer.duties.ledger import BASIS_NAMES, ROLE_NAMES
from indexer.duties.models import Role
from indexer.models import ClauseKind, Document

KIND_NAMES = {ClauseKind.SENTENCE: "条文", ClauseKind.ANNOTATION: "责任标注", ClauseKind.CELL: "表格"}
UNIT_NAMES = {ClauseKind.SENTENCE: "句", ClauseKind.ANNOTATION: "句", ClauseKind.CELL: "格"}
FORMAT_NAMES = {"txt": "纯文本", "md": "Markdown", "html": "网页", "docx": "Word", "pdf": "PDF"}
DUTY_ROLES = (Role.LEAD, Role.RESPONSIBLE, Role.COOPERATING)
"""The roles that give a department something to do, as lists and counts show them."""


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(chinese_date=chinese_date, figure=figure, duration=duration)
    app.jinja_env.globals.update(
        KIND_NAMES=KIND_NAMES,
        UNIT_NAMES=UNIT_NAMES,
        FORMAT_NAMES=FORMAT_NAMES,
        ROLE_NAMES=ROLE_NAMES,
        BASIS_NAMES=BASIS_NAMES,
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
