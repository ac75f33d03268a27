"""Finding the elements of an official document (公文要素) that are neither heading nor clause.

GB/T 9704—2012 names them: 标题, 发文字号, 主送机关, 附件说明, 发文机关署名, 成文日期, 附注. Web pages and
transcriptions add their own lines around them. One pass from top to bottom with a small state: in the *head* (before
running text has begun) a line may be title, number or addressee; after running text a date closes the document, and
what follows may be the head of the document that the notice wraps.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.models import Element, ElementKind
from indexer.outlining import numbering
from indexer.outlining.paragraphs import Paragraph
from indexer.outlining.sentences import ends_sentence

_HAN_DIGIT = "〇零○一二三四五六七八九十"
_YEAR = rf"(?:[12]\d{{3}}|[{_HAN_DIGIT}]{{4}})"
_NUMBER = rf"(?:\d{{1,2}}|[{_HAN_DIGIT}]{{1,3}})"
_DATE = rf"{_YEAR}\s*年\s*{_NUMBER}\s*月(?:\s*{_NUMBER}\s*日)?"
_YEAR_BRACKETS = r"[〔\[［【（(﹝{]\s*(?:19|20)\d{2}\s*[〕\]］】）)﹞}]"

DATE_LINE = re.compile(rf"[（(]?\s*{_DATE}\s*[）)]?")
"""A line that is a date and nothing else."""

DOCUMENT_NUMBER = re.compile(rf"[\u4e00-\u9fa5]{{1,14}}?\s*{_YEAR_BRACKETS}\s*(?:第\s*)?\d{{1,5}}\s*号")
"""发文字号: 国发〔2018〕3号 in its bracket variants."""

ORDER_NUMBER = re.compile(r"[（(]?(?:中华人民共和国[\u4e00-\u9fa5]{1,12}令?\s*)?第\s*\d{1,4}\s*号(?:令)?[）)]?")
"""The number of an order (第706号), a line of its own under its title."""

_NUMBER_LINE = re.compile(rf"(?:[^〔（(]{{0,4}}日[）)])?[（(]?(?P<number>{DOCUMENT_NUMBER.pattern})[）)]?")
_TITLE_AND_NUMBER = re.compile(
    rf"(?P<title>[^。；：]{{6,110}}?(?:意见|通知|方案|办法|规定|决定|批复|函|公告|通告)》?)(?={DOCUMENT_NUMBER.pattern})"
)

_NOTE_WORDS = (
    r"此件|本文有删减|本文件?有删节|上接|下转|信息公开|公开方式|公开属性|公开类型|主动公开|依申请公开|不予公开|联系人|联系电话|"
    r"全文如下|代章|有删减|此页无正文"
)
_NOTE_LINE = re.compile(
    rf"[（(【\[].{{0,4}}(?:{_NOTE_WORDS}).*[）)】\]]|(?:信息)?公开(?:方式|属性|类型)[:：].{{0,12}}|特此通知[。.]?"
)
_NOTE_PREFIX = re.compile(r"[（(](?:此件|本文有删减|信息公开|主动公开)[^（）()]{0,30}[）)](?=\s*\S)")

_SOURCE_LINE = re.compile(
    rf"(?:发布日期|发布时间|发布机构|发布单位|分类|来源|信息来源|索引号|更新时间|时间|浏览次数|责任编辑)\s*[:：].{{0,90}}"
    rf"|\S{{2,6}}(?:日报|晚报|时报|早报)\s*{_DATE}"
    rf"|新华社.{{1,10}}\d+月\d+日电"
)
_TRANSCRIBER = re.compile(rf"(?:\S{{0,40}}?{_DATE}.{{0,60}}(?:发布|整理).{{0,60}}|发布日期.{{0,20}})[。.]?")
_FURNITURE = re.compile(
    r"【(?:原文下载|相关附件|附件下载)】|-\s*\[.*\]\(.*\)|相关(?:新闻|链接|稿件|文章|阅读)|政策全文|扫一扫.{0,20}|打印本页|关闭窗口|"
    r"\d{4}-\d{2}-\d{2}\s*【.{2,8}】.*"
)
_PROMULGATION = re.compile(
    rf"[（(]?\s*{_DATE}\s*(?:.{{2,60}}(?:公布|发布|通过|修订|修正|批准|令第\d+号)|施行|起施行).{{0,200}}?[）)]?(?:\s*根据)?"
    rf"|[（(].{{0,12}}{_DATE}.{{0,4}}[）)]"
    rf"|——{_DATE}在.{{4,60}}上"
)
_CONTENTS_HEAD = re.compile(r"目[\s\u3000]*录")

_ORGAN_END = (
    r"(?:人民政府|政府|委员会|办公厅|办公室|国务院|中共中央|中央军委|部|委|厅|局|署|院|会|办|处|总社|集团|公司|银行|中心|"
    r"管委会|支行|分行|联社|小组|指挥部|协会|法院|检察院|党委|工委|大学|学院|海关)"
)
_SIGNATURE = re.compile(
    rf"[\u4e00-\u9fa5（）()、·\s\u3000“”]{{0,170}}{_ORGAN_END}(?:\s*[（(][^（）()]{{2,24}}[）)])?"
    r"|(?:总\s*理|主\s*席|省\s*长|市\s*长|部\s*长|主\s*任|局\s*长|州\s*长|县\s*长|区\s*长)[\s\u3000]+[\u4e00-\u9fa5·\s\u3000]{2,8}"
)
_ADDRESSEE_END = re.compile(
    r"(?:单位|机构|部门|政府|局|厅|委|办|公司|管委会|会|处室|处|科室|学校|法院|检察院|代表|委员|站|院|中心|企业|银行|机关|办事处|"
    r"国务院|组织|区|县|总部|主管部门|集团|协会|地方|同志|部|市|州|省|团体|海关|组|院校|高校|大学|开发区|新区|管理区|企业|机关|公司)(?:[（(][^（）()]{1,20}[）)])?[:：]"
)
_TITLE_END = re.compile(
    r"(?:意见|通知|方案|办法|规定|条例|措施|规划|计划|纲要|要点|细则|决定|公告|通告|批复|函|报告|令|清单|指南|制度|规范|"
    r"政策|条|行动|规则|预案|答复|复函|建议|请示|纪要|举措|名单|目录|标准|办法|议案|公报|决议|指引|章程|分工|台账)"
    r"(?:[（(《\[〔【].{0,24}?[）)》\]〕】]?)*》?$"
)
SHORTEST_TITLE = 4
"""Characters; a shorter line that repeats quoted words is hardly the title of a document."""

_WRAPPED = re.compile(
    r"《([^《》]{4,80}(?:《[^《》]*》[^《》]*)?)》|(?:印发|转发|发布|公布)(?:关于)?([^《》，。]{6,80}?)的(?:通知|公告|令|函)"
)


@dataclass(slots=True)
class _State:
    """What the pass knows when it reaches a paragraph."""

    head: bool = True  # no running text since the last beginning
    titled: bool = False  # this head has its title
    wrapped: list[str] = field(default_factory=list)  # titles that a notice announced
    out: list[Element | Paragraph] = field(default_factory=list)

    def element(self, kind: ElementKind, paragraph: Paragraph) -> None:
        self.out.append(Element(kind, paragraph.text, paragraph.line, paragraph.start, paragraph.end))

    def begin(self) -> None:
        """A new head begins: after a signature, a date, an annex mark."""
        self.head, self.titled = True, False


def split_elements(paragraphs: Sequence[Paragraph]) -> tuple[Element | Paragraph, ...]:
    """The paragraphs in order, each either turned into an element or left as body text. A paragraph in which a
    number, an addressee or a title is run together with what follows is cut in two."""
    state = _State()
    contents = _contents(paragraphs)
    annex_notes = _annex_notes(paragraphs)
    signatures = _signatures(paragraphs)
    for position, paragraph in enumerate(paragraphs):
        if position in contents:
            state.element(ElementKind.CONTENTS, paragraph)
        elif position in annex_notes:
            state.element(ElementKind.ANNEX_NOTE, paragraph)
        elif position in signatures:
            is_date = bool(DATE_LINE.fullmatch(paragraph.text))
            state.element(ElementKind.DATE if is_date else ElementKind.SIGNATURE, paragraph)
            if is_date:
                state.begin()
        else:
            rest: Paragraph | None = paragraph
            while rest is not None:
                rest = _take(state, rest, paragraphs, position)
    return tuple(state.out)


def closes_title(text: str) -> bool:
    """Whether a line ends as titles end (…的意见, …实施方案（试行）), so that the next line is no second line of it."""
    return _TITLE_END.search(text) is not None


def _take(state: _State, paragraph: Paragraph, paragraphs: Sequence[Paragraph], position: int) -> Paragraph | None:
    """Consumes the beginning of ``paragraph``; returns what is left of it."""
    text = paragraph.text
    if kind := _whole_line(text, last=position == len(paragraphs) - 1, first=position < 12 and state.head):
        state.element(kind, paragraph)
        if kind is ElementKind.NOTE and not state.head:
            state.begin()
        return None
    if found := _NOTE_PREFIX.match(text):
        return _cut(state, ElementKind.NOTE, paragraph, found.end(), begin=not state.head)
    if state.head:
        if not state.titled and (found := _TITLE_AND_NUMBER.match(text)):
            state.titled = True
            return _cut(state, ElementKind.TITLE, paragraph, found.end())
        if state.titled and ORDER_NUMBER.fullmatch(text):
            state.element(ElementKind.DOCUMENT_NUMBER, paragraph)
            return None
        if (found := _NUMBER_LINE.match(text)) and _is_number_prefix(text, found.end()):
            return _cut(state, ElementKind.DOCUMENT_NUMBER, paragraph, found.end())
        if length := _addressee(text):
            state.titled = True
            return _cut(state, ElementKind.ADDRESSEE, paragraph, length)
        if length := _announced(text, state.wrapped):
            state.titled = True
            return _cut(state, ElementKind.TITLE, paragraph, length)
        if _is_title(state, paragraph, paragraphs, position):
            state.titled = True
            state.wrapped += _titles_in(text)
            state.element(ElementKind.TITLE, paragraph)
            return None
    elif len(text) >= SHORTEST_TITLE and text in state.wrapped and not ends_sentence(text):
        state.head = state.titled = True
        state.element(ElementKind.TITLE, paragraph)
        return None
    state.wrapped += _titles_in(text) if len(state.out) < 25 else []
    state.out.append(paragraph)
    if _is_annex_mark(text):
        state.begin()
    else:
        state.head = False
    return None


def _cut(
    state: _State, kind: ElementKind, paragraph: Paragraph, length: int, *, begin: bool = False
) -> Paragraph | None:
    head, tail = paragraph.cut(length)
    state.element(kind, head)
    if begin:
        state.begin()
    return tail


def _whole_line(text: str, *, last: bool, first: bool) -> ElementKind | None:
    if _FURNITURE.fullmatch(text):
        return ElementKind.FURNITURE
    if _NOTE_LINE.fullmatch(text):
        return ElementKind.NOTE
    if (first or last) and _SOURCE_LINE.fullmatch(text):
        return ElementKind.SOURCE
    if last and _TRANSCRIBER.fullmatch(text):
        return ElementKind.SOURCE
    if first and DATE_LINE.fullmatch(text):
        return ElementKind.DATE
    if first and (_PROMULGATION.fullmatch(text) or (text.startswith(("（", "(")) and _PROMULGATION.match(text[1:]))):
        return ElementKind.NOTE
    return None


def _is_number_prefix(text: str, end: int) -> bool:
    """A number opens the paragraph as an element only when it is the whole of it, or a list of organs follows."""
    rest = text[end:].lstrip()
    return not rest or (rest[0] not in "》）)、，,的文精" and not text[:end].startswith(("根据", "依据", "按照")))


def _addressee(text: str) -> int:
    """Length of the addressee (各区人民政府，市政府各委、办、局：) at the beginning of ``text``, or 0."""
    found = re.match(r"[^。；！？!?;《》]{2,400}?[:：]", text)
    if not found or numbering.match(text):
        return 0
    return (
        found.end()
        if _ADDRESSEE_END.search(found.group()) and not re.search(r"如下|包括|是[:：]|根据|为了", found.group())
        else 0
    )


def _fold(text: str) -> str:
    table = str.maketrans("（）［］〔〕－—–-~～　 \u2002\u2003", "()[][]------    ")
    return re.sub(r"[\s-]+", "", text.translate(table))


def _announced(text: str, wrapped: Sequence[str]) -> int:
    """Length of an announced title at the beginning of ``text``, or 0."""
    for title in sorted(set(wrapped), key=len, reverse=True):
        folded = _fold(title)
        length = consumed = 0
        for char in text:
            if consumed == len(folded):
                break
            piece = _fold(char)
            if piece and not folded.startswith(piece, consumed):
                break
            consumed += len(piece)
            length += 1
        if consumed == len(folded) and text[length : length + 1] not in tuple("》”、，。的"):
            closing = re.match(r"\s*[（(](?:试行|暂行|修订|征求意见稿|\d{4}版)[）)]", text[length:])
            return length + (closing.end() if closing else 0)
    return 0


def _titles_in(text: str) -> list[str]:
    return [first or second for first, second in _WRAPPED.findall(text)]


def _is_title(state: _State, paragraph: Paragraph, paragraphs: Sequence[Paragraph], position: int) -> bool:
    text = paragraph.text
    if len(text) > 120 or ends_sentence(text) or text.endswith(("：", ":", "，", ",", "、")):
        return False
    if numbering.match(text) or "。" in text:
        return False
    if not state.titled:
        following = paragraphs[position + 1].text if position + 1 < len(paragraphs) else ""
        return (
            (position == 0 and not text.endswith(("。", "；")))
            or closes_title(text)
            or _is_structure(following)
            or ends_sentence(following)
        )
    # A title may run over several lines, and may be repeated before the number or the text.
    last = next((item for item in reversed(state.out) if isinstance(item, Element)), None)
    if last is None or last.kind not in _BETWEEN_TITLES:
        return False
    if last.kind is ElementKind.TITLE and not closes_title(last.text):
        return True  # its second line
    opens_bracket = text.startswith(("（", "("))
    return text in last.text or opens_bracket or closes_title(text) or _TITLE_BEGIN.search(text) is not None


_TITLE_BEGIN = re.compile(r"关于|(?:印发|转发|发布|公布)$")
_BETWEEN_TITLES = (
    ElementKind.TITLE,
    ElementKind.SOURCE,
    ElementKind.NOTE,
    ElementKind.DATE,
    ElementKind.DOCUMENT_NUMBER,
    ElementKind.FURNITURE,
)


def _is_structure(text: str) -> bool:
    return numbering.match(text) is not None


def _is_annex_mark(text: str) -> bool:
    marker = numbering.match(text)
    return marker is not None and marker.style is numbering.ANNEX and not ends_sentence(text)


def _contents(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Positions of a table of contents: headings without text that all stand again, in order, further on."""
    found: set[int] = set()
    later: dict[str, list[int]] = {}
    for position, paragraph in enumerate(paragraphs):
        later.setdefault(_fold(paragraph.text), []).append(position)
    position = 0
    while position < len(paragraphs):
        announced = bool(_CONTENTS_HEAD.fullmatch(paragraphs[position].text))
        run = position + announced
        listed: set[str] = set()
        while run < len(paragraphs) and _is_heading_again(paragraphs[run], later, run):
            if paragraphs[run].text in listed:
                break
            listed.add(paragraphs[run].text)
            run += 1
        if run - position - announced >= (2 if announced else 4):
            found.update(range(position, run))
            position = run
        else:
            position += 1
    return found


def _is_heading_again(paragraph: Paragraph, later: dict[str, list[int]], position: int) -> bool:
    marked = numbering.match(paragraph.text)
    return marked is not None and not ends_sentence(paragraph.text) and later[_fold(paragraph.text)][-1] > position


def _signatures(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Positions of signature lines with the date that closes them, and of dates standing alone after running text."""
    found: set[int] = set()
    for position, paragraph in enumerate(paragraphs):
        if not DATE_LINE.fullmatch(paragraph.text):
            continue
        start = position
        while start > 1 and _is_signature(paragraphs[start - 1].text):
            start -= 1
        if start < position or (position and ends_sentence(paragraphs[position - 1].text)):
            found.update(range(start, position + 1))
    return found


def _is_signature(text: str) -> bool:
    return (
        len(text) <= 240
        and not ends_sentence(text)
        and numbering.match(text) is None
        and bool(_SIGNATURE.fullmatch(text))
    )


def _annex_notes(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Positions of 附件说明: a list of annexes that no annex text follows."""
    found: set[int] = set()
    position = 0
    while position < len(paragraphs):
        if not _is_annex_mark(paragraphs[position].text):
            position += 1
            continue
        run = position + 1
        while run < len(paragraphs) and _is_annex_item(paragraphs[run].text):
            run += 1
        closing = run == len(paragraphs) or (
            any(DATE_LINE.fullmatch(p.text) for p in paragraphs[run : run + 12] if not ends_sentence(p.text))
            and not any(ends_sentence(p.text) for p in paragraphs[run : run + 1])
        )
        bare = numbering.match(paragraphs[position].text)
        named = bare is not None and bare.end < len(paragraphs[position].text)
        if named and (closing or "略" in "".join(p.text for p in paragraphs[position:run])):
            found.update(range(position, run))
        elif named and run - position > 1 and _is_annex_mark(paragraphs[run - 1].text):
            found.update(range(position, run - 1))
        position = run
    return found


def _is_annex_item(text: str) -> bool:
    marker = numbering.match(text)
    return (
        marker is not None
        and marker.style in (numbering.ANNEX, numbering.ARABIC)
        and len(text) <= 70
        and not ends_sentence(text)
        and marker.end < len(text)
    )
