"""A later decision supersedes an earlier one; a withdrawal takes back one decision and no other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.decisions.force import circular, in_force, ranked
from indexer.decisions.models import Decision, DecisionKind, Subject
from indexer.duties.models import Role
from tests.decisions.makers import COMMERCE, DRUG, MARKET, decision, part
from tests.decisions.strategies import histories, unhurried

TASK = "market-2023:2.1:abcdef"


def valid(*made: Decision, department: str = MARKET, task: str = TASK) -> str | None:
    found = in_force(made).by_subject.get(Subject(task, department))
    return found.id if found else None


def test_the_latest_decision_is_in_force() -> None:
    early, late = decision("z-early", minute=1), decision("a-late", DecisionKind.REJECT, minute=2)
    assert valid(late, early) == "a-late"
    assert in_force([early, late]).ended_by["z-early"].id == "a-late"


def test_decisions_on_other_departments_and_tasks_stand_beside_each_other() -> None:
    made = [decision("a"), decision("b", department=DRUG, minute=1), decision("c", task="market-2023:2.2:x", minute=2)]
    assert valid(*made) == "a"
    assert valid(*made, department=DRUG) == "b"
    assert valid(*made, task="market-2023:2.2:x") == "c"


def test_what_a_decision_replaces_is_earlier_even_when_a_clock_goes_wrong() -> None:
    first = decision("first", minute=10)
    second = decision("second", DecisionKind.REJECT, minute=0, replaces=("first",))
    assert valid(first, second) == "second"


def test_a_decision_at_the_same_moment_is_settled_the_same_way_everywhere() -> None:
    made = [decision("a"), decision("b", DecisionKind.REJECT)]
    assert valid(*made) == valid(*reversed(made)) == "b"


def test_a_withdrawn_decision_is_in_force_no_more_and_does_not_revive_an_older_one() -> None:
    first = decision("first")
    second = decision("second", DecisionKind.REJECT, minute=1, replaces=("first",))
    back = decision("back", DecisionKind.WITHDRAW, minute=2, replaces=("second",))
    assert valid(first, second, back) is None
    assert in_force([first, second, back]).ended_by["second"].id == "back"


def test_a_withdrawal_on_one_branch_leaves_the_decision_of_the_other_branch_alone() -> None:
    first = decision("first")
    theirs = decision("theirs", DecisionKind.REJECT, minute=1, replaces=("first",))
    ours = decision("ours", DecisionKind.WITHDRAW, minute=2, replaces=("first",))
    assert valid(first, theirs, ours) == "theirs"


def test_after_a_withdrawal_one_can_decide_anew() -> None:
    first = decision("first", minute=5)
    back = decision("back", DecisionKind.WITHDRAW, minute=6, replaces=("first",))
    anew = decision("anew", DecisionKind.REJECT, minute=0, replaces=("back",))
    assert valid(first, back, anew) == "anew"


def test_a_change_of_department_speaks_for_both() -> None:
    moved = decision("moved", DecisionKind.CHANGE, DRUG, was=part(MARKET))
    assert valid(moved) == valid(moved, department=DRUG) == "moved"
    later = decision("later", department=MARKET, minute=1)
    assert valid(moved, later) == "later"
    assert valid(moved, later, department=DRUG) == "moved"
    assert in_force([moved, later]).holds(moved)


def test_a_decision_carried_over_to_another_place_is_in_force_only_there() -> None:
    old = decision("old")
    new = decision("new", task="market-2023:2.3:y", replaces=("old",), minute=1)
    assert valid(old, new) is None
    assert valid(old, new, task="market-2023:2.3:y") == "new"


def test_history_stays_complete() -> None:
    made = [decision(f"d{n}", minute=n) for n in range(5)]
    force = in_force(made)
    assert set(force.ended_by) == {"d0", "d1", "d2", "d3"}
    assert {ending.id for ending in force.ended_by.values()} == {"d4"}


def test_decisions_that_replace_each_other_go_by_time() -> None:
    one, two = decision("one", replaces=("two",), minute=1), decision("two", replaces=("one",))
    after = decision("after", replaces=("two",), minute=-5)
    assert circular([one, two, after]) == {"one", "two"}
    assert [d.id for d in ranked([one, two, after])] == ["two", "after", "one"]
    assert valid(one, two) == "one"


@unhurried
@given(histories(), st.randoms())
def test_superseding_depends_on_the_decisions_alone(made: list[Decision], random: object) -> None:
    shuffled = list(made)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert in_force(made) == in_force(shuffled)
    assert ranked(made) == ranked(shuffled)


@unhurried
@given(histories())
def test_every_decision_is_in_force_or_ended_by_another(made: list[Decision]) -> None:
    force = in_force(made)
    for one in made:
        if one.kind is DecisionKind.WITHDRAW:
            assert not force.holds(one)
            assert one.id not in force.ended_by
        else:
            assert force.holds(one) != (one.id in force.ended_by)
            assert force.ended_by.get(one.id) != one


@unhurried
@given(histories())
def test_decisions_come_after_what_they_replace(made: list[Decision]) -> None:
    order = {one.id: number for number, one in enumerate(ranked(made))}
    loop = circular(made)
    for one in made:
        for other in one.replaces:
            if other in order and not {one.id, other} <= loop:
                assert order[other] < order[one.id]


@unhurried
@given(histories())
def test_a_history_in_which_everybody_replaces_earlier_decisions_has_no_circle(made: list[Decision]) -> None:
    earlier: list[str] = []
    straight = []
    for one in made:
        kept = tuple(other for other in one.replaces if other in earlier)
        if not (one.kind is DecisionKind.WITHDRAW and not kept):
            straight.append(replace(one, replaces=kept))
            earlier.append(one.id)
    assert circular(straight) == set()


@pytest.mark.parametrize("kind", [DecisionKind.CONFIRM, DecisionKind.REJECT, DecisionKind.ADD])
@unhurried
@given(histories())
def test_a_new_decision_that_replaces_the_last_is_always_in_force(kind: DecisionKind, made: list[Decision]) -> None:
    subject = Subject("market-2023:2.1:aaaaaa", COMMERCE)
    last = in_force(made).last.get(subject)
    new = decision("new", kind, COMMERCE, task=subject.task, minute=-100, replaces=(last.id,) if last else ())
    force = in_force([*made, new])
    loops = circular(made)
    if last is None or last.id not in loops:
        assert force.by_subject[subject] == new


def test_a_long_history_is_no_problem() -> None:
    later = (decision(f"d{n}", replaces=(f"d{n - 1}",), minute=-n) for n in range(1, 3000))
    made = [decision("d0"), *later]
    assert valid(*made) == "d2999"


def test_a_change_of_role_supersedes_a_confirmation() -> None:
    confirmed = decision("a")
    changed = decision("b", DecisionKind.CHANGE, was=part(), part=part(role=Role.LEAD), minute=1)
    assert valid(confirmed, changed) == "b"
