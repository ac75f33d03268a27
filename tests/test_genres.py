"""文种 as titles say them: the paper's own, what it carries, and nothing that is not there."""

from __future__ import annotations

import pytest

from indexer.genres import GENRES, OFFICIAL, genres


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("云溪市人民政府关于加强街道照明管理的通知", ("通知",)),
        ("中共辽宁省委 辽宁省人民政府关于开展质量提升行动的实施意见", ("意见",)),
        ("云溪市社区图书馆管理办法", ("办法",)),
        ("云溪市社区图书馆管理办法（试行）（征求意见稿）", ("办法",)),
        ("云溪市图书馆2023年工作要点", ("要点",)),
        ("云溪市照明设施建设行动计划（2021—2023年）", ("计划",)),
        ("云溪市“十四五”照明发展规划", ("规划",)),
        ("云溪市照明发展规划纲要(2022-2035年)", ("规划",)),
        ("支持照明产业发展的若干举措", ("措施",)),
        ("云溪市照明条例实施细则", ("细则",)),
        ("云溪市人民政府令", ("命令（令）",)),
        ("云溪市人民政府关于更名的批复", ("批复",)),
        ("云溪市人民政府办公室关于借用场地的复函", ("函",)),
        ("第七次市长办公会议纪要", ("纪要",)),
        ("中华人民共和国计量法", ("法律",)),
        ("中华人民共和国民法典", ("法律",)),
        # What a notice carries counts too, with quotation marks and without.
        ("云溪市人民政府关于印发《云溪市照明应急预案（2023年修订版）》的通知", ("通知", "预案")),
        ("云溪市人民政府办公室关于印发云溪市照明工作方案的通知", ("通知", "方案")),
        ("关于转发区照明办制订的《云溪区2023年照明改革工作要点》的通知", ("通知", "要点")),
        ("关于印发《云溪市路灯管理办法》和《云溪市路灯抢修规定》的通知", ("通知", "办法", "规定")),
        ("关于印发《云溪市路灯管理办法》等两个文件的通知", ("通知", "办法")),
        ("关于印发贯彻落实《路灯条例》若干措施的通知", ("通知", "措施")),
        ("关于发布《云溪市路灯标准》的公告", ("公告", "标准")),
        ("关于印发国家照明应急预案的函", ("函", "预案")),
        # A paper that only speaks of another one does not carry it.
        ("关于贯彻《云溪市路灯管理办法》的通知", ("通知",)),
        ("关于废止《云溪市路灯管理办法》的决定", ("决定",)),
        ("关于公布有关问题处理意见的通知", ("通知", "意见")),
        # Nothing is guessed.
        ("云溪市优化照明三十条", ()),
        ("路灯的看法", ()),
        ("路灯维护工作法", ()),
        ("", ()),
        ("（试行）", ()),
    ],
)
def test_the_genres_of_a_title(title: str, expected: tuple[str, ...]) -> None:
    assert genres(title) == expected


def test_the_official_genres_are_the_fifteen_of_the_regulation() -> None:
    assert len(OFFICIAL) == 15
    assert len(set(GENRES)) == len(GENRES)


@pytest.mark.parametrize("title", ["关于印发" + "《" * 5000 + "的通知", "（" * 5000, "印发" * 3000 + "的通知"])
def test_no_title_takes_long(title: str) -> None:
    assert isinstance(genres(title), tuple)
