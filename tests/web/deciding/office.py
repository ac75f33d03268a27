"""A person who decides about duties on the pages, for the tests."""

from __future__ import annotations

from pathlib import Path

import lxml.html
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from indexer.analysis import record
from indexer.decisions.file import DecisionFile
from indexer.decisions.models import Decision
from indexer.models import Record, SourceText
from tests.web.duties import MARKET, PLAN_TEXT, suggest
from tests.web.fakes import FakeEngine, FakeProvider
from tests.web.pages import Page, visitor
from webapp import create_app

OWN = {"Origin": "http://localhost"}
LEDGER = f"/departments/{MARKET}"


def plan(text: str = PLAN_TEXT) -> Record:
    return record(SourceText("plan.txt", "txt", text), "plan")


class Office:
    """A person at the pages of this corpus, and the folder where decisions are kept."""

    def __init__(self, corpus: Path, deciding: bool = True, text: str = PLAN_TEXT, hosts: tuple[str, ...] = ()) -> None:
        self.file = DecisionFile(corpus)
        app = create_app(
            FakeProvider(FakeEngine([plan(text)])),
            corpus=corpus,
            suggester=lambda *_: suggest,
            deciding=deciding,
            hosts=hosts,
            test_config={"TESTING": True, "PROPAGATE_EXCEPTIONS": False},
        )
        self.client: FlaskClient = app.test_client()
        self.visit = visitor(self.client)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return self.file.load().all

    def clause(self, words: str) -> str:
        return next(clause.id for clause in plan().clauses if words in clause.text)

    def page(self, words: str) -> Page:
        return self.visit(f"/clauses/{self.clause(words)}")

    def press(self, page: Page, act: str, form: int = 0, headers: dict[str, str] = OWN, **typed: str) -> TestResponse:
        """Fill in the form of a page that has this button, and press it."""
        forms = page.tree.xpath(f"//form[.//button[@value='{act}']]")
        fields = {name: value for name, value in forms[form].form_values() if name != "act"}
        return self.client.post(forms[form].action, data={**fields, **typed, "act": act}, headers=headers)

    def follow(self, answer: TestResponse) -> Page:
        assert answer.status_code == 303, page_of(answer).text
        return self.visit(answer.headers["Location"])


def page_of(answer: TestResponse) -> Page:
    html = answer.get_data(as_text=True)
    return Page(answer.status_code, html, lxml.html.document_fromstring(html))
