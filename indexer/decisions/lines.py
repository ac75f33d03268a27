"""One decision as one line of text, and back; and what makes a decision valid.

Keys stand in one order, what a person reads first; optional ones are left out where they are empty. Chinese is
written as it is. Characters that nobody sees (control and direction marks, Unicode line ends) are written by their
numbers, as JSON allows, so that no editor takes one for the end of the line and no diff hides one.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NoReturn

from indexer.decisions.errors import InvalidDecision
from indexer.decisions.models import KEY_NAMES, KIND_NAMES, Decision, DecisionKind, Part
from indexer.duties.models import Role

_OPTIONAL = ("deadline", "why")
_TEXTS = tuple(name for name in KEY_NAMES if name not in (*_OPTIONAL, "was", "replaces"))
PART_KEYS = ("department", "label", "role", "deadline")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_ID = re.compile(r"[\w.-]{1,80}")
LONGEST = 20_000
"""Characters of a single value; nobody gives longer reasons, and no spreadsheet program takes much longer cells."""
_DEEPEST = 20
"""Levels of lists and objects; more than any key needs, and far less than Python can handle."""
_SURROGATE = re.compile("[\ud800-\udfff]")


def format_line(decision: Decision) -> str:
    """The line for a decision, without the line end."""
    return one_line(plain(decision))


def one_line(value: object) -> str:
    """A JSON value on one line, Chinese as it is, and nothing in it that nobody sees."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if text.isprintable():
        return text
    return "".join(json.dumps(c)[1:-1] if unicodedata.category(c) in _UNSEEN else c for c in text)


def plain(decision: Decision) -> dict[str, object]:
    """A decision as JSON holds it, in the order of the file."""
    part = decision.part
    found: dict[str, object] = {
        "id": decision.id,
        "when": decision.when,
        "who": decision.who,
        "kind": decision.kind.value,
        "document": decision.document,
        "task": decision.task,
        "excerpt": decision.excerpt,
        **_plain_part(part),
        "was": _plain_part(decision.was) if decision.was else None,
        "why": decision.why,
        "replaces": list(decision.replaces),
        "text": decision.text,
    }
    found = {key: value for key, value in found.items() if value not in ("", None, [])}
    return found | {key: json.loads(value) for key, value in decision.extra}


def parse_line(text: str) -> Decision:
    """The decision on a line. Raises ``InvalidDecision`` saying what is wrong with it."""
    return from_plain(parse_json(text))


def parse_json(text: str) -> object:
    """The value of a JSON text in which no key stands twice. Raises ``InvalidDecision``."""
    try:
        value: object = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except RecursionError:
        raise InvalidDecision("括号嵌套过深") from None
    except json.JSONDecodeError as error:
        line = f"第 {error.lineno} 行" if "\n" in text else ""
        raise InvalidDecision(f"不是完整的 JSON（{line}第 {error.colno} 个字附近）") from None
    except ValueError:  # a number longer than Python reads
        raise InvalidDecision("其中有过长的数字") from None
    if _depth(value) > _DEEPEST:
        raise InvalidDecision("括号嵌套过深")
    return value


def from_plain(value: object) -> Decision:
    """The decision that a JSON value holds. Raises ``InvalidDecision``."""
    if not isinstance(value, dict):
        raise InvalidDecision("应是一个 JSON 对象 {…}")
    texts = _texts(value, _TEXTS, _OPTIONAL)
    was = value.get("was")
    if was is not None and not isinstance(was, dict):
        raise InvalidDecision(f"{_called('was')}应是一个 JSON 对象 {{…}}")
    replaces = value.get("replaces", [])
    if not isinstance(replaces, list) or not all(isinstance(entry, str) for entry in replaces):
        raise InvalidDecision(f"{_called('replaces')}应是决定编号的列表 […]")
    decision = Decision(
        id=texts["id"],
        kind=_kind(texts["kind"]),
        who=texts["who"],
        when=texts["when"],
        why=texts["why"],
        document=texts["document"],
        task=texts["task"],
        text=texts["text"],
        excerpt=texts["excerpt"],
        part=_part(texts),
        was=None if was is None else _part(_texts(was, PART_KEYS[:3], PART_KEYS[3:])),
        replaces=tuple(replaces),
        extra=tuple(sorted((key, _json(key, entry)) for key, entry in value.items() if key not in KEY_NAMES)),
    )
    check(decision)
    return decision


def check(decision: Decision) -> None:
    """Raises ``InvalidDecision`` for a decision that must not be recorded."""
    for name, text in _all_texts(decision):
        if _SURROGATE.search(text):
            raise InvalidDecision(f"{_called(name)}中有无法保存的字符")
        if len(text) > LONGEST:
            raise InvalidDecision(f"{_called(name)}过长，最多 {LONGEST} 个字")
    for name in ("who", "document", "task", "text", "excerpt"):
        if not getattr(decision, name).strip():
            raise InvalidDecision(f"缺少{_called(name)}")
    for part in filter(None, (decision.part, decision.was)):
        if not part.department.strip() or not part.label.strip():
            raise InvalidDecision("缺少部门的代码或名称")
    for identifier in (decision.id, *decision.replaces):
        if not _ID.fullmatch(identifier):
            raise InvalidDecision(f"“{identifier[:80]}”不能作为决定的编号")
    _check_when(decision.when)
    _check_sense(decision)


def _check_when(when: str) -> None:
    try:
        found = datetime.fromisoformat(when)
    except ValueError:
        raise InvalidDecision(f"{_called('when')}应写作 2023-04-01T09:30:00+08:00，不是“{when[:40]}”") from None
    if found.tzinfo is None:
        raise InvalidDecision(f"{_called('when')}缺少时区，应写作 {found.isoformat(timespec='seconds')}+08:00")


def _check_sense(decision: Decision) -> None:
    kind = decision.kind
    name = KIND_NAMES[kind]
    if kind is not DecisionKind.CONFIRM and not decision.why.strip():
        raise InvalidDecision(f"{name}应当写明{_called('why')}")
    if decision.id in decision.replaces:
        raise InvalidDecision("决定不能取代自己")
    if kind is DecisionKind.WITHDRAW:
        if not decision.replaces:
            raise InvalidDecision(f"撤回应当写明撤回哪一项决定，即{_called('replaces')}")
        return
    if (kind is DecisionKind.CHANGE) != (decision.was is not None):
        raise InvalidDecision(f"更改应当写明{_called('was')}，其他决定不写")
    if decision.was is not None and _same(decision.was, decision.part):
        raise InvalidDecision("更改前后相同")
    if kind is not DecisionKind.REJECT and decision.part.role is Role.MENTIONED:
        raise InvalidDecision(
            f"“提及”不是职责，不能{name}；应写 lead（牵头）、responsible（负责）或 cooperating（配合）"
        )


def _same(one: Part, other: Part) -> bool:
    """Whether two parts say the same; the label is only the name that the department had."""
    return (one.department, one.role, one.deadline) == (other.department, other.role, other.deadline)


def _all_texts(decision: Decision) -> Iterable[tuple[str, str]]:
    for name in ("id", "who", "when", "why", "document", "task", "text", "excerpt"):
        yield name, getattr(decision, name)
    for part in filter(None, (decision.part, decision.was)):
        yield from (("department", part.department), ("label", part.label), ("deadline", part.deadline))
    yield from (("replaces", identifier) for identifier in decision.replaces)
    for key, value in decision.extra:
        yield from ((key, key), (key, value))


def _called(key: str) -> str:
    """理由（why）: what a key is called and how it is written; surrogates and the like cannot spoil a message."""
    written = key.encode(errors="replace").decode()[:40]
    return f"{KEY_NAMES[key]}（{key}）" if key in KEY_NAMES else f"“{written}”"


def _plain_part(part: Part) -> dict[str, object]:
    found = {"department": part.department, "label": part.label, "role": part.role.value, "deadline": part.deadline}
    return {key: value for key, value in found.items() if value}


def _texts(value: Mapping[str, Any], required: Iterable[str], optional: Iterable[str]) -> dict[str, str]:
    missing = [name for name in required if value.get(name) in (None, "")]
    if missing:
        raise InvalidDecision(f"缺少{'、'.join(map(_called, missing))}")
    found = {name: value[name] for name in required} | {name: value.get(name, "") for name in optional}
    for name, text in found.items():
        if not isinstance(text, str):
            raise InvalidDecision(f"{_called(name)}应是文字，写在引号里")
    return found


def _kind(text: str) -> DecisionKind:
    if text not in set(DecisionKind):
        raise InvalidDecision(f"{_called('kind')}应是 {'、'.join(DecisionKind)} 之一，不是“{text[:40]}”")
    return DecisionKind(text)


def _part(texts: Mapping[str, str]) -> Part:
    if texts["role"] not in set(Role):
        raise InvalidDecision(f"{_called('role')}应是 {'、'.join(Role)} 之一，不是“{texts['role'][:40]}”")
    return Part(texts["department"], texts["label"], Role(texts["role"]), texts["deadline"])


def _json(key: str, value: object) -> str:
    try:
        return json.dumps(value, allow_nan=False)
    except ValueError:  # 1e999 is read as infinity, which JSON cannot write
        raise InvalidDecision(f"{_called(key)}中有无法保存的数值") from None


def _depth(value: object) -> int:
    """How deep lists and objects are nested, counted no further than one beyond what is allowed."""
    layer, depth = [value], 0
    while layer and depth <= _DEEPEST:
        inner = [list(entry.values()) if isinstance(entry, dict) else entry for entry in layer]
        layer = [entry for entries in inner if isinstance(entries, list) for entry in entries]
        depth += 1
    return depth


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for position, (key, _) in enumerate(pairs) if key in dict(pairs[:position]))
        raise InvalidDecision(f"“{twice}”写了两次")
    return found


def _no_constant(name: str) -> NoReturn:
    raise InvalidDecision(f"{name} 不是 JSON 的数值")
