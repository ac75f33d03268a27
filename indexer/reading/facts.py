"""元数据: the facts about a document that a file may state outside its text, and the form they take.

Front matter, the header table of a web page and a page's meta tags all end in the same keys and the same form, so
that later stages need not know where a fact came from.

| key | form | meaning |
|---|---|---|
| id | text | the document's identifier in links; the file name's stem where absent |
| title | text | 标题 |
| issuers | tuple of texts | 发文机关 |
| document_number | text | 发文字号, as written |
| written_date, publish_date | ISO 8601 date | 成文日期、发布日期 |
| source, url | text | where the text was taken from |
| region | text | 地区: 全国, 辽宁省 |
| level | one of ``LEVELS`` | 层级 of the issuer |
| subject | text | 主题分类 |
| index_number | text | 索引号 of the open-government catalogue |
| note | text | a remark by whoever added the document, shown with it |
| starts_at | text | the number of the first item of a print that begins in the middle, as written there: （四） |
| page_title | text | title of the file (HTML <title>, Word and PDF properties): for want of a better one only |
"""

from __future__ import annotations

import re
from datetime import date

from indexer import numerals

LEVELS = ("国务院", "部门", "省", "市", "县")

TEXT_KEYS = frozenset(
    ("id", "title", "document_number", "source", "region", "subject", "index_number", "note", "starts_at")
)
DATE_KEYS = frozenset(("written_date", "publish_date"))
KEYS = TEXT_KEYS | DATE_KEYS | {"issuers", "url", "level"}
"""The keys that front matter may hold."""

_N = f"[0-9０-９{numerals.CHINESE}]"
_DATE = re.compile(
    rf"(?P<year>{_N}{{4}})\s*(?:年|[-/.．／－])\s*(?P<month>{_N}{{1,2}})\s*(?:月|[-/.．／－])\s*(?P<day>{_N}{{1,3}})(?!{_N})"
)
_BRACKETS = {"（": "）", "(": ")", "〔": "〕", "[": "]", "〈": "〉", "《": "》"}
_SEPARATORS = frozenset("、；;，, \t\n\u3000\u00a0")


def iso_date(text: str) -> str:
    """The date that ``text`` begins with (a time of day may follow), as ``2019-04-05``; empty where there is none.

    >>> iso_date("2019年4月5日"), iso_date("二〇一九年四月五日"), iso_date("2019-04-05 10:30"), iso_date("2019年4月")
    ('2019-04-05', '2019-04-05', '2019-04-05', '')
    """
    found = _DATE.match(text.strip())
    if not found:
        return ""
    year, month, day = (numerals.to_int(found[part]) for part in ("year", "month", "day"))
    try:
        return date(year or 0, month or 0, day or 0).isoformat()
    except ValueError:
        return ""


def names(text: str) -> tuple[str, ...]:
    """Names of bodies from one string, cut at 、；， and blanks, never inside brackets; in order, none twice.

    >>> names("省发展改革委、省财政厅（含省国资委、省税务局）")
    ('省发展改革委', '省财政厅（含省国资委、省税务局）')
    """
    found: dict[str, None] = {}
    name, closing = "", ""
    for char in text + "、":
        if closing:
            name += char
            closing = "" if char == closing else closing
        elif char in _SEPARATORS:
            if name:
                found[name] = None
            name = ""
        else:
            name += char
            closing = _BRACKETS.get(char, "")
    return tuple(found) if not closing else (text.strip(),)
