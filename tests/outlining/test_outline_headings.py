"""Headings are found where the drafter wrote them: on lines of their own, as first sentences, glued to their text."""

from __future__ import annotations

import pytest

from tests.outlining.documents import analysed, outlines

CASES = {
    "headings_on_lines_of_their_own": (
        """
        关于推进试点的意见
        一、总体要求
        （一）指导思想
        坚持稳中求进。全面落实部署。
        （二）工作目标
        到2025年建成体系。
        二、保障措施
        加强组织领导，形成合力。
        """,
        """
        [title] 关于推进试点的意见
          # 一、|总体要求
            # （一）|指导思想
              - 坚持稳中求进。
              - 全面落实部署。
            # （二）|工作目标
              - 到2025年建成体系。
          # 二、|保障措施
            - 加强组织领导，形成合力。
        """,
    ),
    "the_first_sentence_is_the_title": (
        """
        关于推进试点的意见
        一、主要任务
        （一）加大稳岗支持力度。对不裁员的企业给予补贴。补贴按季发放。
        （二）优化办事流程。压减材料，缩短时限。
        （三）建设试点园区。
        选择十个园区先行。
        """,
        """
        [title] 关于推进试点的意见
          # 一、|主要任务
            # （一）|加大稳岗支持力度
              - 对不裁员的企业给予补贴。
              - 补贴按季发放。
            # （二）|优化办事流程
              - 压减材料，缩短时限。
            # （三）|建设试点园区
              - 选择十个园区先行。
        """,
    ),
    "articles_of_a_statute_have_no_titles": (
        """
        试点管理办法
        第一章 总则
        第一条 为了规范试点，制定本办法。
        第二条 经营者应当备案。备案实行告知承诺。
        本办法所称经营者，是指在册的企业。
        第二章 备案
        第三条 申请备案应当提交下列材料：
        （一）申请书；
        （二）营业执照。
        """,
        """
        [title] 试点管理办法
          # 第一章|总则
            # 第一条|
              - 为了规范试点，制定本办法。
            # 第二条|
              - 经营者应当备案。
              - 备案实行告知承诺。
              - 本办法所称经营者，是指在册的企业。
          # 第二章|备案
            # 第三条|
              - 申请备案应当提交下列材料：
              # （一）|
                - 申请书；
              # （二）|
                - 营业执照。
        """,
    ),
    "articles_with_titles_in_brackets": (
        """
        试点管理规定
        第一条【目的依据】为规范试点，制定本规定。
        第二条【适用范围】本市范围内的试点适用本规定。
        """,
        """
        [title] 试点管理规定
          # 第一条|目的依据
            - 为规范试点，制定本规定。
          # 第二条|适用范围
            - 本市范围内的试点适用本规定。
        """,
    ),
    "unnumbered_paragraphs_with_short_first_sentences_get_headings": (
        """
        关于推进试点的意见
        （一）基本原则。
        坚持全面覆盖。将试点扩大到全部领域。
        坚持规范透明。公开抽查结果。
        """,
        """
        [title] 关于推进试点的意见
          # （一）|基本原则
            # |坚持全面覆盖
              - 将试点扩大到全部领域。
            # |坚持规范透明
              - 公开抽查结果。
        """,
    ),
    "a_well_known_title_glued_to_its_text_is_parted_from_it": (
        """
        关于推进试点的意见
        一、总体要求坚持以人民为中心，全面优化服务。
        二、工作任务
        减少材料。
        """,
        """
        [title] 关于推进试点的意见
          # 一、|总体要求
            - 坚持以人民为中心，全面优化服务。
          # 二、|工作任务
            - 减少材料。
        """,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_outline_follows_the_drafter(name: str) -> None:
    found, expected = outlines(*CASES[name])
    assert found == expected


def test_markdown_headings_are_headings() -> None:
    document = analysed("# 试点指南\n\n## 一、申请\n\n提交材料。\n\n## 说明\n\n免费办理。\n", format="md")
    assert [(s.number, s.title) for s in document.sections] == [("一、", "申请"), ("", "说明")]
    assert document.document.title == "试点指南"
