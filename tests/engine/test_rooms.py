"""No stage of a search reaches back: each room of the engine knows only those that come before it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import indexer.engine

FOLDER = Path(indexer.engine.__file__).parent
ROOMS = (
    *("query", "answers", "department_labels", "protocol", "stored", "part", "finding", "scoring", "facets"),
    *("offering", "similar", "marks", "changed_duties", "whoosh_engine", "provider", "opening"),
)
"""Folders and single modules, in an order in which each may import those before it."""


def modules(room: str) -> list[Path]:
    return sorted((FOLDER / room).glob("*.py")) or [FOLDER / f"{room}.py"]


def imported(module: Path) -> Iterator[str]:
    """The rooms that a module imports from, those it needs for its types included."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith("indexer.engine."):
            yield node.module.split(".")[2] if node.module != "indexer.engine" else node.names[0].name


def test_every_module_has_a_room() -> None:
    there = {place.stem for place in FOLDER.iterdir() if place.suffix == ".py" or (place / "__init__.py").exists()}
    assert there - {"__init__"} == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_knows_only_those_before_it(room: str) -> None:
    known = {*ROOMS[: ROOMS.index(room)], room}
    reached = {(module.name, other) for module in modules(room) for other in imported(module) if other not in known}
    assert not reached


@pytest.mark.parametrize("room", [room for room in ROOMS if (FOLDER / room).is_dir()])
def test_to_enter_a_room_costs_no_import(room: str) -> None:
    (docstring,) = ast.parse((FOLDER / room / "__init__.py").read_text("utf-8")).body
    assert isinstance(docstring, ast.Expr)
