"""The whole file of decisions: every decision once, and every line that cannot be one.

Whatever happened to the file (a crash, an editor, a merge of two branches), what can be read is read, and the rest is
reported with its line number and left where it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indexer.decisions.errors import InvalidDecision
from indexer.decisions.force import circular, ranked
from indexer.decisions.lines import format_line, parse_line
from indexer.decisions.models import Decision, DecisionKind, Decisions, Problem

_BOM = b"\xef\xbb\xbf"
_MARKERS = (b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>")
"""What git writes around the two sides of a conflict. Both sides count: their union is the merge."""


def read_decisions(content: bytes) -> Decisions:
    """The decisions in the content of the file, and its problems. Raises nothing, whatever the content."""
    numbered: list[tuple[int, Decision]] = []
    problems: list[Problem] = []
    *lines, tail = content.split(b"\n")
    for number, line in enumerate([*lines, tail], start=1):
        line = line.removeprefix(_BOM).strip()
        if not line:
            continue
        if line.startswith(_MARKERS):
            reason = "这是合并冲突的标记，两边的决定都已读入；删去这一行即可。"
            problems.append(Problem(number, reason, _shown(line), set_aside=False))
            continue
        try:
            numbered.append((number, _decision(line)))
        except InvalidDecision as error:
            # Only the last line can have been cut off: nothing is ever written before it.
            torn = "没有写完（写入时可能突然中断），" if number > len(lines) else ""
            reason = f"{torn}{error}。这一行没有计入，仍保留在文件中，请改正或删去。"
            problems.append(Problem(number, reason, _shown(line), set_aside=True))
    decisions = merged(decision for _, decision in numbered)
    problems += conflicts(numbered)
    problems += _references(decisions, dict(reversed([(d.id, n) for n, d in numbered])))
    return Decisions(decisions, tuple(sorted(problems, key=lambda problem: problem.line)))


def merged(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Every decision once, each after all that it replaces, otherwise by time (``indexer.decisions.force``).

    Where one identifier stands for two different decisions (somebody edited one side of a merge), the greater line
    counts, so that the order in the file makes no difference.
    """
    found: dict[str, Decision] = {}
    for decision in decisions:
        known = found.get(decision.id)
        if known is None or (known != decision and format_line(known) < format_line(decision)):
            found[decision.id] = decision
    return ranked(found.values())


def _decision(line: bytes) -> Decision:
    try:
        text = line.decode()
    except UnicodeDecodeError:
        raise InvalidDecision("不是 UTF-8 编码的文字") from None
    return parse_line(text)


def _shown(line: bytes) -> str:
    return line.decode(errors="backslashreplace")


def conflicts(numbered: Iterable[tuple[int, Decision]]) -> Iterator[Problem]:
    """A problem for each line whose identifier stands for something else on an earlier one."""
    first: dict[str, tuple[int, Decision]] = {}
    for number, decision in numbered:
        known_number, known = first.setdefault(decision.id, (number, decision))
        if known != decision:
            reason = f"与第 {known_number} 行编号相同，内容却不同，只计入其中一项。请留下正确的一行，删去另一行。"
            yield Problem(number, reason, format_line(decision), set_aside=False)


def _references(decisions: tuple[Decision, ...], lines: dict[str, int]) -> Iterator[Problem]:
    """Decisions that take the place of something that is not there, of a withdrawal, or of one another."""
    known = {decision.id: decision for decision in decisions}
    loop = circular(decisions)
    for decision in decisions:
        reasons = [f"其中提到的决定 {other} 不在文件中。" for other in decision.replaces if other not in known]
        if decision.kind is DecisionKind.WITHDRAW:
            reasons += [
                f"撤回不能再撤回（{other}），应重新作出决定。"
                for other in decision.replaces
                if other in known and known[other].kind is DecisionKind.WITHDRAW
            ]
        if decision.id in loop:
            reasons.append("这项决定与另一项互相取代，只按时间先后计。")
        for reason in reasons:
            yield Problem(lines[decision.id], reason, format_line(decision), set_aside=False)
