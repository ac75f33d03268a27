"""A document in reading order: whatever the analysis found, the page shows every character once and in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import record
from indexer.models import Clause, ClauseKind, Document, Element, ElementKind, Record, Section, SourceText
from tests.web.documents import lighting, seed
from webapp.context import around
from webapp.layout import blocks, lines


def solid(text: str) -> str:
    """The text without blanks."""
    return "".join(text.split())


def shown(found: Record) -> str:
    return solid("".join(piece.text for line in lines(found) for piece in line.pieces))


@st.composite
def any_record(draw: st.DrawFn) -> Record:
    """A record with disjoint spans of any kind over any text, which need not cover it."""
    text = draw(st.text(alphabet="甲乙。 \n\u3000<", max_size=60))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    sections: list[Section] = []
    clauses: list[Clause] = []
    elements: list[Element] = []
    for start, end in pairwise(cuts):
        kind = draw(st.sampled_from(["section", "clause", "cell", "element", "gap"]))
        if kind == "section":
            sections.append(Section("一、", 1, "题", 1, "han", None, 1, start, end))
        elif kind == "element":
            elements.append(Element(ElementKind.NOTE, text[start:end], 1, start, end))
        elif kind != "gap":
            sort = ClauseKind.CELL if kind == "cell" else ClauseKind.SENTENCE
            clauses.append(Clause(f"d:0:{start}", "d", None, (), 1, sort, text[start:end], 1, start, end))
    return Record(Document("d", "题"), text, 0, tuple(elements), tuple(sections), tuple(clauses))


@given(any_record())
def test_every_character_is_laid_out_once_and_in_order(found: Record) -> None:
    assert shown(found) == solid(found.text)


@given(any_record())
def test_blocks_are_the_same_lines_in_the_same_order(found: Record) -> None:
    rows = lines(found)
    assert tuple(line for block in blocks(rows) for line in block.lines) == rows


def test_front_matter_is_not_part_of_the_text() -> None:
    found = seed()
    assert found.body_start > 0
    assert shown(found) == solid(found.text[found.body_start :])


def test_lines_of_a_table_stand_together() -> None:
    cells = tuple(
        Clause(f"d:0:{n}", "d", None, (), n, ClauseKind.CELL, word, n, start, start + 1)
        for n, (word, start) in enumerate([("甲", 0), ("乙", 2), ("丙", 4)])
    )
    found = Record(Document("d", "题"), "甲\n乙\n丙\n丁", 0, (), (), cells)
    assert [(block.is_table, len(block.lines)) for block in blocks(lines(found))] == [(True, 3), (False, 1)]


def test_a_tab_parts_the_cells_of_a_row_and_an_empty_cell_keeps_its_place() -> None:
    cells = tuple(
        Clause(f"d:0:{start}", "d", None, (), 1, ClauseKind.CELL, text, 1, start, start + len(text))
        for text, start in [("甲。", 1), ("乙。", 3), ("丙", 7)]
    )
    found = Record(Document("d", "题"), "\t甲。乙。\t\t丙", 0, (), (), cells)
    (row,) = lines(found)
    assert row.is_table
    assert [[piece.text for piece in cell] for cell in row.cells] == [[], ["甲。", "乙。"], [], ["丙"]]


def test_a_heading_and_the_sentences_that_run_on_behind_it_share_a_line() -> None:
    found = lighting()
    (line,) = [line for line in lines(found) if line.pieces[0].text.startswith("（一）更换老旧灯具")]
    assert [piece.clause is not None for piece in line.pieces] == [False, True, True, True]
    assert line.section == 2


def test_the_surroundings_of_a_sentence_reach_one_line_beyond_its_item() -> None:
    found = lighting()
    (clause,) = [clause for clause in found.clauses if "优先更换" in clause.text]
    near = around(clause, found)
    first_words = [block.lines[0].pieces[0].text[:6] for block in near.blocks]
    assert first_words == ["二、主要任务", "（一）更换老", "（二）推行智"]
    assert near.before
    assert near.after


def test_a_long_item_is_shown_in_part() -> None:
    text = "题\n\n一、要求\n" + "".join(f"第{n}件事要抓紧办理，不得拖延。\n" for n in range(30))
    found = record(SourceText("long.txt", "txt", text), "long")
    near = around(found.clauses[15], found)
    assert len(near.blocks) == 9
    assert near.before
    assert near.after


def test_the_first_and_last_sentence_know_that_nothing_precedes_or_follows() -> None:
    found = record(SourceText("short.txt", "txt", "今天下雨。\n明天放晴。\n"), "short")
    assert not around(found.clauses[0], found).before
    assert not around(found.clauses[-1], found).after


def test_nothing_of_real_documents_is_lost_on_their_pages(
    shared: Path, read_document_page: Callable[[Record], str]
) -> None:
    files = sorted((shared / "policy" / "docs").glob("*.txt"))
    assert files
    for path in files[::12]:
        found = record(SourceText(path.name, "txt", path.read_text("utf-8")), path.stem)
        assert solid(read_document_page(found)) == solid(found.text), path.name


def test_an_outline_without_spans_still_shows_the_text() -> None:
    bare = replace(lighting(), elements=(), sections=(), clauses=())
    assert shown(bare) == solid(bare.text)
