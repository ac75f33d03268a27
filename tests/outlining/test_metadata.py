"""Metadata is what the document states of itself; what it does not state stays empty."""

from __future__ import annotations

import pytest

from indexer.analysis import record
from indexer.models import Document, SourceText
from indexer.outlining.metadata import document_number, place, region_name
from tests.outlining.documents import analysed

NOTICE = """某省人民政府办公厅关于印发
试点方案的通知
某政办发﹝2023﹞第7号
各市人民政府：
现印发给你们。
某省人民政府办公厅
二〇二三年三月十一日
（此件公开发布）
"""


def test_a_notice_states_title_number_date_issuer_and_publicity() -> None:
    document = analysed(NOTICE).document
    assert document.title == "某省人民政府办公厅关于印发试点方案的通知"
    assert document.issuers == ("某省人民政府办公厅",)
    assert document.document_number == "某政办发〔2023〕7号"
    assert document.written_date == "2023-03-11"
    assert document.public


def test_a_print_that_begins_in_the_middle_says_so() -> None:
    source = SourceText("a.md", "md", "（四）优化服务\n减少材料。", facts={"starts_at": "（四）"})
    assert record(source, "a").document.notes[0] == "正文中没有识别出标题，以文件名代替。"
    assert "本文从“（四）”开始，之前的部分不在所收文本中。" in record(source, "a").document.notes


def test_nothing_is_guessed() -> None:
    document = analysed("推进试点工作。").document
    assert document == Document(id="doc", title="试验", format="txt", notes=("正文中没有识别出标题，以文件名代替。",))


def test_facts_from_outside_the_text_come_first() -> None:
    source = SourceText("a.md", "md", NOTICE, facts={"title": "试点方案", "region": "某省", "issuers": ("某省政府",)})
    document = record(source, "a").document
    assert (document.title, document.region, document.issuers) == ("试点方案", "某省", ("某省政府",))
    assert document.document_number == "某政办发〔2023〕7号"


@pytest.mark.parametrize(
    ("written", "standard"),
    [
        ("国发〔2018〕3号", "国发〔2018〕3号"),
        ("国发[2018]3号", "国发〔2018〕3号"),
        ("国发（2018）3号", "国发〔2018〕3号"),
        ("国发【2018】 3 号", "国发〔2018〕3号"),
        ("某政发﹝2018﹞第3号", "某政发〔2018〕3号"),
        ("（某政发〔2018〕3号）", "某政发〔2018〕3号"),
        ("发改办法规〔2018〕3号", "发改办法规〔2018〕3号"),
        ("第706号", "第706号"),
        ("关于印发方案的通知", ""),
        ("2018年3号", ""),
    ],
)
def test_document_numbers_are_brought_to_one_form(written: str, standard: str) -> None:
    assert document_number(written) == standard


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [
        ("国务院办公厅", ("全国", "国务院")),
        ("国家发展改革委", ("全国", "部门")),
        ("工业和信息化部", ("全国", "部门")),
        ("辽宁省人民政府", ("辽宁", "省")),
        ("中共辽宁省委", ("辽宁", "省")),
        ("上海市人民政府办公厅", ("上海", "省")),
        ("上海市黄浦区人民政府办公室", ("上海", "县")),
        ("内蒙古自治区人民政府", ("内蒙古", "省")),
        ("安徽省合肥市人民政府", ("安徽", "市")),
        ("国家税务总局广东省税务局", ("广东", "省")),
        ("白银市人民政府", ("白银", "市")),
        ("甘孜藏族自治州人民政府办公室", ("甘孜藏族", "市")),
        ("嘉善县发展和改革局", ("嘉善", "县")),
    ],
)
def test_region_and_level_are_read_from_the_issuer(issuer: str, expected: tuple[str, str]) -> None:
    assert place([issuer]) == expected


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("辽宁省", "辽宁"),
        ("广西壮族自治区", "广西"),
        ("上海市", "上海"),
        ("吉林市", "吉林市"),
        ("海南州", "海南州"),
        ("", ""),
    ],
)
def test_provinces_go_by_their_short_names(written: str, name: str) -> None:
    assert region_name(written) == name


def test_without_an_issuer_there_is_no_region() -> None:
    assert place([]) == ("", "")


def test_a_number_that_sticks_to_the_title_begins_at_its_agency() -> None:
    document = analysed(
        "某省人民政府办公厅关于印发重点任务分工方案的通知某政办发〔2020〕43号\n一、任务\n完善制度。"
    ).document
    assert document.document_number == "某政办发〔2020〕43号"
    assert document.title == "某省人民政府办公厅关于印发重点任务分工方案的通知"
