"""What stands around and between the numbered parts has its place: contents, closing words, wrapped texts, annexes."""

from __future__ import annotations

import pytest

from tests.outlining.documents import outlines

CASES = {
    "a_table_of_contents_is_not_the_text": (
        """
        应急预案
        目　录
        1　总则
        2　组织体系
        3　附则
        1　总则
        制定本预案。
        2　组织体系
        负责统一指挥。
        3　附则
        本预案自印发之日起实施。
        """,
        """
        [title] 应急预案
        [contents] 目　录
        [contents] 1　总则
        [contents] 2　组织体系
        [contents] 3　附则
          # 1|总则
            - 制定本预案。
          # 2|组织体系
            - 负责统一指挥。
          # 3|附则
            - 本预案自印发之日起实施。
        """,
    ),
    "a_closing_paragraph_belongs_to_the_document": (
        """
        关于推进试点的意见
        一、主要任务
        （一）优化服务。减少材料。
        （二）加强监管。开展抽查。
        各地区、各有关部门要根据本意见精神，结合实际抓好落实。
        """,
        """
        [title] 关于推进试点的意见
          # 一、|主要任务
            # （一）|优化服务
              - 减少材料。
            # （二）|加强监管
              - 开展抽查。
        - 各地区、各有关部门要根据本意见精神，结合实际抓好落实。
        """,
    ),
    "a_last_item_of_one_sentence_keeps_it_before_a_closing_paragraph": (
        """
        关于节约用电的通知
        一、具体要求
        （1）白天关闭走廊灯。
        （2）无人时关灯，只留路口的灯。
        本通知自印发之日起施行。
        """,
        """
        [title] 关于节约用电的通知
          # 一、|具体要求
            # （1）|
              - 白天关闭走廊灯。
            # （2）|
              - 无人时关灯，只留路口的灯。
        - 本通知自印发之日起施行。
        """,
    ),
    "a_second_paragraph_of_the_last_item_stays_with_it": (
        """
        关于推进试点的意见
        一、主要任务
        （一）优化服务。减少材料。
        对老年人提供上门服务。
        （二）加强监管。开展抽查。
        对失信企业提高抽查比例。
        """,
        """
        [title] 关于推进试点的意见
          # 一、|主要任务
            # （一）|优化服务
              - 减少材料。
              - 对老年人提供上门服务。
            # （二）|加强监管
              - 开展抽查。
              - 对失信企业提高抽查比例。
        """,
    ),
    "a_notice_wraps_the_real_document": (
        """
        某市人民政府办公室关于印发《某市试点方案》的通知
        某政办发〔2023〕7号
        各区人民政府，市政府各部门：
        《某市试点方案》已经市政府同意，现印发给你们，请认真执行。
        某市人民政府办公室
        2023年3月1日
        （此件公开发布）
        某市试点方案
        为做好试点，制定本方案。
        一、工作目标
        建成十个试点。
        """,
        """
        [title] 某市人民政府办公室关于印发《某市试点方案》的通知
        [document_number] 某政办发〔2023〕7号
        [addressee] 各区人民政府，市政府各部门：
        - 《某市试点方案》已经市政府同意，现印发给你们，请认真执行。
        [signature] 某市人民政府办公室
        [date] 2023年3月1日
        [note] （此件公开发布）
        [title] 某市试点方案
        - 为做好试点，制定本方案。
          # 一、|工作目标
            - 建成十个试点。
        """,
    ),
    "two_documents_under_one_notice_restart_their_numbers": (
        """
        某省人民政府办公厅关于印发支持试点若干政策和试点行动计划的通知
        各市人民政府：
        《支持试点若干政策》《试点行动计划》已经省政府同意，现印发给你们。
        某省人民政府办公厅
        2021年9月2日
        支持试点若干政策
        一、支持平台
        给予奖补。
        试点行动计划
        一、总体要求
        稳步推进。
        """,
        """
        [title] 某省人民政府办公厅关于印发支持试点若干政策和试点行动计划的通知
        [addressee] 各市人民政府：
        - 《支持试点若干政策》《试点行动计划》已经省政府同意，现印发给你们。
        [signature] 某省人民政府办公厅
        [date] 2021年9月2日
        # |支持试点若干政策
          # 一、|支持平台
            - 给予奖补。
        # |试点行动计划
          # 一、|总体要求
            - 稳步推进。
        """,
    ),
    "annexes_restart_the_numbers_and_their_titles_belong_to_them": (
        """
        关于推进试点的通知
        一、目标
        建成试点。
        附件：1.试点细则
        2.试点名单
        某市人民政府
        2023年3月1日
        附件1
        某市开展首批
        试点工作的实施细则
        第一条 制定本细则。
        附件2：试点名单
        甲区
        乙区
        丙区
        """,
        """
        [title] 关于推进试点的通知
          # 一、|目标
            - 建成试点。
        [annex_note] 附件：1.试点细则
        [annex_note] 2.试点名单
        [signature] 某市人民政府
        [date] 2023年3月1日
        # 附件1|某市开展首批试点工作的实施细则
          # 第一条|
            - 制定本细则。
        # 附件2|试点名单
          % 甲区
          % 乙区
          % 丙区
        """,
    ),
    "table_rows_and_lonely_cells": (
        """
        任务清单
        序号\t任务\t单位
        1\t减少材料。压缩时限。\t市政务局
        指标
        数值
        约束性
        """,
        """
        [title] 任务清单
        % 序号
        % 任务
        % 单位
        % 1
        % 减少材料。
        % 压缩时限。
        % 市政务局
        % 指标
        % 数值
        % 约束性
        """,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_outline_follows_the_drafter(name: str) -> None:
    found, expected = outlines(*CASES[name])
    assert found == expected
