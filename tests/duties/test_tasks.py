"""Sentences are grouped into tasks, and each task knows what the text says about who answers for it."""

from __future__ import annotations

from pathlib import Path

from indexer.analysis import analyse
from indexer.duties.models import Basis, Role
from indexer.duties.tasks import asks_something, task_text
from indexer.models import Record
from tests.golden.freeze import SEED
from tests.outlining.documents import analysed


def assigned(record: Record) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Each task's text with (name, role, basis) of its duties."""
    found = []
    for position, task in enumerate(record.duties.tasks):
        own = [(d.name, d.role.value, d.basis.value) for d in record.duties.duties if d.task == position]
        found.append((task_text(record, task), own))
    return found


def test_an_annotation_covers_the_sentences_before_it_back_to_the_last_one() -> None:
    record = analysed(
        "任务清单\n一、任务\n1.扩大进口。设立窗口。办理加快。（甲海关负责）巩固出口。（省商务厅牵头，甲海关配合）"
    )
    assert assigned(record) == [
        ("扩大进口。设立窗口。办理加快。", [("甲海关", "responsible", "stated")]),
        ("扩大进口。巩固出口。", [("省商务厅", "lead", "stated"), ("甲海关", "cooperating", "stated")]),
    ]


def test_a_heading_passes_its_annotation_on() -> None:
    record = analysed(
        "任务清单\n（一）纳税（牵头部门：市税务局）\n1.简化申报。推行网上申报。\n2.减少材料。取消纸质材料。\n（二）登记\n1.一日办结。当日发照。"
    )
    assert [own for _, own in assigned(record)] == [
        [("市税务局", "lead", "inherited")],
        [("市税务局", "lead", "inherited")],
        [],
    ]


def test_standing_parties_are_inherited_by_every_later_task() -> None:
    record = analysed("任务清单\n1.甲事。（省甲厅负责。以下均需各市政府落实，不再列出）\n2.乙事。（省乙厅负责）")
    assert [own for _, own in assigned(record)] == [
        [("省甲厅", "responsible", "stated"), ("各市政府", "responsible", "inherited")],
        [("省乙厅", "responsible", "stated"), ("各市政府", "responsible", "inherited")],
    ]


def test_labels_on_lines_of_their_own_are_no_part_of_the_task() -> None:
    record = analysed("任务清单\n1.完善制度，公布清单。\n牵头单位：市甲局\n责任单位：市乙局")
    assert assigned(record) == [
        ("完善制度，公布清单。", [("市甲局", "lead", "stated"), ("市乙局", "responsible", "stated")])
    ]


def test_every_duty_leads_back_to_its_words() -> None:
    record = analysed("任务清单\n1.甲事。（市甲局负责）\n2.乙事。由市财政局负责保障。")
    for duty in record.duties.duties:
        assert duty.name in record.text[duty.start : duty.end]


def test_aims_and_terms_ask_nothing_of_a_department() -> None:
    record = analysed(
        "意见\n一、总体要求\n（一）指导思想\n坚持稳中求进。\n二、任务\n1.减少材料。取消复印件。\n各地要抓好落实，自印发之日起施行。"
    )
    assert [asks_something(record, task) for task in record.duties.tasks] == [False, True, False]


def test_the_seed_names_collective_bodies_only() -> None:
    record = analyse(SEED, "seed", max_bytes=10**7)
    duties = record.duties.duties
    assert {d.name for d in duties if d.role is not Role.MENTIONED} == {
        "各级党委和政府",
        "地方政府",
        "监管部门",
        "省直有关部门",
    }
    assert all(d.basis is Basis.STATED for d in duties)
    named = {record.clauses[record.duties.tasks[d.task].clauses[0]].path[-1:] for d in duties}
    for item in ("(二十)强化党的领导", "(二十一)推进质量强省", "(二十二)严格评价激励", "(二十三)广泛宣传动员"):
        assert (item,) in named
    assert () in named  # the closing paragraph


def test_every_sentence_of_a_real_document_belongs_to_one_task_at_most(shared: Path) -> None:
    for name in ("gw007", "bp_gansu_04", "bp_xinjiang_01", "mk_06"):
        record = analyse(shared / "policy" / "docs" / f"{name}.txt", name, max_bytes=10**7)
        clauses = [position for task in record.duties.tasks for position in task.clauses]
        assert len(clauses) == len(set(clauses))
