"""Names as documents write them, and the department each stands for."""

from __future__ import annotations

import pytest

from indexer.register import How, Kind, Level, Register, Resolution, unresolved

LIAONING = ("辽宁省", "省")
SHENYANG = ("辽宁省沈阳市", "市")
HEPING = ("沈阳市和平区", "县")
GANSU = ("甘肃", "省")
PINGLIANG = ("甘肃-平凉", "市")
SHANGHAI = ("上海", "省")
QINGPU = ("上海青浦区", "区县")
NATION = ("全国", "国务院")
NOWHERE = ("", "")


def resolve(register: Register, name: str, where: tuple[str, str]) -> Resolution:
    region, level = where
    return register.resolve(name, region=region, level=level)


REGISTERED = [
    # full names, short names and abbreviations of one body
    ("辽宁省市场监督管理局", LIAONING, "辽宁/市场监管"),
    ("省市场监管局", LIAONING, "辽宁/市场监管"),
    ("省市监局", LIAONING, "辽宁/市场监管"),
    ("市场监管局", LIAONING, "辽宁/市场监管"),
    ("省发展和改革委员会", LIAONING, "辽宁/发展改革"),
    ("省发展改革委", LIAONING, "辽宁/发展改革"),
    ("省发改委", LIAONING, "辽宁/发展改革"),
    ("省人社厅", LIAONING, "辽宁/人力资源社会保障"),
    ("省 财 政 厅", LIAONING, "辽宁/财政"),
    ("省政府国资委", LIAONING, "辽宁/国资委"),
    ("中共辽宁省委宣传部", LIAONING, "辽宁/宣传部"),
    ("省委", LIAONING, "辽宁/党委"),
    ("省政府", LIAONING, "辽宁/人民政府"),
    ("团省委", LIAONING, "辽宁/共青团"),
    ("省高院", LIAONING, "辽宁/法院"),
    ("省直机关工委", LIAONING, "辽宁/机关工委"),
    # a body and the sign it also bears
    ("省文物局", LIAONING, "辽宁/文化和旅游"),
    ("省中医药管理局", LIAONING, "辽宁/卫生健康"),
    # two bodies that a hasty reader takes for one
    ("省金融监管局", LIAONING, "辽宁/地方金融"),
    ("辽宁金融监管局", LIAONING, "辽宁/金融监管"),
    ("省疾控局", LIAONING, "辽宁/疾控"),
    ("省疾控中心", LIAONING, "辽宁/疾控中心"),
    # central bodies stationed in Liaoning
    ("沈阳海关", LIAONING, "辽宁/沈阳海关"),
    ("大连海关", LIAONING, "辽宁/大连海关"),
    ("省税务局", LIAONING, "辽宁/税务"),
    ("辽宁证监局", LIAONING, "辽宁/证券监管"),
    ("大连市税务局", LIAONING, "辽宁-大连/税务"),
    ("民航东北管理局", LIAONING, "辽宁/民航东北管理局"),
    # the same names from below, and the full ones from afar
    ("省市场监管局", SHENYANG, "辽宁/市场监管"),
    ("省市场监管局", HEPING, "辽宁/市场监管"),
    ("辽宁省发改委", GANSU, "辽宁/发展改革"),
    ("沈阳海关", GANSU, "辽宁/沈阳海关"),
    # national bodies, with and without 国家
    ("国家发展改革委", LIAONING, "国家/发展改革"),
    ("市场监管总局", GANSU, "国家/市场监管"),
    ("财政部", QINGPU, "国家/财政"),
    ("发展改革委", NATION, "国家/发展改革"),
    ("知识产权局", NATION, "国家/知识产权"),
    ("国家标准委", NATION, "国家/市场监管"),
    ("党中央", LIAONING, "国家/党中央"),
]


@pytest.mark.parametrize(("name", "where", "key"), REGISTERED)
def test_a_registered_department_is_known_by_all_its_names(
    register: Register, name: str, where: tuple[str, str], key: str
) -> None:
    found = resolve(register, name, where)
    assert (found.key, found.how, found.certain) == (key, How.REGISTER, True)


BY_RULE = [
    ("省市场监管局", GANSU, "甘肃/市场监管", "market-regulation", Level.PROVINCE),
    ("市市场监管局", PINGLIANG, "甘肃-平凉/市场监管", "market-regulation", Level.CITY),
    ("市场监管局", PINGLIANG, "甘肃-平凉/市场监管", "market-regulation", Level.CITY),
    ("平凉市市场监督管理局", GANSU, "甘肃-平凉/市场监管", "market-regulation", Level.CITY),
    ("沈阳市场监管局", LIAONING, "辽宁-沈阳/市场监管", "market-regulation", Level.CITY),
    ("和平区市场监管局", SHENYANG, "辽宁-沈阳-和平区/市场监管", "market-regulation", Level.COUNTY),
    ("静宁县公安局", PINGLIANG, "甘肃-平凉-静宁县/公安", "public-security", Level.COUNTY),
    ("区市场监管局", HEPING, "辽宁-沈阳-和平区/市场监管", "market-regulation", Level.COUNTY),
    ("市市场监管局", HEPING, "辽宁-沈阳/市场监管", "market-regulation", Level.CITY),
    ("市发展和改革委员会", SHENYANG, "辽宁-沈阳/发展改革", "development-reform", Level.CITY),
    ("市发改委", SHENYANG, "辽宁-沈阳/发展改革", "development-reform", Level.CITY),
    ("市委组织部", PINGLIANG, "甘肃-平凉/组织部", "organization", Level.CITY),
    ("市政府金融办", PINGLIANG, "甘肃-平凉/地方金融", "financial-commission", Level.CITY),
    ("市民政局", PINGLIANG, "甘肃-平凉/民政", "civil-affairs", Level.CITY),
    ("市政务服务局", PINGLIANG, "甘肃-平凉/政务服务", "government-services", Level.CITY),
    ("团市委", PINGLIANG, "甘肃-平凉/共青团", "trade-union", Level.CITY),
    # a municipality's 市 is a province's 省
    ("市市场监管局", SHANGHAI, "上海/市场监管", "market-regulation", Level.PROVINCE),
    ("市商务委", QINGPU, "上海/商务", "commerce", Level.PROVINCE),
    ("商务委", QINGPU, "上海-青浦区/商务", "commerce", Level.COUNTY),
    # a county-level city speaks of itself
    ("市住建局", ("江苏苏州昆山市", "县"), "江苏-苏州-昆山市/住房城乡建设", "housing", Level.COUNTY),
    # central bodies named after a place
    ("合肥海关", ("安徽", "省"), "安徽/合肥海关", "customs", Level.PROVINCE),
    ("人行兰州中心支行", GANSU, "甘肃/人民银行", "central-bank", Level.PROVINCE),
    ("人民银行平凉市中心支行", PINGLIANG, "甘肃-平凉/人民银行", "central-bank", Level.CITY),
    ("甘肃银保监局", GANSU, "甘肃/银保监", "banking-insurance", Level.PROVINCE),
    ("国家外汇管理局甘肃省分局", GANSU, "甘肃/外汇管理", "central-bank", Level.PROVINCE),
    ("上海金融监管局", SHANGHAI, "上海/金融监管", "banking-insurance", Level.PROVINCE),
    ("市地方金融监管局", SHANGHAI, "上海/地方金融", "financial-commission", Level.PROVINCE),
]


@pytest.mark.parametrize(("name", "where", "key", "function", "level"), BY_RULE)
def test_elsewhere_a_name_means_the_body_of_the_documents_own_region(
    register: Register, name: str, where: tuple[str, str], key: str, function: str, level: Level
) -> None:
    found = resolve(register, name, where)
    assert (found.key, found.function, found.level, found.how) == (key, function, level, How.RULE)
    assert not found.certain


COLLECTIVE = [
    ("各市人民政府", LIAONING, "local-government"),
    ("各市、县（市、区）人民政府", LIAONING, "local-government"),
    ("市、县（市、区）人民政府", LIAONING, "local-government"),
    ("各级党委和政府", LIAONING, "local-government"),
    ("县级以上人民政府", LIAONING, "local-government"),
    ("各地区", NATION, "local-government"),
    ("试点城市政府", NATION, "local-government"),
    ("各旗县市区", ("内蒙古通辽", "市"), "local-government"),
    ("各有关部门和单位", LIAONING, ""),
    ("省直有关部门", LIAONING, ""),
    ("市政府有关部门", PINGLIANG, ""),
    ("中、省驻平有关单位", PINGLIANG, ""),
    ("省食品安全委员会成员单位", LIAONING, ""),
    ("行业协会", LIAONING, ""),
    ("县级以上市场监管部门", LIAONING, "market-regulation"),
]


@pytest.mark.parametrize(("name", "where", "function"), COLLECTIVE)
def test_a_collective_name_is_never_one_department(
    register: Register, name: str, where: tuple[str, str], function: str
) -> None:
    found = resolve(register, name, where)
    assert (found.how, found.kind, found.function) == (How.COLLECTIVE, Kind.COLLECTIVE, function)


OTHER_KINDS = [
    ("省电力公司", GANSU, Kind.COMPANY, "utilities"),
    ("市公共交通集团有限公司", PINGLIANG, Kind.COMPANY, ""),
    ("某某海关大学", LIAONING, Kind.ACADEMIC, ""),
    ("市管理人协会", SHANGHAI, Kind.ASSOCIATION, ""),
    ("省质量强省工作领导小组办公室", LIAONING, Kind.COORDINATION, ""),
    ("省新兴产业专班", GANSU, Kind.COORDINATION, ""),
    ("城建处", LIAONING, Kind.INTERNAL_OFFICE, ""),
    ("厅法规处", LIAONING, Kind.INTERNAL_OFFICE, ""),
    ("办公室", LIAONING, Kind.INTERNAL_OFFICE, ""),
    ("兰州新区管委会", GANSU, Kind.OUTPOST, "local-government"),
    ("南湖街道办事处", HEPING, Kind.OUTPOST, "local-government"),
    ("闵行区", SHANGHAI, Kind.LOCAL_GOVERNMENT, "local-government"),
]


@pytest.mark.parametrize(("name", "where", "kind", "function"), OTHER_KINDS)
def test_what_is_no_department_gets_a_kind_of_its_own(
    register: Register, name: str, where: tuple[str, str], kind: Kind, function: str
) -> None:
    found = resolve(register, name, where)
    assert (found.kind, found.function, found.how) == (kind, function, How.RULE)


def test_a_place_and_its_government_are_the_same_body(register: Register) -> None:
    names = ("闵行区", "闵行区政府", "闵行区人民政府", "上海市闵行区人民政府")
    assert {resolve(register, name, SHANGHAI).key for name in names} == {"上海-闵行区/人民政府"}


@pytest.mark.parametrize("name", ["持续推进", "12月底完成", "某某办", "", "（", "任务分解：市", "。" * 400])
def test_what_nothing_is_known_about_stays_as_written(register: Register, name: str) -> None:
    found = resolve(register, name, LIAONING)
    assert (found.name, found.how, found.function) == (name, How.UNRESOLVED, "")


def test_a_region_that_is_not_known_is_not_guessed(register: Register) -> None:
    found = resolve(register, "市场监管局", NOWHERE)
    assert (found.key, found.region, found.how) == ("某地/市场监管", "", How.RULE)
    assert resolve(register, "省市场监管局", NOWHERE).key == "某省/市场监管"


def test_a_city_that_is_not_known_is_not_confused_with_its_province(register: Register) -> None:
    found = resolve(register, "市市场监管局", LIAONING)
    assert (found.key, found.label, found.certain) == ("辽宁-某市/市场监管", "市市场监管局", False)


def test_an_abolished_body_is_itself_and_names_its_heirs(register: Register) -> None:
    found = resolve(register, "省质监局", LIAONING)
    assert (found.key, found.label) == ("辽宁/质监", "辽宁省质量技术监督局")
    assert found.successors == ("辽宁/市场监管",)
    assert resolve(register, "省食药监局", LIAONING).successors == ("辽宁/市场监管", "辽宁/药监")
    assert resolve(register, "甘肃银保监局", GANSU).successors == ("甘肃/金融监管",)
    assert resolve(register, "质检总局", NATION).successors == ("国家/市场监管", "国家/海关总署")


def test_a_second_name_in_brackets_is_kept_beside_the_first(register: Register) -> None:
    for name in ("省市场监管局（省知识产权局）", "市场监管局(知识产权局)", "省市场监管局〔省知识产权局〕"):
        found = resolve(register, name, LIAONING)
        assert [body.key for body in found.bodies()] == ["辽宁/市场监管"]
        assert [sign.key for sign in found.signs] == ["辽宁/知识产权"]
        assert found.name == name


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("省委、省政府", ["辽宁/党委", "辽宁/人民政府"]),
        ("省税务局及各市人民政府", ["辽宁/税务", "辽宁/各市人民政府"]),
        ("住建厅会同…", ["辽宁/住房城乡建设"]),
        ("省总工会、团省委、省妇联", ["辽宁/总工会", "辽宁/共青团", "辽宁/妇联"]),
        ("省水利厅和各市州政府", ["辽宁/水利", "辽宁/各市州政府"]),
        ("省住建厅会同省市场监管局", ["辽宁/住房城乡建设", "辽宁/市场监管"]),
        ("省农业农村厅会同省财政厅、省水利厅", ["辽宁/农业农村", "辽宁/财政", "辽宁/水利"]),
        ("省文化和旅游厅和省广电局", ["辽宁/文化和旅游", "辽宁/广播电视"]),
        ("省水利厅与气象局", ["辽宁/水利", "辽宁/气象"]),
        ("省住建厅等有关部门", ["辽宁/住房城乡建设", "辽宁/有关部门"]),
        ("省住建厅等部门", ["辽宁/住房城乡建设"]),
        ("省市场监管局（省知识产权局）和省公安厅", ["辽宁/市场监管", "辽宁/公安"]),
        # one body each, whatever its name holds
        ("市住房和城乡建设局", ["辽宁-某市/住房城乡建设"]),
        ("各级党委和政府", ["辽宁/各级党委和政府"]),
        ("各市、县（市、区）人民政府", ["辽宁/各市、县（市、区）人民政府"]),
        ("自然资源和规划局", ["辽宁/自然资源"]),
    ],
)
def test_bodies_joined_in_one_name_are_all_found(register: Register, name: str, keys: list[str]) -> None:
    assert [body.key for body in resolve(register, name, LIAONING).bodies()] == keys


@pytest.mark.parametrize("name", ["住房和城乡建设厅", "文化和旅游厅", "民族和宗教事务委员会", "粮食和物资储备局"])
def test_a_conjunction_inside_a_name_joins_nothing(register: Register, name: str) -> None:
    found = resolve(register, f"省{name}", LIAONING)
    assert found.certain
    assert not found.also


def test_the_label_is_official_or_as_written_with_the_region(register: Register) -> None:
    labels = {
        ("省市场监管局", LIAONING): "辽宁省市场监督管理局",
        ("省市场监管局", GANSU): "甘肃省市场监管局",
        ("市场监管局", PINGLIANG): "平凉市市场监管局",
        ("区商务委", QINGPU): "上海市青浦区商务委",
        ("甘肃银保监局", GANSU): "甘肃银保监局",
        ("团市委", PINGLIANG): "共青团平凉市委",
        ("各市人民政府", LIAONING): "各市人民政府",
    }
    assert {asked: resolve(register, *asked).label for asked in labels} == labels


def test_the_first_function_of_the_table_wins(register: Register) -> None:
    assert register.function_of("省知识产权局") == "ip"
    assert register.function_of("国家食品药品监督管理总局") == "drug"
    assert register.function_of("城市管理和综合执法局") == "urban-management"
    assert register.function_of("城建处") == ""


def test_names_nothing_is_known_about_are_counted_for_review(register: Register) -> None:
    names = ("省财政厅", "某某办", "市税务局等某某办", "某某办", "各有关部门")
    found = unresolved(resolve(register, name, PINGLIANG) for name in names)
    assert found == {"某某办": 3}
