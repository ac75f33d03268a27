"""文种: what kind of paper a document is, as its own title says.

A title may say it twice: 关于印发《…工作方案》的通知 is a 通知 that carries a 方案, and a reader who looks for either
should find it. A title that names no kind of this table gives none; nothing is guessed from the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

OFFICIAL = (
    ("决议", ("决议",)),
    ("决定", ("决定",)),
    ("命令（令）", ("命令", "令")),
    ("公报", ("公报",)),
    ("公告", ("公告",)),
    ("通告", ("通告",)),
    ("意见", ("意见",)),
    ("通知", ("通知",)),
    ("通报", ("通报",)),
    ("报告", ("报告",)),
    ("请示", ("请示",)),
    ("批复", ("批复",)),
    ("议案", ("议案",)),
    ("函", ("函", "复函")),
    ("纪要", ("纪要",)),
)
"""The fifteen kinds of 《党政机关公文处理工作条例》 (2012) 第八条, each with the ends of titles that say so."""

OTHERS = (
    ("法律", ("法典", "法")),
    ("条例", ("条例",)),
    ("规定", ("规定",)),
    ("办法", ("办法",)),
    ("细则", ("细则",)),
    ("规则", ("规则", "规程", "章程")),
    ("解释", ("解释",)),
    ("规划", ("规划", "规划纲要", "纲要")),
    ("计划", ("计划",)),
    ("方案", ("方案",)),
    ("要点", ("要点",)),
    ("预案", ("预案",)),
    ("措施", ("措施", "举措")),
    ("政策", ("政策",)),
    ("清单", ("清单", "目录", "名单")),
    ("标准", ("标准", "规范")),
    ("制度", ("制度", "机制")),
    ("指南", ("指南", "指引", "导则")),
    ("答复", ("答复",)),
)
"""Kinds that titles name besides: laws and regulations by 《立法法》 and 《规章制定程序条例》 第七条, and the usual
papers of offices."""

GENRES = tuple(name for name, _ in (*OFFICIAL, *OTHERS))
"""All kinds, in the order of the tables."""

_ENDS = sorted(((end, name) for name, ends in (*OFFICIAL, *OTHERS) for end in ends), key=lambda e: -len(e[0]))
# Patterns that titles are read by, compiled when the first is: searches need the names alone.
_NOT_A_LAW = r"(?:[方做看说想]|工作|书|语)法$"
"""办法 is longer than 法 and found first."""
_AFTER = r"[（(〔\[][^（()）〔〕\[\]]*[)）〕\]]$|[\s》”’\"'。．·]+$"
"""What may stand behind the kind: （试行）, （征求意见稿）, （2023年修订版）, and the quotation mark that closes."""
_CARRIER = r"(?:印发|转发|公布|发布|下发|印送)(?P<carried>.+)的(?:通知|公告|函|通报|决定|命令|令)$"
_QUOTED = r"《([^《》]+(?:《[^《》]*》[^《》]*)*)》"
_ONLY_QUOTED = r"》[）)]?(?:等?[\d一二三四五六七八九十两]*[个项件部]?(?:文件|制度|办法|规定|标准)?)?$"


def genres(title: str) -> tuple[str, ...]:
    """The kinds that ``title`` names, of the paper itself first, then of what it carries; none twice.

    >>> genres("某市人民政府关于印发《某市应急预案》的通知"), genres("某市图书馆管理办法（试行）"), genres("云溪")
    (('通知', '预案'), ('办法',), ())
    """
    return tuple(dict.fromkeys(name for text in (title, *_carried(title)) if (name := _genre(text))))


def _genre(title: str) -> str:
    shorter = title
    while (cut := re.sub(_AFTER, "", shorter)) != shorter:
        shorter = cut
    found = next((name for end, name in _ENDS if shorter.endswith(end)), "")
    return "" if found == "法律" and re.search(_NOT_A_LAW, shorter) else found


def _carried(title: str) -> Iterator[str]:
    """What a notice prints: the titles in its quotation marks, or the words without any."""
    found = re.search(_CARRIER, "".join(title.split()))
    if found is None:
        return
    if re.search(_ONLY_QUOTED, found["carried"]):
        yield from re.findall(_QUOTED, found["carried"])
    else:
        yield found["carried"]
