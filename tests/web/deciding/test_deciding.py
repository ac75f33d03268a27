"""Deciding about duties on the pages: recorded at once, shown with who, when and on what ground."""

from __future__ import annotations

from urllib.parse import urlsplit

from indexer.decisions.models import DecisionKind
from tests.web.deciding.office import LEDGER, Office
from tests.web.duties import MARKET


def test_a_suggestion_is_confirmed_and_says_who_when_and_on_what_ground(office: Office) -> None:
    page = office.follow(office.press(office.page("每季度抽查"), "confirm", who="张三"))
    (made,) = office.decisions
    assert (made.kind, made.who, made.part.department) == (DecisionKind.CONFIRM, "张三", MARKET)
    (duty,) = page.texts("duty")
    assert duty.startswith("人工确认 负责 辽宁省市场监督管理局")
    assert "张三" in duty
    assert "此前依据：程序建议" in duty
    assert "已记录：张三，确认 辽宁省市场监督管理局（负责）" in page.text


def test_the_name_of_whoever_decided_is_filled_in_afterwards(office: Office) -> None:
    page = office.follow(office.press(office.page("每季度抽查"), "confirm", who="张三"))
    assert {field.get("value") for field in page.tree.xpath("//input[@name='who']")} == {"张三"}


def test_a_rejected_suggestion_is_listed_apart(office: Office) -> None:
    page = office.follow(office.press(office.page("每季度抽查"), "reject", who="张三", why="与职能无关"))
    (aside,) = page.texts("duty-set-aside")
    assert "程序建议 已否定 负责 辽宁省市场监督管理局" in aside
    assert "每季度抽" not in [words[:4] for words in office.visit(LEDGER).texts("task")]
    assert "每季度抽" in [words[:4] for words in office.visit(LEDGER, hidden="1").texts("task")]


def test_a_rejected_duty_of_the_text_stays_with_the_objection(office: Office) -> None:
    page = office.follow(office.press(office.page("等候时间"), "reject", who="张三", why="已划转"))
    (duty,) = page.texts("duty")
    assert duty.startswith("原文明示 有异议 负责 辽宁省市场监督管理局")
    assert "张三" in duty
    assert "已划转" in duty


def test_a_long_reason_is_cut_beside_duties_and_whole_in_the_list_of_decisions(office: Office) -> None:
    why = "很长的理由" * 100
    page = office.follow(office.press(office.page("每季度抽查"), "confirm", who="张三", why=why))
    assert why not in page.text and f"{why[:200]}……" in page.text
    assert why in office.visit("/decisions").text


def test_role_deadline_and_department_are_changed(office: Office) -> None:
    typed = {"other": "省商务厅", "role": "lead", "deadline": "8月底前", "who": "张三", "why": "会议议定"}
    page = office.follow(office.press(office.page("每季度抽查"), "change", **typed))
    (made,) = office.decisions
    assert (made.part.label, made.part.role.value, made.part.deadline) == ("辽宁省商务厅", "lead", "8月底前")
    assert page.texts("duty")[0].startswith("人工确认 牵头 辽宁省商务厅 时限：8月底前")


def test_a_duty_that_nobody_proposed_is_added(office: Office) -> None:
    typed = {"other": "省公安厅", "role": "cooperating", "who": "张三", "why": "会议议定"}
    page = office.follow(office.press(office.page("等候时间"), "add", **typed))
    assert "此前依据：原文和程序均未提出" in page.texts("duty")[1]
    assert "辽宁省公安厅" in office.visit("/departments").text
    assert "把平均等" in office.visit("/departments/辽宁/公安").texts("task")[0]


def test_a_decision_is_withdrawn_and_its_history_stays(office: Office) -> None:
    page = office.follow(office.press(office.page("每季度抽查"), "confirm", who="张三"))
    page = office.follow(office.press(page, "withdraw", who="李四", why="误操作"))
    assert [made.kind for made in office.decisions] == [DecisionKind.CONFIRM, DecisionKind.WITHDRAW]
    assert page.texts("duty")[0].startswith("程序建议")
    listed = office.visit("/decisions").texts("decision")
    assert "李四" in listed[0]
    assert "已撤回" in listed[1]


def test_the_ledger_takes_decisions_and_comes_back_to_the_row(office: Office) -> None:
    ledger = office.visit(LEDGER, sort="deadline")
    answer = office.press(ledger, "confirm", who="张三")
    address = urlsplit(answer.headers["Location"])
    assert address.fragment == "decided"
    assert "sort=deadline" in address.query
    (row,) = office.follow(answer).tree.xpath("//tr[.//*[@id='decided']]")
    assert "人工确认" in row.text_content()


def test_what_was_just_rejected_is_still_in_its_place_this_once(office: Office) -> None:
    page = office.press(office.visit(LEDGER, basis="suggested"), "reject", who="张三", why="无关")
    (row,) = office.follow(page).tree.xpath("//tr[.//*[@id='decided']]")
    assert "已否定" in row.text_content()


def test_from_the_ledger_a_change_is_made_on_a_page_of_its_own(office: Office) -> None:
    links = office.visit(LEDGER).tree.xpath("//a[contains(text(), '更改部门')]/@href")
    typed = {"role": "lead", "who": "张三", "why": "三定规定"}
    answer = office.press(office.visit(links[0]), "change", **typed)
    assert urlsplit(answer.headers["Location"]).path.startswith("/departments/")
    assert "人工确认" in office.follow(answer).texts("basis")
