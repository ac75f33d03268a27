"""The first promise: every visible character of a source stands in exactly one heading, element or clause."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.analysis import analyse
from indexer.coverage import coverage
from indexer.models import Record
from indexer.reading import SUFFIXES
from tests.outlining.documents import analysed

PIECES = [
    "一、",
    "二、",
    "（一）",
    "（二）",
    "(三）",
    "1.",
    "2．",
    "3、",
    "（1）",
    "①",
    "第一章",
    "第一条 ",
    "第二条【目的】",
    "1.1\u3000",
    "1\u3000",
    "一是",
    "二是",
    "——",
    "专栏1 ",
    "附件",
    "附件2：",
    "附件：1.",
    "总体要求",
    "坚持创新。",
    "各地要落实。",
    "减少材料；",
    "目录",
    "（责任单位：市商务局）",
    "（市商务局负责）",
    "（没有闭合",
    "”",
    "“",
    "某政办发〔2023〕7号",
    "2023年3月1日",
    "某市人民政府",
    "各区人民政府：",
    "（此件公开发布）",
    "《试点方案》",
    "关于印发试点方案的通知",
    "\t",
    " ",
    "\u3000",
    "\n",
    "\n",
    "\n",
    "\r\n",
    "\u2028",
    "，",
    "甲",
    "#",
    "## ",
]


def check(record: Record) -> None:
    found = coverage(record)
    assert found.lost == ()
    assert found.doubled == ()
    assert found.covered == found.characters
    assert all(record.text[c.start : c.end] == c.text for c in record.clauses)
    assert len({c.id for c in record.clauses}) == len(record.clauses)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.sampled_from(["txt", "md"]))
def test_no_arrangement_of_marks_loses_a_character(text: str, format: str) -> None:
    check(analysed(text, format=format))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_no_text_at_all_loses_a_character(text: str) -> None:
    check(analysed(text))


def test_front_matter_is_not_text_and_offsets_count_it() -> None:
    record = analysed("---\ntitle: 试点\n---\n一、目标\n建成试点。\n", format="md", body_start=19)
    assert [c.text for c in record.clauses] == ["建成试点。"]
    assert record.text[record.clauses[0].start :].startswith("建成试点。")
    check(record)


def test_real_documents_lose_nothing(shared: Path) -> None:
    paths = sorted((shared / "policy" / "docs").glob("*.txt"))
    assert len(paths) == 334
    for path in paths:
        check(analyse(path, path.stem, max_bytes=10**7))


def test_real_web_pages_lose_nothing(shared: Path) -> None:
    paths = [path for path in sorted((shared / "policy" / "html").iterdir()) if path.suffix in SUFFIXES]
    assert len(paths) == 34
    for path in paths:
        check(analyse(path, path.stem, max_bytes=10**7))


def test_coverage_sees_what_is_lost() -> None:
    whole = analysed("一、目标\n建成试点。各地落实。")
    broken = Record(whole.document, whole.text, 0, whole.elements, whole.sections, whole.clauses[:-1])
    assert coverage(broken).lost == ((2, "各地落实。"),)
    assert not coverage(broken).complete
    twice = Record(whole.document, whole.text, 0, whole.elements, whole.sections, whole.clauses + whole.clauses[-1:])
    assert coverage(twice).doubled == ((2, "各地落实。"),)


@pytest.mark.parametrize("text", ["（" * 50_000, "一、（一）1." * 5_000, "“" * 1000 + "。" * 1000, "第一条" * 20_000])
def test_hostile_nesting_takes_no_time(text: str) -> None:
    check(analysed(text))
