"""前置信息: the YAML block between two ``---`` lines at the very start of a Markdown file.

Values are taken as they are written: ``id: 007`` is the text 007 and ``level: 省`` the text 省, whatever YAML would
make of them, except that dates become ISO 8601. Keys and their form: ``indexer.reading.facts``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from indexer.errors import ReadingError
from indexer.reading.facts import DATE_KEYS, KEYS, LEVELS, iso_date, names

MAX_CHARACTERS = 64 * 1024
"""Longest front matter: a hundred times what a document needs, and still parsed in well under a second."""

_FIRST_LINE = 2  # of the block in the file, after the opening fence
_RULE_ADVICE = "若开头的“---”只是分隔线，请在其前加一个空行。"
_OPENING = re.compile(r"---[ \t]*(\r\n|\n|\r)")
_CLOSING = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The facts; the offset where the text proper begins; notes about keys that are not used."""

    facts: dict[str, object]
    body_start: int
    notes: tuple[str, ...] = ()


def parse(path: Path, text: str) -> FrontMatter:
    """The front matter of ``text``; no facts and offset 0 where it has none.

    Raises ``ReadingError`` with the line in the file for a block that is not closed, is no valid YAML or has a key
    twice, and naming the key for a value of the wrong kind.
    """
    opening = _OPENING.match(text)
    if not opening:
        return FrontMatter({}, 0)
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        raise ReadingError(path, f"第 1 行的“---”开始了前置信息，但没有单独成行的“---”结束它。{_RULE_ADVICE}")
    block = text[opening.end() : closing.start()]
    if len(block) > MAX_CHARACTERS:
        raise ReadingError(path, f"前置信息过长：{len(block)} 字，上限为 {MAX_CHARACTERS} 字。请检查结束的“---”。")
    return _facts(path, block, closing.end())


def _facts(path: Path, block: str, body_start: int) -> FrontMatter:
    facts: dict[str, object] = {}
    unknown: list[str] = []
    seen: set[str] = set()
    for line, key, node in _entries(path, block):
        if key in seen:
            raise ReadingError(path, f"第 {line} 行：前置信息中的“{key}”出现了两次，请删去一处。")
        seen.add(key)
        if key not in KEYS:
            unknown.append(key)
        elif value := _checked(path, line, key, node):
            facts[key] = value
    note = f"前置信息中不认识的项未使用：{'、'.join(unknown)}。可用的项：{'、'.join(sorted(KEYS))}。"
    return FrontMatter(facts, body_start, (note,) if unknown else ())


def _entries(path: Path, block: str) -> Iterator[tuple[int, str, yaml.Node]]:
    """Line in the file, key and value of each entry."""
    try:
        root = yaml.compose(block, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ReadingError(path, _damaged(mark.line if mark else 0)) from error
    except yaml.reader.ReaderError as error:
        raise ReadingError(path, _damaged(block.count("\n", 0, error.position))) from error
    except RecursionError:
        raise ReadingError(path, "前置信息嵌套过深，应为“项: 值”的形式，每项一行。") from None
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise ReadingError(path, f"第 {_FIRST_LINE} 行：前置信息应为“项: 值”的形式，每项一行。{_RULE_ADVICE}")
    for key, value in root.value:
        line = key.start_mark.line + _FIRST_LINE
        if not isinstance(key, yaml.ScalarNode):
            raise ReadingError(path, _damaged(key.start_mark.line))
        yield line, key.value, value


def _damaged(line: int) -> str:
    """``line`` counts from 0 inside the block."""
    where = f"第 {line + _FIRST_LINE} 行附近：前置信息的格式有误。"
    return where + "应为“项: 值”，冒号后有一个空格；值中有冒号或引号时，请加英文引号。"


def _checked(path: Path, line: int, key: str, node: yaml.Node) -> str | tuple[str, ...]:
    """The value of a known key in its proper form; empty where nothing is stated."""
    where = f"第 {line} 行：前置信息中的“{key}”"
    if key == "issuers" and isinstance(node, yaml.SequenceNode):
        if not all(isinstance(item, yaml.ScalarNode) for item in node.value):
            raise ReadingError(path, f"{where}应为发文机关名称，或名称的列表。")
        return tuple(item.value.strip() for item in node.value if item.value.strip())
    if not isinstance(node, yaml.ScalarNode):
        raise ReadingError(path, f"{where}应为文字，不能是列表或下级项目。")
    value = str(node.value).strip()
    if not value:
        return ""
    if key == "issuers":
        return names(value)
    if key in DATE_KEYS:
        value = iso_date(value)
        if not value:
            raise ReadingError(path, f"{where}不是日期：{node.value}。请写成 2019-04-05 的形式。")
    if key == "level" and value not in LEVELS:
        raise ReadingError(path, f"{where}应为{'、'.join(LEVELS)}之一，不能是“{value}”。")
    if key == "url" and not value.startswith(("http://", "https://")):
        raise ReadingError(path, f"{where}应以 http:// 或 https:// 开头。")
    return value
