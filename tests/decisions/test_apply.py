"""The ledger after people have decided: nothing that the text says is hidden, nothing suggested looks stated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.decisions.apply import apply
from indexer.decisions.models import Decision, DecisionKind
from indexer.decisions.resolve import resolve
from indexer.decisions.texts import TaskPlace, task_places
from indexer.duties.ledger import STANDING_NAMES, LedgerRow
from indexer.duties.models import Basis, Role, Standing
from indexer.duties.rows import ledger_rows, silent
from indexer.register import load_register
from tests.decisions.makers import (
    COMMERCE,
    CULTURE,
    DRUG,
    MARKET,
    PLAN,
    all_of,
    decision,
    document,
    library,
    part,
    place,
    row,
)
from tests.decisions.strategies import histories, unhurried

STALLS = place("统一划定摊位")
SHOWS = place("组织民间艺人")
STATED = row(STALLS)
SUGGESTED = row(SHOWS, CULTURE, Basis.SUGGESTED)


def ledger(rows: Sequence[LedgerRow], *made: Decision, text: str = PLAN) -> tuple[LedgerRow, ...]:
    return apply(rows, resolve(all_of(*made), library(document(text))))


def standings(found: Sequence[LedgerRow]) -> list[tuple[str, Role, Standing, Basis]]:
    return [(entry.key, entry.role, entry.standing, entry.basis) for entry in found]


def test_without_decisions_the_ledger_is_as_it_was() -> None:
    found = ledger([STATED, SUGGESTED])
    assert list(found) == [STATED, SUGGESTED]
    assert {entry.standing for entry in found} == {Standing.OPEN}
    assert all(entry.shown for entry in found)


def test_a_confirmed_suggestion_says_who_when_and_why_and_keeps_its_reasons() -> None:
    (found,) = ledger([SUGGESTED], decision("d1", department=CULTURE, at=SHOWS))
    assert found == replace(
        SUGGESTED,
        basis=Basis.CONFIRMED,
        standing=Standing.CONFIRMED,
        ground=Basis.SUGGESTED,
        decision="d1",
        who="张三",
        when="2023-04-01T09:00:00+08:00",
        why="会议议定",
    )


def test_a_confirmed_stated_duty_still_says_that_the_text_states_it() -> None:
    (found,) = ledger([STATED], decision("d1", at=STALLS))
    assert (found.standing, found.basis, found.ground) == (Standing.CONFIRMED, Basis.CONFIRMED, Basis.STATED)
    assert found.name == "省市场监管局"


def test_a_rejected_suggestion_leaves_the_default_view_but_can_be_listed() -> None:
    (found,) = ledger([SUGGESTED], decision("d1", DecisionKind.REJECT, CULTURE, at=SHOWS))
    assert (found.standing, found.shown) == (Standing.REJECTED, False)
    assert (found.basis, found.why) == (Basis.SUGGESTED, "会议议定")


@pytest.mark.parametrize("basis", [Basis.STATED, Basis.INHERITED])
def test_a_rejected_duty_of_the_text_stays_visible_with_the_objection(basis: Basis) -> None:
    (found,) = ledger([row(STALLS, basis=basis)], decision("d1", DecisionKind.REJECT, at=STALLS))
    assert (found.standing, found.shown, found.basis) == (Standing.OBJECTED, True, basis)
    assert (found.who, found.why) == ("张三", "会议议定")


def test_an_added_duty_gets_a_row_of_its_own_after_those_of_its_task() -> None:
    made = decision("d1", DecisionKind.ADD, COMMERCE, at=STALLS, part=part(COMMERCE, Role.COOPERATING, "5月底前"))
    first, new, last = ledger([STATED, SUGGESTED], made)
    assert (first, last) == (STATED, SUGGESTED)
    assert new.standing is Standing.CONFIRMED
    assert new.ground is None
    row_ = new
    assert (row_.key, row_.department, row_.name) == (COMMERCE, "省商务厅", "")
    assert (row_.role, row_.basis, row_.deadline) == (Role.COOPERATING, Basis.CONFIRMED, "5月底前")
    assert (row_.clause, row_.citation) == (STALLS.task.id, "《关于办好夜间集市的通知》第二部分第（一）条第1句")
    assert row_.task == "统一划定摊位，公示收费标准。建立摊主信用档案。"
    assert (row_.document_title, row_.line) == ("关于办好夜间集市的通知", STALLS.task.line)


def test_a_duty_added_to_a_task_without_rows_is_there_too() -> None:
    found = ledger([], decision("d1", DecisionKind.ADD, COMMERCE, at=SHOWS))
    assert standings(found) == [(COMMERCE, Role.RESPONSIBLE, Standing.CONFIRMED, Basis.CONFIRMED)]


OWN = (
    *("department", "key", "name", "role", "basis", "start", "end"),
    *("standing", "ground", "decision", "who", "when", "why"),
)


def test_a_new_row_has_everything_that_a_row_of_the_text_has() -> None:
    (stated,) = (one for one in ledger_rows(document(), load_register(), silent) if one.clause == STALLS.task.id)
    (found,) = ledger([], decision("d1", DecisionKind.ADD, COMMERCE, at=STALLS))
    assert replace(stated, **{name: getattr(found, name) for name in OWN}) == found


def change(department: str, at: TaskPlace, **more: object) -> Decision:
    return decision("d1", DecisionKind.CHANGE, department, at=at, **more)


def test_a_suggestion_that_was_put_right_gives_way_to_what_is_right() -> None:
    made = change(CULTURE, SHOWS, was=part(CULTURE), part=part(CULTURE, Role.LEAD))
    assert standings(ledger([SUGGESTED], made)) == [
        (CULTURE, Role.RESPONSIBLE, Standing.REPLACED, Basis.SUGGESTED),
        (CULTURE, Role.LEAD, Standing.CONFIRMED, Basis.CONFIRMED),
    ]


def test_a_stated_role_that_was_changed_stays_beside_what_a_person_says() -> None:
    made = change(MARKET, STALLS, was=part(MARKET), part=part(MARKET, Role.LEAD))
    found = ledger([STATED], made)
    assert standings(found) == [
        (MARKET, Role.RESPONSIBLE, Standing.OBJECTED, Basis.STATED),
        (MARKET, Role.LEAD, Standing.CONFIRMED, Basis.CONFIRMED),
    ]
    assert all(entry.shown for entry in found)


def test_a_stated_duty_passed_to_another_department_is_shown_for_both() -> None:
    made = change(DRUG, STALLS, was=part(MARKET))
    assert standings(ledger([STATED], made)) == [
        (MARKET, Role.RESPONSIBLE, Standing.OBJECTED, Basis.STATED),
        (DRUG, Role.RESPONSIBLE, Standing.CONFIRMED, Basis.CONFIRMED),
    ]


def test_a_changed_deadline_does_not_overwrite_the_one_in_the_text() -> None:
    stated = replace(STATED, deadline="6月底前")
    made = change(MARKET, STALLS, was=part(MARKET, deadline="6月底前"), part=part(MARKET, deadline="8月底前"))
    found = ledger([stated], made)
    assert [(entry.standing, entry.deadline) for entry in found] == [
        (Standing.OBJECTED, "6月底前"),
        (Standing.CONFIRMED, "8月底前"),
    ]


def test_a_deadline_given_when_confirming_a_suggestion_is_shown() -> None:
    (found,) = ledger([SUGGESTED], decision("d1", department=CULTURE, at=SHOWS, part=part(CULTURE, deadline="年内")))
    assert found.deadline == "年内"


def test_a_deadline_that_a_person_took_away_is_gone() -> None:
    suggested = replace(SUGGESTED, deadline="年内")
    (found,) = ledger([suggested], change(CULTURE, SHOWS, was=part(CULTURE, deadline="年内"), part=part(CULTURE)))
    assert (found.standing, found.deadline) == (Standing.CONFIRMED, "")


def test_the_deadline_of_the_text_stays_when_the_duty_is_confirmed() -> None:
    (found,) = ledger([replace(STATED, deadline="6月底前")], decision("d1", at=STALLS))
    assert found.deadline == "6月底前"


def test_another_role_of_the_same_department_in_the_text_is_left_alone() -> None:
    lead = row(STALLS, role=Role.LEAD)
    found = ledger([lead, STATED], decision("d1", DecisionKind.REJECT, at=STALLS))
    assert [entry.standing for entry in found] == [Standing.OPEN, Standing.OBJECTED]


def test_an_objection_is_not_lost_when_the_program_now_reads_another_role() -> None:
    (found,) = ledger([row(STALLS, role=Role.LEAD)], decision("d1", DecisionKind.REJECT, at=STALLS))
    assert found.standing is Standing.OBJECTED


def test_a_suggestion_for_another_role_gives_way_to_a_confirmed_one() -> None:
    made = decision("d1", department=CULTURE, at=SHOWS, part=part(CULTURE, Role.LEAD))
    found = ledger([SUGGESTED], made)
    assert [(entry.standing, entry.shown) for entry in found] == [
        (Standing.REPLACED, False),
        (Standing.CONFIRMED, True),
    ]


def test_a_withdrawn_decision_leaves_no_trace_in_the_ledger() -> None:
    made = decision("d1", DecisionKind.REJECT, CULTURE, at=SHOWS)
    back = decision("d2", DecisionKind.WITHDRAW, CULTURE, at=SHOWS, replaces=("d1",), minute=1)
    assert list(ledger([SUGGESTED], made, back)) == [SUGGESTED]


def test_other_tasks_and_departments_are_not_touched() -> None:
    (found,) = ledger([STATED], decision("d1", DecisionKind.REJECT, CULTURE, at=SHOWS))
    assert found == STATED


def test_a_decision_whose_text_changed_counts_for_nothing_but_is_pointed_out() -> None:
    made = decision("d1", DecisionKind.REJECT, CULTURE, at=SHOWS)
    now = PLAN.replace("每月不少于两场", "每周不少于一场")
    suggested = row(place("组织民间艺人", document(now)), CULTURE, Basis.SUGGESTED)
    other = row(place("统一划定摊位", document(now)))
    first, second = ledger([suggested, other], made, text=now)
    assert replace(first, review=()) == suggested
    assert first.review == ("d1",)
    assert second.review == ()


def test_every_standing_has_a_word_of_its_own() -> None:
    assert STANDING_NAMES.keys() == set(Standing)
    assert len(set(STANDING_NAMES.values())) == len(Standing)


TASKS = task_places(document())
_BASES = st.sampled_from([Basis.STATED, Basis.INHERITED, Basis.SUGGESTED])
_ROLES = st.sampled_from([Role.LEAD, Role.RESPONSIBLE, Role.COOPERATING, Role.MENTIONED])
_ROWS = st.builds(row, st.sampled_from(TASKS[:2]), st.sampled_from([MARKET, DRUG, COMMERCE]), _BASES, _ROLES)


@unhurried
@given(st.lists(_ROWS, max_size=6, unique=True), histories())
def test_no_row_of_the_text_is_ever_hidden_altered_or_dropped(rows: list[LedgerRow], made: list[Decision]) -> None:
    at = dict(zip(sorted({one.task for one in made}), TASKS[:2], strict=False))
    made = [replace(one, task=at[one.task].task.id, text=at[one.task].digest) for one in made]
    found = ledger(rows, *made)
    said = ("basis", "deadline", "standing", "ground", "decision", "who", "when", "why")
    of_text = [entry for entry in found if entry.standing is Standing.OPEN or entry.ground is not None]
    assert [replace(entry, **dict.fromkeys(said, "")) for entry in of_text] == [
        replace(one, **dict.fromkeys(said, "")) for one in rows
    ]
    assert [entry.ground or entry.basis for entry in of_text] == [one.basis for one in rows]
    for entry in found:
        if entry.ground in (Basis.STATED, Basis.INHERITED):
            assert entry.shown
        assert (entry.basis is Basis.CONFIRMED) == (entry.standing is Standing.CONFIRMED)
        assert (entry.standing is Standing.OPEN) == (entry.who == "") == (entry.decision == "")
    confirmed = {(entry.clause, entry.key) for entry in found if entry.standing is Standing.CONFIRMED}
    resolution = resolve(all_of(*made), library(document()))
    for subject, one in resolution.force.by_subject.items():
        yes = one.kind is not DecisionKind.REJECT and one.part.department == subject.department
        assert ((subject.task, subject.department) in confirmed) == yes
