"""Clauses near the one on its page: other documents before its own, copies counted, nothing where nothing is near."""

from __future__ import annotations

from indexer.analysis import record
from indexer.engine.answers import Similar, SimilarClause
from indexer.models import Record, SourceText
from tests.web.documents import library, lighting
from tests.web.fakes import FakeEngine, FakeProvider
from tests.web.pages import Page, Visit, make_app, visitor

HERE = lighting().clauses[3].id


def entry(record: Record, position: int, copies: int = 0) -> SimilarClause:
    return SimilarClause(record.clauses[position], record.document, 0.5, copies)


def page_with(similar: Similar) -> Page:
    engine = FakeEngine([lighting(), library()])
    engine.near[HERE] = similar
    return visitor(make_app(FakeProvider(engine)).test_client())(f"/clauses/{HERE}")


def test_near_clauses_of_other_documents_come_before_those_of_its_own() -> None:
    page = page_with(Similar(near=(entry(lighting(), 5), entry(library(), 2))))
    (section,) = page.tree.find_class("similar")
    assert [heading.text for heading in section.iter("h3")] == ["其他文件", "本文件"]
    assert page.texts("similar-text") == [library().clauses[2].text, lighting().clauses[5].text]
    assert page.texts("similar-place")[0].startswith(library().document.title)
    assert library().document.title not in page.texts("similar-place")[1]
    assert page.link(library().clauses[2].text, "similar") == f"/clauses/{library().clauses[2].id}"


def test_copies_are_counted_and_named() -> None:
    page = page_with(Similar((entry(library(), 0),), 7, (entry(library(), 2, copies=3),)))
    title = library().document.title
    assert page.texts("similar-same") == [f"另有 7 份文件有同样的文字：{title}等。"]
    assert page.texts("similar-copies") == ["另有 3 份文件有同样的文字"]


def test_one_document_with_the_same_words_is_all_there_is() -> None:
    page = page_with(Similar((entry(library(), 0),), 1))
    assert page.texts("similar-same") == [f"另有 1 份文件有同样的文字：{library().document.title}。"]
    assert not page.tree.xpath("//section[contains(@class, 'similar')]//h3")


def test_nothing_is_said_where_nothing_is_near(visit: Visit) -> None:
    assert visit(f"/clauses/{HERE}").texts("similar") == []


def test_markup_in_a_near_clause_is_shown_as_text() -> None:
    evil = record(SourceText("evil.txt", "txt", "<b>办法</b>\n\n要<script>节约</script>，不得浪费。\n"), "evil")
    page = page_with(Similar(near=(entry(evil, -1, copies=1),)))
    assert "<script>节约</script>" in page.texts("similar-text")[0]
    assert not page.tree.xpath("//main//script | //main//b")
