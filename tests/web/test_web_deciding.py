"""Deciding about duties on the pages: recorded at once, nothing lost on a slip, and from our own pages only."""

from __future__ import annotations

import csv
import io
import json
import socket
from pathlib import Path
from urllib.parse import quote, urlsplit

import lxml.html
import openpyxl
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from indexer.analysis import record
from indexer.decisions import file as decision_files
from indexer.decisions.file import DecisionFile
from indexer.decisions.models import Decision, DecisionKind
from indexer.models import Record, SourceText
from indexer.storage import exclusive_lock
from tests.web.duties import MARKET, PLAN_TEXT, duty_app, suggest
from tests.web.fakes import FakeEngine, FakeProvider
from tests.web.pages import Page, visitor
from webapp import create_app, duty_book

OWN = {"Origin": "http://localhost"}
LEDGER = f"/departments/{MARKET}"


def plan(text: str = PLAN_TEXT) -> Record:
    return record(SourceText("plan.txt", "txt", text), "plan")


class Office:
    """A person at the pages of this corpus, and the folder where decisions are kept."""

    def __init__(self, corpus: Path, deciding: bool = True, text: str = PLAN_TEXT, hosts: tuple[str, ...] = ()) -> None:
        self.file = DecisionFile(corpus)
        app = create_app(
            FakeProvider(FakeEngine([plan(text)])),
            corpus=corpus,
            suggester=lambda *_: suggest,
            deciding=deciding,
            hosts=hosts,
            test_config={"TESTING": True, "PROPAGATE_EXCEPTIONS": False},
        )
        self.client: FlaskClient = app.test_client()
        self.visit = visitor(self.client)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return self.file.load().all

    def clause(self, words: str) -> str:
        return next(clause.id for clause in plan().clauses if words in clause.text)

    def page(self, words: str) -> Page:
        return self.visit(f"/clauses/{self.clause(words)}")

    def press(self, page: Page, act: str, form: int = 0, headers: dict[str, str] = OWN, **typed: str) -> TestResponse:
        """Fill in the form of a page that has this button, and press it."""
        forms = page.tree.xpath(f"//form[.//button[@value='{act}']]")
        fields = {name: value for name, value in forms[form].form_values() if name != "act"}
        return self.client.post(forms[form].action, data={**fields, **typed, "act": act}, headers=headers)

    def follow(self, answer: TestResponse) -> Page:
        assert answer.status_code == 303, page_of(answer).text
        return self.visit(answer.headers["Location"])


def page_of(answer: TestResponse) -> Page:
    html = answer.get_data(as_text=True)
    return Page(answer.status_code, html, lxml.html.document_fromstring(html))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


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


def test_objections_are_counted_and_listed_by_a_filter_of_page_and_file(office: Office) -> None:
    assert "有异议" not in office.visit("/departments").text
    office.follow(office.press(office.page("等候时间"), "reject", who="张三", why="已划转"))
    listed = office.visit("/departments")
    (row,) = listed.tree.xpath(f"//tr[.//a[@href='{quote(LEDGER)}']]")
    assert [cell.text_content() for cell in row][-2:] == ["5", "1"]
    assert "有人提出异议的 1 条仍是原文的规定，计入各栏和合计" in listed.text
    assert "；其中有异议 1 条。" in office.visit(LEDGER).text
    assert "；有异议 1 条。" in office.visit("/documents/plan/duties").text
    narrowed = office.visit(listed.link("有人提出异议的 1 条"))
    assert len(narrowed.tree.xpath("//tbody/tr")) == 1
    assert "职责有异议的有 1 个" in narrowed.text
    (address,) = row.xpath("td[last()]/a/@href")
    ledger = office.visit(address)
    assert [words[:4] for words in ledger.texts("task")] == ["把平均等"]
    assert ledger.tree.xpath("//input[@id='objected']/@checked") == ["checked"]
    (link,) = ledger.tree.xpath("//*[@class='downloads']/a[contains(@href, '.json?')]/@href")
    assert [row["standing"] for row in json.loads(office.client.get(link).data)] == ["objected"]
    (link,) = ledger.tree.xpath("//*[@class='downloads']/a[contains(@href, '.md?')]/@href")
    assert "只列有异议的" in office.client.get(link).get_data(as_text=True)


def test_a_long_reason_is_cut_beside_duties_and_whole_in_the_list_of_decisions(office: Office) -> None:
    why = "很长的理由" * 100
    page = office.follow(office.press(office.page("每季度抽查"), "confirm", who="张三", why=why))
    assert why not in page.text and f"{why[:200]}……" in page.text
    assert why in office.visit("/decisions").text


def test_a_broken_line_of_the_file_is_told_where_departments_are_counted(office: Office) -> None:
    office.file.path.write_text("这不是决定\n", encoding="utf-8")
    page = office.visit("/departments")
    assert "决定文件中有 1 行没有读懂或需要查看" in page.text
    assert "第 1 个字附近" in office.visit(page.link("1 行")).text


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "\t=1+1"]


@pytest.mark.parametrize("typed", FORMULAS)
def test_what_looks_like_a_formula_is_text_in_every_table(office: Office, typed: str) -> None:
    office.follow(office.press(office.page("每季度抽查"), "reject", who=typed, why=typed))
    (made,) = office.decisions
    book = openpyxl.load_workbook(
        io.BytesIO(office.client.get(f"/exports/duties.xlsx?department={MARKET}&hidden=1").data)
    )
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert any(made.why in str(cell.value) for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    table = office.client.get(f"/exports/duties.csv?department={MARKET}&hidden=1").data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["决定理由"] for row in rows if row["决定理由"]] == [f"'{made.why}"]
    assert [row["决定人"] for row in rows if row["决定人"]] == [f"'{made.who}"]


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


SLIPS = [
    ("confirm", {"who": ""}, "请填写决定人姓名"),
    ("reject", {"who": "张三", "why": ""}, "否定应当写明理由"),
    ("confirm", {"who": "张三", "role": "lead"}, "请按“更改”"),
    ("change", {"who": "张三", "why": "议定", "deadline": ""}, "更改前后相同"),
    ("change", {"who": "张三", "why": "议定", "other": "呱呱叫"}, "部门名录中没有“呱呱叫”"),
    ("add", {"who": "张三", "why": "议定", "other": ""}, "请填写补充哪个部门"),
    ("add", {"who": "张三", "why": "议定", "other": "呱呱叫"}, "部门名录中没有“呱呱叫”"),
    ("add", {"who": "张三", "why": "议定", "other": "省市场监管局"}, "请直接确认"),
    ("confirm", {"who": "长" * 101}, "决定人姓名过长"),
    ("change", {"who": "张三", "why": "议定", "deadline": "长" * 101}, "时限过长"),
    ("reject", {"who": "张三", "why": "已划\ufffd转"}, "“理由”中有不能保存的字符"),
]


@pytest.mark.parametrize(("act", "typed", "message"), SLIPS)
def test_a_slip_is_explained_and_loses_nothing(office: Office, act: str, typed: dict[str, str], message: str) -> None:
    answer = office.press(office.page("每季度抽查"), act, **{"deadline": "8月底前", **typed})
    assert answer.status_code == 422
    again = page_of(answer)
    assert message in again.text
    assert office.decisions == ()
    kept = {name: value for form in again.tree.forms for name, value in form.form_values()}
    assert all(kept[name] == value for name, value in {"deadline": "8月底前", **typed}.items())


@pytest.mark.parametrize("field", ["who", "why", "other", "deadline", "clause", "department", "decision", "back"])
def test_a_character_that_no_page_can_carry_is_pointed_out_and_never_sent_back(office: Office, field: str) -> None:
    for unwritable in ("\0", "\x1b", "\ufffe"):
        typed = {"who": "张三", "why": "已划转", field: f"甲{unwritable}乙"}
        answer = office.press(office.page("每季度抽查"), "change", **typed)
        assert unwritable not in answer.get_data(as_text=True)
        if field in ("who", "why", "other", "deadline"):
            again = page_of(answer)
            assert answer.status_code == 422
            assert "中有不能保存的字符" in again.text
            assert again.tree.xpath(f"//input[@name='{field}']/@value") == ["甲\ufffd乙"]
        assert all("\ufffd" not in str(made) for made in office.decisions)


def test_a_slip_put_right_is_recorded_and_leads_back(office: Office) -> None:
    again = page_of(office.press(office.page("每季度抽查"), "confirm", who=""))
    page = office.follow(office.press(again, "confirm", who="张三"))
    assert page.texts("clause-text")[0].startswith("每季度抽查")
    assert len(office.decisions) == 1


def test_who_decides_on_an_outdated_page_is_told_first(office: Office) -> None:
    old = office.page("每季度抽查")
    office.press(old, "confirm", who="李四")
    answer = office.press(old, "reject", who="张三", why="无关")
    assert answer.status_code == 409
    again = page_of(answer)
    assert "李四刚刚已就此作出决定：确认 辽宁省市场监督管理局（负责）" in again.text
    assert len(office.decisions) == 1
    office.follow(office.press(again, "reject"))
    assert [made.kind for made in office.decisions] == [DecisionKind.CONFIRM, DecisionKind.REJECT]


def test_a_busy_file_gives_one_message_and_loses_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duty_book, "_PATIENCE", 0.0)
    page = office.page("每季度抽查")
    with exclusive_lock(office.file.corpus / decision_files._LOCK_NAME):
        answer = office.press(page, "confirm", who="张三")
    assert answer.status_code == 503
    again = page_of(answer)
    assert "另一个程序正在写入" in again.text
    assert again.tree.xpath("//input[@name='who']/@value") == ["张三"]


def test_a_folder_that_cannot_be_written_gives_one_message(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    page = office.page("每季度抽查")
    monkeypatch.setattr(DecisionFile, "_write", refuse)
    answer = office.press(page, "confirm", who="张三")
    assert answer.status_code == 503
    assert "决定没有记录：没有写入权限" in page_of(answer).text


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


@pytest.mark.parametrize("typed", [{}, {"act": "explode"}, {"act": "confirm"}, {"act": "confirm", "who": "张三"}])
def test_a_post_that_makes_no_sense_is_refused_politely(office: Office, typed: dict[str, str]) -> None:
    answer = office.client.post("/decisions", data=typed, headers=OWN)
    assert answer.status_code in (400, 422)
    assert office.decisions == ()


EDITED = PLAN_TEXT.replace("公布结果", "公开结果")


@pytest.fixture
def edited(tmp_path: Path) -> Office:
    """The same office after the text has been edited."""
    office = Office(tmp_path)
    office.follow(office.press(office.page("每季度抽查"), "confirm", who="张三", why="会议议定"))
    return Office(tmp_path, text=EDITED)


def test_a_decision_whose_text_changed_waits_for_review_where_people_look(edited: Office) -> None:
    assert "1 项人工决定待复核" in edited.visit("/departments").text
    review = edited.visit("/decisions")
    assert "待复核 1 项" in review.text
    address = review.link("《", "reviewing")
    clause = edited.visit(address)
    assert "程序建议" in clause.texts("duty")[0]
    assert "有一项决定可能属于这里" in clause.text
    back = edited.visit(clause.link("复核", "notice"))
    assert f"review-{edited.decisions[0].id}" in back.anchors()


def test_a_reviewed_decision_is_kept(edited: Office) -> None:
    page = edited.follow(edited.press(edited.visit("/decisions"), "keep", who="李四"))
    assert "待复核" not in page.text
    assert [made.who for made in edited.decisions] == ["张三", "李四"]
    assert "待复核" not in edited.visit("/departments").text


def test_a_reviewed_decision_is_withdrawn(edited: Office) -> None:
    page = edited.follow(edited.press(edited.visit("/decisions"), "withdraw", who="李四", why="不再适用"))
    assert "待复核" not in page.text
    assert edited.decisions[-1].kind is DecisionKind.WITHDRAW


def test_a_damaged_line_of_the_file_is_shown_with_its_number(office: Office) -> None:
    office.file.path.write_text("这不是决定\n", encoding="utf-8")
    assert "第 1 行" in office.visit("/decisions").text


def test_decisions_are_found_by_words(office: Office) -> None:
    office.press(office.page("每季度抽查"), "confirm", who="张三")
    assert len(office.visit("/decisions", q="市场监督 张三").texts("decision")) == 1
    assert "没有含“李四”的决定" in office.visit("/decisions", q="李四").text


def test_without_a_folder_nobody_can_decide() -> None:
    visit = visitor(duty_app().test_client())
    assert not visit(LEDGER).tree.xpath("//form[@method='post']")
    assert "还没有人对职责作出决定" in visit("/decisions").text
