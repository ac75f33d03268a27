"""What a person decides on a clause page shows at once in the filters of the search page and in the API."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer.build import build
from indexer.decisions.file import DecisionFile
from indexer.engine.opening import engine_provider
from indexer.suggesting.suggester import suggester_for
from tests.web.pages import Page, visitor
from webapp import create_app

PILOT = """辽宁省人民政府关于推进试点的意见

一、任务
1.扩大进口。设立窗口。（省商务厅牵头）
2.加强抽查。每季度抽查一次食品摊贩，公布食品抽检结果。
"""
BUREAU = "辽宁/市场监管"
WORDS = "每季度抽查"


class Office:
    """A person at the pages of a built index."""

    def __init__(self, corpus: Path, client: FlaskClient) -> None:
        self.file = DecisionFile(corpus)
        self.client = client
        self.visit = visitor(client)

    def search(self, **filters: str) -> Page:
        return self.visit("/search", q=WORDS, **filters)

    def api(self, **filters: str) -> tuple[int, dict[str, dict[str, int]]]:
        """The total, and the counts of each facet."""
        answer = self.client.get("/api/v1/search", query_string={"q": WORDS, **filters}).get_json()
        return answer["total"], {f["field"]: {v["value"]: v["count"] for v in f["values"]} for f in answer["facets"]}

    def press(self, act: str, department: str, **typed: str) -> None:
        """Open the first hit and press a button of the form about a department."""
        link = self.search().tree.xpath("//ol[contains(@class,'hits')]//a[starts-with(@href,'/clauses/')]/@href")[0]
        forms = self.visit(link).tree.xpath(f"//form[.//button[@value='{act}']]")
        form = next(form for form in forms if department in dict(form.form_values()).get("department", ""))
        fields = {name: value for name, value in form.form_values() if name != "act"}
        fields |= {"who": "张三", "why": "会议议定", **typed, "act": act}
        answer = self.client.post(form.action, data=fields, headers={"Origin": "http://localhost"})
        assert answer.status_code == 303, answer.get_data(as_text=True)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("decided")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "pilot.txt").write_text(PILOT, encoding="utf-8")
    build(folder / "corpus", folder / "index", max_bytes=1_000_000)
    return folder


@pytest.fixture
def office(built: Path, tmp_path: Path) -> Iterator[Office]:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    corpus = tmp_path / "corpus"
    provider = engine_provider(tmp_path / "index", corpus=corpus)
    app = create_app(provider, corpus=corpus, suggester=suggester_for(corpus), test_config={"TESTING": True})
    yield Office(corpus, app.test_client())
    provider.close()


def test_a_duty_confirmed_on_the_clause_page_is_found_as_confirmed_by_the_next_search(office: Office) -> None:
    assert office.search(basis="confirmed").text.count("没有符合条件的条款")
    assert office.api(department=BUREAU)[0] == 0
    office.press("confirm", BUREAU)
    page = office.search(basis="confirmed")
    assert "共 1 条" in page.text
    assert "依据 人工确认" in " ".join(page.text.replace("：", " ").split())
    total, facets = office.api(department=BUREAU, role="responsible")
    assert total == facets["department"][BUREAU] == facets["basis"]["confirmed"] == 1
    assert office.api(basis="suggested", department=BUREAU)[0] == 0


def test_a_suggestion_rejected_on_the_clause_page_is_suggested_no_more(office: Office) -> None:
    assert office.api(basis="suggested", department=BUREAU)[0] == 1
    office.press("reject", BUREAU)
    assert office.api(basis="suggested", department=BUREAU)[0] == 0
    assert BUREAU not in office.api(basis="suggested")[1]["department"]


def test_a_duty_of_the_text_that_a_person_rejected_is_found_under_objections_and_still_as_stated(
    office: Office,
) -> None:
    trade = {"department": "辽宁/商务"}
    asked = {"q": "窗口"}
    assert "处理情况" not in office.visit("/search", **asked).text
    link = office.visit("/search", **asked).tree.xpath(
        "//ol[contains(@class,'hits')]//a[contains(@href,'/clauses/')]/@href"
    )[0]
    form = office.visit(link).tree.xpath("//form[.//button[@value='reject']]")[0]
    fields = {name: value for name, value in form.form_values() if name != "act"}
    fields |= {"who": "张三", "why": "已划转", "act": "reject"}
    assert office.client.post(form.action, data=fields, headers={"Origin": "http://localhost"}).status_code == 303
    page = office.visit("/search", **asked, standing="objected", **trade)
    assert "共 1 条" in page.text
    assert "去掉条件 处理情况：有异议×" in page.texts("chip")
    assert "共 1 条" in office.visit("/search", **asked, basis="stated", **trade).text
    answer = office.client.get("/api/v1/search", query_string={"standing": "objected"}).get_json()
    assert {"objected": answer["total"]} == {
        v["value"]: v["count"] for f in answer["facets"] if f["field"] == "standing" for v in f["values"]
    }


def test_a_department_that_was_added_is_offered_as_a_filter_where_a_query_names_it(office: Office) -> None:
    named = f"{WORDS} 省文化和旅游厅"
    assert "按部门筛选" not in office.visit("/search", q=named).text
    office.press("add", "", other="省文化和旅游厅", role="lead")
    offer = office.visit("/search", q=named)
    assert "按部门筛选 辽宁省文化和旅游厅（1 条）" in offer.text


def test_a_search_goes_on_and_says_so_when_decisions_cannot_be_read(office: Office) -> None:
    office.file.path.mkdir()
    for page in (office.search(), office.search(basis="confirmed")):
        assert page.status == 200
        assert "人工决定没有读到" in page.text
    assert office.client.get("/api/v1/search", query_string={"q": WORDS}).status_code == 503
