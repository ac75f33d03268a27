"""Region and level, from metadata and from what a document's title and issuers say."""

from __future__ import annotations

import pytest

from indexer.models import Document
from indexer.register import Level, Place, Register


@pytest.mark.parametrize(
    ("region", "level", "place"),
    [
        ("辽宁省", "省", Place("辽宁", Level.PROVINCE)),
        ("辽宁", "省", Place("辽宁", Level.PROVINCE)),
        ("辽宁省沈阳市", "市", Place("辽宁-沈阳", Level.CITY)),
        ("沈阳", "市", Place("辽宁-沈阳", Level.CITY)),
        ("辽宁-沈阳-和平区", "县", Place("辽宁-沈阳-和平区", Level.COUNTY)),
        ("深圳罗湖区", "区县", Place("广东-深圳-罗湖区", Level.COUNTY)),
        ("杭州高新区（滨江）", "开发区", Place("浙江-杭州-高新区（滨江）", Level.COUNTY)),
        ("北京朝阳区", "区县", Place("北京-朝阳区", Level.COUNTY)),
        ("朝阳", "市", Place("辽宁-朝阳", Level.CITY)),
        ("吉林", "省", Place("吉林", Level.PROVINCE)),
        ("上海", "市", Place("上海", Level.PROVINCE)),  # a municipality has no level between
        ("甘孜藏族自治州", "市", Place("四川-甘孜", Level.CITY)),
        ("甘孜州", "市", Place("四川-甘孜", Level.CITY)),
        ("全国", "国务院", Place("", Level.NATION)),
        ("全国", "部门", Place("", Level.NATION)),
        ("", "", Place("", Level.UNKNOWN)),
        ("沈阳市", "", Place("辽宁-沈阳", Level.CITY)),
        ("没有的地方", "县", Place("没有的地方", Level.COUNTY)),
    ],
)
def test_region_and_level_are_understood_as_offices_write_them(
    register: Register, region: str, level: str, place: Place
) -> None:
    assert register.gazetteer.place(region, level) == place


@pytest.mark.parametrize(
    ("issuer", "title", "region", "level", "place"),
    [
        ("平凉市人民政府办公室", "", "甘肃", "市", Place("甘肃-平凉", Level.CITY)),
        ("", "红河州人民政府关于道路照明的通知", "云南", "市", Place("云南-红河", Level.CITY)),
        ("中共扬州市委扬州市人民政府", "", "江苏", "市", Place("江苏-扬州", Level.CITY)),
        ("上海市青浦区人民政府办公室", "", "上海", "区县", Place("上海-青浦区", Level.COUNTY)),
        ("苏州市昆山市人民政府", "", "江苏", "县", Place("江苏-苏州-昆山市", Level.COUNTY)),
        ("某某联席会议", "关于道路照明的通知", "甘肃", "市", Place("甘肃", Level.CITY)),
        ("辽宁省人民政府", "", "", "", Place("辽宁", Level.PROVINCE)),
        ("沈阳市人民政府", "", "", "", Place("辽宁-沈阳", Level.CITY)),
        ("国务院办公厅", "关于支持辽宁省道路照明的通知", "", "", Place("", Level.NATION)),
        ("", "关于道路照明的通知", "", "", Place("", Level.UNKNOWN)),
    ],
)
def test_a_documents_issuers_make_its_region_more_exact(
    register: Register, issuer: str, title: str, region: str, level: str, place: Place
) -> None:
    issuers = (issuer,) if issuer else ()
    document = Document(id="d", title=title, issuers=issuers, region=region, level=level)
    assert register.place_of(document) == place
