"""Hits that hold only a part of what was typed: announced as that, once, with a way on."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.engine_contract.engines import whoosh_engine
from tests.web.documents import lighting
from tests.web.fakes import FakeProvider
from tests.web.pages import Visit, make_app, visitor


def test_hits_that_hold_only_some_of_the_words_are_announced(visit: Visit) -> None:
    page = visit("/search", q="照明 飞船")
    assert page.texts("hit")
    assert any("没有条款同时包含全部检索词" in notice for notice in page.texts("notice"))
    assert page.tree.text_content().count("没有条款同时包含全部") == 1, "said once"


def test_hits_that_hold_only_some_words_in_a_chosen_document_lead_to_all_documents(visit: Visit) -> None:
    page = visit("/search", q="照明 飞船", document="lighting")
    (notice,) = (notice for notice in page.texts("notice") if "所选范围内没有条款同时包含" in notice)
    assert "在全部文件中检索" in notice
    assert parse_qs(urlsplit(page.link("在全部文件中检索", "notice")).query) == {"q": ["照明 飞船"]}
    assert "在全部文件中检索" not in visit("/search", q="照明 飞船").tree.text_content()


def test_hits_that_hold_nothing_but_characters_are_not_announced_as_hits(tmp_path: Path) -> None:
    engine = whoosh_engine([lighting()], tmp_path)
    page = visitor(make_app(FakeProvider(engine)).test_client())("/search", q="街灯")
    assert page.texts("hit")
    assert [notice for notice in page.texts("notice") if "不一定相关" in notice]
    assert "没有条款同时包含" not in page.tree.text_content()
    assert page.tree.text_content().count("不一定相关") == 1, "said once"


def test_hits_that_hold_all_words_bring_no_notice(visit: Visit) -> None:
    assert visit("/search", q="照明").texts("notice") == []
