"""A duty given to several bodies in one name is the duty of each, in the ledger and in the columns of the search."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indexer.analysis import record
from indexer.duties.rows import ledger_rows, silent
from indexer.engine.stored.duty_columns import DutyColumns
from indexer.engine.stored.duty_writing import write_duties
from indexer.models import Record, SourceText
from indexer.register import load_register

CASES = [
    ("省水利厅和各市州政府", ["辽宁/水利", "辽宁/各市州政府"]),
    ("省住建厅会同省市场监管局", ["辽宁/住房城乡建设", "辽宁/市场监管"]),
    ("省住房和城乡建设厅", ["辽宁/住房城乡建设"]),
    ("省市场监管局（省知识产权局）", ["辽宁/市场监管"]),
]


def plan(name: str) -> Record:
    """A document whose one duty is given to ``name``, as where the list of names was not parted."""
    text = "辽宁省人民政府关于修渠的意见\n\n一、主要任务\n1.修好水渠。清理淤泥，加固渠岸。（责任单位：省水利厅）\n"
    found = record(SourceText("plan.txt", "txt", text), "plan")
    (duty,) = found.duties.duties
    return replace(found, duties=replace(found.duties, duties=(replace(duty, name=name),)))


@pytest.mark.parametrize(("name", "keys"), CASES)
def test_each_body_has_its_row_with_the_name_as_written(name: str, keys: list[str]) -> None:
    rows = ledger_rows(plan(name), load_register(), silent)
    assert [row.key for row in rows] == keys
    assert {row.name for row in rows} == {name}
    assert len({row.department for row in rows}) == len(keys)


@pytest.mark.parametrize(("name", "keys"), CASES)
def test_each_body_is_found_by_the_search(tmp_path: Path, name: str, keys: list[str]) -> None:
    write_duties(tmp_path, [plan(name)], load_register())
    assert list(DutyColumns.load(tmp_path).keys) == keys
