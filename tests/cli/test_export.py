"""``policykb export duties``: files that offices open."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from indexer.cli import main
from indexer.exports import FORMATS as WRITTEN

TEXT = """辽宁省人民政府关于推进试点的意见
一、任务
1.扩大进口。设立窗口。（省商务厅牵头，省市场监管局配合，6月底前完成）
2.抓好落实。（省财政厅负责）
"""


@pytest.fixture
def built(tmp_path: Path) -> list[str]:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "pilot.txt").write_text(TEXT, encoding="utf-8")
    folders = ["--corpus", str(corpus), "--index", str(tmp_path / "index")]
    assert main(["build", *folders]) == 0
    return folders


def test_a_document_is_exported_as_a_workbook(built: list[str], tmp_path: Path) -> None:
    output = tmp_path / "分工表.xlsx"
    assert main(["export", "duties", *built, "--document", "pilot", "-o", str(output)]) == 0
    workbook = openpyxl.load_workbook(output)
    cells = [str(cell.value) for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value]
    assert {"辽宁省商务厅", "牵头", "原文明示", "6月底前完成"} <= set(cells)


def test_a_department_is_chosen_by_name_or_key(built: list[str], tmp_path: Path) -> None:
    for chosen in ("辽宁/商务", "辽宁省商务厅"):
        output = tmp_path / "out.json"
        assert main(["export", "duties", *built, "--department", chosen, "--format", "json", "-o", str(output)]) == 0
        assert [row["name"] for row in json.loads(output.read_text(encoding="utf-8"))] == ["省商务厅"]


def test_a_whole_name_comes_before_names_that_contain_it(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    text = "国务院关于试点的意见\n一、任务\n1.扩大进口。设立窗口。（财政部、财政部辽宁监管局负责）\n"
    (corpus / "pilot.txt").write_text(text, encoding="utf-8")
    folders = ["--corpus", str(corpus), "--index", str(tmp_path / "index")]
    assert main(["build", *folders]) == 0
    output = tmp_path / "out.json"
    assert main(["export", "duties", *folders, "--department", "财政部", "--format", "json", "-o", str(output)]) == 0
    assert [row["name"] for row in json.loads(output.read_text(encoding="utf-8"))] == ["财政部"]


def test_the_file_says_by_title_what_it_lists(built: list[str], tmp_path: Path) -> None:
    output = tmp_path / "out.md"
    assert main(["export", "duties", *built, "--document", "pilot", "--format", "markdown", "-o", str(output)]) == 0
    assert "辽宁省人民政府关于推进试点的意见任务分工表" in output.read_text(encoding="utf-8")


def test_the_scope_of_a_workbook_names_the_document_chosen(built: list[str], tmp_path: Path) -> None:
    output = tmp_path / "分工表.xlsx"
    assert main(["export", "duties", *built, "--document", "pilot", "-o", str(output)]) == 0
    rows = [row for sheet in openpyxl.load_workbook(output) for row in sheet.iter_rows(values_only=True)]
    (scope,) = [row[1] for row in rows if row[0] == "范围"]
    assert scope == "文件《辽宁省人民政府关于推进试点的意见》"


def test_markdown_may_be_asked_for_by_its_suffix(built: list[str], tmp_path: Path) -> None:
    output = tmp_path / "out.md"
    assert main(["export", "duties", *built, "--format", "md", "-o", str(output)]) == 0
    assert output.read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "pdf"], "没有“pdf”这种格式"),
        (["--document", "none"], "没有标识为“none”的文件"),
        (["--department", "没有的部门"], "没有找到部门"),
        (["--department", "“没有”的部门"], "没有找到部门“‘没有’的部门”的职责"),
        (["--department", "辽宁省"], "对应多个部门"),
    ],
)
def test_a_slip_is_said_and_nothing_is_written(
    built: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    output = tmp_path / "out.xlsx"
    assert main(["export", "duties", *built, *arguments, "-o", str(output)]) == 2
    assert said in capsys.readouterr().err
    assert not output.exists()


def test_the_formats_named_on_the_command_line_are_those_that_can_be_written() -> None:
    from indexer.cli.export import FORMATS

    assert {name: kind.suffix for name, kind in WRITTEN.items()} == FORMATS


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("分工表.docx", b"PK"),
        ("分工表.JSON", b"["),
        ("分工表.md", "# 辽宁省".encode()),
        ("分工表.csv", "\ufeff序号".encode()),
        ("分工表", b"PK"),
    ],
)
def test_the_suffix_says_the_format_where_none_is_named(
    built: list[str], tmp_path: Path, name: str, beginning: bytes
) -> None:
    output = tmp_path / name
    assert main(["export", "duties", *built, "--document", "pilot", "-o", str(output)]) == 0
    assert output.read_bytes().startswith(beginning)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "out.docx", "--format", "csv"], "后缀 .docx 属于 docx 格式，与 --format csv 不一致"),
        (["-o", "out.xls"], "不能从后缀 .xls 看出格式"),
        ([], "缺少选项 -o/--output"),
    ],
)
def test_a_file_is_never_written_under_the_suffix_of_another_format(
    built: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    arguments: list[str], said: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert main(["export", "duties", *built, *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("out")]


def test_what_a_person_decided_is_in_the_file(built: list[str], tmp_path: Path) -> None:
    output = tmp_path / "out.json"
    export = ["export", "duties", *built, "--document", "pilot", "--format", "json", "-o", str(output)]
    main(export)
    lead, *_ = json.loads(output.read_text(encoding="utf-8"))
    decide = ["decide", "reject", lead["clause"], lead["key"], "--who", "张三", "--why", "已划转", *built]
    assert main(decide) == 0
    assert main(export) == 0
    lead, *_ = json.loads(output.read_text(encoding="utf-8"))
    assert (lead["basis"], lead["standing"], lead["who"], lead["why"]) == ("stated", "objected", "张三", "已划转")
