"""Numbers are recognised as officials write them, and look-alikes are left alone."""

from __future__ import annotations

import pytest

from indexer.numerals import to_int
from indexer.outlining.numbering import match


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十三", 23),
        ("一百零五", 105),
        ("二〇一九", 2019),
        ("二○○四", 2004),
        ("廿三", 23),
        ("12", 12),
        ("１２", 12),
        ("⑫", 12),
        ("", None),
        ("甲", None),
        ("Ⅲ类", None),
    ],
)
def test_numbers_are_read_in_every_script(text: str, value: int | None) -> None:
    assert to_int(text) == value


@pytest.mark.parametrize(
    ("text", "style", "written", "ordinal", "rest"),
    [
        ("一、总体要求", "han", "一、", 1, "总体要求"),
        ("三. 加快发展", "han", "三.", 3, "加快发展"),
        ("（二十三）广泛宣传", "han-bracket", "（二十三）", 23, "广泛宣传"),
        ("(四)提升水平", "han-bracket", "(四)", 4, "提升水平"),
        ("(四）提升水平", "han-bracket", "(四）", 4, "提升水平"),
        ("( 八) 申请表", "han-bracket", "( 八)", 8, "申请表"),
        ("1.推进建设", "arabic", "1.", 1, "推进建设"),
        ("12．推进建设", "arabic", "12．", 12, "推进建设"),
        ("1、推进建设", "arabic", "1、", 1, "推进建设"),
        ("3﹒推进建设", "arabic", "3﹒", 3, "推进建设"),
        ("56.2023年6月底前完成", "arabic", "56.", 56, "2023年6月底前完成"),
        ("（1）分析研判", "arabic-bracket", "（1）", 1, "分析研判"),
        ("(2)涉及外线", "arabic-bracket", "(2)", 2, "涉及外线"),
        ("2）涉及外线", "arabic-half-bracket", "2）", 2, "涉及外线"),
        ("③检查", "circled", "③", 3, "检查"),
        ("第三编 分则", "part", "第三编", 3, "分则"),
        ("第三部分 任务", "part", "第三部分", 3, "任务"),
        ("第一章总则", "chapter", "第一章", 1, "总则"),
        ("第一节　一般规定", "section", "第一节", 1, "一般规定"),
        ("第三十六条 经营者应当", "article", "第三十六条", 36, "经营者应当"),
        ("第二条之一　经营者", "article", "第二条之一", 2, "经营者"),
        ("1　总则", "decimal", "1", 1, "总则"),
        ("1.1　编制目的", "decimal", "1.1", 1, "编制目的"),
        ("4.2.3　响应", "decimal", "4.2.3", 3, "响应"),
        ("一是深化改革", "enumerated", "一是", 1, "深化改革"),
        ("——坚持创新", "dash", "——", None, "坚持创新"),
        ("--坚持创新", "dash", "--", None, "坚持创新"),
        ("专栏1　主要指标", "box", "专栏1", 1, "主要指标"),
        ("专栏 主要指标", "box", "专栏", None, "主要指标"),
        ("附件2：实施细则", "annex", "附件2", 2, "实施细则"),
        ("附件", "annex", "附件", None, ""),
    ],
)
def test_every_style_is_recognised(text: str, style: str, written: str, ordinal: int | None, rest: str) -> None:
    marker = match(text)
    assert marker is not None
    assert (marker.style.name, marker.written, marker.ordinal) == (style, written, ordinal)
    assert text[marker.end :] == rest


@pytest.mark.parametrize(
    "text",
    [
        "一、二类生产企业要自查",
        "一、二、三产业融合",
        "1.5亿元以上",
        "1、2号楼",
        "103427.917",
        "2019. 1",
        "2020年底前",
        "第三条规定的情形除外",
        "第六条、第七条修改为",
        "一般要求",
        "十分重要",
        "（以下简称总局）",
        "（2023年版）",
        "-----",
        "",
    ],
)
def test_look_alikes_are_not_numbers(text: str) -> None:
    assert match(text) is None
