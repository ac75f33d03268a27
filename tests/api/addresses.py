"""Addresses of the JSON API, and what they answer."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

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
