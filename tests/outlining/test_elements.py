"""Lines that are neither headings nor clauses are told by their look and their place."""

from __future__ import annotations

import pytest

from indexer.models import Element, SourceText
from indexer.outlining.elements import split_elements
from indexer.outlining.paragraphs import paragraphs


def elements(text: str) -> list[tuple[str, str]]:
    items = split_elements(paragraphs(SourceText("a.txt", "txt", text)))
    return [(item.kind.value, item.text) for item in items if isinstance(item, Element)]


BODY = "\n一、目标\n建成十个试点。"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("关于试点的通知", [("title", "关于试点的通知")]),
        ("某省人民政府关于推进\n试点工作的意见", [("title", "某省人民政府关于推进"), ("title", "试点工作的意见")]),
        ("关于试点的意见\n某政发〔2020〕3号", [("title", "关于试点的意见"), ("document_number", "某政发〔2020〕3号")]),
        (
            "关于试点的意见\n（某政发[2020]3号）",
            [("title", "关于试点的意见"), ("document_number", "（某政发[2020]3号）")],
        ),
        ("中华人民共和国国务院令\n第706号", [("title", "中华人民共和国国务院令"), ("document_number", "第706号")]),
        (
            "关于试点的意见某政发〔2020〕3号各市人民政府：",
            [("title", "关于试点的意见"), ("document_number", "某政发〔2020〕3号"), ("addressee", "各市人民政府：")],
        ),
        (
            "关于试点的意见\n某政发〔2020〕3号各市人民政府，省政府各部门：为做好试点，通知如下。",
            [
                ("title", "关于试点的意见"),
                ("document_number", "某政发〔2020〕3号"),
                ("addressee", "各市人民政府，省政府各部门："),
            ],
        ),
        (
            "试点办法\n政策全文\n发布日期: 2022年10月28日",
            [("title", "试点办法"), ("furniture", "政策全文"), ("source", "发布日期: 2022年10月28日")],
        ),
        (
            "试点办法\n基本信息\n- 文件编号：某政发〔2020〕3号\n---\n关于印发《试点办法》的通知\n某政发〔2020〕3号",
            [
                ("title", "试点办法"),
                ("furniture", "基本信息"),
                ("source", "- 文件编号：某政发〔2020〕3号"),
                ("furniture", "---"),
                ("title", "关于印发《试点办法》的通知"),
                ("document_number", "某政发〔2020〕3号"),
            ],
        ),
        (
            "试点条例\n（2019年3月1日某省人民代表大会常务委员会通过）",
            [("title", "试点条例"), ("note", "（2019年3月1日某省人民代表大会常务委员会通过）")],
        ),
    ],
)
def test_the_head_of_a_document(head: str, expected: list[tuple[str, str]]) -> None:
    assert elements(head + BODY) == expected


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ("某市人民政府\n2023年5月12日", [("signature", "某市人民政府"), ("date", "2023年5月12日")]),
        (
            "某市甲局\n某市乙委员会\n二〇二三年五月十二日",
            [("signature", "某市甲局"), ("signature", "某市乙委员会"), ("date", "二〇二三年五月十二日")],
        ),
        ("总理　　某某某\n2018年11月6日", [("signature", "总理　　某某某"), ("date", "2018年11月6日")]),
        ("附件：试点名单（略）", [("annex_note", "附件：试点名单（略）")]),
        ("（此件公开发布）", [("note", "（此件公开发布）")]),
        ("公开方式：主动公开", [("note", "公开方式：主动公开")]),
        ("【原文下载】", [("furniture", "【原文下载】")]),
        ("----", [("furniture", "----")]),
        ("——加强监督", []),
        ("某市甲局2026年3月2日发布，根据官网内容整理。", [("source", "某市甲局2026年3月2日发布，根据官网内容整理。")]),
        ("各部门要抓好落实。", []),
        ("到2025年5月12日完成。", []),
        ("由某市人民政府", []),
    ],
)
def test_the_end_of_a_document(tail: str, expected: list[tuple[str, str]]) -> None:
    assert elements("关于试点的通知" + BODY + "\n" + tail)[1:] == expected


def test_an_addressee_is_not_any_line_with_a_colon() -> None:
    assert elements("关于试点的通知\n试点工作的主要任务如下：\n一、目标\n建成试点。") == [("title", "关于试点的通知")]
