"""Reading clauses and documents through the JSON API."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from indexer.duties.ledger import LedgerRow
from indexer.duties.models import Basis, Role, Standing
from tests.api.addresses import API, get
from tests.web.documents import SEED, lighting, seed
from webapp.api import answers


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


def test_clauses_near_another_can_be_listed(client: FlaskClient) -> None:
    hits = client.get(f"{API}/search?kind=sentence&document=liaoning-2019-quality-improvement&per_page=100").json
    answers = [client.get(f"{hit['self']}/similar?limit=2").json for hit in hits["hits"]]
    near = [one for answer in answers for one in answer["near"]]
    assert near and all(len(answer["near"]) <= 2 for answer in answers)
    assert all(0 < one["nearness"] <= 1 and client.get(one["self"]).status_code == 200 for one in near)
    assert client.get(f"{API}/clauses/nothing:1:aaaaaa/similar").status_code == 404
    moved = client.get(f"{API}/clauses/lighting:9.9:eteij6/similar?limit=3")
    assert moved.status_code == 302 and moved.location.endswith("/similar?limit=3")
