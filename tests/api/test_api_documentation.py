"""``docs/api.md`` says what the API does."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote

from flask.testing import FlaskClient

from webapp.api import errors
from webapp.api.operations import OPERATIONS, PREFIX

TEXT = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")


def test_every_address_is_in_the_table_and_no_other() -> None:
    rules = [PREFIX + re.sub(r"<path:\w+>", "<id>", operation.rule) for operation in OPERATIONS]
    assert re.findall(r"^\| `(/api/\S+)`", TEXT, re.MULTILINE) == [*rules, f"{PREFIX}/openapi.json"]


def test_every_code_of_an_error_is_explained() -> None:
    codes = {code for code, _ in errors.CODES.values()} - {"bad_request", "too_large"}
    codes |= {"invalid_parameter", "query_syntax", "index_missing", "index_damaged", "index_outdated"}
    table = TEXT[TEXT.index("| status |") :]
    assert set(re.findall(r"`(\w+_\w+|unavailable)`", table.partition("\n\n")[0])) == codes


def test_the_examples_work(client: FlaskClient) -> None:
    clause = client.get(f"{PREFIX}/search?document=liaoning-2019-quality-improvement&per_page=1").json["hits"][0]["id"]
    for address in re.findall(r"^GET (\S+)", TEXT, re.MULTILINE):
        if "xxxxxx" in address:
            address = f"{PREFIX}/clauses/{clause}"
        assert client.get(quote(address, safe="/?&=:")).status_code == 200, address


def test_the_example_of_an_error_is_what_is_answered(client: FlaskClient) -> None:
    (shown,) = re.findall(r"```json\n(.*?)\n```", TEXT, re.DOTALL)
    found, expected = client.get(f"{PREFIX}/search?qq=1").json["error"], json.loads(shown)["error"]
    assert found["hint"].startswith(expected["hint"].rstrip("…"))
    assert {**found, "hint": ""} == {**expected, "hint": ""}
