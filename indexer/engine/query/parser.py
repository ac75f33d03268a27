"""Reading a query as people type it into the tree of ``indexer.engine.query.tree``.

    words side by side     all of them                    食品 摊贩
    text without blanks    its words, all of them         食品摊贩管理
    quotation marks        exactly these characters       “双随机、一公开”
    AND  OR |  NOT -       capitals, or signs             食品 (摊贩 OR 小作坊) -药品
    word*                  words that begin so            质量*
    国发〔2018〕3号           in any brackets or none
    第八条 （八） 二、         items so numbered, and mentions of them

NOT binds tightest, then AND (written or not), then OR. A slip that has an obvious remedy (a bracket that is not closed,
an operator with nothing after it) is mended, and said in ``Query.notes``.
"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.engine.query.lexer import Piece, Quoted, Run, Sign, lex
from indexer.engine.query.number_forms import percentage
from indexer.engine.query.questions import without_whether
from indexer.engine.query.tree import All, DocumentNumber, Either, Node, Not, Phrase, Prefix, Query, SectionNumber, Word
from indexer.engine.query.widening import Widener
from indexer.errors import QuerySyntaxError
from indexer.folding import Folded, squeeze
from indexer.quoting import quoted
from indexer.segmentation import Segmenter
from indexer.simplified import simplified
from indexer.synonyms import NO_SYNONYMS, Synonyms

MAX_CHARACTERS = 2_000
MAX_WORDS = 64
"""More different words than any question has; beyond them a pasted text costs time and gains nothing."""
MAX_DEPTH = 30
_SHOWN = 60
"""Characters of a query that a note repeats."""

_GRAMMAR_WORDS = """
的 了 吗 呢 吧 啊 呀 嘛 么 咋 是 有 在 和 与 及 或 对 把 被 由 从 向 给 让 为 之 其 该 此 这 那 哪 谁 几 个 种 些 都 也
就 还 要 应 能 会 可 我 你 您 想 我们 我要 怎么 怎样 怎么办 如何 什么 什么样 为什么 哪些 哪个 哪里 多少 是否 可以 能否
有没有 是不是 能不能 要不要 会不会 可不可以 该不该 谁来 谁来管 由谁 哪儿 到 去 来 请问 关于 有关 以及 需要 应该 应当
什么时候 时候 啥时候 何时 何地 何人 多久 多长 多长时间 哪一年 哪家 第几条 啥 为啥 为何 咋办 怎么样 请 一下
几天 几次 几样 几点 几年 几岁 着 过 又 再 才 没 没有 不能 不会 已经 其实 还要 还是 就是 一遍 一样 一起 以后 之后
如果 要是 因为 所以 但是 然后 跟 算 很 太 一直 总是 老是 他们 他 她 它 大家 咱们 咱 别人
"""
GRAMMAR_WORDS = frozenset(_GRAMMAR_WORDS.split())
"""Words that carry the grammar of a question and not its subject: a clause may be the answer without them."""


def parse(query: str, segmenter: Segmenter, synonyms: Synonyms = NO_SYNONYMS, *, widen: bool = True) -> Query:
    """The query as understood. An empty one has no root.

    Everyday words in it are widened by the official ones of ``synonyms``; with ``widen`` false they are only named.

    Raises ``QuerySyntaxError`` when it holds nothing that can be searched for, or brackets too deep to mean anything.
    """
    notes = []
    if len(query) > MAX_CHARACTERS:
        query = query[:MAX_CHARACTERS]
        notes.append(f"检索词过长，只用了前 {MAX_CHARACTERS} 字")
    if not query.strip():
        return Query(None)
    typed, query = query, simplified(query)
    if query != typed:
        shown = query.strip()
        notes.append(f"已按简体字检索：{shown if len(shown) <= _SHOWN else shown[:_SHOWN] + '……'}")
    pieces = list(lex(query))
    reader = _Reader(pieces, segmenter, Widener(segmenter, synonyms, widen=widen))
    root = reader.read()
    if root is None:
        raise QuerySyntaxError(
            f"{quoted(query.strip()[:20])}里没有可以查找的文字。",
            position=len(query) - len(query.lstrip()),
            hint="请输入要查找的词，例如：食品摊贩；AND、OR、NOT 的两边都要有词。",
        )
    return Query(
        root,
        texts=tuple(dict.fromkeys(reader.texts)),
        notes=(*notes, *dict.fromkeys(reader.notes)),
        synonyms=tuple(reader.widener.synonyms),
        others=tuple(reader.widener.others),
    )


class _Reader:
    """Reads the pieces from left to right, by recursive descent."""

    def __init__(self, pieces: Sequence[Piece], segmenter: Segmenter, widener: Widener) -> None:
        self.notes: list[str] = []
        self.texts: list[str] = []
        self.widener = widener
        self._pieces = pieces
        self._segmenter = segmenter
        self._at = 0
        self._excluding = False
        self._words: set[str] = set()

    def read(self) -> Node | None:
        """The whole query; a closing bracket that nothing opened is left out."""
        nodes = []
        while self._at < len(self._pieces):
            if node := self._either(0):
                nodes.append(node)
            if self._accept(Sign.CLOSE):
                self.notes.append("有一个括号没有配对，已忽略")
        return nodes[0] if len(nodes) == 1 else _all(nodes, strict=False)

    def _either(self, depth: int) -> Node | None:
        nodes = [self._all(depth)]
        while self._accept(Sign.OR):
            node = self._all(depth)
            if node is None or nodes[-1] is None:
                self._ignored(Sign.OR)
            nodes.append(node)
        found = [node for node in nodes if node is not None]
        return found[0] if len(found) == 1 else Either(tuple(found)) if found else None

    def _all(self, depth: int) -> Node | None:
        nodes: list[Node] = []
        strict = waiting = False
        while (piece := self._peek()) is not None and piece.what not in (Sign.OR, Sign.CLOSE):
            if self._accept(Sign.AND):
                if not nodes or waiting:
                    self._ignored(Sign.AND)
                waiting = bool(nodes)
            elif (node := self._not(depth)) is not None:
                nodes.append(node)
                strict, waiting = strict or waiting, False
        if waiting:
            self._ignored(Sign.AND)
        return _all(nodes, strict=strict)

    def _not(self, depth: int) -> Node | None:
        negations = 0
        while self._accept(Sign.NOT):
            negations += 1
        piece = self._peek()
        if piece is None or piece.what in (Sign.AND, Sign.OR, Sign.CLOSE):
            if negations:
                self._ignored(Sign.NOT)
            return None
        before, self._excluding = self._excluding, self._excluding != (negations % 2 == 1)
        node = self._atom(depth)
        self._excluding = before
        if node is None and negations:
            self._ignored(Sign.NOT)
        return Not(node) if node is not None and negations % 2 else node

    def _atom(self, depth: int) -> Node | None:
        piece = self._pieces[self._at]
        self._at += 1
        match piece.what:
            case Sign.OPEN:
                return self._group(piece, depth + 1)
            case Quoted(text):
                return self._phrase(text)
            case Run(text, star):
                return self._run(text, star)
            case DocumentNumber() | SectionNumber():
                return piece.what
            case _:
                self.notes.append("引号没有成对，已忽略")
                return None

    def _group(self, opening: Piece, depth: int) -> Node | None:
        if depth > MAX_DEPTH:
            raise QuerySyntaxError(
                "括号套得太深。", position=opening.position, hint=f"括号最多套 {MAX_DEPTH} 层，请拆成几次检索。"
            )
        node = self._either(depth)
        if not self._accept(Sign.CLOSE):
            self.notes.append("有一个括号没有配对，已忽略")
        elif node is None:
            self.notes.append("括号里没有词，已忽略")
        return node

    def _phrase(self, text: str) -> Node | None:
        squeezed = squeeze(Folded(text, range(len(text)))).text
        if not any(character.isalnum() for character in squeezed):
            self.notes.append("引号里没有词，已忽略")
            return None
        if not self._excluding:
            self.texts.append(squeezed)
        return Phrase(squeezed)

    def _run(self, text: str, star: bool) -> Node | None:
        if self._excluding and (number := percentage(text)):
            return number
        if not self._excluding:
            text = without_whether(text)
        words = self._segmenter.terms(Folded(text, range(len(text))))
        if self._excluding and len(words) > 1:  # Excluded as a whole, not wherever its words occur apart.
            return self._phrase(text)
        nodes: list[Node] = [Word(word) for word in words if self._counts(word)]
        if not nodes:
            return None
        if not self._excluding:
            self.texts.append(text)
        if star:
            return _starred(words)
        if not self._excluding:
            nodes = self.widener.widened(text) or nodes
        return _all(nodes, strict=False)

    def _counts(self, word: str) -> bool:
        if word not in self._words and len(self._words) == MAX_WORDS:
            self.notes.append(f"词语过多，只用了前 {MAX_WORDS} 个")
            return False
        self._words.add(word)
        return True

    def _peek(self) -> Piece | None:
        return self._pieces[self._at] if self._at < len(self._pieces) else None

    def _accept(self, sign: Sign) -> bool:
        piece = self._peek()
        if piece is None or piece.what is not sign:
            return False
        self._at += 1
        return True

    def _ignored(self, sign: Sign) -> None:
        self.notes.append(f"{sign.value} 的一边没有词，已忽略")


def _starred(words: Sequence[str]) -> Node:
    """The reading of 明厨*: the beginning of one word, cut wrongly because it is not complete; or several words, of
    which the last is not complete."""
    whole = Prefix("".join(words))
    if len(words) == 1:
        return whole
    return Either((whole, All((*(Word(word) for word in dict.fromkeys(words[:-1])), Prefix(words[-1])))))


def _all(nodes: Sequence[Node], *, strict: bool) -> Node | None:
    """The nodes joined by AND: what was only written side by side becomes one level, without words of mere grammar."""
    items: dict[Node, None] = {}
    for node in nodes:
        loose = isinstance(node, All) and node.relaxable
        items.update(dict.fromkeys(node.items if loose and isinstance(node, All) else (node,)))
    meaningful = [item for item in items if not (isinstance(item, Word) and item.text in GRAMMAR_WORDS)]
    kept = tuple(meaningful if meaningful and not strict else items)
    if len(kept) <= 1:
        return kept[0] if kept else None
    return All(kept, relaxable=not strict)
