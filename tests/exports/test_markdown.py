"""Markdown, read again by a Markdown library."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import markdown
import pytest
from hypothesis import given, settings
from lxml import html

from indexer.duties.ledger import LedgerRow
from indexer.exports import ExportOptions, Grouping, export
from indexer.exports.characters import legible
from indexer.exports.markdown import escaped
from tests.exports.ledgers import AWKWARD, LEDGER, OPTIONS, SITE, duty


def rendered(rows: Iterable[LedgerRow], options: ExportOptions = OPTIONS) -> html.HtmlElement:
    text = export(rows, "markdown", options).decode()
    return html.fromstring(f"<div>{markdown.markdown(text, extensions=['tables'])}</div>")


def shown(element: html.HtmlElement) -> str:
    for line_break in element.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return str(element.text_content())


def test_title_scope_and_legend_come_first_and_each_document_has_its_table() -> None:
    page = rendered(LEDGER)
    assert [shown(heading) for heading in page.iter("h1", "h2")] == [
        "任务分工表",
        "《关于整治路灯的实施方案》（某政发〔2020〕7号）",
        "《街区更新行动方案》",
    ]
    items = [shown(item) for item in page.iter("li")]
    assert items[:3] == [
        "范围：路灯方案；全部部门",
        "生成日期：2024年5月6日",
        "共列任务3项、职责7条，其中原文明示4条、上文规定1条、程序建议1条、人工确认1条。",
    ]
    assert any("不是文件的规定" in item for item in items)
    assert [len(table.findall(".//tbody/tr")) for table in page.iter("table")] == [5, 2]


def test_a_row_holds_what_the_workbook_holds() -> None:
    row = next(rendered(LEDGER).iter("tbody"))[3]
    assert [shown(cell) for cell in row] == [
        "4",
        "关于整治路灯的实施方案",
        "某政发〔2020〕7号",
        "二、重点任务 › （一）更新灯具",
        "编制城市照明专项规划。",
        "【建议】省自然资源厅",
        "",
        "牵头",
        "【建议】程序建议",
        "",
        "0.83；职责用语：专项规划；类似任务：《某规划》第（三）项",
        "",
        "《关于整治路灯的实施方案》（某政发〔2020〕7号）第二部分第（一）条第1句",
        "查看",
    ]


def test_every_row_leads_to_its_clause() -> None:
    assert [link.get("href") for link in rendered(LEDGER).iter("a")] == [f"{SITE}{row.link}" for row in LEDGER]
    odd = duty("任务", "甲局", link="/c/a_b*c?x=1&copy=2(3)|[4]")
    assert [link.get("href") for link in rendered([odd]).iter("a")] == [f"{SITE}/c/a_b*c?x=1&copy=2(3)%7C%5B4%5D"]


def test_only_suggestions_are_emphasised() -> None:
    assert [shown(found) for found in rendered(LEDGER).iter("em")] == ["【建议】省自然资源厅", "【建议】程序建议"]


def test_departments_can_be_the_tables() -> None:
    page = rendered(LEDGER, replace(OPTIONS, grouping=Grouping.DEPARTMENT))
    assert [shown(heading) for heading in page.iter("h2")][:2] == ["省住房和城乡建设厅", "省财政厅"]


def test_no_rows_give_a_text_that_says_so() -> None:
    text = export([], "markdown", OPTIONS).decode()
    assert text.endswith("- 没有符合条件的职责。\n")
    assert "|" not in text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("甲|乙", "甲\\|乙"),
        ("一\r\n二\n三\r四", "一<br>二<br>三<br>四"),
        ("<script>&", "&lt;script&gt;&amp;"),
        ("*_`[x]\\", "\\*\\_\\`\\[x\\]\\\\"),
        ("~~删~~", "&#126;&#126;删&#126;&#126;"),
        ("1. 任务（一）#3 - 2+1!", "1. 任务（一）#3 - 2+1!"),
    ],
)
def test_signs_with_a_meaning_are_escaped_and_no_others(text: str, written: str) -> None:
    assert escaped(text) == written


@settings(max_examples=80, deadline=None)
@given(AWKWARD, AWKWARD)
def test_awkward_text_is_shown_as_it_is(task: str, department: str) -> None:
    page = rendered([duty(f"始{task}终", f"始{department}终")], replace(OPTIONS, scope=f"始{task}终"))
    [row] = next(page.iter("tbody"))
    assert len(row) == 14
    assert _plain(shown(row[4])) == _plain(f"始{task}终")
    assert _plain(shown(row[5])) == _plain(f"始{department}终")
    assert _plain(shown(next(page.iter("li")))) == _plain(f"范围：始{task}终")


def _plain(text: str) -> str:
    """What a browser shows of ``text``: blanks run together."""
    return re.sub(r"\s+", " ", legible(text)).strip()
