"""One annotation: who leads, who answers, who helps, by when (the wordings of real documents, with other names)."""

from __future__ import annotations

import pytest

from indexer.duties.annotation import read_annotation


@pytest.mark.parametrize(
    ("text", "lead", "responsible", "cooperating"),
    [
        ("（责任单位：甲局、乙局）", "", "甲局 乙局", ""),
        ("（牵头单位：甲局；责任单位：乙局、丙局）", "甲局", "乙局 丙局", ""),
        ("（牵头部门：甲局，配合单位：乙局，丙局）", "甲局", "", "乙局 丙局"),
        ("（责任单位：甲局、乙局等按职责分工负责）", "", "甲局 乙局", ""),
        ("（牵头单位：甲局、乙局按职责分别牵头；责任单位：丙局）", "甲局 乙局", "丙局", ""),
        ("（责任位：甲局）", "", "甲局", ""),
        ("（负责部门：甲局；适用范围：全省）", "", "甲局", ""),
        ("（牵头领导：某某；牵头单位：甲局）", "甲局", "", ""),
        ("（甲局、乙局负责）", "", "甲局 乙局", ""),
        ("（甲局、乙局按职责分工负责）", "", "甲局 乙局", ""),
        ("（甲局、乙局按职责分工落实）", "", "甲局 乙局", ""),
        ("（甲局牵头，乙局、丙局配合）", "甲局", "", "乙局 丙局"),
        ("（甲局牵头，乙局、丙局按职责分工负责）", "甲局", "乙局 丙局", ""),
        ("（甲局、乙局牵头负责）", "甲局 乙局", "", ""),
        ("（甲局、乙局分别牵头）", "甲局 乙局", "", ""),
        ("（甲局牵头，乙局配合，各县(市、区)落实）", "甲局", "各县(市、区)", "乙局"),
        ("（甲局、乙局按职责分工负责，丙局配合）", "", "甲局 乙局", "丙局"),
        ("（由甲局负责，乙局协助）", "", "甲局", "乙局"),
        ("（甲局指导）", "", "甲局", ""),
        ("（甲局指导，乙社参与）", "", "甲局", "乙社"),
        ("（甲局、乙局配合组织落实）", "", "", "甲局 乙局"),
        ("（甲局牵头并按职责分工负责）", "甲局", "", ""),
        ("（省专班牵头单位牵头，甲局配合）", "省专班牵头单位", "", "甲局"),
        ("（甲局、乙局）", "", "甲局 乙局", ""),
        ("〔责任单位：甲局，各县（市、区）政府〕", "", "甲局 各县（市、区）政府", ""),
        ("牵头单位：甲局。责任单位：乙局。", "甲局", "乙局", ""),
        ("(牵头部门：甲厅；责任部门：乙厅、各市(州)丙局(委）", "甲厅", "乙厅 各市(州)丙局(委）", ""),
    ],
)
def test_roles_are_read_from_labels_and_verbs(text: str, lead: str, responsible: str, cooperating: str) -> None:
    found = read_annotation(text)
    assert (found.lead, found.responsible, found.cooperating) == tuple(
        tuple(names.split()) for names in (lead, responsible, cooperating)
    )


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("（责任单位：甲局；完成时限：2023年6月底前）", "2023年6月底前"),
        ("（责任单位：甲局；完成时限:2023年11月）", "2023年11月"),
        ("（甲局牵头，乙局负责，6月底前完成）", "6月底前完成"),
        ("（责任处室：城建处、房产处，时限要求：持续推进）", "持续推进"),
        ("（甲局负责，长期坚持）", "长期坚持"),
        ("（甲局负责，2023年12月30日前完成）", "2023年12月30日前完成"),
        ("（甲局负责，5月底取得明显成效并持续推进）", "5月底取得明显成效并持续推进"),
        ("（甲局负责，2023年12月底前并长期坚持）", "2023年12月底前并长期坚持"),
        ("（甲局、乙局负责）", ""),
    ],
)
def test_deadlines_are_read_as_written(text: str, deadline: str) -> None:
    found = read_annotation(text)
    assert found.deadline == deadline
    assert all("月" not in name for name in found.names)
