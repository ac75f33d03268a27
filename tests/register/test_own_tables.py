"""A corpus folder's own register: what it adds, and what is said of its mistakes."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.register import How, load_register, validate_register

DEPARTMENTS = "标识\t全称\t简称\t层级\t地区\t类别\t职能\t隶属\t设立\t撤销\t来源\n"
NAMES = "标识\t名称\t关系\t起\t止\t来源\n"
SOURCE = "公开文件通行用名"
LIGHTING = f"辽宁-沈阳/照明\t沈阳市城市照明管理局\t市照明局\t市\t辽宁-沈阳\t政府工作部门\t-\t\t\t\t{SOURCE}\n"


def write(corpus: Path, name: str, text: str, encoding: str = "utf-8") -> None:
    (corpus / "register").mkdir(exist_ok=True)
    (corpus / "register" / name).write_text(text, encoding=encoding)


def problems(corpus: Path) -> list[str]:
    return [str(problem) for problem in validate_register(corpus)]


def test_a_corpus_adds_departments_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, "departments-shenyang.tsv", "# 沈阳市\n" + DEPARTMENTS + LIGHTING)
    write(tmp_path, "names.tsv", NAMES + f"辽宁-沈阳/照明\t市路灯管理处\t旧称\t\t2015\t{SOURCE}\n")
    register = load_register(tmp_path)
    for name in ("市照明局", "沈阳市城市照明管理局", "市路灯管理处", "沈阳市照明局"):
        found = register.resolve(name, region="沈阳", level="市")
        assert (found.key, found.how) == ("辽宁-沈阳/照明", How.REGISTER)
    assert register.resolve("市照明局", region="大连", level="市").how is How.UNRESOLVED
    assert validate_register(tmp_path) == ()


def test_a_row_with_the_same_key_replaces_the_shipped_one(tmp_path: Path) -> None:
    changed = f"辽宁/数据\t辽宁省数据局\t省数据局、省数据管理局\t省\t辽宁\t直属机构\tdata\t\t\t\t{SOURCE}\n"
    write(tmp_path, "departments.tsv", DEPARTMENTS + changed)
    register = load_register(tmp_path)
    assert register.departments["辽宁/数据"].short_names == ("省数据局", "省数据管理局")
    assert len(register.departments) == len(load_register().departments)


def test_a_copy_of_the_shipped_tables_changes_nothing(tmp_path: Path) -> None:
    with resources.as_file(resources.files("corpus") / "register") as shipped:
        shutil.copytree(shipped, tmp_path / "register")
    assert validate_register(tmp_path) == ()
    assert load_register(tmp_path).departments == load_register().departments


def test_a_corpus_without_a_register_has_the_shipped_one(tmp_path: Path) -> None:
    assert load_register(tmp_path).departments == load_register().departments


def test_cells_that_a_spreadsheet_drops_at_the_end_of_a_line_are_empty(tmp_path: Path) -> None:
    write(tmp_path, "sources.tsv", "代号\t名称\t日期\t说明\n某通知\t《某市通知》\n")
    assert load_register(tmp_path).sources["某通知"].date == ""


def test_a_byte_order_mark_is_no_part_of_the_header(tmp_path: Path) -> None:
    write(tmp_path, "departments.tsv", DEPARTMENTS + LIGHTING, encoding="utf-8-sig")
    assert validate_register(tmp_path) == ()


def department(**changes: str) -> str:
    columns = DEPARTMENTS.strip().split("\t")
    row = dict(zip(columns, LIGHTING.rstrip("\n").split("\t"), strict=True)) | changes
    return DEPARTMENTS + "\t".join(row.values()) + "\n"


WRONG_ROWS = [
    ({"全称": ""}, "“全称”一栏不能空着"),
    ({"来源": ""}, "“来源”一栏不能空着"),
    ({"来源": "某处听说"}, "不认识的来源“某处听说”"),
    ({"层级": "副省"}, "不认识的层级“副省”"),
    ({"类别": "局"}, "不认识的类别“局”"),
    ({"职能": "lighting"}, "不认识的职能“lighting”"),
    ({"设立": "去年"}, "“设立”应为四位年份"),
    ({"隶属": "辽宁-沈阳/没有"}, "隶属的机构“辽宁-沈阳/没有”在名录中没有"),
    ({"地区": "辽宁-某市", "标识": "辽宁-某市/照明"}, "地区“辽宁-某市”在 regions.tsv 中没有"),
    ({"地区": ""}, "其他层级的必须写"),
    ({"标识": "沈阳/照明"}, "标识应以“辽宁-沈阳/”开头"),
]


@pytest.mark.parametrize(("changes", "message"), WRONG_ROWS, ids=[message for _, message in WRONG_ROWS])
def test_a_wrong_cell_is_reported_with_file_and_line(tmp_path: Path, changes: dict[str, str], message: str) -> None:
    write(tmp_path, "departments.tsv", department(**changes))
    found = problems(tmp_path)
    assert any(problem.startswith("departments.tsv 第 2 行：") and message in problem for problem in found), found


def test_a_name_of_two_departments_is_reported_with_both(tmp_path: Path) -> None:
    other = LIGHTING.replace("照明\t", "路灯\t").replace("城市照明管理局", "路灯管理局")
    write(tmp_path, "departments.tsv", DEPARTMENTS + LIGHTING + other)
    (found,) = problems(tmp_path)
    assert (
        "departments.tsv 第 3 行：“市照明局”同时是 辽宁-沈阳/路灯 和 辽宁-沈阳/照明（departments.tsv 第 2 行）的名称"
        in found
    )


def test_a_full_name_used_twice_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "departments.tsv", department(标识="辽宁-沈阳/路灯", 简称="") + LIGHTING)
    assert any("“沈阳市城市照明管理局”同时是" in problem for problem in problems(tmp_path))


def test_a_name_may_pass_from_one_department_to_another(tmp_path: Path) -> None:
    old = LIGHTING.replace("照明\t沈阳市城市照明管理局", "旧照明\t沈阳市照明管理处").replace("\t\t\t\t", "\t\t\t2010\t")
    new = LIGHTING.replace("\t\t\t\t", "\t\t2010\t\t")
    write(tmp_path, "departments.tsv", DEPARTMENTS + old + new)
    assert problems(tmp_path) == []
    assert load_register(tmp_path).resolve("市照明局", region="沈阳", level="市").key == "辽宁-沈阳/照明"


def test_the_same_key_twice_in_one_folder_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "departments.tsv", DEPARTMENTS + LIGHTING + LIGHTING)
    assert any("“辽宁-沈阳/照明”与departments.tsv 第 2 行重复" in problem for problem in problems(tmp_path))


def test_names_and_heirs_of_unknown_departments_are_reported(tmp_path: Path) -> None:
    write(tmp_path, "names.tsv", NAMES + f"辽宁/没有\t省没有局\t旧称\t\t\t{SOURCE}\n")
    write(tmp_path, "successions.tsv", f"原机构\t承接机构\t年份\t方式\t来源\n辽宁/质监\t辽宁/没有\t2018\t\t{SOURCE}\n")
    write(tmp_path, "remits.tsv", "职能或机构\t方面\t职责词\t来源\n没有\t照明\t路灯\t一般职责\n")
    found = "\n".join(problems(tmp_path))
    assert found.count("机构“辽宁/没有”在名录中没有") == 2
    assert "“没有”既不是职能代号，也不是机构标识" in found


def test_a_regular_expression_that_does_not_compile_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "functions.tsv", "代号\t名称\t写法\nlighting\t照明\t照明|(路灯\n")
    write(
        tmp_path,
        "stationed.tsv",
        "通名\t职能\t类别\t省会即省级\t写法\t承接\t年份\t例\n照明\t-\t中央驻地单位\t否\t照明局\t\t\t甲\n",
    )
    found = "\n".join(problems(tmp_path))
    assert "functions.tsv 第 2 行：正则表达式“照明|(路灯”写错了" in found
    assert "stationed.tsv 第 2 行：写法中应有 {地} 或 {地名}" in found


def test_a_spelling_of_two_types_is_reported(tmp_path: Path) -> None:
    header = "通名\t职能\t类别\t词干\t词尾\t其他写法\t承接\t年份\n"
    write(
        tmp_path,
        "types.tsv",
        header + "照明\t-\t政府工作部门\t照明、财政\t局\t\t\t\n空的\t-\t政府工作部门\t照明\t\t\t没有\t\n",
    )
    found = "\n".join(problems(tmp_path))
    assert "写法“财政局”已归“财政”" in found
    assert "没有任何写法" in found
    assert "承接的通名“没有”" in found


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("departments.tsv", "标识\t全称\n", "departments.tsv 第 1 行：表头应为"),
        ("departments.tsv", DEPARTMENTS + LIGHTING.rstrip("\n") + "\t多\n", "有 12 栏，应为 11 栏"),
        ("offices.tsv", "甲\n", "offices.tsv：不认识的表"),
        ("departments.xlsx", "甲\n", "departments.xlsx：不认识的表"),
    ],
)
def test_a_table_of_another_form_is_reported(tmp_path: Path, name: str, text: str, message: str) -> None:
    write(tmp_path, name, text)
    assert any(message in problem for problem in problems(tmp_path))


def test_a_table_in_another_encoding_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "departments.tsv", DEPARTMENTS + LIGHTING, encoding="gb18030")
    assert any("departments.tsv：无法读取" in problem for problem in problems(tmp_path))


def test_a_register_with_problems_is_not_loaded(tmp_path: Path) -> None:
    write(tmp_path, "departments.tsv", department(层级="副省", 类别="局"))
    with pytest.raises(CorpusError, match=r"部门名录有错.*\n.*departments\.tsv 第 2 行"):
        load_register(tmp_path)
    write(tmp_path, "departments.tsv", DEPARTMENTS)
    write(tmp_path, "functions.tsv", "代号\t名称\t写法\nlighting\t照明\t照明|(路灯\n")
    with pytest.raises(CorpusError, match="正则表达式"):
        load_register(tmp_path)
