"""Small documents for tests, and a compact way to write down what an outline should be."""

from __future__ import annotations

import textwrap

from indexer.analysis import record
from indexer.models import Record, SourceText


def analysed(text: str, *, format: str = "txt", body_start: int = 0) -> Record:
    """The record of a text as if it were a file."""
    return record(SourceText(name="试验.txt", format=format, text=text, body_start=body_start), "doc")


def tree(document: Record) -> list[str]:
    """Headings and clauses in the order of the text, two blanks of indentation a level.

    ``# 一、|标题`` is a section; ``- …`` a clause; ``@ …`` an annotation; ``% …`` a table cell; ``[kind] …`` an
    element.
    """
    rows: list[tuple[int, str]] = [(e.start, f"[{e.kind.value}] {e.text}") for e in document.elements]
    rows += [(s.start, "  " * s.level + f"# {s.number}|{s.title}") for s in document.sections]
    marks = {"sentence": "-", "annotation": "@", "cell": "%"}
    for clause in document.clauses:
        depth = document.sections[clause.section].level + 1 if clause.section is not None else 0
        rows.append((clause.start, "  " * depth + f"{marks[clause.kind.value]} {clause.text}"))
    return [row for _, row in sorted(rows)]


def outlines(text: str, expected: str) -> tuple[list[str], list[str]]:
    """The outline of a text and the one it should have, of which both are written indented, line by line."""
    return tree(analysed(textwrap.dedent(text).strip("\n"))), textwrap.dedent(expected).strip("\n").splitlines()
