"""A document, its sections and clauses: of the values that pass between the stages (``indexer.models``) those that a
search shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
