"""Errors of the JSON API have one shape, say what to do and show no details; nothing can be changed through it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from indexer.errors import IndexDamaged, IndexMissing, PolicyError
from tests.api.addresses import API, EVERY_ADDRESS
from tests.web.documents import library
from tests.web.fakes import FakeEngine, FakeProvider
from tests.web.pages import make_app


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/search?q=AND", 400, "query_syntax"),
        ("/search?qq=照明", 400, "invalid_parameter"),
        ("/search?q=照明&q=灯具", 400, "invalid_parameter"),
        ("/search?page=0", 400, "invalid_parameter"),
        ("/search?page=-1", 400, "invalid_parameter"),
        ("/search?page=1.5", 400, "invalid_parameter"),
        ("/search?page=²", 400, "invalid_parameter"),
        ("/search?page=100001", 400, "invalid_parameter"),
        ("/search?page=" + "9" * 5000, 400, "invalid_parameter"),
        ("/search?per_page=101", 400, "invalid_parameter"),
        ("/search?sort=random", 400, "invalid_parameter"),
        ("/search?kind=poem", 400, "invalid_parameter"),
        ("/search?region=", 400, "invalid_parameter"),
        ("/search?synonyms=yes", 400, "invalid_parameter"),
        ("/search?q=" + "食" * 2001, 400, "invalid_parameter"),
        ("/search?" + "&".join(f"document={n}" for n in range(51)), 400, "invalid_parameter"),
        ("/suggest?limit=21", 400, "invalid_parameter"),
        ("/clauses/nowhere", 404, "not_found"),
        ("/clauses/nowhere?x=1", 400, "invalid_parameter"),
        ("/clauses/%00", 404, "not_found"),
        ("/clauses/%ED%A0%80", 404, "not_found"),
        ("/clauses/a%2F..%2F..%2Fb", 404, "not_found"),
        ("/clauses/" + "甲" * 5000, 404, "not_found"),
        ("/clauses//lighting:2.1:eteij6", 404, "not_found"),
        ("/clauses/", 404, "not_found"),
        ("/documents/nowhere", 404, "not_found"),
        ("/documents?document=lighting", 400, "invalid_parameter"),
        ("/openapi.json?x=1", 400, "invalid_parameter"),
        ("/nowhere", 404, "not_found"),
    ],
)
def test_every_error_has_one_shape_and_says_what_to_do(
    client: FlaskClient, address: str, status: int, code: str
) -> None:
    response = client.get(API + address)
    assert (response.status_code, response.mimetype) == (status, "application/json")
    error = response.json["error"]
    assert error["code"] == code
    assert error["message"] and error["hint"]
    assert set(response.json) == {"error"} and set(error) <= {"code", "message", "hint", "parameter", "position"}
    assert len(response.data) < 2000


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("address", EVERY_ADDRESS)
def test_nothing_can_be_changed(client: FlaskClient, address: str, method: str) -> None:
    response = client.open(address, method=method, data="x" * 10)
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert response.json["error"]["code"] == "method_not_allowed"


@pytest.mark.parametrize("address", [address for address in EVERY_ADDRESS if "openapi" not in address])
@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (IndexMissing("还没有索引，请先运行：policykb build"), 503, "index_missing"),
        (IndexDamaged("校验和不符"), 503, "index_damaged"),
        (PolicyError("引擎没有应答"), 503, "unavailable"),
    ],
)
def test_without_an_index_a_program_is_told_why(address: str, error: PolicyError, status: int, code: str) -> None:
    response = make_app(FakeProvider(FakeEngine([]), missing=error)).test_client().get(address)
    assert (response.status_code, response.json["error"]["code"]) == (status, code)
    assert response.json["error"]["message"] == str(error)


@pytest.mark.parametrize(
    ("failure", "status", "code"),
    [(ZeroDivisionError("secret"), 500, "internal_error"), (OSError(5, "错误", "/secret"), 503, "unavailable")],
)
def test_a_fault_shows_no_details(failure: Exception, status: int, code: str) -> None:
    client = make_app(FakeProvider(FakeEngine([library()], failure=failure))).test_client()
    response = client.get(f"{API}/search?q=照明")
    assert (response.status_code, response.json["error"]["code"]) == (status, code)
    assert "secret" not in response.get_data(as_text=True)


def test_the_security_headers_are_on_answers_and_errors(client: FlaskClient) -> None:
    for address in (*EVERY_ADDRESS, f"{API}/nowhere"):
        headers = client.get(address).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Type"] == "application/json"
