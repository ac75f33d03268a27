"""What of the duties cannot be given is said, with its place."""

from __future__ import annotations

import pytest

from indexer.duties.omissions import omissions
from tests.outlining.documents import analysed


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "责任清单\n序号重点任务主要内容牵头部门责任单位1优化服务。市甲局市乙局2完善制度。市丙局—",
            "第 2 行起有写明责任部门的表格",
        ),
        ("工作方案\n附件：重点任务分工表（略）", "第 2 行所列附件（任务分工表）在公布时略去"),
        ("工作方案\n附件：1.责任清单（略）", "（责任清单）在公布时略去"),
        ("工作方案\n一、公开信息。〔任务分解：市甲局做好发布；各区政府抓好落实〕", "第 2 行起的“任务分解”"),
    ],
)
def test_duties_that_are_out_of_reach_are_said(text: str, says: str) -> None:
    (note,) = omissions(analysed(text))
    assert says in note


@pytest.mark.parametrize(
    "text",
    [
        "工作方案\n附件：重点任务分工表",
        "工作方案\n附件：路线图（略）",
        "工作方案\n一、完善制度。（责任单位：市甲局）",
        "工作方案\n一、完善制度。（任务分工：市甲局牵头，市乙局配合）",
        "工作方案\n序号\n任务\n责任单位\n1\n完善制度\n市甲局",
    ],
)
def test_nothing_is_said_where_nothing_is_missing(text: str) -> None:
    assert omissions(analysed(text)) == ()


def test_the_note_stands_with_the_document() -> None:
    record = analysed("工作方案\n附件：重点任务分工表（略）")
    assert any("略去" in note for note in record.document.notes)
