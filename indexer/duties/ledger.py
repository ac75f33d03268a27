"""The ledger (职责台账): one row for each department × task × role, as pages show and offices export it."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.duties.models import Basis, Role, Standing

ROLE_NAMES = {Role.LEAD: "牵头", Role.RESPONSIBLE: "负责", Role.COOPERATING: "配合", Role.MENTIONED: "提及"}
BASIS_NAMES = {
    Basis.STATED: "原文明示",
    Basis.INHERITED: "上文规定",
    Basis.SUGGESTED: "程序建议",
    Basis.CONFIRMED: "人工确认",
}
STANDING_NAMES = {
    Standing.OPEN: "未经决定",
    Standing.CONFIRMED: "人工确认",
    Standing.OBJECTED: "有异议",
    Standing.REJECTED: "已否定",
    Standing.REPLACED: "已更改",
}
"""The words for roles, bases and standings on pages and in exports; the same everywhere."""

UNLISTED = "名称未收录，待核"
"""What is said of a name that the register knows nothing about."""

NO_GROUND = "原文和程序均未提出"
"""What is said of a duty that a person added, where the ground of others is named."""

_HIDDEN = frozenset({Standing.REJECTED, Standing.REPLACED})


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One duty with everything an office wants to see of it.

    ``department`` is the official name where the register knows it, else the name as written (``unlisted``: the
    register knows nothing of it); ``name`` the words of the text, empty where the text names nobody. ``key``
    identifies the department (see ``indexer.register``). ``task`` is the text of the task, exactly as it stands in the
    document; ``clause`` the identifier of its first sentence, ``citation`` how it is cited, ``path`` its headings,
    ``line`` its line in the source. ``deadline`` are the words that say by when. ``score`` (0 to 1) and ``reasons``
    belong to suggestions; ``precedents`` are, reason by reason, the identifiers of the clauses of this corpus that
    they speak of, empty where there is none. ``link`` is the address of the clause page, relative to the site.
    ``[start, end)`` are the characters of the document that say so: the annotation or the name in running text, for an
    inherited duty further up; both 0 where no words do.

    ``standing`` is what persons made of the duty. Where it is not OPEN, ``who``, ``when`` (ISO 8601), ``why`` and
    ``decision`` (its identifier) are the decision's. ``basis`` is CONFIRMED where a person confirmed, added or changed
    the duty; ``ground`` is then, and where a person objects, the basis that it had before, None for what neither text
    nor program have. ``review`` are identifiers of decisions about this department whose text is not what it was and
    that may belong here: they count for nothing until a person looks at them.
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
    precedents: tuple[str, ...] = ()
    who: str = ""
    when: str = ""
    why: str = ""
    link: str = ""
    unlisted: bool = False
    start: int = 0
    end: int = 0
    standing: Standing = Standing.OPEN
    ground: Basis | None = None
    decision: str = ""
    review: tuple[str, ...] = ()

    @property
    def shown(self) -> bool:
        """Whether the row belongs to the usual view; suggestions that a person rejected or put right are listed on
        demand."""
        return self.standing not in _HIDDEN
