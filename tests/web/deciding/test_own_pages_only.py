"""Decisions are taken from our own pages only, under names of our own, and where deciding is on."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.web.deciding.office import LEDGER, Office, page_of
from tests.web.duties import duty_app
from tests.web.pages import visitor

FOREIGN = [
    {},
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost:81"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://[broken"},
    {"Referer": "http://evil.example/localhost"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
    {"Sec-Fetch-Site": "none"},
]


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_form_of_another_site_is_refused(office: Office, headers: dict[str, str]) -> None:
    answer = office.press(office.page("每季度抽查"), "confirm", who="张三", headers=headers)
    assert answer.status_code == 403
    assert "不是从本网站的页面发出的" in page_of(answer).text
    assert office.decisions == ()


REFUSALS: list[dict[str, str]] = [
    {"Origin": "http://evil.example"},
    {"Host": "kb.example.cn", "Origin": "http://kb.example.cn"},
]


@pytest.mark.parametrize("headers", REFUSALS)
def test_what_was_typed_into_a_refused_form_can_be_copied_and_its_page_opened_again(
    office: Office, headers: dict[str, str]
) -> None:
    typed = {"who": "张三", "why": "会议<b>议定</b>", "other": "省商务厅", "role": "lead", "deadline": "8月底前"}
    answer = office.press(office.page("每季度抽查"), "change", headers=headers, **typed)
    assert answer.status_code == 403
    page = page_of(answer)
    (kept,) = page.tree.xpath("//textarea[@readonly]")
    assert kept.text.strip().splitlines() == [
        "决定：更改",
        "职责：辽宁省市场监督管理局（负责）",
        "决定人：张三",
        "理由：会议<b>议定</b>",
        "部门：省商务厅",
        "角色：牵头",
        "时限：8月底前",
    ]
    assert "不是本网站的说明" in page.text
    assert office.clause("每季度抽查") in office.visit(page.link("原来的页面")).text


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://localhost"},
        {"Origin": "https://LOCALHOST"},
        {"Referer": "http://localhost/departments"},
    ],
)
def test_a_form_of_our_own_is_taken(office: Office, headers: dict[str, str]) -> None:
    assert office.press(office.page("每季度抽查"), "confirm", who="张三", headers=headers).status_code == 303


def host_answers(office: Office, host: str) -> int:
    """The status of a decision from a page of this very site that was opened under the name ``host``."""
    headers = {"Host": host, "Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
    return office.press(office.page("每季度抽查"), "confirm", who="张三", headers=headers).status_code


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1:8000", "10.1.2.3", "[::1]:8000", "LOCALHOST:8000", socket.gethostname(), "policy.example.cn.:80"],
)
def test_decisions_are_taken_under_addresses_own_names_and_listed_ones(tmp_path: Path, host: str) -> None:
    assert host_answers(Office(tmp_path, hosts=("Policy.example.cn",)), host) == 303


@pytest.mark.parametrize("host", ["rebound.example", "localhost.evil.example", "127.0.0.1.evil.example", "[broken", ""])
def test_a_name_that_another_site_could_lead_here_decides_nothing(office: Office, host: str) -> None:
    assert host_answers(office, host) == 403
    assert office.decisions == ()


def test_who_uses_a_name_that_is_not_listed_reads_on_and_is_told_what_to_do(office: Office) -> None:
    headers = {"Host": "kb.example.cn", "Origin": "http://kb.example.cn"}
    assert office.client.get("/departments", headers=headers).status_code == 200
    answer = office.press(office.page("每季度抽查"), "confirm", who="张三", headers=headers)
    assert "域名之后的部分不变：/clauses/plan:" in page_of(answer).text
    assert "POLICYKB_HOSTS" in page_of(answer).text and "kb.example.cn" in page_of(answer).text


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/healthz", ""]
)
def test_a_form_never_leads_elsewhere(office: Office, back: str) -> None:
    answer = office.press(office.page("每季度抽查"), "confirm", who="张三", back=back)
    assert urlsplit(answer.headers["Location"])[:3] == ("", "", "/decisions")


def test_where_deciding_is_off_there_are_no_forms_and_a_post_is_refused(tmp_path: Path) -> None:
    page = Office(tmp_path).page("每季度抽查")
    closed = Office(tmp_path, deciding=False)
    for address in (f"/clauses/{closed.clause('每季度抽查')}", LEDGER, "/decisions"):
        assert not closed.visit(address).tree.xpath("//form[@method='post']")
    answer = closed.press(page, "confirm", who="张三")
    assert answer.status_code == 403
    assert "没有开放在网页上对职责作决定" in page_of(answer).text
    assert closed.visit("/decisions/form").status == 403
    assert closed.decisions == ()


def test_without_a_folder_nobody_can_decide() -> None:
    visit = visitor(duty_app().test_client())
    assert not visit(LEDGER).tree.xpath("//form[@method='post']")
    assert "还没有人对职责作出决定" in visit("/decisions").text
