"""Annotations of who is responsible stay with their task and take no title from it."""

from __future__ import annotations

import pytest

from tests.outlining.documents import outlines

CASES = {
    "a_task_with_nothing_but_its_annotation_is_a_clause": (
        """
        关于推进试点的意见
        一、主要任务
        1.开展登记试点。（责任单位：市市场监管局）
        2.公布办事清单。（责任单位：市政务服务局、市司法局）
        """,
        """
        [title] 关于推进试点的意见
          # 一、|主要任务
            # 1.|
              - 开展登记试点。
              @ （责任单位：市市场监管局）
            # 2.|
              - 公布办事清单。
              @ （责任单位：市政务服务局、市司法局）
        """,
    ),
    "several_annotations_in_one_paragraph_stand_for_themselves": (
        """
        关于推进试点的意见
        一、主要任务
        1.扩大进口。设立专门窗口。（甲海关负责）巩固出口优势。（省商务厅牵头，甲海关配合）
        2.培育品牌。举办展会。（省商务厅负责）
        """,
        """
        [title] 关于推进试点的意见
          # 一、|主要任务
            # 1.|扩大进口
              - 设立专门窗口。
              @ （甲海关负责）
              - 巩固出口优势。
              @ （省商务厅牵头，甲海关配合）
            # 2.|培育品牌
              - 举办展会。
              @ （省商务厅负责）
        """,
    ),
    "annotations_on_lines_of_their_own_leave_the_task_a_clause": (
        """
        任务清单
        1.完善制度，公布清单。
        牵头单位：市甲局
        责任单位：市乙局
        2.减少材料。取消复印件。
        责任单位：市丙局
        """,
        """
        [title] 任务清单
          # 1.|
            - 完善制度，公布清单。
            @ 牵头单位：市甲局
            @ 责任单位：市乙局
          # 2.|减少材料
            - 取消复印件。
            @ 责任单位：市丙局
        """,
    ),
    "an_annotation_on_a_heading_is_not_part_of_its_title": (
        """
        任务清单
        （一）纳税（牵头部门：市税务局；目标位置：全省前5）
        1.简化申报。推行网上申报。
        """,
        """
        [title] 任务清单
          # （一）|纳税
            @ （牵头部门：市税务局；目标位置：全省前5）
            # 1.|简化申报
              - 推行网上申报。
        """,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_outline_follows_the_drafter(name: str) -> None:
    found, expected = outlines(*CASES[name])
    assert found == expected
