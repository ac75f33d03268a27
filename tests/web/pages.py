"""Reading the application's pages in tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import lxml.html
from flask import Flask
from flask.testing import FlaskClient

from tests.web.fakes import FakeProvider
from webapp import create_app


@dataclass(frozen=True, slots=True)
class Page:
    """One answer, parsed."""

    status: int
    html: str
    tree: lxml.html.HtmlElement

    @property
    def text(self) -> str:
        """Everything a reader sees, blanks collapsed."""
        return " ".join(self.tree.body.text_content().split())

    def texts(self, css_class: str) -> list[str]:
        """The text of every element of a class, blanks collapsed."""
        return [" ".join(element.text_content().split()) for element in self.tree.find_class(css_class)]

    def link(self, words: str, within: str = "") -> str:
        """The address of the one link with these words, anywhere or inside elements of a class."""
        areas = self.tree.find_class(within) if within else [self.tree]
        found = {
            link.get("href")
            for area in areas
            for link in area.iter("a")
            if words in " ".join(link.text_content().split())
        }
        assert len(found) == 1, (words, found)
        return found.pop()

    def anchors(self) -> list[str]:
        return [element.get("id") for element in self.tree.iter() if element.get("id")]


Visit = Callable[..., Page]


def make_app(provider: FakeProvider, corpus: Path | None = None) -> Flask:
    return create_app(provider, corpus=corpus, test_config={"TESTING": True, "PROPAGATE_EXCEPTIONS": False})


def visitor(client: FlaskClient) -> Visit:
    def visit(address: str, **arguments: object) -> Page:
        response = client.get(address, query_string=arguments or None)
        html = response.get_data(as_text=True)
        return Page(response.status_code, html, lxml.html.document_fromstring(html))

    return visit
