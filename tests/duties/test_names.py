"""Lists of departments are parted into names exactly as written."""

from __future__ import annotations

import pytest

from indexer.duties.names import split_names


@pytest.mark.parametrize(
    ("text", "names", "open_ended"),
    [
        ("省科技厅、省财政厅", ("省科技厅", "省财政厅"), False),
        ("省科技厅，省财政厅；省税务局", ("省科技厅", "省财政厅", "省税务局"), False),
        ("省科技厅 省财政厅", ("省科技厅", "省财政厅"), False),
        ("省科技厅、省财政厅等", ("省科技厅", "省财政厅"), True),
        ("省科技厅、省财政厅等部门", ("省科技厅", "省财政厅"), True),
        ("省科技厅等四部门", ("省科技厅",), True),
        ("省科技厅等市直有关单位", ("省科技厅",), True),
        ("商务部等国务院相关部门及各地区", ("商务部", "各地区"), True),
        ("州税务局等州级相关部门及各县（市）", ("州税务局", "各县（市）"), True),
        ("税务总局等部门会同各地方", ("税务总局", "各地方"), True),
        ("财政部会同有关部门", ("财政部",), False),
        ("省水利厅和各市州政府", ("省水利厅", "各市州政府"), False),
        ("市场监管总局及相关地区", ("市场监管总局", "相关地区"), False),
        ("市住房和城乡建设局", ("市住房和城乡建设局",), False),
        ("省人力资源和社会保障厅、省文化和旅游厅", ("省人力资源和社会保障厅", "省文化和旅游厅"), False),
        ("市行政审批和政务服务局", ("市行政审批和政务服务局",), False),
        ("各有关部门和单位", ("各有关部门和单位",), False),
        ("各市、县（市、区）人民政府", ("各市、县（市、区）人民政府",), False),
        ("各市〔州〕、县〔市、区、特区〕人民政府", ("各市〔州〕、县〔市、区、特区〕人民政府",), False),
        ("中、省驻某有关单位", ("中、省驻某有关单位",), False),
        ("省市场监管局（省知识产权局）、省药监局", ("省市场监管局（省知识产权局）", "省药监局"), False),
        ("临空经济区（甲、乙）管委会", ("临空经济区（甲、乙）管委会",), False),
        ("“双随机、一公开”联席会议成员单位", ("“双随机、一公开”联席会议成员单位",), False),
        ("各地各有关部门", ("各地", "各有关部门"), False),
        ("省科技厅、省科技厅", ("省科技厅",), False),
        ("", (), False),
    ],
)
def test_names_are_parted_as_written(text: str, names: tuple[str, ...], open_ended: bool) -> None:
    found = split_names(text)
    assert found.names == names
    assert found.open_ended is open_ended
