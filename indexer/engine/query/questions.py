"""Whether a query is a question or a list of words to be found.

Someone who types 食品 摊贩 登记 wants clauses with all three. Someone who asks a whole question does not know the words
of the answer: a clause that holds all words of the question but is about something else must not hide the one that
answers it.
"""

from __future__ import annotations

import re

from indexer.engine.query.rewriting import relaxed
from indexer.engine.query.tree import LOOSE, All, Node, Phrase

LONG = 6
"""From so many different words on, a query is read as a question though it does not ask."""

_WHETHER = r"(?!动不动|时不时)([\u4e00-\u9fff]{1,2})[不没](?=\1)"
"""The first half of 能不能, 合不合法, 办没办, 可以不可以: what is asked with stands in the second. It takes long to
compile, which is left to the first query with 不 or 没."""
_ASKING = re.compile(  # What asks, and what only a sentence of speech has (执照没办, 其实住满一年).
    r"[?？]\s*$|吗|怎么|怎样|怎么办|咋|啥|如何|什么|为何|何[时处]|哪|谁|多[少久长大]|几[个种年天日元人次点样岁月周]"
    r"|是否|能否|可否|请问|(?<![淹沉吞埋])没(?!收)|其实|还要|如果|要是|因为|一遍|一直|总是|老是"
)


def without_whether(text: str) -> str:
    """The text of a query without the first half of questions put as 正反问句: of 收不收费 clauses have 收费, and jieba
    reads 能不能 as 能 and 不能, words that say the contrary or nothing."""
    return re.sub(_WHETHER, "", text) if _may_ask_whether(text) else text


def asks(typed: str) -> bool:
    """Whether a query is put as a question."""
    return bool(_ASKING.search(typed) or (_may_ask_whether(typed) and re.search(_WHETHER, typed)))


def _may_ask_whether(text: str) -> bool:
    return "不" in text or "没" in text


def as_question(typed: str, root: Node | None) -> Node | None:
    """What finds the clauses that a question is answered from: those with some of its words. None when the query is
    none: when it is short and does not ask, or an operator says how its words are to be joined."""
    if not isinstance(root, All) or (loose := relaxed(root)) is None:
        return None
    words = sum(isinstance(item, LOOSE) for item in root.items)
    return loose if words >= LONG or asks(typed) else None


def without_quotations(question: Node | None) -> Node | None:
    """The question without what is quoted in it, when nothing holds the quotation: people who ask put a term in
    quotation marks that the law calls otherwise. None when it quotes nothing, or nothing else is left."""
    if not isinstance(question, All):
        return None
    kept = tuple(item for item in question.items if not isinstance(item, Phrase))
    if len(kept) == len(question.items) or not kept:
        return None
    return kept[0] if len(kept) == 1 else All(kept)
