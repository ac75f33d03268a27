"""Decisions leave as a table and come back without loss."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.decisions.errors import DecisionError
from indexer.decisions.models import Decision, DecisionKind, Decisions
from indexer.decisions.reading import merged
from indexer.decisions.tables import COLUMNS, from_csv, from_json, to_csv, to_json, unknown
from indexer.duties.models import Role
from tests.decisions.makers import DRUG, MARKET, decision, part
from tests.decisions.strategies import decisions, unhurried

ONE = decision("d1")
CHANGED = decision("d2", DecisionKind.CHANGE, was=part(DRUG, Role.LEAD, "年底前"), replaces=("d0", "d1"), minute=1)


@unhurried
@given(st.lists(decisions(), max_size=4, unique_by=lambda one: one.id))
def test_a_table_comes_back_as_it_left(made: list[Decision]) -> None:
    there = Decisions(merged(made))
    assert from_csv(to_csv(there.all)) == there
    assert from_json(to_json(there.all)) == there


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_table_speaks_chinese_and_spreadsheets_recognise_it() -> None:
    content = to_csv([CHANGED])
    assert content.startswith(b"\xef\xbb\xbf")
    (found,) = rows(content)
    assert (found["决定"], found["角色"], found["原部门"], found["原角色"]) == ("更改", "负责", "省药监局", "牵头")
    assert (found["部门"], found["取代或撤回"], found["原时限"]) == ("省市场监管局", "d0 d1", "年底前")


@pytest.mark.parametrize("why", ["=1+1", "+86", "-不同意", "@李四", "＝一", " =2", "\t=3", "'=4", "''", "'"])
def test_no_cell_is_a_formula_and_none_is_altered_on_the_way_back(why: str) -> None:
    made = replace(ONE, who=why)
    content = to_csv([made])
    assert rows(content)[0]["决定人"] == f"'{why}"
    assert from_csv(content).all == (made,)


def test_an_apostrophe_that_a_person_typed_is_not_taken_away() -> None:
    content = to_csv([ONE]).replace("会议议定".encode(), "'会议'议定".encode())
    assert from_csv(content).all[0].why == "'会议'议定"


def test_a_table_that_a_chinese_spreadsheet_program_saved_is_read() -> None:
    saved = to_csv([ONE, CHANGED]).decode("utf-8-sig").encode("gb18030")
    assert from_csv(saved).all == (ONE, CHANGED)


def test_columns_may_be_put_in_another_order() -> None:
    header, *body = csv.reader(io.StringIO(to_csv([CHANGED]).decode("utf-8-sig"), newline=""))
    text = io.StringIO(newline="")
    csv.writer(text).writerows([cells[::-1] for cells in (header, *body)])
    assert from_csv(text.getvalue().encode()).all == (CHANGED,)


def test_a_wrong_row_is_reported_with_its_number() -> None:
    lines = to_csv([ONE, CHANGED]).decode("utf-8-sig").split("\r\n")
    lines[1] = lines[1].replace("负责", "负全责")
    lines.insert(2, '"多余的一格"')
    table = from_csv("\r\n".join(lines).encode())
    assert table.all == (CHANGED,)
    assert [(p.line, p.set_aside) for p in table.problems] == [(2, True), (3, True)]
    assert "负全责" in table.problems[0].reason
    assert f"有 1 格，表头有 {len(COLUMNS)} 格" in table.problems[1].reason


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "缺少：编号、时间"),
        ("编号,时间\r\n".encode(), "缺少：决定人"),
        (to_csv([]).replace("其他".encode(), "其它".encode()), "多出：其它"),
        (to_csv([]) + b'"', "不是完整的 CSV"),
        (b"\xff\xff\xff", "编码无法识别"),
    ],
)
def test_what_is_not_this_table_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(DecisionError, match=said):
        from_csv(content)


@pytest.mark.parametrize(
    ("content", "said"), [(b"{}", "没有决定的列表"), (b"[", "不是完整的 JSON"), (b"\xff", "UTF-8"), (b"3", "列表")]
)
def test_what_is_not_this_json_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(DecisionError, match=said):
        from_json(content)


def test_a_plain_list_of_decisions_is_read_and_its_wrong_entries_reported() -> None:
    entries = json.loads(to_json([ONE]))["decisions"]
    table = from_json(json.dumps([*entries, {"id": "d3"}, 1e999]).replace("Infinity", "1e999").encode())
    assert table.all == (ONE,)
    assert [problem.line for problem in table.problems] == [2, 3]


def test_importing_adds_only_what_is_new() -> None:
    assert unknown(Decisions((ONE, CHANGED)), Decisions((ONE,))) == (CHANGED,)


def test_a_table_that_contradicts_the_file_is_not_imported_at_all() -> None:
    edited = replace(ONE, why="另有考虑")
    with pytest.raises(DecisionError, match="d1 与文件中同一编号的决定不同"):
        unknown(Decisions((CHANGED, edited)), Decisions((ONE,)))


def test_a_table_that_contradicts_itself_is_not_imported_at_all() -> None:
    table = from_json(to_json([ONE, replace(ONE, why="另有考虑")]))
    with pytest.raises(DecisionError, match="1 处需要改正，没有导入任何决定：第 2 行"):
        unknown(table, Decisions())


def test_a_department_key_survives_beside_its_name() -> None:
    (found,) = rows(to_csv([ONE]))
    assert found["部门代码"] == MARKET
