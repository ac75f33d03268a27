"""A document in reading order: lines of pieces, cut from the source at the borders of headings, clauses and elements.

The cut covers the whole text, so the page shows every non-blank character of the source once and in order, whatever
the analysis found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from indexer.models import Clause, ClauseKind, Element, Record


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line. At most one of ``heading`` (position of a section), ``clause``, ``element`` is set.
    ``said`` are the characters of ``text`` that the page points out, ``first`` whether they begin here."""

    text: str
    heading: int | None = None
    clause: Clause | None = None
    element: Element | None = None
    said: tuple[int, int] | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source. ``section`` is the section it belongs to, None for the document itself."""

    pieces: tuple[Piece, ...]
    section: int | None

    @property
    def is_table(self) -> bool:
        """Whether the line is table text (表格单元) and nothing else."""
        solid = [piece for piece in self.pieces if piece.text.strip()]
        return all(piece.clause and piece.clause.kind is ClauseKind.CELL for piece in solid)

    @property
    def cells(self) -> tuple[tuple[Piece, ...], ...]:
        """The pieces of a table line by cell; reading sets a tab between two cells of a row."""
        row: list[list[Piece]] = [[]]
        for piece in self.pieces:
            if piece.clause is None:
                row.extend([] for _ in range(piece.text.count("\t")))
            else:
                row[-1].append(piece)
        return tuple(tuple(cell) for cell in row)


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring lines shown together: a run of table lines, or a single line of text."""

    lines: tuple[Line, ...]
    is_table: bool


def blocks(rows: tuple[Line, ...]) -> tuple[Block, ...]:
    """The lines with each run of table lines taken together, in the same order."""
    found: list[Block] = []
    for is_table, run in groupby(rows, key=lambda line: line.is_table):
        if is_table:
            found.append(Block(tuple(run), True))
        else:
            found.extend(Block((line,), False) for line in run)
    return tuple(found)


def lines(record: Record, said: tuple[int, int] | None = None) -> tuple[Line, ...]:
    """The document's non-blank lines in source order. A heading or sentence that runs over a line break stays whole.
    ``said`` are characters of the document to point out."""
    rows: list[list[Piece]] = [[]]
    for piece in _pieces(record, said):
        if piece.heading is not None or piece.clause or piece.element:
            rows[-1].append(piece)
            continue
        head, *rest = piece.text.split("\n")
        rows[-1].append(Piece(head))
        rows.extend([Piece(part)] for part in rest)
    return tuple(Line(_trimmed(row), _section(row)) for row in rows if any(piece.text.strip() for piece in row))


def _pieces(record: Record, said: tuple[int, int] | None) -> Iterator[Piece]:
    """The text from ``body_start`` on, cut at the borders of everything the analysis found."""
    found = [
        *((s.start, s.end, Piece(record.text[s.start : s.end], heading=n)) for n, s in enumerate(record.sections)),
        *((c.start, c.end, Piece(c.text, clause=c)) for c in record.clauses),
        *((e.start, e.end, Piece(e.text, element=e)) for e in record.elements),
    ]
    at = record.body_start
    first = True
    for start, end, piece in sorted(found, key=lambda entry: entry[:2]):
        if start > at:
            yield Piece(record.text[at:start])
        if said and start < said[1] and said[0] < end:
            inside = (max(said[0], start) - start, min(said[1], end) - start)
            piece = replace(piece, said=inside, first=first)
            first = False
        yield piece
        at = end
    if at < len(record.text):
        yield Piece(record.text[at:])


def _section(row: list[Piece]) -> int | None:
    """The last heading on the line, else the section of its first clause."""
    headings = [piece.heading for piece in row if piece.heading is not None]
    if headings:
        return headings[-1]
    return next((piece.clause.section for piece in row if piece.clause), None)


def _trimmed(row: list[Piece]) -> tuple[Piece, ...]:
    """The row without blank pieces at its ends. A blank between two pieces stays as it was written, and so does a tab
    anywhere: beside it there is an empty cell."""
    kept = [n for n, piece in enumerate(row) if piece.text.strip() or "\t" in piece.text]
    return tuple(row[kept[0] : kept[-1] + 1])
