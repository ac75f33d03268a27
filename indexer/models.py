"""The values that pass between the stages: frozen dataclasses, no behaviour beyond trivial properties.

Offsets are character offsets into ``SourceText.text``; ``end`` is exclusive; lines count from 1.
For plain text and Markdown that text is the decoded file, character by character (a byte order mark aside, front
matter included). For HTML, Word and PDF it is the text extracted from the file, one paragraph a line, and the
extraction is kept with the record, so that every offset can be looked up again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from indexer.duties.models import TextDuties

NO_DUTIES = TextDuties()
NO_FACTS: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class SourceText:
    """What reading one file gives.

    ``name`` is the file name without folder; ``format`` one of txt, md, html, docx, pdf.
    ``body_start`` is where the text proper begins (after front matter; 0 where there is none).
    ``facts`` is metadata stated outside the text proper: front matter, or the header table of a web page.
    ``notes`` says in Chinese what reading left out or changed (page numbers, navigation, replaced bytes).
    """

    name: str
    format: str
    text: str
    body_start: int = 0
    encoding: str = "utf-8"
    facts: Mapping[str, object] = field(default_factory=lambda: NO_FACTS)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """政策文件: one text with its metadata. Every field that the text does not state is empty, never guessed.

    Dates are ISO 8601 strings (``2019-04-05``). ``document_number`` (发文字号) is written in the form 国发〔2018〕3号.
    ``level`` (层级) is one of 国务院, 部门, 省, 市, 县, or empty.
    """

    id: str
    title: str
    issuers: tuple[str, ...] = ()
    document_number: str = ""
    written_date: str = ""
    publish_date: str = ""
    source: str = ""
    url: str = ""
    region: str = ""
    level: str = ""
    subject: str = ""
    public: bool = False
    """此件公开发布 is stated in the text."""
    note: str = ""
    """A remark by whoever added the document (front matter ``note``)."""
    format: str = "txt"
    notes: tuple[str, ...] = ()
    """What reading and outlining noticed: left out, out of order, not in the print."""


class ElementKind(StrEnum):
    """公文要素 outside the body, by the terms of GB/T 9704—2012 where it has one."""

    TITLE = "title"  # 标题
    DOCUMENT_NUMBER = "document_number"  # 发文字号
    ADDRESSEE = "addressee"  # 主送机关
    ANNEX_NOTE = "annex_note"  # 附件说明
    SIGNATURE = "signature"  # 发文机关署名
    DATE = "date"  # 成文日期
    NOTE = "note"  # 附注（此件公开发布）, and print marks such as （上接第一版）
    SOURCE = "source"  # 来源
    CONTENTS = "contents"  # 目录
    FURNITURE = "furniture"  # what a web page or transcription put around the text


@dataclass(frozen=True, slots=True)
class Element:
    """A line of the document that is neither heading nor clause: title, number, addressee, signature, date."""

    kind: ElementKind
    text: str
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """部分、章、节、条、款、项: a node of the outline.

    ``number`` is the numbering as written (（八）, 第三章, 1﹒), empty for a heading without number; ``ordinal`` the
    same as an integer, None where there is none. ``level`` is 0 for a text of its own inside the file (an annex,
    one of several documents under one notice), 1 for the first level of numbering inside it, and so on down.
    ``parent`` is the position of the parent in the document's tuple of sections, None at the top.
    The heading stands at ``[start, end)``; for an item without title that is its number alone.
    """

    number: str
    ordinal: int | None
    title: str
    level: int
    style: str
    parent: int | None
    line: int
    start: int
    end: int


class ClauseKind(StrEnum):
    """What sort of text a clause is."""

    SENTENCE = "sentence"  # 句, or a list item
    ANNOTATION = "annotation"  # 责任标注 standing for itself: （责任单位：…）
    CELL = "cell"  # 表格单元


@dataclass(frozen=True, slots=True)
class Clause:
    """条款（句）: the unit of search, one sentence or a list item that cannot stand apart.

    ``section`` is the position of its section in the document's tuple of sections, None for the document itself;
    ``path`` the section's numbers and titles from the top, as shown to a reader; ``ordinal`` counts the sentences
    of the section from 1. ``text`` is exactly ``source.text[start:end]``.
    """

    id: str
    document: str
    section: int | None
    path: tuple[str, ...]
    ordinal: int
    kind: ClauseKind
    text: str
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of running text inside one line that belongs to one section; clauses are cut from it."""

    section: int | None
    kind: ClauseKind
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of one document. Spans of elements, sections and passages do not overlap and together cover
    every non-blank character from ``SourceText.body_start`` on."""

    document: Document
    elements: tuple[Element, ...]
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One document, analysed: what the index stores and the pages show."""

    document: Document
    text: str
    body_start: int
    elements: tuple[Element, ...]
    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]
    duties: TextDuties = NO_DUTIES
    """Its tasks, and what its own words say about who answers for them."""
