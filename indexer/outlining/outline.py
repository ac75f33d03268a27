"""From the paragraphs of a document to its outline: a tree of sections with the running text between them.

The tree is built in one walk with a stack of open sections. Which sections a number closes follows from the rank of
its style (``numbering``), corrected by the document's own habits: a list inside a box restarts, a style that restarts
under another one lies inside it even where the standard has it the other way round.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.models import ClauseKind, Element, ElementKind, Outline, Passage, Section, SourceText
from indexer.outlining import metadata, numbering
from indexer.outlining.annotations import is_label_line, trailing_annotation
from indexer.outlining.closing import closing_paragraphs
from indexer.outlining.elements import closes_title, split_elements
from indexer.outlining.headings import UNTITLED, Habit, habits, is_document_level, lead, looks_plain, title_of
from indexer.outlining.numbering import Marker, Style
from indexer.outlining.paragraphs import Paragraph, paragraphs
from indexer.outlining.sentences import ends_sentence
from indexer.outlining.surroundings import embedded_titles, is_plain_heading, kind_at, lead_positions, turned_ranks
from indexer.outlining.units import Item, Numbered, Plain, units


def outline(source: SourceText, document_id: str) -> Outline:
    """The outline of one document with its metadata.

    Spans of elements, sections and passages do not overlap and together cover every non-blank character from
    ``source.body_start`` on. Never fails on odd input: what cannot be recognised stays as text of the document.
    """
    builder = _Builder(units(split_elements(paragraphs(source))))
    builder.walk()
    elements, sections = tuple(builder.elements), tuple(builder.sections)
    document = metadata.document(source, document_id, elements, sections)
    return Outline(document, elements, sections, tuple(builder.passages))


_TOP = (numbering.ANNEX, numbering.TEXT)
_DOCUMENT_LEVEL_RANK = numbering.HAN.rank - 1
_MARKDOWN_RANK = numbering.PARAGRAPH.rank
_MOST_TITLE_LINES = 3
_LOOKED_AT = 20
"""How many characters of a possible title line are looked at: long annex titles end like short ones."""


@dataclass(slots=True)
class _Open:
    """An open section: its position among the sections, and the rank at which it lies."""

    section: int
    style: Style
    rank: float
    marker: Marker | None


class _Builder:
    """The walk. ``run`` is the document; the other fields grow as it goes."""

    def __init__(self, run: Sequence[Item]) -> None:
        self.run = run
        self.ranks = turned_ranks(run)
        self.closing = closing_paragraphs(run)
        self.leads = lead_positions(run, self.closing)
        self.texts = embedded_titles(run)
        self.habits = _habits(run)
        self.elements: list[Element] = []
        self.sections: list[Section] = []
        self.passages: list[Passage] = []
        self.stack: list[_Open] = []

    def walk(self) -> None:
        position = 0
        while position < len(self.run):
            item = self.run[position]
            if position in self.texts:
                position = self._text(position)
            elif isinstance(item, Element):
                self.elements.append(item)
                position += 1
            elif isinstance(item, Numbered):
                position = self._numbered(position, item)
            else:
                self._plain(position, item)
                position += 1

    # Sections

    def _push(self, style: Style, marker: Marker | None, title: str, place: Paragraph, end: int, rank: float) -> None:
        parent = self.stack[-1].section if self.stack else None
        level = 0 if style in _TOP else (self.sections[parent].level if parent is not None else 0) + 1
        written, ordinal = (marker.written, marker.ordinal) if marker else ("", None)
        self.sections.append(Section(written, ordinal, title, level, style.name, parent, place.line, place.start, end))
        self.stack.append(_Open(len(self.sections) - 1, style, rank, marker))

    def _pop_to(self, rank: float) -> None:
        while self.stack and self.stack[-1].rank >= rank:
            self.stack.pop()

    def _text(self, position: int) -> int:
        """Opens one of several documents under one notice; returns the position after its title lines."""
        lines: list[Element] = []
        for item in self.run[position:]:
            if not isinstance(item, Element) or item.kind is not ElementKind.TITLE:
                break
            lines.append(item)
        title = "".join(line.text for line in lines)
        place = Paragraph(title, lines[0].line, lines[0].start, lines[-1].end)
        self.stack.clear()
        self._push(numbering.TEXT, None, title, place, place.end, numbering.TEXT.rank)
        return position + len(lines)

    def _numbered(self, position: int, item: Numbered) -> int:
        """Opens a numbered section; returns the position after its heading."""
        marker = item.marker
        self._make_room(marker)
        rank = max(self._rank(marker), self.stack[-1].rank + 0.01 if self.stack else 0)
        if marker.style is numbering.ANNEX or (not item.rest and marker.style.rank <= numbering.PARAGRAPH.rank):
            return self._bare(position, item, rank)
        below = self._content_below(position, item)
        title = title_of(marker.style, item.rest, content_below=below, habit=self.habits[position])
        end = item.rest_start + title.title_end if title is not UNTITLED else item.written_end
        self._push(marker.style, marker, title.title, item.paragraph, end, rank)
        self._rest(item.paragraph, item.rest_start + title.text_start, kind_at(self.run, position))
        return position + 1

    def _bare(self, position: int, item: Numbered, rank: float) -> int:
        """A number alone on its line (附件2, 第一章), and annexes: title lines that follow belong to the heading."""
        text = item.rest
        if ends_sentence(text) or len(text) > 80:  # 附件…： with running text glued to it
            self._push(item.marker.style, item.marker, "", item.paragraph, item.written_end, rank)
            self._rest(item.paragraph, item.rest_start, ClauseKind.SENTENCE)
            return position + 1
        lines, end = [text] if text else [], item.paragraph.end
        most = 0 if text else (_MOST_TITLE_LINES if item.marker.style is numbering.ANNEX else 1)
        for following in self.run[position + 1 : position + 1 + most]:
            line = _title_line(following)
            if line is None:
                break
            lines.append(line.text)
            end = line.end
            if closes_title(line.text):
                break
        self._push(item.marker.style, item.marker, "".join(lines), item.paragraph, end, rank)
        return position + 1 + (len(lines) if not text else 0)

    def _rank(self, marker: Marker) -> float:
        return self.ranks.get(marker.style.name, marker.style.rank) + numbering.depth(marker) - marker.style.rank

    def _make_room(self, marker: Marker) -> None:
        """Closes the sections that this number ends."""
        if marker.style is numbering.ANNEX:
            self.stack.clear()
            return
        box = next((i for i, opened in enumerate(self.stack) if opened.style is numbering.BOX), None)
        siblings = [depth for depth, opened in enumerate(self.stack) if _is_sibling(opened.marker, marker)]
        goes_on = [depth for depth in siblings if _continues(self.stack[depth].marker, marker)]
        if box is not None:  # a list around the box is only gone on with, one inside it may also restart
            siblings = [depth for depth in siblings if depth > box]
        if goes_on or siblings:
            del self.stack[(goes_on or siblings)[-1] :]
            return
        if box is not None and marker.style is not numbering.BOX and marker.ordinal == 1:
            return  # a list of the box's own
        self._pop_to(self._rank(marker))

    def _content_below(self, position: int, item: Numbered) -> bool:
        """Whether something follows that lies inside the numbered paragraph at ``position``."""
        for place, following in enumerate(self.run[position + 1 :], position + 1):
            if isinstance(following, Numbered):
                if item.marker.style is numbering.BOX:
                    return following.marker.ordinal == 1
                return self._rank(following.marker) > self._rank(item.marker)
            if isinstance(following, Plain):
                if is_label_line(following.text):
                    continue
                return place not in self.closing
            if following.kind is not ElementKind.FURNITURE:
                return False
        return False

    # Text

    def _plain(self, position: int, item: Plain) -> None:
        paragraph = item.paragraph
        if position in self.closing:
            while self.stack and self.stack[-1].style not in _TOP:
                self.stack.pop()
            self._passage(paragraph, kind_at(self.run, position))
        elif paragraph.lead and not ends_sentence(item.text):
            self._heading(paragraph, item.text, _MARKDOWN_RANK + paragraph.text.count("#", 0, paragraph.lead))
        elif is_plain_heading(self.run, position):
            top = is_document_level(item.text) or all(opened.style in _TOP for opened in self.stack)
            self._heading(paragraph, item.text, _DOCUMENT_LEVEL_RANK if top else numbering.PLAIN.rank)
        elif position in self.leads and (length := lead(paragraph.text)):
            self._pop_to(numbering.LEAD.rank)
            end = paragraph.start + length
            title = paragraph.text[:length].rstrip("。")
            self._push(numbering.LEAD, None, title, paragraph, end, numbering.LEAD.rank)
            self._rest(paragraph, end, ClauseKind.SENTENCE)
        else:
            self._continued(paragraph, kind_at(self.run, position))

    def _heading(self, paragraph: Paragraph, title: str, rank: float) -> None:
        self._pop_to(rank)
        self._push(numbering.PLAIN, None, title.strip(), paragraph, paragraph.end, rank)

    def _continued(self, paragraph: Paragraph, kind: ClauseKind) -> None:
        """Further text of the open section; it leaves a section that has only the paragraph of its title, and running
        text after the table of a box (专栏) is the document's again."""
        if self.stack and self.stack[-1].style is numbering.LEAD:
            self.stack.pop()
        after_table = bool(self.passages) and self.passages[-1].kind is ClauseKind.CELL and kind is not ClauseKind.CELL
        if self.stack and self.stack[-1].style is numbering.BOX and after_table:
            self.stack.pop()
        self._passage(paragraph, kind)

    def _rest(self, paragraph: Paragraph, start: int, kind: ClauseKind) -> None:
        """The text of a numbered paragraph from offset ``start`` of the source on."""
        tail = paragraph.cut(start - paragraph.start)[1] if start > paragraph.start else paragraph
        if tail is not None:
            self._passage(replace(tail, lead=0), kind)

    def _passage(self, paragraph: Paragraph, kind: ClauseKind) -> None:
        """Running text of the open section; an annotation after its last sentence is a passage of its own."""
        section = self.stack[-1].section if self.stack else None
        cut = trailing_annotation(paragraph.text) if kind is ClauseKind.SENTENCE else None
        if cut and not ends_sentence(paragraph.text[:cut]):
            cut = None  # it stands inside the last sentence
        parts = [(paragraph, kind)]
        if cut is not None:
            head, tail = paragraph.cut(cut) if cut else (None, paragraph)
            parts = [(head, kind)] if head else []
            parts += [(tail, ClauseKind.ANNOTATION)] if tail else []
        self.passages += [Passage(section, part_kind, part.line, part.start, part.end) for part, part_kind in parts]


def _habits(run: Sequence[Item]) -> dict[int, Habit]:
    """How titles are written, for each position of a numbered paragraph."""
    positions = [position for position, item in enumerate(run) if isinstance(item, Numbered)]
    numbered = [(item.marker, item.rest) for item in run if isinstance(item, Numbered)]
    return dict(zip(positions, habits(numbered), strict=True))


def _is_sibling(last: Marker | None, marker: Marker) -> bool:
    return last is not None and last.style is marker.style and numbering.depth(last) == numbering.depth(marker)


def _continues(last: Marker | None, marker: Marker) -> bool:
    if last is None or last.ordinal is None or marker.ordinal is None:
        return False
    return marker.ordinal == last.ordinal + 1


def _title_line(item: Item) -> Element | Paragraph | None:
    """A line that continues the heading of an annex, or None."""
    if isinstance(item, Element):
        return item if item.kind is ElementKind.TITLE else None
    if isinstance(item, Plain) and len(item.text) <= 50 and looks_plain(item.text[-_LOOKED_AT:]):
        return item.paragraph
    return None
