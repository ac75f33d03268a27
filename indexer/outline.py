"""From the paragraphs of a document to its outline: a tree of sections with the running text between them.

The tree is built in one walk with a stack of open sections. Which section a number closes follows from the rank of
its style (``indexer.numbering``), corrected by the document's own habits: a list inside a box restarts, a style that
restarts under another one lies inside it even where the standard has it the other way round.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from indexer import metadata, numbering
from indexer.annotations import trailing_annotation
from indexer.closing import closing_paragraphs
from indexer.elements import split_elements
from indexer.headings import UNTITLED, Habit, Title, habits, is_document_level, lead, looks_plain, title_of
from indexer.models import ClauseKind, Element, ElementKind, Outline, Passage, Section, SourceText
from indexer.numbering import Marker, Style
from indexer.paragraphs import Paragraph, paragraphs
from indexer.sentences import ends_sentence
from indexer.units import Unit, units


def outline(source: SourceText, document_id: str) -> Outline:
    """The outline of one document with its metadata.

    Spans of elements, sections and passages do not overlap and together cover every non-blank character from
    ``source.body_start`` on. Never fails on odd input: what cannot be recognised stays as text of the document.
    """
    items = split_elements(paragraphs(source))
    builder = _Builder(habits((u.marker.style, u.rest) for u in _all_units(items) if u.marker))
    builder.walk(items)
    elements = tuple(builder.elements)
    document = metadata.document(source, document_id, elements, tuple(builder.sections))
    return Outline(document, elements, tuple(builder.sections), tuple(builder.passages))


def _all_units(items: Sequence[Element | Paragraph]) -> list[Unit]:
    return [unit for unit in units(items) if isinstance(unit, Unit)]


@dataclass(slots=True)
class _Open:
    """An open section: its position, the rank at which it lies, and whether text of its own has been seen."""

    section: int
    style: Style
    rank: float
    ordinal: int | None
    written: str
    has_text: bool = False


@dataclass(slots=True)
class _Builder:
    habits: dict[str, Habit]
    elements: list[Element] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    ranks: dict[str, float] = field(default_factory=dict)

    def walk(self, items: Sequence[Element | Paragraph]) -> None:
        run = units(items)
        self.ranks = _ranks(run)
        texts = _embedded_titles(run)
        closing = closing_paragraphs(run)
        position = 0
        while position < len(run):
            unit = run[position]
            if position in texts:
                position = self._text(run, position)
                continue
            if isinstance(unit, Element):
                self.elements.append(unit)
            elif unit.marker is not None:
                position = self._numbered(run, position)
                continue
            elif position in closing:
                self._close_items()
                self._passage(unit.paragraph, _kind(run, position))
            else:
                self._plain(run, position)
            position += 1

    # Sections

    def _push(
        self, style: Style, marker: Marker | None, title: str, paragraph: Paragraph, end: int, rank: float
    ) -> None:
        parent = self.stack[-1].section if self.stack else None
        base = self.sections[parent].level if parent is not None else 0
        level = 0 if style in (numbering.ANNEX, numbering.TEXT) else base + 1
        written = marker.written if marker else ""
        ordinal = marker.ordinal if marker else None
        section = Section(written, ordinal, title, level, style.name, parent, paragraph.line, paragraph.start, end)
        self.sections.append(section)
        self.stack.append(_Open(len(self.sections) - 1, style, rank, ordinal, written))

    def _pop_to(self, rank: float) -> None:
        while self.stack and self.stack[-1].rank >= rank:
            self.stack.pop()

    def _close_items(self) -> None:
        """Leaves all numbered sections; the text that follows belongs to the document (or annex) itself."""
        while self.stack and self.stack[-1].style not in (numbering.ANNEX, numbering.TEXT):
            self.stack.pop()

    def _text(self, run: Sequence[Element | Unit], position: int) -> int:
        """Opens one of several documents under one notice; returns the position after its title lines."""
        end = position
        while end < len(run) and (title := run[end]) and isinstance(title, Element) and title.kind is ElementKind.TITLE:
            end += 1
        lines = [item for item in run[position:end] if isinstance(item, Element)]
        first, last = lines[0], lines[-1]
        self.stack.clear()
        place = Paragraph(first.text, first.line, first.start, last.end)
        self._push(numbering.TEXT, None, "".join(line.text for line in lines), place, last.end, numbering.TEXT.rank)
        return end

    def _numbered(self, run: Sequence[Element | Unit], position: int) -> int:
        unit = run[position]
        assert isinstance(unit, Unit) and unit.marker is not None
        marker, paragraph = unit.marker, unit.paragraph
        self._make_room(marker)
        rank = self._rank(marker)
        if marker.style is numbering.ANNEX or (not unit.rest and marker.style.rank <= numbering.PARAGRAPH.rank):
            return self._bare(run, position, rank)
        title = title_of(
            marker.style,
            unit.rest,
            content_below=self._content_below(run, position),
            habit=self.habits.get(marker.style.name),
        )
        number_end = paragraph.start + paragraph.lead + marker.end
        written_end = paragraph.start + paragraph.lead + len(marker.written)
        heading_end = number_end + title.title_end if title is not UNTITLED else written_end
        self._push(marker.style, marker, title.title, paragraph, heading_end, rank)
        self._rest(paragraph, number_end + title.text_start, _kind(run, position))
        return position + 1

    def _bare(self, run: Sequence[Element | Unit], position: int, rank: float) -> int:
        """A number alone on its line (附件2, 第一章): up to three title lines after it belong to the heading."""
        unit = run[position]
        assert isinstance(unit, Unit) and unit.marker is not None
        lines = [unit.rest] if unit.rest else []
        end, after = unit.paragraph.end, position + 1
        if ends_sentence(unit.rest) or len(unit.rest) > 80:
            lines, end = [], unit.paragraph.start + unit.paragraph.lead + len(unit.marker.written)
        else:
            limit = 0 if unit.rest else (3 if unit.marker.style is numbering.ANNEX else 1)
            while after < len(run) and limit and (piece := _title_line(run[after])):
                lines.append(piece.text)
                end, after, limit = piece.end, after + 1, limit - 1
        self._push(unit.marker.style, unit.marker, "".join(lines), unit.paragraph, end, rank)
        if end < unit.paragraph.end:
            self._rest(unit.paragraph, end + _blanks(unit.paragraph, end), ClauseKind.SENTENCE)
        return after

    def _rank(self, marker: Marker) -> float:
        inside = self.stack[-1].rank if self.stack else -1
        canonical = self.ranks.get(marker.style.name, marker.style.rank) + numbering.depth(marker) - marker.style.rank
        return max(canonical, inside + 0.01)

    def _make_room(self, marker: Marker) -> None:
        """Closes the sections that this number ends."""
        if marker.style in (numbering.ANNEX,):
            self.stack.clear()
            return
        box = next((i for i, item in enumerate(self.stack) if item.style is numbering.BOX), None)
        for depth in range(len(self.stack) - 1, -1, -1):
            item = self.stack[depth]
            same = item.style is marker.style and _same_depth(item.written, marker)
            if same and (_continues(item, marker) or box is None or depth > box):
                del self.stack[depth:]
                return
        if box is not None and marker.style is not numbering.BOX and marker.ordinal == 1:
            return  # a list of the box's own
        self._pop_to(self.ranks.get(marker.style.name, marker.style.rank) + numbering.depth(marker) - marker.style.rank)

    # Text

    def _passage(self, paragraph: Paragraph, kind: ClauseKind) -> None:
        section = self.stack[-1].section if self.stack else None
        for item in self.stack[-1:]:
            item.has_text = True
        cut = trailing_annotation(paragraph.text) if kind is ClauseKind.SENTENCE else None
        if cut is not None and paragraph.text[:cut].rstrip() and not ends_sentence(paragraph.text[:cut]):
            cut = None  # the annotation stands inside the last sentence
        if cut:
            paragraph, tail = paragraph.cut(cut)
            self.passages.append(Passage(section, kind, paragraph.line, paragraph.start, paragraph.end))
            assert tail is not None
            paragraph, kind = tail, ClauseKind.ANNOTATION
        elif cut == 0:
            kind = ClauseKind.ANNOTATION
        self.passages.append(Passage(section, kind, paragraph.line, paragraph.start, paragraph.end))

    def _rest(self, paragraph: Paragraph, start: int, kind: ClauseKind) -> None:
        _, tail = paragraph.cut(start - paragraph.start) if start > paragraph.start else (paragraph, paragraph)
        if tail is not None:
            self._passage(replace(tail, lead=0), kind)

    def _plain(self, run: Sequence[Element | Unit], position: int) -> None:
        unit = run[position]
        assert isinstance(unit, Unit)
        paragraph = unit.paragraph
        if paragraph.lead and not ends_sentence(paragraph.text):
            self._heading(
                paragraph, paragraph.text[paragraph.lead :], rank=30 + paragraph.text.count("#", 0, paragraph.lead)
            )
        elif _is_plain_heading(run, position):
            top = is_document_level(paragraph.text) or not any(item.style.rank > 0 for item in self.stack)
            self._heading(paragraph, paragraph.text, rank=39 if top else numbering.PLAIN.rank)
        elif _opens_with_lead(run, position):
            self._pop_to(numbering.LEAD.rank)
            end = paragraph.start + lead(paragraph.text)
            title = paragraph.text[: lead(paragraph.text)].rstrip("。")
            self._push(numbering.LEAD, None, title, paragraph, end, numbering.LEAD.rank)
            self._rest(paragraph, end, ClauseKind.SENTENCE)
        else:
            if self.stack and self.stack[-1].style is numbering.LEAD:
                self.stack.pop()
            self._passage(paragraph, _kind(run, position))

    def _heading(self, paragraph: Paragraph, title: str, rank: float) -> None:
        self._pop_to(rank)
        self._push(numbering.PLAIN, None, title.strip(), paragraph, paragraph.end, rank)

    def _content_below(self, run: Sequence[Element | Unit], position: int) -> bool:
        """Whether the numbered paragraph at ``position`` is followed by something that lies inside it."""
        unit = run[position]
        assert isinstance(unit, Unit) and unit.marker is not None
        for following in run[position + 1 :]:
            if isinstance(following, Element):
                if following.kind in (ElementKind.SIGNATURE, ElementKind.DATE, ElementKind.TITLE, ElementKind.NOTE):
                    return False
                continue
            if following.marker is None:
                return True
            mine, other = unit.marker, following.marker
            if other.style is mine.style and numbering.depth(other) <= numbering.depth(mine):
                return False
            return self._style_rank(other) > self._style_rank(mine)
        return False

    def _style_rank(self, marker: Marker) -> float:
        return self.ranks.get(marker.style.name, marker.style.rank) + numbering.depth(marker) - marker.style.rank


def _blanks(paragraph: Paragraph, end: int) -> int:
    tail = paragraph.text[end - paragraph.start :]
    return len(tail) - len(tail.lstrip())


def _title_line(item: Element | Unit) -> Element | Paragraph | None:
    if isinstance(item, Element):
        return item if item.kind is ElementKind.TITLE else None
    text = item.paragraph.text
    return item.paragraph if item.marker is None and len(text) <= 50 and looks_plain(text[-LAST:]) else None


LAST = 20
"""How many characters of a possible title line are looked at: long annex titles end like short ones."""


def _same_depth(written: str, marker: Marker) -> bool:
    return marker.style is not numbering.DECIMAL or written.count(".") + written.count("．") == (
        marker.written.count(".") + marker.written.count("．")
    )


def _continues(item: _Open, marker: Marker) -> bool:
    return item.ordinal is not None and marker.ordinal is not None and marker.ordinal == item.ordinal + 1


def _ranks(run: Sequence[Element | Unit]) -> dict[str, float]:
    """Ranks that differ from the standard's in this document.

    Evidence that style B lies inside style A although its rank is lower: B starts again at 1 between two successive
    numbers of A, with nothing of a still lower rank in between. Twice is taken as a habit.
    """
    changed: dict[str, float] = {}
    markers = [
        unit.marker for unit in run if isinstance(unit, Unit) and unit.marker and unit.marker.ordinal is not None
    ]
    pairs = (
        (numbering.ARABIC, numbering.HAN_BRACKET),
        (numbering.ARABIC, numbering.HAN),
        (numbering.HAN_BRACKET, numbering.HAN),
        (numbering.ARTICLE, numbering.HAN),
        (numbering.ARABIC_BRACKET, numbering.ARABIC),
    )
    for outer, inner in pairs:
        evidence, last, restarted = 0, None, False
        for marker in markers:
            if marker.style is outer:
                evidence += restarted and last is not None and marker.ordinal == last + 1
                last, restarted = marker.ordinal, False
            elif marker.style is inner:
                restarted = restarted or marker.ordinal == 1
            elif marker.style.rank < min(inner.rank, outer.rank):
                last, restarted = None, False
        if evidence >= 2:
            changed[inner.name] = outer.rank + 1
    return changed


def _embedded_titles(run: Sequence[Element | Unit]) -> set[int]:
    """Positions where one of *several* documents under one notice begins. A single one needs no section."""
    starts: list[int] = []
    seen_text = False
    for position, item in enumerate(run):
        if isinstance(item, Unit):
            seen_text = True
            continue
        previous = run[position - 1] if position else None
        continued = isinstance(previous, Element) and previous.kind is ElementKind.TITLE
        annex = isinstance(previous, Unit) and previous.marker is not None and previous.marker.style is numbering.ANNEX
        if item.kind is ElementKind.TITLE and seen_text and not continued and not annex:
            starts.append(position)
    return set(starts) if len(starts) > 1 else set()


def _is_short_line(item: Element | Unit | None) -> bool:
    return (
        isinstance(item, Unit)
        and item.marker is None
        and len(item.paragraph.text) <= 60
        and not ends_sentence(item.paragraph.text)
        and not item.paragraph.text.endswith(("：", ":"))
    )


def _kind(run: Sequence[Element | Unit], position: int) -> ClauseKind:
    """Table cells that a conversion put on lines of their own stand in company; a row has tabs."""
    unit = run[position]
    assert isinstance(unit, Unit)
    if "\t" in unit.paragraph.text:
        return ClauseKind.CELL
    if unit.marker is None and _is_short_line(unit):
        before = run[position - 1] if position else None
        after = run[position + 1] if position + 1 < len(run) else None
        if _is_short_line(before) or _is_short_line(after):
            return ClauseKind.CELL
    return ClauseKind.SENTENCE


def _is_plain_heading(run: Sequence[Element | Unit], position: int) -> bool:
    unit = run[position]
    after = run[position + 1] if position + 1 < len(run) else None
    before = run[position - 1] if position else None
    if not isinstance(unit, Unit) or not isinstance(after, Unit) or not looks_plain(unit.paragraph.text):
        return False
    if _is_short_line(before) or _is_short_line(after):
        return False
    return after.marker is not None or ends_sentence(after.paragraph.text)


def _opens_with_lead(run: Sequence[Element | Unit], position: int) -> bool:
    """A paragraph whose short first sentence is a title: so do all its unnumbered neighbours, two at least."""
    block: list[Unit] = []
    for step in (-1, 1):
        at = position if step == -1 else position + 1
        while 0 <= at < len(run):
            item = run[at]
            if not isinstance(item, Unit) or item.marker is not None:
                break
            block.append(item)
            at += step
    return len(block) >= 2 and all(lead(item.paragraph.text) for item in block)


__all__ = ["Title", "outline"]
