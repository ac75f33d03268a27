"""CSV for spreadsheet programs, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields, replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.duties.ledger import LedgerRow
from indexer.exports import export
from indexer.exports.characters import legible, looks_like_formula
from indexer.exports.data import JSON_FIELDS
from tests.exports.ledgers import LAMPS, LEDGER, OPTIONS, PLAN, SITE, any_row, duty

SLOW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def read_csv(content: bytes) -> list[dict[str, str]]:
    csv.field_size_limit(10**6)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_begins_with_a_mark_and_ends_its_lines_as_the_standard_says() -> None:
    content = export(LEDGER, "csv", OPTIONS)
    assert content.startswith(b"\xef\xbb\xbf" + "序号,文件,发文字号,部分/条目,任务内容,部门".encode())
    assert content.count(b"\r\n") == content.count(b"\n") == len(LEDGER) + 1


def test_every_duty_is_a_line_with_one_fact_a_cell() -> None:
    lines = read_csv(export(LEDGER, "csv", OPTIONS))
    assert len(lines) == len(LEDGER)
    assert lines[3] == {
        "序号": "4",
        "文件": "关于整治路灯的实施方案",
        "发文字号": "某政发〔2020〕7号",
        "部分/条目": "二、重点任务 › （一）更新灯具",
        "任务内容": PLAN,
        "部门": "【建议】省自然资源厅",
        "原文称谓": "",
        "角色": "牵头",
        "依据": "【建议】程序建议",
        "时限": "",
        "建议分值": "0.83",
        "建议理由": "职责用语：专项规划；类似任务：《某规划》第（三）项",
        "人工决定": "",
        "此前依据": "",
        "决定人": "",
        "决定时间": "",
        "决定理由": "",
        "出处": "《关于整治路灯的实施方案》（某政发〔2020〕7号）第二部分第（一）条第1句",
        "链接": f"{SITE}/clause/lamps:2.2:def",
    }
    assert [lines[4][name] for name in ("人工决定", "此前依据", "决定人", "决定时间", "决定理由")] == [
        "人工确认",
        "程序建议",
        "张三",
        "2024-05-01 09:30:00",
        "已电话核实",
    ]


def test_a_formula_in_csv_gets_an_apostrophe_and_other_text_none() -> None:
    lines = read_csv(export([duty("=1+1", "@甲局", name="—乙局"), duty(" \t-2", "——甲局")], "csv", OPTIONS))
    assert [(line["任务内容"], line["部门"], line["原文称谓"]) for line in lines] == [
        ("'=1+1", "'@甲局", "—乙局"),
        ("' \t-2", "——甲局", ""),
    ]


def test_a_csv_without_rows_says_so() -> None:
    [line] = read_csv(export([], "csv", OPTIONS))
    assert line["序号"] == "没有符合条件的职责。"
    assert not any(value for name, value in line.items() if name != "序号")


@SLOW
@given(st.lists(any_row(), min_size=1, max_size=4))
def test_any_text_comes_back_from_csv(rows: list[LedgerRow]) -> None:
    lines = read_csv(export(rows, "csv", replace(OPTIONS, base_url="")))
    names = {"任务内容": "task", "时限": "deadline", "出处": "citation", "决定人": "who", "链接": "link"}
    for line, row in zip(lines, rows, strict=True):
        for label, name in names.items():
            text = legible(getattr(row, name))
            assert line[label] == ("'" + text if looks_like_formula(text) else text)


def test_json_holds_every_field_of_the_ledger_under_its_own_name() -> None:
    found = json.loads(export(LEDGER, "json", OPTIONS))
    assert len(found) == len(LEDGER)
    for value, row in zip(found, LEDGER, strict=True):
        assert list(value) == list(JSON_FIELDS)
        for field in fields(LedgerRow):
            held = getattr(row, field.name)
            expected = f"{SITE}{held}" if field.name == "link" else list(held) if isinstance(held, tuple) else held
            assert value[field.name] == expected


def test_json_names_role_and_basis_for_programs_and_for_people() -> None:
    value = json.loads(export(LEDGER, "json", OPTIONS))[3]
    assert (value["role"], value["role_label"]) == ("lead", "牵头")
    assert (value["basis"], value["basis_label"]) == ("suggested", "程序建议")
    assert value["department"] == "省自然资源厅"
    assert value["score"] == 0.834


def test_every_name_of_json_is_explained_in_chinese() -> None:
    assert set(JSON_FIELDS) == {field.name for field in fields(LedgerRow)} | {
        "role_label",
        "basis_label",
        "standing_label",
    }
    assert all(JSON_FIELDS.values())


def test_json_without_rows_is_an_empty_list() -> None:
    assert json.loads(export([], "json", OPTIONS)) == []


def test_json_writes_chinese_as_it_is_one_object_a_line() -> None:
    text = export(LEDGER, "json", OPTIONS).decode()
    assert LAMPS in text
    assert len(text.splitlines()) == len(LEDGER) + 2


@SLOW
@given(st.lists(any_row(), max_size=4))
def test_any_text_comes_back_from_json(rows: list[LedgerRow]) -> None:
    found = json.loads(export(rows, "json", replace(OPTIONS, base_url="")))
    assert [(value["task"], value["reasons"], value["score"]) for value in found] == [
        (legible(row.task), [legible(reason) for reason in row.reasons], row.score) for row in rows
    ]
