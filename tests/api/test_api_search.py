"""Searching through the JSON API: hits, pages, filters, completions, corrections."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from indexer.engine.protocol import FIELD_NAMES, Facet, FacetValue
from tests.api.addresses import API, get
from tests.web.documents import SEED, lighting
from webapp.api import answers


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


def test_values_of_a_facet_that_are_not_listed_are_counted(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = {facet["field"]: facet for facet in get(client, "/search", per_page=1)["facets"]}
    assert {facet["left_out"] for facet in whole.values()} == {0}
    last = whole["year"]["values"][-1]["value"]
    monkeypatch.setattr(answers, "FACET_VALUES", 1)
    for facet in get(client, "/search", per_page=1)["facets"]:
        values = whole[facet["field"]]["values"]
        assert facet["values"] == values[:1]
        assert facet["left_out"] == len(values) - len(facet["values"])
    chosen = next(f for f in get(client, "/search", per_page=1, year=last)["facets"] if f["field"] == "year")
    assert len(whole["year"]["values"]) > 1 and chosen["values"][-1]["value"] == last, "what is chosen is always listed"
    assert chosen["left_out"] == len(whole["year"]["values"]) - 2


def test_what_the_engine_leaves_out_is_counted_with_what_the_answer_does() -> None:
    values = tuple(FacetValue(str(number), str(number), 9, selected=number == 70) for number in range(80))
    found = answers.facet(Facet("department", "部门", values, left_out=7))
    assert [value["value"] for value in found["values"]] == [*map(str, range(50)), "70"]
    assert found["left_out"] == 7 + 80 - 51
    assert set(found) == {"field", "label", "values", "left_out"}


def test_the_description_says_what_left_out_counts(client: FlaskClient) -> None:
    described = get(client, "/openapi.json")["components"]["schemas"]["Facet"]
    assert described["properties"]["left_out"]["type"] == "integer" and "left_out" in described["required"]
    assert described["properties"]["left_out"]["description"].startswith("有结果而未列出的值的个数")


def test_the_same_query_understood_twice_gives_no_second_copy(client: FlaskClient) -> None:
    first = client.get(f"{API}/search?q=照明")
    again = client.get(f"{API}/search?q=照明", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and not again.data
    assert client.get(f"{API}/search?q=灯具").headers["ETag"] != first.headers["ETag"]
    assert first.headers["Cache-Control"] == "no-cache"
    assert "Access-Control-Allow-Origin" not in first.headers


def test_completions_begin_with_what_was_typed_and_find_something(client: FlaskClient) -> None:
    found = get(client, "/suggest", q="照", limit=3)
    assert found["query"] == "照" and 1 <= len(found["completions"]) <= 3
    for completion in found["completions"]:
        assert get(client, "/search", q=completion["text"])["total"] > 0
    assert get(client, "/suggest")["completions"] == []


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
