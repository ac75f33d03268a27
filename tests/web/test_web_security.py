"""Nothing from elsewhere, nothing inline: the policy is on every answer, and no page would break it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

import webapp
from indexer.errors import IndexMissing
from tests.web.fakes import FakeEngine, FakeProvider
from tests.web.pages import Page, Visit, make_app, visitor

STATIC = Path(webapp.__file__).parent / "static"

EVERY_KIND_OF_PAGE = [
    "/",
    "/search?q=照明",
    "/search?q=质量&page=2&sort=date&kind=sentence",
    "/search?q=照明 飞船",
    "/search?q=飞船&document=lighting",
    "/search?q=造明",
    "/search?q=照明" + "".join(f"&region=甲{number}" for number in range(60)),
    "/search?q=路灯杆",
    "/search?q=路灯杆&syn=0",
    '/search?q="',
    "/documents",
    "/documents?genre=意见&q=质量",
    "/documents?q=飞船",
    "/documents/lighting",
    "/documents/library",
    "/documents/liaoning-2019-quality-improvement",
    "/documents/nowhere",
    "/documents/lighting/duties",
    "/documents/library/duties",
    "/documents/liaoning-2019-quality-improvement/duties",
    "/documents/nowhere/duties",
    "/clauses/lighting:2.1:eteij6",
    "/clauses/lighting:2.1:2pcy7v",
    "/clauses/lighting:2.1:aaaaaa",
    "/clauses/nowhere",
    "/departments",
    "/departments?q=云溪",
    "/departments?q=飞船",
    "/departments/云溪-某市/财政",
    "/departments/云溪-某市/财政?role=lead",
    "/departments/云溪-某市/财政?objected=1",
    "/departments/辽宁/公安",
    "/departments/nowhere",
    "/decisions",
    "/decisions?q=飞船",
    "/decisions/form",
    "/exports/duties.xlsx",
    "/exports/duties.xlsx?document=nowhere",
    "/help",
    "/nowhere",
]


@pytest.fixture(params=[*EVERY_KIND_OF_PAGE, "no index"])
def page(request: pytest.FixtureRequest, visit: Visit) -> Page:
    if request.param == "no index":
        provider = FakeProvider(FakeEngine([]), missing=IndexMissing("没有索引"))
        return visitor(make_app(provider).test_client())("/")
    return visit(request.param)


def test_no_page_has_inline_script_or_style(page: Page) -> None:
    assert not page.tree.xpath("//style | //*[@style] | //script[not(@src)] | //script[normalize-space(text())]")
    for element in page.tree.iter():
        assert not [name for name in element.attrib if name.startswith("on")], element.tag


def test_no_page_loads_anything_from_elsewhere(page: Page) -> None:
    loaded = page.tree.xpath(
        "//link/@href | //script/@src | //img/@src | //iframe/@src | //object/@data | //form/@action"
    )
    assert loaded
    for address in loaded:
        assert address.startswith("/")
        assert not address.startswith("//")


def test_every_link_of_a_page_is_local_or_plain_http(page: Page) -> None:
    for address in page.tree.xpath("//a/@href"):
        assert urlsplit(address).scheme in ("", "http", "https"), address


@pytest.mark.parametrize(
    "address",
    [
        *EVERY_KIND_OF_PAGE,
        "/exports/duties.csv?document=lighting",
        "/healthz",
        "/static/base.css",
        "/static/policykb.js",
    ],
)
def test_the_security_headers_are_on_every_answer(client: FlaskClient, address: str) -> None:
    with client.get(address) as response:
        headers = response.headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert "Set-Cookie" not in headers


def test_everything_a_page_loads_is_served(visit: Visit, client: FlaskClient) -> None:
    page = visit("/")
    for address in page.tree.xpath("//link/@href | //script/@src"):
        with client.get(address) as response:
            assert response.status_code == 200, address
            assert response.data


def test_the_style_sheets_load_nothing() -> None:
    sheets = sorted(STATIC.glob("*.css"))
    assert len(sheets) == 9
    for sheet in sheets:
        assert not re.search(r"url\(|@import|@font-face", sheet.read_text("utf-8")), sheet.name


# Every Bootstrap class whose rule embeds a picture as data:, which the policy would refuse.
PICTURED = {"form-select", "form-check-input", "accordion-button", "navbar-toggler-icon", "btn-close"} | {
    "carousel-control-prev-icon",
    "carousel-control-next-icon",
    "is-valid",
    "is-invalid",
    "was-validated",
}


def test_no_page_uses_a_control_whose_picture_the_policy_refuses(page: Page) -> None:
    used = {name for element in page.tree.iter() for name in (element.get("class") or "").split()}
    assert not used & PICTURED
