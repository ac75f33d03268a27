"""Writes the golden files: the seed document's records in full, of other documents numbers, titles and spans."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from indexer.analysis import analyse
from indexer.models import Record

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SEED = ROOT / "corpus" / "liaoning-2019-quality-improvement.md"
DOCUMENTS = ROOT.parent / "shared" / "policy" / "docs"

STYLES = {
    "gw001": "一、 with headings on lines, principles without numbers",
    "gw007": "（一） with run-in titles, unnumbered tasks, a notice around the document",
    "gw023": "two annexes with signatures of their own",
    "gw041": "decimals 1, 1.1, 1.1.1 with a table of contents",
    "gw047": "chapters with 一、 that run through",
    "hf_04": "decimals, （1） below them, a heading line glued together",
    "law_06": "chapters, articles, （一） items, half-width brackets",
    "mk_06": "two documents under one notice, boxes, 1﹒ running through, a list of names",
    "bp_anhui_01": "1. running through, a closing paragraph",
    "bp_beijing_04": "glued number and addressee, 一是…二是… inside paragraphs",
    "bp_gansu_11": "articles with and without titles, an annex that restarts them",
    "bp_jiangsu_09": "annotations on headings, 1、 running through",
    "bp_neimenggu_05": "（1） running through to more than three hundred",
    "op_20": "（十三） with titles on lines, lead sentences, a transcriber's remark",
    "sh_19": "a plan with boxes, tables cell by cell, 1．",
}
"""The frozen documents and what each was chosen for."""


def outline_of(record: Record) -> dict[str, Any]:
    """Numbers, titles, levels and spans of a record: facts about the text, none of its sentences."""
    return {
        "document": {
            "title": record.document.title,
            "issuers": list(record.document.issuers),
            "document_number": record.document.document_number,
            "written_date": record.document.written_date,
            "region": record.document.region,
            "level": record.document.level,
        },
        "elements": [[e.kind.value, e.line, e.start, e.end] for e in record.elements],
        "sections": [[s.number, s.title, s.level, s.line, s.start, s.end] for s in record.sections],
        "clauses": [[c.id, c.kind.value, c.section, c.line, c.start, c.end] for c in record.clauses],
    }


def seed_of(record: Record) -> dict[str, Any]:
    """The seed document's records in full."""
    return {
        **outline_of(record),
        "notes": list(record.document.notes),
        "clauses": [[c.id, list(c.path), c.ordinal, c.line, c.start, c.end, c.text] for c in record.clauses],
    }


def dump(value: dict[str, Any]) -> str:
    """JSON with one record a line, so that a diff shows which record moved."""
    parts = []
    for key, content in value.items():
        if isinstance(content, list):
            rows = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in content)
            parts.append(f'"{key}": [\n{rows}\n]')
        else:
            parts.append(f'"{key}": {json.dumps(content, ensure_ascii=False)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main() -> None:
    (HERE / "seed.json").write_text(dump(seed_of(analyse(SEED, SEED.stem, max_bytes=10**8))), encoding="utf-8")
    for name in STYLES:
        record = analyse(DOCUMENTS / f"{name}.txt", name, max_bytes=10**8)
        (HERE / f"{name}.json").write_text(dump(outline_of(record)), encoding="utf-8")


if __name__ == "__main__":
    main()
