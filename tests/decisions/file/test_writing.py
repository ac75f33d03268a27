"""Writing decisions: each is one line, for the next reader to find, and nothing else in the file is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from indexer.decisions.errors import DecisionError, InvalidDecision
from indexer.decisions.file import DecisionFile
from indexer.decisions.lines import format_line
from indexer.decisions.models import Decision, Decisions
from tests.decisions.file.decided import ONE, TWO
from tests.decisions.makers import decision


def test_without_a_file_there_are_no_decisions(file: DecisionFile) -> None:
    assert file.load() == Decisions()
    assert list(file.corpus.iterdir()) == []


def test_what_was_added_is_there_for_the_next_reader(file: DecisionFile) -> None:
    file.append(ONE)
    file.append(TWO)
    assert DecisionFile(file.corpus).load().all == (ONE, TWO)
    assert file.path.read_text(encoding="utf-8") == f"{format_line(ONE)}\n{format_line(TWO)}\n"


def test_a_decision_adds_one_line_and_changes_no_other(file: DecisionFile) -> None:
    kept = b'  {"id": "by hand"} \r\n\n' + format_line(ONE).encode() + b"\n"
    file.path.write_bytes(kept)
    file.append(TWO)
    assert file.path.read_bytes() == kept + format_line(TWO).encode() + b"\n"


def test_nothing_invalid_is_ever_written(file: DecisionFile) -> None:
    with pytest.raises(InvalidDecision, match="理由"):
        file.append(ONE, replace(TWO, why=""))
    assert not file.path.exists()


@pytest.mark.parametrize("cut", [1, 30, -1])
def test_a_torn_line_is_closed_by_the_next_writer_and_stays_for_a_person_to_mend(file: DecisionFile, cut: int) -> None:
    torn = format_line(TWO).encode()[:cut]
    file.path.write_bytes(format_line(ONE).encode() + b"\n" + torn)
    (problem,) = file.load().problems
    assert (problem.line, problem.set_aside) == (2, True)
    later = decision("d3", minute=2)
    file.append(later)
    read = file.load()
    assert read.all == (ONE, later)
    assert [(p.line, p.text) for p in read.problems] == [(2, torn.decode(errors="backslashreplace").strip())]


def test_who_decides_sees_what_was_decided_before(file: DecisionFile) -> None:
    file.append(ONE)
    seen: list[Decisions] = []

    def make(decisions: Decisions) -> Sequence[Decision]:
        seen.append(decisions)
        return []

    assert file.decide(make) == []
    assert seen == [Decisions((ONE,))]


def test_an_error_while_deciding_writes_nothing_and_lets_go_of_the_file(file: DecisionFile) -> None:
    def refuse(_: Decisions) -> Sequence[Decision]:
        raise DecisionError("不行")

    with pytest.raises(DecisionError, match="不行"):
        file.decide(refuse)
    file.append(ONE)
    assert file.load().all == (ONE,)
