"""The ledger (职责台账): one row for each department × task × role, as pages show and offices export it."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.duties.models import Basis, Role

ROLE_NAMES = {Role.LEAD: "牵头", Role.RESPONSIBLE: "负责", Role.COOPERATING: "配合", Role.MENTIONED: "提及"}
BASIS_NAMES = {
    Basis.STATED: "原文明示",
    Basis.INHERITED: "上文规定",
    Basis.SUGGESTED: "程序建议",
    Basis.CONFIRMED: "人工确认",
}
"""The words for roles and bases on pages and in exports; the same everywhere."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One duty with everything an office wants to see of it.

    ``department`` is the official name where the register knows it, else the name as written; ``name`` the words of
    the text, empty where the text names nobody. ``key`` identifies the department (see ``indexer.register``).
    ``task`` is the text of the task, exactly as it stands in the document; ``clause`` the identifier of its first
    sentence, ``citation`` how it is cited, ``path`` its headings, ``line`` its line in the source. ``deadline`` are
    the words that say by when. ``score`` (0 to 1) and ``reasons`` belong to suggestions; ``who``, ``when`` (ISO 8601)
    and ``why`` to what a person decided. ``link`` is the address of the clause page, relative to the site.
    """

    document: str
    document_title: str
    document_number: str
    clause: str
    citation: str
    path: tuple[str, ...]
    line: int
    task: str
    department: str
    key: str
    name: str
    role: Role
    basis: Basis
    deadline: str = ""
    score: float | None = None
    reasons: tuple[str, ...] = ()
    who: str = ""
    when: str = ""
    why: str = ""
    link: str = ""
