"""The facts that a government web page states about its document outside the text.

Two places: the table of the open-government catalogue above the text (索引号, 发文机关, 成文日期 …), and the meta
tags that 《政府网站发展指引》（国办发〔2017〕47号）附件 2 prescribes (ArticleTitle, PubDate, ContentSource).
"""

from __future__ import annotations

import re

from lxml import etree

from indexer.reading.facts import DATE_KEYS, iso_date, names
from indexer.reading.html_lines import text_of

LABELS = {
    "索引号": "index_number",
    "主题分类": "subject",
    "信息分类": "subject",
    "发文机关": "issuers",
    "发文单位": "issuers",
    "发布机构": "issuers",
    "发布机关": "issuers",
    "制发机关": "issuers",
    "成文日期": "written_date",
    "成文时间": "written_date",
    "生成日期": "written_date",
    "标题": "title",
    "文件名称": "title",
    "信息名称": "title",
    "发文字号": "document_number",
    "公文字号": "document_number",
    "文号": "document_number",
    "发布日期": "publish_date",
    "发布时间": "publish_date",
    "公开日期": "publish_date",
    "公布日期": "publish_date",
    "来源": "source",
    "信息来源": "source",
    # Labels of the same tables that no fact is taken from: they end the value before them.
    "主题词": "",
    "关键词": "",
    "有效性": "",
    "时效性": "",
    "效力状态": "",
    "生效日期": "",
    "实施日期": "",
    "失效日期": "",
    "废止日期": "",
    "公开方式": "",
    "公开范围": "",
    "体裁分类": "",
    "组配分类": "",
    "浏览次数": "",
    "字体": "",
    "字号": "",
}

_META = {"articletitle": "title", "pubdate": "publish_date", "contentsource": "source"}

_SPACED = "|".join(r"\s*".join(label) for label in sorted(LABELS, key=len, reverse=True))
_LABEL = re.compile(rf"(?:^|(?<=[\s|【\[]))(?P<label>{_SPACED})\s*(?:[：:】\]]+|(?=\t))\s*")

SHORTEST_TITLE = 6
"""Characters: a shorter line with which a page title begins is the name of a column, 通知公告."""

TABLE_LABELS = 3
"""So many labels make a table the header table of a page."""


def is_header_table(rows: list[str]) -> bool:
    """Whether these table rows are the catalogue's header and not part of the document."""
    return len({key for row in rows for key, _ in _entries(row) if key}) >= TABLE_LABELS


def facts(lines: list[str]) -> tuple[dict[str, object], list[str]]:
    """The facts stated in lines outside the text, and the lines that state none. The first statement counts."""
    found: dict[str, object] = {}
    others: list[str] = []
    for line in lines:
        entries = list(_entries(line))
        if not entries:
            others.append(line)
        for key, value in entries:
            _state(found, key, value)
    return found, others


def meta_facts(head: etree._Element) -> dict[str, object]:
    """The facts stated in the page's meta tags, and its ``<title>`` as ``page_title``."""
    found: dict[str, object] = {}
    for meta in head.iter("meta"):
        _state(found, _META.get((meta.get("name") or "").lower(), ""), (meta.get("content") or "").strip())
    title = next(head.iter("title"), None)
    if title is not None and text_of(title).strip():
        found["page_title"] = " ".join(text_of(title).split())
    return found


def confirmed_title(lines: list[str], page_title: str) -> str:
    """The heading that stands outside the text where the page's ``<title>`` begins with the same words and goes on, if
    at all, with the name of the site; empty where no line does. Two witnesses are enough."""
    return next(
        (
            line
            for line in lines
            if len(line) >= SHORTEST_TITLE
            and page_title.startswith(line)
            and re.fullmatch(r"(?:\s*[-_|｜—–].*)?", page_title[len(line) :])
        ),
        "",
    )


def _entries(line: str) -> list[tuple[str, str]]:
    labels = list(_LABEL.finditer(line))
    ends = [label.start() for label in labels] + [len(line)]
    return [
        (LABELS[re.sub(r"\s", "", label["label"])], line[label.end() : end].strip())
        for label, end in zip(labels, ends[1:], strict=True)
    ]


def _state(found: dict[str, object], key: str, value: str) -> None:
    if not key or not value or key in found:
        return
    if key in DATE_KEYS:
        value = iso_date(value)
        if not value:
            return
    found[key] = names(value) if key == "issuers" else value
