"""Why a function is proposed, in words that a person can check."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.duties.ledger import ROLE_NAMES
from indexer.duties.models import Role
from indexer.suggesting.model import Proposal
from indexer.suggesting.precedents import Precedent, Precedents

MOST_TERMS = 4
ALIKE = 0.1
"""From this cosine on two tasks are called alike; a pair below it shares a few expressions only."""


def reasons(proposal: Proposal, pools: Sequence[Precedents]) -> tuple[str, ...]:
    """The remit terms found, then the nearest precedents; ``pools`` as in ``Proposal.precedents``. Never empty for a
    proposal of a model: where nothing is alike, the nearest precedent is named for what it is."""
    return tuple(words for words, _ in grounds(proposal, pools))


def grounds(proposal: Proposal, pools: Sequence[Precedents]) -> tuple[tuple[str, str], ...]:
    """The ``reasons``, each with the identifier of the clause that it speaks of; empty where it is none of the user's
    own corpus."""
    found = [(f"职责词：{'、'.join(proposal.terms[:MOST_TERMS])}", "")] if proposal.terms else []
    for place, (pool, row, cosine) in enumerate(proposal.precedents):
        if cosine >= ALIKE or (place == 0 and not found):
            task = pools[pool].tasks[row]
            found.append((_likeness(task, proposal.function, alike=cosine >= ALIKE), task.clause))
    return tuple(found) or (("用语与其他文件中同类任务接近", ""),)


def _likeness(task: Precedent, function: str, *, alike: bool) -> str:
    where = f"{task.citation}{task.place}"
    if task.excerpt:
        where = f"本库{where}（“{task.excerpt}”）"
    unit = "该项" if task.place.endswith(("项", "目", "条")) or not task.place else "该处"
    return f"与{where}{'相近' if alike else '部分用语相同'}，{unit}{_named(task, function)}"


def _named(task: Precedent, function: str) -> str:
    """牵头：省市场监管局; 配合：甲、乙: the bodies with the function, by role."""
    by_role: dict[Role, list[str]] = {}
    for name, role, own in task.named:
        if own == function and name not in by_role.setdefault(role, []):
            by_role[role].append(name)
    return "，".join(f"{ROLE_NAMES[role]}：{'、'.join(names)}" for role, names in by_role.items() if names)
