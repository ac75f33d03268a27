"""Whatever happened to the file, what can be read is read, and the rest is reported with its line."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.decisions.force import in_force
from indexer.decisions.lines import format_line
from indexer.decisions.models import Decision, DecisionKind
from indexer.decisions.reading import read_decisions
from tests.decisions.makers import decision
from tests.decisions.strategies import histories, unhurried

ONE, TWO, THREE = (decision(f"d{n}", minute=n, department=f"test/{n}", why="商定") for n in (1, 2, 3))


def content(*lines: Decision | str) -> bytes:
    return "".join((line if isinstance(line, str) else format_line(line)) + "\n" for line in lines).encode()


def test_decisions_are_in_the_order_of_time_not_of_lines() -> None:
    assert read_decisions(content(THREE, ONE, TWO)).all == (ONE, TWO, THREE)


def test_times_compare_across_time_zones() -> None:
    earlier = replace(ONE, when="2023-04-01T09:00:00+08:00")
    later = replace(TWO, when="2023-04-01T02:00:00Z")
    assert read_decisions(content(later, earlier)).all == (earlier, later)


def test_a_decision_that_stands_twice_counts_once() -> None:
    read = read_decisions(content(ONE, TWO, ONE))
    assert read.all == (ONE, TWO)
    assert read.problems == ()


@pytest.mark.parametrize("cut", [1, 7, 40, 200])
def test_a_torn_last_line_is_reported_and_the_others_count(cut: int) -> None:
    read = read_decisions(content(ONE, TWO) + format_line(THREE).encode()[:cut])
    assert read.all == (ONE, TWO)
    (problem,) = read.problems
    assert problem.line == 3
    assert problem.set_aside
    assert "没有写完" in problem.reason


def test_a_line_cut_inside_a_character_is_reported() -> None:
    line = format_line(ONE).encode()
    read = read_decisions(line[: line.index("张".encode()) + 1])
    assert read.all == ()
    assert "UTF-8" in read.problems[0].reason
    assert "\\xe5" in read.problems[0].text


def test_a_last_line_that_lacks_only_its_end_counts() -> None:
    read = read_decisions(content(ONE, TWO)[:-1])
    assert read.all == (ONE, TWO)
    assert read.problems == ()


def test_a_spoilt_line_in_the_middle_is_reported_with_its_number() -> None:
    read = read_decisions(content(ONE, "", '{"id": "d9"}', TWO))
    assert read.all == (ONE, TWO)
    (problem,) = read.problems
    assert (problem.line, problem.text, problem.set_aside) == (3, '{"id": "d9"}', True)
    assert "没有写完" not in problem.reason


def test_what_editors_on_windows_leave_makes_no_difference() -> None:
    saved = b"\xef\xbb\xbf" + content(ONE, TWO).replace(b"\n", b"\r\n")
    assert read_decisions(saved) == read_decisions(content(ONE, TWO))


def test_a_file_saved_in_another_encoding_is_reported_line_by_line() -> None:
    read = read_decisions(content(ONE, TWO).decode().encode("gb18030"))
    assert read.all == ()
    assert [problem.line for problem in read.problems] == [1, 2]


def test_the_same_identifier_with_different_content_is_reported_and_the_order_does_not_decide() -> None:
    edited = replace(ONE, why="另有考虑")
    forth, back = read_decisions(content(ONE, edited)), read_decisions(content(edited, ONE))
    assert forth.all == back.all
    assert len(forth.all) == 1
    assert [(p.line, p.set_aside) for p in forth.problems] == [(2, False)]
    assert "第 1 行" in forth.problems[0].reason


REFERENCES = [
    ([decision("a", replaces=("gone",))], "gone 不在文件中"),
    (
        [
            decision("a"),
            decision("w", DecisionKind.WITHDRAW, replaces=("a",)),
            decision("v", DecisionKind.WITHDRAW, replaces=("w",)),
        ],
        "撤回不能再撤回",
    ),
    ([decision("a", replaces=("b",)), decision("b", replaces=("a",))], "互相取代"),
]


@pytest.mark.parametrize(("made", "said"), REFERENCES)
def test_references_that_make_no_sense_are_reported(made: list[Decision], said: str) -> None:
    read = read_decisions(content(*made))
    assert len(read.all) == len(made)
    assert any(said in problem.reason for problem in read.problems)


@unhurried
@given(st.binary(max_size=300))
def test_no_content_crashes_the_reader(junk: bytes) -> None:
    read = read_decisions(junk)
    assert len(read.problems) <= junk.count(b"\n") + 1


@unhurried
@given(histories(), st.data())
def test_overwriting_a_stretch_of_the_file_loses_only_the_lines_that_were_hit(
    made: list[Decision], data: st.DataObject
) -> None:
    lines = [content(one) for one in made]
    whole = b"".join(lines)
    start = data.draw(st.integers(0, len(whole)))
    junk = data.draw(st.binary(max_size=20).filter(lambda junk: b"\n" not in junk))
    read = read_decisions(whole[:start] + junk + whole[start + len(junk) :])
    doubled = {one.id for one in made if any("编号相同" in p.reason and one.id in p.text for p in read.problems)}
    begins, joined = 0, False
    for one, line in zip(made, lines, strict=True):
        ends = begins + len(line)
        hit = start < ends and begins < start + len(junk)
        if not hit and not joined and one.id not in doubled:
            assert read.get(one.id) == one
        joined = start < ends <= start + len(junk)
        begins = ends


@unhurried
@given(histories(), st.randoms())
def test_the_order_of_lines_and_lines_standing_twice_make_no_difference(made: list[Decision], random: object) -> None:
    shuffled = [*made, *made[::2]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = read_decisions(content(*made)), read_decisions(content(*shuffled))
    assert one.all == other.all
    assert in_force(one.all) == in_force(other.all)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("options", [[], ["--union"], ["--diff3"]])
@unhurried
@given(histories(), st.data())
def test_merging_two_branches_gives_the_decisions_of_both(
    options: list[str], tmp_path_factory: pytest.TempPathFactory, made: list[Decision], data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(made)))
    second = data.draw(st.integers(first, len(made)))
    folder = tmp_path_factory.mktemp("branches")
    base, ours, theirs = made[:first], made[:second], [*made[:first], *made[second:]]
    merged = _merge(folder, [content(*ours), content(*base), content(*theirs)], options)
    read = read_decisions(merged)
    assert read.all == read_decisions(content(*made)).all
    assert not [problem for problem in read.problems if problem.set_aside]
    assert ("冲突" in "".join(p.reason for p in read.problems)) == (b"<<<<<<<" in merged)


def _merge(folder: Path, versions: list[bytes], options: list[str]) -> bytes:
    paths = [folder / name for name in ("ours", "base", "theirs")]
    for path, version in zip(paths, versions, strict=True):
        path.write_bytes(version)
    run = subprocess.run(
        ["git", "merge-file", "-p", "-q", *options, *map(str, paths)], capture_output=True, check=False
    )
    assert run.returncode in (0, 1), run.stderr
    return run.stdout
