"""The values that pass between the stages: frozen dataclasses, no behaviour beyond trivial properties.

What a search shows of a document is in ``indexer.document``, so that it need not load the rest.

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

from indexer.document import Clause as Clause
from indexer.document import ClauseKind as ClauseKind
from indexer.document import Document as Document
from indexer.document import Section as Section
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
