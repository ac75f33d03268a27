"""A decision whose text changed waits for review, and is kept or withdrawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.decisions.models import DecisionKind
from tests.web.deciding.office import Office
from tests.web.duties import PLAN_TEXT

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
