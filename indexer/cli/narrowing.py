"""The filters given on the command line, applied: the engine to ask, and the filters as it knows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.cli.filters import chosen, with_keys
from indexer.cli.output import note

if TYPE_CHECKING:
    from indexer.engine.protocol import Filter, SearchEngine

_OF_DUTIES = ("department", "role", "basis", "standing")
"""The fields that look at duties, and so at what persons decided about them."""


def narrowed_by(
    given: Mapping[str, Sequence[str]], engine: SearchEngine, corpus: Path, *, counting: bool = False
) -> tuple[SearchEngine, tuple[Filter, ...]]:
    """The engine to ask, with what persons decided where a filter looks at duties or they are counted, and the filters.

    Raises ``Slip`` for a department of which the index has no duties.
    """
    from indexer.engine.protocol import Filter

    wanted = [Filter(field, value) for field, value in chosen(given)]
    by_duty = any(one.field in _OF_DUTIES for one in wanted)
    searching = _with_decisions(engine, corpus) if counting or by_duty else engine
    return searching, with_keys(wanted, searching, corpus)


def _with_decisions(engine: SearchEngine, corpus: Path) -> SearchEngine:
    """The engine with what persons decided in its filters and counts; where nobody did, nothing is loaded for it."""
    from indexer.decisions.file import DecisionFile

    file = DecisionFile(corpus)
    if not file.is_there:
        return engine
    from indexer.decisions.errors import DecisionError
    from indexer.decisions.overlay import DecisionOverlay
    from indexer.decisions.searched import SearchedDecisions
    from indexer.register import load_register

    overlay = DecisionOverlay(file, (document.id for document in engine.documents()), engine.record)
    try:
        return SearchedDecisions(engine, overlay, load_register(corpus)).engine()
    except DecisionError as error:
        note(f"人工决定没有读到，部门、角色和依据的条数未计入人工决定。{error}")
        return engine
