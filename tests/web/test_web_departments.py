"""Departments: all of them with their counts, and the ledger of each."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest

from indexer.analysis import record
from indexer.duties.rows import OpenTasks, Suggested
from indexer.models import SourceText
from tests.web.duties import MARKET, duty_app, notice, plan
from tests.web.fakes import FakeEngine, FakeProvider
from tests.web.pages import Page, Visit, make_app, visitor
from webapp import create_app

LEDGER = f"/departments/{MARKET}"


@pytest.fixture(scope="module")
def visit() -> Visit:
    return visitor(duty_app().test_client())


def cells(page: Page) -> list[list[str]]:
    rows = page.tree.xpath("//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


def tasks(page: Page) -> list[str]:
    return [words[:4] for words in page.texts("task")]


def test_every_department_is_listed_with_its_duties_by_basis_and_role(visit: Visit) -> None:
    rows = {row[0].split()[0]: row[1:] for row in cells(visit("/departments"))}
    assert rows == {
        # 原文明示 上文规定 程序建议 人工确认 | 牵头 负责 配合 | 合计
        "辽宁省市场监督管理局": ["3", "2", "1", "", "", "5", "1", "6"],
        "辽宁省商务厅": ["1", "", "", "", "1", "", "", "1"],
        "辽宁省财政厅": ["1", "", "", "", "", "", "1", "1"],
    }


def test_departments_that_the_program_alone_suggests_stand_apart_from_those_of_the_text() -> None:
    def suggest(tasks: OpenTasks) -> list[list[Suggested]]:
        both = [Suggested("finance", 0.9), Suggested("public-security", 0.8)]
        return [both if "抽查" in text else [] for text in tasks.texts]

    provider = FakeProvider(FakeEngine([plan(), notice()]))
    page = visitor(create_app(provider, suggester=lambda *_: suggest).test_client())("/departments")
    names = ["辽宁省市场监督管理局", "辽宁省财政厅", "辽宁省商务厅", "辽宁省公安厅"]
    assert [row[0].split()[0] for row in cells(page)] == names
    (apart,) = page.tree.find_class("ledger-suggested")
    assert "仅有程序建议（非原文）" in apart.text_content()
    assert [name for name in names if name in apart.text_content()] == ["辽宁省公安厅"]
    assert "其中仅有程序建议的 1 个" in page.text


def test_names_that_the_register_lacks_stand_apart_at_the_end() -> None:
    text = "辽宁省关于整理档案的通知\n\n一、任务\n1.装订。装订档案。（省市场监管局、呱呱叫负责）\n"
    text += "2.上架。档案上架。（呱呱叫负责）\n"
    visit = visitor(duty_app(record(SourceText("odd.txt", "txt", text), "odd")).test_client())
    page = visit("/departments")
    assert [row[0].split()[0] for row in cells(page)] == ["辽宁省市场监督管理局", "呱呱叫"]
    (apart,) = page.tree.find_class("unlisted")
    assert apart.find_class("standing-unlisted")[0].text_content() == "名称未收录，待核"
    assert "市场监督" not in apart.text_content()
    assert "共 2 个部门，其中名称未收录的 1 个；" in page.text
    ledger = visit(page.link("呱呱叫", "unlisted"))
    assert ledger.texts("standing-unlisted") == ["名称未收录，待核"]
    assert not visit(LEDGER).texts("standing-unlisted")


def test_departments_are_found_by_part_of_their_name(visit: Visit) -> None:
    page = visit("/departments", q="财政")
    assert [row[0].split()[0] for row in cells(page)] == ["辽宁省财政厅"]
    assert "共 3 个" in page.text
    assert "没有名称含“飞船”的部门" in visit("/departments", q="飞船").text


def test_a_department_leads_to_its_ledger(visit: Visit) -> None:
    address = visit("/departments").link("辽宁省市场监督管理局")
    page = visit(address)
    assert page.status == 200
    assert page.tree.xpath("//h1")[0].text_content().startswith("辽宁省市场监督管理局")


def test_a_corpus_without_duties_says_so() -> None:
    found = record(SourceText("x.txt", "txt", "通知\n\n今天下雨。\n"), "x")
    page = visitor(make_app(FakeProvider(FakeEngine([found]))).test_client())("/departments")
    assert page.status == 200
    assert "没有写明任何部门的职责" in page.text


def test_a_ledger_shows_every_duty_with_role_basis_deadline_and_the_name_as_written(visit: Visit) -> None:
    assert [row[1:] for row in cells(visit(LEDGER))] == [
        ["配合", "原文明示", "2020年10月底前完成", "省市场监管局"],
        ["负责", "原文明示", "6月底前完成", "省市场监管局"],
        ["负责", "上文规定", "", "省市场监管局"],
        ["负责", "上文规定", "", "省市场监管局"],
        ["负责", "原文明示", "", "省市场监管局"],
        ["负责", "程序建议", "", ""],
    ]


def test_suggestions_stand_after_the_words_of_the_text_under_a_heading_of_their_own(visit: Visit) -> None:
    page = visit(LEDGER)
    assert [heading.text_content() for heading in page.tree.iter("h2")] == ["原文规定与人工确认", "程序建议（非原文）"]
    (suggested,) = page.tree.find_class("ledger-suggested")
    assert [row.text_content()[:4] for row in suggested.find_class("task")] == ["每季度抽"]
    assert "建议分值 0.83：职责词：抽查" in " ".join(suggested.text_content().split())


def test_a_precedent_of_the_own_corpus_is_one_click_from_the_suggestion() -> None:
    (first, *_) = notice().duties.tasks
    reasons = ("职责词：抽查", "与本库《通知》相近，该项负责：省市场监管局")

    def suggest(tasks: OpenTasks) -> list[list[Suggested]]:
        known = Suggested("market-regulation", 0.83, reasons, ("", first.id))
        return [[known] if "抽查" in text else [] for text in tasks.texts]

    provider = FakeProvider(FakeEngine([plan(), notice()]))
    visit = visitor(create_app(provider, suggester=lambda *_: suggest).test_client())
    clause = visit(LEDGER).link("看先例", "grounds")
    assert visit(clause).texts("clause-text")[0].startswith("三年以上的档案")
    (task,) = visit(LEDGER).tree.xpath("//*[contains(@class, 'ledger-suggested')]//*[@class='task']/a/@href")
    assert visit(task).link("看先例", "grounds") == clause


def test_the_basis_is_told_by_word_and_by_shape(visit: Visit) -> None:
    tags = {(tag.text_content(), tag.get("class")) for tag in visit(LEDGER).tree.find_class("basis")}
    assert tags == {
        ("原文明示", "basis basis-stated"),
        ("上文规定", "basis basis-inherited"),
        ("程序建议", "basis basis-suggested"),
    }


def test_every_duty_leads_to_its_sentence_and_to_its_place_in_the_document(visit: Visit) -> None:
    page = visit(LEDGER)
    for row in page.tree.xpath("//tbody/tr"):
        (task,) = row.find_class("task")
        words = task.text_content().split("。")[0]
        clause = visit(task.find("a").get("href"))
        assert clause.status == 200
        assert clause.texts("clause-text")[0].startswith(words)
        (place,) = row.find_class("to-place")
        address = urlsplit(place.get("href"))
        assert address.fragment in visit(place.get("href")).anchors()


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"document": "notice"}, ["三年以上"]),
        ({"role": "cooperating"}, ["在办事大"]),
        ({"basis": "inherited"}, ["编写办事", "组织宣讲"]),
        ({"basis": ["inherited", "suggested"]}, ["编写办事", "组织宣讲", "每季度抽"]),
        ({"deadline": "1"}, ["在办事大", "把平均等"]),
        ({"text": "手册"}, ["编写办事"]),
        ({"role": "responsible", "deadline": "1"}, ["把平均等"]),
        ({"role": "nonsense", "basis": "nonsense", "sort": "nonsense", "page": "x"}, None),
    ],
)
def test_a_ledger_is_filtered_by_its_address(visit: Visit, filters: dict[str, str], expected: list[str] | None) -> None:
    assert tasks(visit(LEDGER, **filters)) == (expected or tasks(visit(LEDGER)))


def test_the_filter_keeps_what_was_chosen(visit: Visit) -> None:
    page = visit(LEDGER, document="plan", role="responsible", text="手册", deadline="1", sort="deadline")
    assert page.tree.xpath("//input[@checked]/@value") == ["responsible", "1"]
    assert page.tree.xpath("//option[@selected]/@value") == ["plan", "deadline", "document"]
    assert page.tree.get_element_by_id("filter-text").get("value") == "手册"
    assert "没有符合条件的职责" in page.text
    assert page.link("清除条件", "notice") == visit("/departments").link("辽宁省市场监督管理局")


def test_words_too_long_to_narrow_a_ledger_by_are_said_to_be_cut(visit: Visit) -> None:
    page = visit(LEDGER, text="长" * 301)
    assert page.texts("notice-warning") == ["任务中的文字过长（301 个字），只用了前 300 个字。请缩短后重试。"]


def test_the_totals_are_those_of_the_rows_that_are_shown(visit: Visit) -> None:
    assert visit(LEDGER).texts("ledger-totals") == [
        "共 6 条职责，涉及 2 份文件。负责 5 条，配合 1 条；原文明示 3 条，上文规定 2 条，程序建议 1 条。"
    ]
    assert visit(LEDGER, document="notice").texts("ledger-totals") == [
        "共 1 条职责，涉及 1 份文件。负责 1 条；原文明示 1 条。"
    ]


def test_by_deadline_the_first_due_comes_first_and_what_has_none_last(visit: Visit) -> None:
    page = visit(LEDGER, sort="deadline", group="deadline", basis="stated")
    assert tasks(page) == ["把平均等", "在办事大", "三年以上"]
    assert [heading.text_content() for heading in page.tree.iter("h3")] == [
        "6月底前完成",
        "2020年10月底前完成",
        "未写明时限",
    ]
    assert plan().document.title in page.texts("task-place")[0]


def test_grouped_by_document_each_document_has_its_heading(visit: Visit) -> None:
    headings = [heading.find("a").text for heading in visit(LEDGER).tree.iter("h3")]
    assert headings == [plan().document.title, notice().document.title, plan().document.title]


def test_a_long_ledger_has_pages_and_shows_every_duty_once() -> None:
    items = "".join(f"{n}.整理第{n}号柜。把第{n}号柜的档案装订好。（省市场监管局负责）\n" for n in range(1, 131))
    found = record(SourceText("long.txt", "txt", f"辽宁省关于整理档案的通知\n\n一、任务\n{items}"), "long")
    visit = visitor(duty_app(found).test_client())
    first, second = visit(LEDGER), visit(LEDGER, page=2)
    assert (len(tasks(first)), len(tasks(second))) == (100, 30)
    assert len({*first.texts("task"), *second.texts("task")}) == 130
    assert "共 130 条职责" in second.text


def test_a_department_of_the_register_without_duties_has_an_empty_ledger(visit: Visit) -> None:
    page = visit("/departments/辽宁/公安")
    assert page.status == 200
    assert "没有写明该部门的职责" in page.text


@pytest.mark.parametrize("key", ["nowhere", "辽宁/没有这个", "<script>", "辽宁"])
def test_an_unknown_department_is_said_to_be_unknown(visit: Visit, key: str) -> None:
    page = visit(f"/departments/{key}")
    assert page.status == 404
    assert "没有这个部门" in page.text


def test_the_words_that_state_a_duty_are_marked_in_their_document_and_lead_back_to_its_row(visit: Visit) -> None:
    for row in visit(LEDGER).tree.xpath("//tr[.//*[contains(@class, 'basis-stated')]]"):
        (place,) = row.find_class("to-place")
        document = visit(place.get("href"))
        (marked,) = document.tree.find_class("said")
        assert "省市场监管局" in marked.text_content()
        back = urlsplit(document.link("返回台账"))
        assert unquote(back.fragment) == row.get("id")
        assert row.get("id") in visit(f"{back.path}?{back.query}").anchors()


@pytest.mark.parametrize("said", ["", "9-3", "x-y", "5", "-1-4", "99999999-999999999", "1-2-3"])
def test_a_nonsensical_place_marks_nothing(visit: Visit, said: str) -> None:
    page = visit("/documents/plan", said=said, department="nowhere")
    assert page.status == 200
    assert not page.tree.find_class("said")
