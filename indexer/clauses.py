"""From the outline to clause records: one sentence each, with an identifier that survives edits elsewhere."""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from collections import Counter
from collections.abc import Sequence

from indexer.models import Clause, ClauseKind, Outline, Passage, Section, SourceText
from indexer.outlining.annotations import leading_annotation
from indexer.outlining.sentences import sentences
from indexer.references import number_path


def clauses(source: SourceText, outline: Outline) -> tuple[Clause, ...]:
    """The clauses of a document in the order of the text.

    ``id`` is ``<document>:<numbers>:<hash>``: the path of numbers of its section (``2.8``, ``0`` for the document
    itself) and six characters from the sentence's own words. Neither depends on what stands elsewhere in the
    document, so an edit there leaves it alone. A sentence repeated inside one section gets ``~2``, ``~3``.
    """
    found: list[Clause] = []
    ordinals: Counter[int | None] = Counter()
    seen: Counter[str] = Counter()
    paths: dict[int | None, tuple[str, ...]] = {}
    for passage in outline.passages:
        section = passage.section
        if section not in paths:
            paths[section] = section_path(outline.sections, section)
        for start, end, kind in _pieces(source.text, passage):
            text = source.text[start:end]
            ordinals[section] += 1
            stem = f"{outline.document.id}:{number_path(outline.sections, section)}:{_digest(text)}"
            seen[stem] += 1
            identifier = stem if seen[stem] == 1 else f"{stem}~{seen[stem]}"
            found.append(
                Clause(
                    id=identifier,
                    document=outline.document.id,
                    section=section,
                    path=paths[section],
                    ordinal=ordinals[section],
                    kind=kind,
                    text=text,
                    line=passage.line,
                    start=start,
                    end=end,
                )
            )
    return tuple(found)


def section_path(sections: Sequence[Section], position: int | None) -> tuple[str, ...]:
    """The headings from the top down to a section, number and title of each as a reader sees them."""
    path: list[str] = []
    while position is not None:
        section = sections[position]
        path.append(heading(section))
        position = section.parent
    return tuple(reversed(path))


def heading(section: Section) -> str:
    """Number and title of a section on one line (（八）守住食品药品安全防线, 第三章 审核)."""
    gap = " " if section.number and section.title and section.number[-1] not in "、）).．﹒】" else ""
    return f"{section.number}{gap}{section.title}"


def _pieces(text: str, passage: Passage) -> list[tuple[int, int, ClauseKind]]:
    """Sentences of a passage with the kind of each; an annotation that opens a sentence stands for itself."""
    if passage.kind is ClauseKind.ANNOTATION:
        return [(passage.start, passage.end, passage.kind)]
    pieces = []
    for start, end in sentences(text[passage.start : passage.end]):
        start, end = start + passage.start, end + passage.start
        while length := leading_annotation(text[start:end]):
            pieces.append((start, start + length, ClauseKind.ANNOTATION))
            start += length
            start += len(text[start:end]) - len(text[start:end].lstrip())
        if start < end:
            pieces.append((start, end, passage.kind))
    return pieces


def _digest(text: str) -> str:
    """Six characters (30 bits) from the words of a sentence; blanks and full-width forms make no difference."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    digest = hashlib.blake2b(folded.encode(errors="surrogatepass"), digest_size=5).digest()
    return base64.b32encode(digest).decode().lower()[:6]
