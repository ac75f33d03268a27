"""Markup is made in one place: what a document says can never become markup, and a mark stands where it belongs."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

import webapp
from webapp.markup import highlighted, rendered

SOURCES = Path(webapp.__file__).parent


@st.composite
def text_and_spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(st.text(alphabet="甲乙丙<>&\"'/ \n", max_size=40))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    return text, [(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]


@given(text_and_spans())
def test_a_highlight_shows_the_text_unchanged_and_marks_exactly_the_spans(
    case: tuple[str, list[tuple[int, int]]],
) -> None:
    text, spans = case
    tree = lxml.html.fromstring(f"<p>{highlighted(text, spans)}</p>")
    assert tree.text_content() == text
    assert [mark.text_content() for mark in tree.iter("mark")] == [text[start:end] for start, end in spans]
    assert {element.tag for element in tree.iter()} <= {"p", "mark"}


def test_markup_in_a_document_is_shown_as_text() -> None:
    assert highlighted("<b>甲</b>&乙", [(3, 4)]) == "&lt;b&gt;<mark>甲</mark>&lt;/b&gt;&amp;乙"


@pytest.mark.parametrize("spans", [[(2, 4), (1, 3)], [(0, 2), (1, 3)], [(0, 9)], [(2, 2)], [(-1, 1)]])
def test_a_mark_outside_the_text_or_out_of_order_is_refused(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="span"):
        highlighted("甲乙丙丁", spans)


def test_markdown_may_not_bring_script_style_or_pictures() -> None:
    source = '## 题\n\n<script>x()</script><b style="color:red" onclick="x()">甲</b> <img src=x> [乙](javascript:x())'
    html = str(rendered(source, "topic"))
    assert "题" in html
    assert "甲" in html
    for forbidden in ("script", "style", "onclick", "img"):
        assert forbidden not in html


def test_no_template_declares_anything_safe() -> None:
    templates = list((SOURCES / "templates").rglob("*.html"))
    assert templates
    assert [path.name for path in templates if re.search(r"\|\s*safe|autoescape|Markup", path.read_text("utf-8"))] == []


def test_only_the_markup_module_makes_markup() -> None:
    makers = {path.name for path in SOURCES.rglob("*.py") if re.search(r"Markup\(", path.read_text("utf-8"))}
    assert makers == {"markup.py"}
