"""The help pages: Markdown files in ``webapp/help``, one a topic."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from flask import Blueprint, render_template
from markupsafe import Markup

from webapp.markup import rendered

blueprint = Blueprint("help", __name__)

_FOLDER = Path(__file__).parent / "help"
TOPICS = ("search", "records", "duties", "adding", "limits")
"""The files in the order in which they stand on the page."""


@blueprint.get("/help")
def page() -> str:
    """How to search, what a record is, how to add a document, what the program cannot do."""
    return render_template("help/page.html", topics=topics())


@cache
def topics() -> tuple[tuple[str, str, Markup], ...]:
    """Each topic as (anchor, title, text); the title is the file's first heading."""
    return tuple(_topic(name) for name in TOPICS)


def _topic(name: str) -> tuple[str, str, Markup]:
    first, _, text = (_FOLDER / f"{name}.md").read_text(encoding="utf-8").partition("\n")
    return name, first.removeprefix("# ").strip(), rendered(text, name)
