"""What goes wrong is said plainly, each in its own way, and never as an empty result."""

from __future__ import annotations

import json

import pytest

from indexer.errors import IndexDamaged, IndexMissing, IndexOutdated, PolicyError
from tests.web.documents import lighting
from tests.web.fakes import FakeEngine, FakeProvider
from tests.web.pages import Visit, make_app, visitor

PAGES = ["/", "/search?q=照明", "/documents", "/documents/lighting", "/clauses/lighting:1:gho4hm"]


def visit_with(provider: FakeProvider) -> Visit:
    return visitor(make_app(provider).test_client())


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    ("error", "title"),
    [
        (IndexMissing("还没有索引，请先运行：policykb build"), "尚未建立索引"),
        (IndexDamaged("校验和不符：columns.npy"), "索引已损坏"),
        (IndexOutdated("索引版本为 1，程序需要 2"), "索引版本过旧"),
    ],
)
def test_without_a_usable_index_every_page_says_why_and_what_to_do(
    address: str, error: PolicyError, title: str
) -> None:
    page = visit_with(FakeProvider(FakeEngine([]), missing=error))(address)
    assert page.status == 503
    assert page.tree.xpath("//h1")[0].text == title
    assert page.texts("command") == ["policykb build"]
    assert str(error) in page.text


def test_help_is_there_even_without_an_index() -> None:
    page = visit_with(FakeProvider(FakeEngine([]), missing=IndexMissing("没有索引")))("/help")
    assert page.status == 200


@pytest.mark.parametrize("error", [PolicyError("引擎没有应答"), OSError(5, "输入输出错误", "/secret/path/column.npy")])
def test_an_engine_that_fails_is_not_an_empty_result(error: Exception) -> None:
    page = visit_with(FakeProvider(FakeEngine([lighting()], failure=error)))("/search?q=照明")
    assert page.status == 503
    assert page.tree.xpath("//h1")[0].text == "检索暂时不可用"
    assert "这不表示没有符合条件的条款" in page.text
    assert "/secret/path" not in page.text
    assert "policykb build" not in page.text


def test_an_index_that_breaks_while_answering_is_said_to_be_damaged() -> None:
    page = visit_with(FakeProvider(FakeEngine([lighting()], failure=IndexDamaged("读取中断"))))("/search?q=照明")
    assert (page.status, page.tree.xpath("//h1")[0].text) == (503, "索引已损坏")


def test_a_fault_of_the_program_is_said_to_be_one_and_shows_no_details() -> None:
    page = visit_with(FakeProvider(FakeEngine([lighting()], failure=ZeroDivisionError("secret"))))("/search?q=照明")
    assert page.status == 500
    assert page.tree.xpath("//h1")[0].text == "程序出错"
    assert "secret" not in page.text
    assert "Traceback" not in page.text


def test_retrying_leads_to_the_same_page_again() -> None:
    page = visit_with(FakeProvider(FakeEngine([]), missing=IndexMissing("没有索引")))("/search", q="照明", page="2")
    assert page.link("重试") == "/search?q=%E7%85%A7%E6%98%8E&page=2"


def test_an_older_index_in_service_is_announced_on_every_page_that_shows_content() -> None:
    visit = visit_with(FakeProvider(FakeEngine([lighting()]), trouble=IndexDamaged("新索引校验和不符")))
    for address in PAGES:
        page = visit(address)
        assert page.status == 200
        assert "新建的索引未能启用" in page.texts("notice-warning")[0]
        assert "新索引校验和不符" in page.texts("notice-warning")[0]


def test_no_trouble_is_announced_when_there_is_none(visit: Visit) -> None:
    assert visit("/").texts("notice-warning") == []


def test_an_address_that_does_not_exist_has_a_page_of_its_own(visit: Visit) -> None:
    page = visit("/nowhere/at/all")
    assert page.status == 404
    assert "没有这个页面" in page.text
    assert page.link("检索", "error-page") == "/"


def test_a_request_of_another_kind_is_refused_with_a_page() -> None:
    client = make_app(FakeProvider(FakeEngine([]))).test_client()
    response = client.post("/search")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    assert "请求无法处理" in response.get_data(as_text=True)


def test_health_is_reported_for_machines() -> None:
    client = make_app(FakeProvider(FakeEngine([lighting()]))).test_client()
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json == {"status": "ok", "generation": "g-test", "documents": 1, "trouble": None}


def test_health_reports_an_index_that_is_missing() -> None:
    client = make_app(FakeProvider(FakeEngine([]), missing=IndexMissing("还没有索引"))).test_client()
    response = client.get("/healthz")
    assert response.status_code == 503
    assert json.loads(response.data) == {"error": {"code": "IndexMissing", "message": "还没有索引"}}


def test_health_reports_an_older_index_in_service() -> None:
    client = make_app(FakeProvider(FakeEngine([]), trouble=IndexDamaged("新索引损坏"))).test_client()
    assert client.get("/healthz").json["trouble"] == "新索引损坏"
