"""Decisions as a table for people (CSV) and for programs (JSON), and back again without loss.

CSV comes with a byte order mark, so that spreadsheet programs show Chinese, and with an apostrophe before every cell
that they would calculate instead of show; reading takes it away again.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from indexer.decisions.errors import DecisionError, InvalidDecision
from indexer.decisions.lines import PART_KEYS, format_line, from_plain, one_line, parse_json, plain
from indexer.decisions.models import KEY_NAMES, KIND_NAMES, Decision, Decisions, Problem
from indexer.decisions.reading import conflicts, merged
from indexer.duties.ledger import ROLE_NAMES

_ORDER = (
    *("id", "when", "who", "kind", "label", "role", "deadline", "was.label", "was.role", "was.deadline", "why"),
    *("document", "task", "excerpt", "replaces", "department", "was.department", "text", "extra"),
)
_HEADINGS = KEY_NAMES | {f"was.{name}": f"原{KEY_NAMES[name]}" for name in PART_KEYS} | {"extra": "其他"}
COLUMNS = {name: _HEADINGS[name] for name in _ORDER}
"""The columns in their order: name in the file of decisions (``was.`` for what a change puts right), and heading."""

_ROLES = {role.value: name for role, name in ROLE_NAMES.items()}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "kind": {kind.value: name for kind, name in KIND_NAMES.items()},
    "role": _ROLES,
    "was.role": _ROLES,
}
_GUARDED = re.compile("'|[\\s\ufeff\u200b-\u200f]*[=+\\-@＝＋－＠]")
"""Cells that get an apostrophe: what spreadsheet programs take for a formula (OWASP, CSV Injection), and, so that the
way back is certain, cells that begin with one already."""


def to_csv(decisions: Iterable[Decision]) -> bytes:
    """UTF-8 with byte order mark, lines ended by CR LF (RFC 4180)."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS.values())
    for decision in decisions:
        flat = _flat(decision)
        cells = (_WORDS.get(name, {}).get(flat.get(name, ""), flat.get(name, "")) for name in COLUMNS)
        writer.writerow([f"'{cell}" if _GUARDED.match(cell) else cell for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def to_json(decisions: Iterable[Decision]) -> bytes:
    """An object with the list ``decisions``, each as in the file of decisions, one a line. UTF-8."""
    lines = ",\n".join(format_line(decision) for decision in decisions)
    return f'{{"decisions": [\n{lines}\n]}}\n'.encode()


def from_csv(content: bytes) -> Decisions:
    """The decisions of a table; what cannot be one is a problem, its ``line`` the row (the heading is row 1).

    UTF-8, or GB18030, as Chinese spreadsheet programs save it. Raises ``DecisionError`` when it is not this table.
    """
    heading, *rows = _rows(_decoded(content)) or [[]]
    names = {title: name for name, title in COLUMNS.items()}
    _check_heading(heading)
    read: list[tuple[int, Decision]] = []
    problems: list[Problem] = []
    for number, cells in enumerate(rows, start=2):
        if not any(cells):
            continue
        try:
            if len(cells) != len(heading):
                raise InvalidDecision(f"有 {len(cells)} 格，表头有 {len(heading)} 格")
            read.append((number, from_plain(_nested(dict(zip((names[t] for t in heading), cells, strict=True))))))
        except InvalidDecision as error:
            problems.append(Problem(number, f"{error}。", ",".join(cells), set_aside=True))
    return _collected(read, problems)


def from_json(content: bytes) -> Decisions:
    """The same of a JSON text; ``line`` is the place in its list, from 1. Raises ``DecisionError``."""
    try:
        value = parse_json(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise DecisionError("不是 UTF-8 编码的文字。") from None
    entries = value.get("decisions") if isinstance(value, dict) else value
    if not isinstance(entries, list):
        raise DecisionError("其中没有决定的列表（“decisions”）。")
    read: list[tuple[int, Decision]] = []
    problems: list[Problem] = []
    for number, entry in enumerate(entries, start=1):
        try:
            read.append((number, from_plain(entry)))
        except InvalidDecision as error:
            problems.append(Problem(number, f"{error}。", json.dumps(entry, ensure_ascii=False), set_aside=True))
    return _collected(read, problems)


def unknown(table: Decisions, file: Decisions) -> tuple[Decision, ...]:
    """The decisions of a table that a file lacks.

    Raises ``DecisionError`` when the table has problems, or says something else under an identifier that the file
    knows: then nothing should be taken over until a person has looked at it.
    """
    wrong = [f"第 {problem.line} 行：{problem.reason}" for problem in table.problems]
    known = {decision.id: decision for decision in file.all}
    wrong += [f"{d.id} 与文件中同一编号的决定不同。" for d in table.all if known.get(d.id, d) != d]
    if wrong:
        rest = f"（另有 {len(wrong) - 5} 处）" if len(wrong) > 5 else ""
        raise DecisionError(f"表中有 {len(wrong)} 处需要改正，没有导入任何决定：{' '.join(wrong[:5])}{rest}")
    return tuple(decision for decision in table.all if decision.id not in known)


def _collected(read: Sequence[tuple[int, Decision]], problems: Iterable[Problem]) -> Decisions:
    found = sorted([*problems, *conflicts(read)], key=lambda problem: problem.line)
    return Decisions(merged(decision for _, decision in read), tuple(found))


def _flat(decision: Decision) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in plain(replace(decision, extra=())).items():
        if isinstance(value, dict):
            flat |= {f"{name}.{inner}": str(text) for inner, text in value.items()}
        else:
            flat[name] = " ".join(value) if isinstance(value, list) else str(value)
    if decision.extra:
        flat["extra"] = one_line({key: json.loads(value) for key, value in decision.extra})
    return flat


def _nested(cells: Mapping[str, str]) -> dict[str, object]:
    """The JSON object that a row stands for. Raises ``InvalidDecision``."""
    flat = {name: _word(name, _unguarded(cell)) for name, cell in cells.items() if cell}
    extra = parse_json(flat.pop("extra", "{}"))
    if not isinstance(extra, dict) or extra.keys() & KEY_NAMES.keys():
        raise InvalidDecision("“其他”一格应是 JSON 对象 {…}，其中不能有表中已有的列")
    was = {name.removeprefix("was."): flat.pop(name) for name in list(flat) if name.startswith("was.")}
    replaces = flat.pop("replaces", "").split()
    nested: dict[str, object] = {**extra, **flat}
    if was:
        nested["was"] = was
    if replaces:
        nested["replaces"] = replaces
    return nested


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell[1:]) else cell


def _word(name: str, cell: str) -> str:
    """The value that a word of the table stands for; the value itself may stand there too."""
    return next((value for value, word in _WORDS.get(name, {}).items() if word == cell), cell)


def _check_heading(heading: Sequence[str]) -> None:
    missing = [title for title in COLUMNS.values() if title not in heading]
    more = [title for title in heading if title not in COLUMNS.values()]
    wrong = [f"{what}{'、'.join(titles)}" for what, titles in (("缺少：", missing), ("多出：", more)) if titles]
    if wrong or len(set(heading)) < len(heading):
        raise DecisionError(f"表头与导出的决定表不同（{'；'.join(wrong) or '有重复的列'}），没有导入。")


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DecisionError("表格的编码无法识别，请另存为“CSV UTF-8”后再导入。")


def _rows(text: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error:
        raise DecisionError(f"第 {len(rows) + 1} 行之后不是完整的 CSV 表格，没有导入。") from None
    return rows
