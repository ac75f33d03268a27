"""Nothing typed is lost on a slip, on an outdated page or while the file cannot be written."""

from __future__ import annotations

import pytest

from indexer.decisions import file as decision_files
from indexer.decisions.file import DecisionFile
from indexer.decisions.models import DecisionKind
from indexer.storage import exclusive_lock
from tests.web.deciding.office import OWN, Office, page_of
from webapp import duty_book

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


@pytest.mark.parametrize("typed", [{}, {"act": "explode"}, {"act": "confirm"}, {"act": "confirm", "who": "张三"}])
def test_a_post_that_makes_no_sense_is_refused_politely(office: Office, typed: dict[str, str]) -> None:
    answer = office.client.post("/decisions", data=typed, headers=OWN)
    assert answer.status_code in (400, 422)
    assert office.decisions == ()
