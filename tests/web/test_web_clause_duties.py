"""A clause's page says who answers for it, and on what ground."""

from __future__ import annotations

import io

import docx
import pytest

from indexer.analysis import record
from indexer.models import Record, SourceText
from tests.web.duties import MARKET, duty_app, plan
from tests.web.pages import Page, Visit, visitor


@pytest.fixture(scope="module")
def visit() -> Visit:
    return visitor(duty_app().test_client())


def page_of(words: str, visit: Visit, found: Record | None = None) -> Page:
    (clause,) = [clause for clause in (found or plan()).clauses if words in clause.text]
    return visit(f"/clauses/{clause.id}")


def test_a_stated_duty_is_shown_with_role_name_and_deadline(visit: Visit) -> None:
    assert page_of("联办窗口", visit).texts("duty") == [
        "原文明示 牵头 辽宁省商务厅 原文称“省商务厅” 时限：2020年10月底前完成 看原文",
        "原文明示 配合 辽宁省市场监督管理局 原文称“省市场监管局” 时限：2020年10月底前完成 看原文",
        "原文明示 配合 辽宁省财政厅 原文称“省财政厅” 时限：2020年10月底前完成 看原文",
    ]


def test_the_annotation_itself_shows_what_it_states(visit: Visit) -> None:
    assert page_of("省商务厅牵头", visit).texts("duty") == page_of("联办窗口", visit).texts("duty")


def test_a_duty_from_the_heading_above_says_so(visit: Visit) -> None:
    assert page_of("办事手册", visit).texts("duty") == [
        "上文规定 负责 辽宁省市场监督管理局 原文称“省市场监管局” 看原文"
    ]


def test_a_suggestion_shows_its_score_and_reasons_and_never_says_stated(visit: Visit) -> None:
    assert page_of("每季度抽查", visit).texts("duty") == [
        "程序建议 负责 辽宁省市场监督管理局 建议分值 0.83：职责词：抽查"
    ]


def test_a_name_that_the_register_lacks_is_marked_on_the_page_and_in_files() -> None:
    text = "辽宁省关于整理档案的通知\n\n一、任务\n1.装订。装订档案。（省市场监管局、呱呱叫负责）\n"
    found = record(SourceText("odd.txt", "txt", text), "odd")
    client = duty_app(found).test_client()
    known, odd = page_of("装订档案", visitor(client), found).texts("duty")
    assert "名称未收录，待核" not in known
    assert odd.startswith("原文明示 负责 呱呱叫 名称未收录，待核")
    for suffix in ("csv", "md"):
        table = client.get(f"/exports/duties.{suffix}?document=odd").data.decode("utf-8-sig")
        assert table.count("呱呱叫（名称未收录，待核）") == 1
    word = docx.Document(io.BytesIO(client.get("/exports/duties.docx?document=odd").data))
    assert any("呱呱叫，名称未收录，待核" in paragraph.text for paragraph in word.paragraphs)


@pytest.mark.parametrize("words", ["群众办事更加方便", "交通方便的地方"])
def test_a_clause_for_which_nobody_answers_shows_no_block(visit: Visit, words: str) -> None:
    assert not page_of(words, visit).tree.find_class("answering")


def test_from_the_clause_to_the_ledger_and_back(visit: Visit) -> None:
    clause = page_of("办事手册", visit)
    address = clause.link("辽宁省市场监督管理局", "answering")
    ledger = visit(address)
    assert MARKET in ledger.text
    assert visit(ledger.link("编写办事手册")).texts("clause-text") == clause.texts("clause-text")
