"""What was decided, in words; the same on the terminal and on pages."""

from __future__ import annotations

from indexer.decisions.models import KIND_NAMES, Decision, Part
from indexer.duties.ledger import ROLE_NAMES


def said(decision: Decision) -> str:
    """What was decided, on one line: 更改 省市场监管局（负责）→ 省药监局（牵头，2023年底前）."""
    before = f"{_part(decision.was)} → " if decision.was else ""
    return f"{KIND_NAMES[decision.kind]} {before}{_part(decision.part)}"


def _part(part: Part) -> str:
    return f"{part.label}（{'，'.join(filter(None, (ROLE_NAMES[part.role], part.deadline)))}）"
