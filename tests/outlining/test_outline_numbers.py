"""Every style of numbering makes the levels that the drafter meant; odd counts are kept as written and told."""

from __future__ import annotations

import pytest

from tests.outlining.documents import analysed, outlines

CASES = {
    "numbering_runs_on_across_headings": (
        """
        关于推进试点的意见
        一、优化服务
        1.减少材料。窗口不再收取复印件。
        2.压缩时限。办理时间不超过三日。
        二、加强监管
        3.开展抽查。每年抽查两次。
        """,
        """
        [title] 关于推进试点的意见
          # 一、|优化服务
            # 1.|减少材料
              - 窗口不再收取复印件。
            # 2.|压缩时限
              - 办理时间不超过三日。
          # 二、|加强监管
            # 3.|开展抽查
              - 每年抽查两次。
        """,
    ),
    "an_emergency_plan_counts_in_decimals": (
        """
        应急预案
        1　总则
        1.1　编制目的
        为了做好应对工作，制定本预案。
        1.2　适用范围
        本预案适用于本市。
        2　组织体系
        2.1　指挥机构
        2.1.1　职责
        负责统一指挥。
        """,
        """
        [title] 应急预案
          # 1|总则
            # 1.1|编制目的
              - 为了做好应对工作，制定本预案。
            # 1.2|适用范围
              - 本预案适用于本市。
          # 2|组织体系
            # 2.1|指挥机构
              # 2.1.1|职责
                - 负责统一指挥。
        """,
    ),
    "a_box_ends_where_the_count_around_it_goes_on": (
        """
        关于推进试点的意见
        （一）网络建设
        1.推进外网。支持企业扩容。
        专栏1 网络工程
        1．建设专线。
        2．建设园区。
        2.推进内网。支持企业改造。
        """,
        """
        [title] 关于推进试点的意见
          # （一）|网络建设
            # 1.|推进外网
              - 支持企业扩容。
              # 专栏1|网络工程
                # 1．|
                  - 建设专线。
                # 2．|
                  - 建设园区。
            # 2.|推进内网
              - 支持企业改造。
        """,
    ),
    "items_that_a_conversion_ran_together_are_parted": (
        """
        关于推进试点的意见
        一、优化服务
        8.减少材料。窗口不再收取复印件。9.压缩时限。办理时间不超过三日。
        二、加强监管10.开展抽查。每年抽查两次。
        """,
        """
        [title] 关于推进试点的意见
          # 一、|优化服务
            # 8.|减少材料
              - 窗口不再收取复印件。
            # 9.|压缩时限
              - 办理时间不超过三日。
          # 二、|加强监管
            # 10.|开展抽查
              - 每年抽查两次。
        """,
    ),
    "numbers_inside_quotations_and_enumerations_stay_in_the_sentence": (
        """
        关于推进试点的意见
        一、主要任务
        一是减少材料；二是压缩时限。推行“1.受理；2.审核”两步办理。
        """,
        """
        [title] 关于推进试点的意见
          # 一、|主要任务
            - 一是减少材料；
            - 二是压缩时限。
            - 推行“1.受理；2.审核”两步办理。
        """,
    ),
    "enumerated_paragraphs_and_dashes_are_items": (
        """
        关于推进试点的意见
        一、基本原则
        ——坚持创新。推进改革试点。
        ——坚持协同。形成工作合力。
        二、重点
        一是减少材料，方便群众。
        二是压缩时限，方便企业。
        """,
        """
        [title] 关于推进试点的意见
          # 一、|基本原则
            # ——|坚持创新
              - 推进改革试点。
            # ——|坚持协同
              - 形成工作合力。
          # 二、|重点
            # 一是|
              - 减少材料，方便群众。
            # 二是|
              - 压缩时限，方便企业。
        """,
    ),
    "deep_nesting_and_mixed_brackets": (
        """
        关于推进试点的意见
        一、甲
        (一）乙
        1．丙
        （1）丁
        ①戊要落实。
        ②己要落实。
        二、庚
        辛要落实。
        """,
        """
        [title] 关于推进试点的意见
          # 一、|甲
            # (一）|乙
              # 1．|丙
                # （1）|丁
                  # ①|
                    - 戊要落实。
                  # ②|
                    - 己要落实。
          # 二、|庚
            - 辛要落实。
        """,
    ),
    "chinese_brackets_under_digits_where_the_drafter_turned_the_order_round": (
        """
        工作规则
        1.受理
        （一）核对材料，当场登记。
        （二）出具回执，告知时限。
        2.审核
        （一）核对事实，听取意见。
        （二）提出结论，报请批准。
        3.送达
        （一）当面送达，签收存档。
        """,
        """
        [title] 工作规则
          # 1.|受理
            # （一）|
              - 核对材料，当场登记。
            # （二）|
              - 出具回执，告知时限。
          # 2.|审核
            # （一）|
              - 核对事实，听取意见。
            # （二）|
              - 提出结论，报请批准。
          # 3.|送达
            # （一）|
              - 当面送达，签收存档。
        """,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_outline_follows_the_drafter(name: str) -> None:
    found, expected = outlines(*CASES[name])
    assert found == expected


def test_a_text_that_starts_in_the_middle_says_what_is_not_there() -> None:
    notes = analysed(
        "关于试点的意见\n二、重点任务\n（四）优化服务\n减少材料。\n（六）加强监管\n开展抽查。"
    ).document.notes
    assert notes == (
        "第 2 行：编号从“二、”开始，原文中没有“一、”。",
        "第 3 行：编号从“（四）”开始，原文中没有“（一）”至“（三）”。",
        "第 5 行：“（四）”之后为“（六）”，原文中没有“（五）”。",
    )


def test_numbers_out_of_order_are_kept_as_written_and_reported() -> None:
    document = analysed("关于试点的意见\n一、甲\n要办。\n三、乙\n要办。\n二、丙\n要办。")
    assert [(s.number, s.ordinal) for s in document.sections] == [("一、", 1), ("三、", 3), ("二、", 2)]
    assert len(document.document.notes) == 2


def test_articles_beyond_the_thousandth_are_numbered_and_their_gaps_named() -> None:
    notes = analysed("办法\n\n第九百九十九条 甲事照办。\n\n第一千零二条 乙事照办。\n").document.notes
    assert notes[-1].endswith("原文中没有“第一千条”至“第一千零一条”。")
