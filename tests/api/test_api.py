"""Searching and reading through the JSON API."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from indexer.duties.ledger import LedgerRow
from indexer.duties.models import Basis, Role, Standing
from indexer.engine.protocol import FIELD_NAMES
from indexer.errors import IndexDamaged, IndexMissing, PolicyError
from tests.web.documents import SEED, library, lighting, seed
from tests.web.fakes import FakeEngine, FakeProvider
from tests.web.pages import make_app
from webapp.api import answers

API = "/api/v1"
EVERY_ADDRESS = [
    f"{API}/search?q=照明",
    f"{API}/clauses/lighting:2.1:eteij6",
    f"{API}/documents",
    f"{API}/documents/lighting",
    f"{API}/openapi.json",
]


def get(client: FlaskClient, address: str, **arguments: object) -> Any:
    response = client.get(API + address, query_string=arguments or None)
    assert response.status_code == 200, response.json
    return response.json


def test_a_hit_can_be_marked_cited_and_opened(client: FlaskClient) -> None:
    found = get(client, "/search", q="老旧灯具 登记")
    assert (found["total"], found["pages"], found["generation"]) == (1, 1, "g-000001-test")
    (hit,) = found["hits"]
    assert {hit["text"][start:end] for start, end in hit["marks"]} == {"灯具", "登记"}
    assert lighting().text[hit["start"] : hit["end"]] == hit["text"]
    marks = [[entry[a:b] for a, b in spans] for entry, spans in zip(hit["path"], hit["path_marks"], strict=True)]
    assert marks[-1] == ["老旧灯具"]
    assert client.get(hit["permalink"]).status_code == client.get(hit["self"]).status_code == 200
    assert hit["document"]["document_number"] == "云政发〔2020〕7号"


def test_pages_lead_to_each_other_and_hold_every_hit_once(client: FlaskClient) -> None:
    page = get(client, "/search", q="质量", per_page=7, sort="document", document=SEED)
    seen, total = [hit["id"] for hit in page["hits"]], page["total"]
    while page["links"]["next"]:
        page = client.get(page["links"]["next"]).json
        seen += [hit["id"] for hit in page["hits"]]
    assert len(seen) == len(set(seen)) == total
    assert page["page"] == page["pages"] and page["links"]["prev"]


def test_a_page_beyond_the_last_is_empty_and_leads_back(client: FlaskClient) -> None:
    page = get(client, "/search", q="照明", page=99)
    assert page["hits"] == [] and page["total"] > 0
    assert client.get(page["links"]["prev"]).json["hits"]


def test_filters_narrow_and_the_facets_give_their_values(client: FlaskClient) -> None:
    everything = get(client, "/search", per_page=1)
    assert [facet["field"] for facet in everything["facets"]] == list(FIELD_NAMES)
    for facet in everything["facets"]:
        for value in facet["values"][:3]:
            narrowed = get(client, "/search", per_page=1, **{facet["field"]: value["value"]})
            assert narrowed["total"] == value["count"], (facet["field"], value)


def test_the_same_query_understood_twice_gives_no_second_copy(client: FlaskClient) -> None:
    first = client.get(f"{API}/search?q=照明")
    again = client.get(f"{API}/search?q=照明", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and not again.data
    assert client.get(f"{API}/search?q=灯具").headers["ETag"] != first.headers["ETag"]
    assert first.headers["Cache-Control"] == "no-cache"
    assert "Access-Control-Allow-Origin" not in first.headers


def test_a_clause_has_its_place_its_neighbours_and_what_the_text_says_of_duties(client: FlaskClient) -> None:
    clause = get(client, "/clauses/lighting:2.1:eteij6")
    assert clause["text"] == lighting().text[clause["start"] : clause["end"]]
    assert clause["citation"].startswith("《云溪市人民政府关于加强街道照明管理的通知》（云政发〔2020〕7号）")
    assert get(client, f"/clauses/{clause['next']}")["previous"] == clause["id"]
    duties = clause["duties"]
    assert set(duties) == {basis.value for basis in Basis}
    assert [duty["name_in_text"] for duty in duties["stated"]] == ["市城管局", "市财政局"]
    assert duties["suggested"] == duties["confirmed"] == []
    assert all("proposal" not in duty for duty in duties["stated"])


def row(basis: Basis, **more: Any) -> LedgerRow:
    return LedgerRow(
        *("lighting", "题", "", "lighting:2.1:2pcy7v", "《题》", (), 1, "办事。", "某局", "某局", ""),
        role=Role.RESPONSIBLE,
        basis=basis,
        **more,
    )


def test_what_is_suggested_or_confirmed_says_why_and_stands_apart(client: FlaskClient) -> None:
    rows = [
        row(Basis.SUGGESTED, score=0.8, reasons=("含有该部门的职责用语",)),
        row(
            *(Basis.CONFIRMED,),
            who="张三",
            when="2024-01-02",
            why="三定",
            decision="d1",
            score=0.7,
            standing=Standing.CONFIRMED,
            ground=Basis.SUGGESTED,
        ),
        row(Basis.STATED, standing=Standing.OBJECTED, who="李四", when="2024-01-03", why="已划转", decision="d2"),
    ]
    record = lighting()
    with client.application.test_request_context():
        duties = answers.clause_detail(record.clauses[3], record, rows, "g")["duties"]
    (suggested,), (confirmed,), (stated,) = duties["suggested"], duties["confirmed"], duties["stated"]
    assert suggested["proposal"] == {"score": 0.8, "reasons": ["含有该部门的职责用语"]}
    assert (suggested["decision"], suggested["standing"]) == (None, "open")
    assert confirmed["decision"] == {"id": "d1", "who": "张三", "when": "2024-01-02", "why": "三定"}
    assert confirmed["ground"] == "suggested"
    assert (stated["standing"], stated["decision"]["why"]) == ("objected", "已划转")
    assert duties["inherited"] == []


def test_documents_can_be_listed_by_class_and_by_words_of_the_title(client: FlaskClient) -> None:
    assert [d["id"] for d in get(client, "/documents", genre="意见")["documents"]] == [SEED]
    assert [d["id"] for d in get(client, "/documents", q="图书馆 办法")["documents"]] == ["library"]
    assert [d["id"] for d in get(client, "/documents", q="云政发[2020]7号")["documents"]] in ([], ["lighting"])
    assert get(client, "/documents", region="辽宁", year="2020")["total"] == 0
    page = get(client, "/documents", per_page=2)
    assert page["total"] == 3 and len(page["documents"]) == 2
    assert {d["id"]: d["clauses"] for d in page["documents"]}["lighting"] == len(lighting().clauses)


def test_a_document_has_its_outline_and_leads_to_its_clauses(client: FlaskClient) -> None:
    document = get(client, f"/documents/{SEED}")
    assert len(document["sections"]) == len(seed().sections)
    section = document["sections"][0]
    assert seed().text[section["start"] : section["end"]].startswith(section["number"])
    first = client.get(document["clauses_link"]).json
    assert first["total"] == document["clauses"]
    assert first["hits"][0]["id"] == seed().clauses[0].id


def test_a_sentence_that_has_moved_is_found_at_its_new_place(client: FlaskClient) -> None:
    response = client.get(f"{API}/clauses/lighting:9.9:eteij6")
    assert (response.status_code, response.headers["Location"]) == (302, f"{API}/clauses/lighting:2.1:eteij6")


def test_completions_begin_with_what_was_typed_and_find_something(client: FlaskClient) -> None:
    found = get(client, "/suggest", q="照", limit=3)
    assert found["query"] == "照" and 1 <= len(found["completions"]) <= 3
    for completion in found["completions"]:
        assert get(client, "/search", q=completion["text"])["total"] > 0
    assert get(client, "/suggest")["completions"] == []


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


def test_the_synonyms_used_are_told_and_can_be_left_out(client: FlaskClient) -> None:
    both = client.get(f"{API}/search", query_string={"q": "质量 更换"}).json
    assert both["synonyms"] == []  # this engine was opened without a table
    assert client.get(f"{API}/search?q=质量&synonyms=false").status_code == 200
    assert client.get(f"{API}/search?q=质量&synonyms=off").json["error"]["parameter"] == "synonyms"


def test_a_slip_is_answered_by_corrections_that_are_not_applied(client: FlaskClient) -> None:
    found = client.get(f"{API}/search", query_string={"q": "zhaoming"}).json
    assert (found["total"], found["query"]) == (0, "zhaoming")
    meant = found["corrections"][0]
    assert client.get(f"{API}/search", query_string={"q": meant["query"]}).json["total"] == meant["total"] > 0
    assert client.get(f"{API}/search", query_string={"q": "照明"}).json["corrections"] == []


def test_clauses_near_another_can_be_listed(client: FlaskClient) -> None:
    hits = client.get(f"{API}/search?kind=sentence&document=liaoning-2019-quality-improvement&per_page=100").json
    answers = [client.get(f"{hit['self']}/similar?limit=2").json for hit in hits["hits"]]
    near = [one for answer in answers for one in answer["near"]]
    assert near and all(len(answer["near"]) <= 2 for answer in answers)
    assert all(0 < one["nearness"] <= 1 and client.get(one["self"]).status_code == 200 for one in near)
    assert client.get(f"{API}/clauses/nothing:1:aaaaaa/similar").status_code == 404
    moved = client.get(f"{API}/clauses/lighting:9.9:eteij6/similar?limit=3")
    assert moved.status_code == 302 and moved.location.endswith("/similar?limit=3")
